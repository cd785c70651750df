"""What people do from page to page, with keys alone; review, intake and decisions on one asset have theirs beside their pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.pages.browsing import at_rest, served_at
from tests.journeys.portal.demo import own_copy
from tests.journeys.portal.every_page import Served
from tests.journeys.portal.everywhere import ADDRESSES, settled
from tests.journeys.portal.furnishing import furnish
from tests.journeys.portal.opening import opened
from tests.journeys.portal.signing_in import signed_in
from thesaury.bootstrap import open_workspace

ON = "selector => document.activeElement?.matches(selector) ?? false"


@pytest.fixture(scope="module")
def served(brand: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    workspace = open_workspace(own_copy(brand, tmp_path_factory.mktemp("keys") / "workspace"))
    app, cookies = signed_in(workspace)
    furnish(workspace)
    with served_at(app) as address:
        pages = {path: made(workspace) for path, made in ADDRESSES.items()}
        settled(address, cookies, pages)
        yield Served(address, cookies, pages)
    workspace.close()


@contextmanager
def at(browser: Any, served: Served, path: str, width: int = 1440) -> Iterator[Any]:
    """The page at this path, of which nobody may complain."""
    with opened(browser, served.address, served.cookies, width=width) as seen:
        yield seen.page(path)
    assert seen.complaints == []


def reach(page: Any, selector: str, most: int = 120) -> None:
    """Go on by Tab until the focus is on this element."""
    for _ in range(most):
        if page.evaluate(ON, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached on {page.url}")


def press(page: Any, selector: str, key: str = "Enter") -> None:
    """Reach this element and press a key on it, which leads to another page."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)
    at_rest(page)  # the address changes before what is exchanged


def test_the_skip_link_comes_first_and_leads_past_the_rail(browser: Any, served: Served) -> None:
    with at(browser, served, "/runs") as page:
        page.keyboard.press("Tab")
        assert page.evaluate(ON, ".skip")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_from_a_search_by_a_filter_to_an_asset(browser: Any, served: Served) -> None:
    with at(browser, served, "/") as page:
        reach(page, "#q")
        page.keyboard.type("bottle")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.wait_for_load_state()
        before = page.locator(".card").count()
        press(page, ".filters li a", "Enter")
        assert 0 < page.locator(".card").count() <= before
        press(page, ".card-link")
        assert "/assets/" in page.url


def test_a_draft_of_a_vocabulary_is_kept(browser: Any, served: Served) -> None:
    with at(browser, served, served.pages["/vocabulary/import/{id}"]) as page:
        press(page, "form[action$='/keep'] button")
        page.wait_for_selector("a[href*='/versions'], a[href*='/diff']")
        assert page.locator("form[action$='/keep'] button").count() == 0


def test_a_flow_is_started(browser: Any, served: Served) -> None:
    with at(browser, served, "/flows") as page:
        press(page, "form[action='/flows/by-hand/runs'] button")
        assert page.locator("main h1").inner_text().startswith("Run ")


def test_a_person_is_invited(browser: Any, served: Served) -> None:
    with at(browser, served, "/settings/people") as page:
        reach(page, "form[action='/settings/people'] [name=name]")
        page.keyboard.type("Ana Bell")
        reach(page, "form[action='/settings/people'] [name=address]")
        page.keyboard.type("ana@fennmoor.example")
        reach(page, "form[action='/settings/people'] [name=role][value=editor]")
        page.keyboard.press("Space")
        press(page, "form[action='/settings/people'] button")
        assert "/sign-in/link/" in page.locator("main").inner_text() + page.locator("main").inner_html()


def test_the_menu_of_the_reader_closes_by_escape_and_gives_the_focus_back(browser: Any, served: Served) -> None:
    opener = "[popovertarget=mine]"
    with at(browser, served, "/runs") as page:
        reach(page, opener)
        page.keyboard.press("Enter")
        assert page.locator("#mine").is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#mine') !== null")
        page.keyboard.press("Escape")
        assert not page.locator("#mine").is_visible()
        assert page.evaluate(ON, opener)
        assert state(page, opener) == "false"
        page.keyboard.press("Enter")
        assert state(page, opener) == "true"


def state(page: Any, opener: str) -> str:
    """Whether this opener says that what it opens is open."""
    return str(page.locator(opener).get_attribute("aria-expanded"))


def test_the_rooms_open_on_a_phone_and_close_by_escape(browser: Any, served: Served) -> None:
    opener = ".open-rooms"
    with at(browser, served, "/runs", width=360) as page:
        assert not page.locator("#rooms").is_visible()
        assert state(page, opener) == "false"
        reach(page, opener)
        page.keyboard.press("Enter")
        assert page.locator("#rooms").is_visible()
        assert state(page, opener) == "true"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#rooms') !== null")
        page.keyboard.press("Escape")
        assert not page.locator("#rooms").is_visible()
        assert page.evaluate(ON, opener)
        page.keyboard.press("Enter")
        press(page, "#rooms a[href='/vocabulary']")
        assert page.url.endswith("/vocabulary")


def test_somebody_signs_out(browser: Any, served: Served) -> None:
    with at(browser, served, "/account") as page:
        reach(page, "[popovertarget=mine]")
        page.keyboard.press("Enter")
        press(page, "#mine form[action='/sign-out'] button")
        assert page.url.endswith("/sign-in")
        page.goto("/runs")
        assert "/sign-in" in page.url
