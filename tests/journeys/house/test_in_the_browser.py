"""The first run, decisions on an asset, and settings, in a real browser and by keyboard alone."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.pages.browsing import served_at
from tests.journeys.portal.axe import violations
from tests.journeys.portal.opening import opened as context
from tests.journeys.review.collection import asset
from tests.long_form import LONG
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.cli.demo import load_demo
from thesaury.sandbox.brand import pack
from thesaury.web.app import create_app

PART = None if LONG else tuple(picture.asset for picture in pack.pictures())[::12]
"""Which assets of the demo are brought in; the whole of it is loaded by command, for all tests."""


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedWorkspace]:
    """A new workspace, whose demo has few pictures."""
    monkeypatch.setattr(pack, "write_brand", partial(pack.write_brand, assets=PART))
    made = init_workspace(tmp_path / "empty")
    yield made
    made.close()


@pytest.fixture
def address(opened: EmbeddedWorkspace) -> Iterator[str]:
    with served_at(create_app(opened)) as served:
        yield served


def whole(page: Any, width: int) -> None:
    """Nothing that axe knows of is wrong, and nothing scrolls sideways."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_demo_comes_by_one_click_and_the_first_steps_tick(browser: Any, empty: EmbeddedWorkspace) -> None:
    with served_at(create_app(empty, demo=load_demo)) as served, seen(browser, served) as view:
        page = view.page("/")
        assert page.locator(".first-step.done").count() == 0
        whole(page, 1440)
        page.get_by_role("button", name="Load the demo").focus()
        page.keyboard.press("Enter")
        page.locator("#demo").wait_for()
        whole(page, 1440)
        page.locator(".first-step.done").nth(3).wait_for()
        assert page.locator(".first-step.done").all_inner_texts() == [
            "Done:\nBring your words",
            "Done:\nConnect a folder, or bring in a client's table",
            "Done:\nConnect a system",
            "Done:\nRun it once",
        ]
        assert page.locator("#demo").count() == 0
        page.locator(".task", has_text="suggestions wait for your decision").wait_for()
        if LONG:  # which licences end depends on the day, and few pictures have few
            page.locator(".task", has_text="licences end").first.wait_for()
        page.set_viewport_size({"width": 360, "height": 900})
        whole(page, 360)
        page.get_by_role("button", name="Hide").click()
        page.get_by_role("button", name="Show the first steps").wait_for()
        assert page.locator("#guide").count() == 0
    assert view.complaints == []


def test_a_suggestion_is_decided_and_taken_back_by_keyboard(
    browser: Any, opened: EmbeddedWorkspace, address: str
) -> None:
    with seen(browser, address) as view:
        page = view.page(f"/assets/{asset(opened, 4)}")
        other = view.page(f"/assets/{asset(opened, 4)}")
        page.get_by_role("button", name="Accept jar").focus()
        page.keyboard.press("Enter")
        page.locator(".deed", has_text="jar is accepted.").wait_for()
        assert focused(page) == "Undo"
        assert page.locator("#said").inner_text() == "jar is accepted."
        other.get_by_role("button", name="Reject jar").click()
        other.locator(".deed", has_text="was faster: accepted jar").wait_for()
        whole(other, 1440)
        page.keyboard.press("Enter")
        page.locator(".deed", has_text="taken back").wait_for()
        assert page.get_by_role("button", name="Accept jar").count() == 1
    assert view.complaints == []


def test_a_concept_is_chosen_from_the_list_by_keyboard(browser: Any, opened: EmbeddedWorkspace, address: str) -> None:
    with seen(browser, address) as view:
        page = view.page(f"/assets/{asset(opened, 4)}")
        box = page.get_by_role("combobox", name="Add a concept")
        box.focus()
        page.keyboard.type("nachf")
        page.locator("#add-list [role=option]").first.wait_for()
        assert box.get_attribute("aria-expanded") == "true"
        whole(page, 1440)
        page.keyboard.press("Escape")
        assert page.locator("#add-list").is_hidden()
        page.keyboard.type("ü")
        page.locator("#add-list [role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant") == "add-list-0"
        page.keyboard.press("Enter")
        page.locator(".deed", has_text="is added.").wait_for()
        page.get_by_role("button", name="Remove refill pouch").wait_for()
        # The list works in what was swapped in, too.
        page.get_by_role("combobox", name="Add a concept").fill("glas")
        page.locator("#add-list [role=option]").first.wait_for()
    assert view.complaints == []


def test_words_and_concepts_light_each_other_up(browser: Any, opened: EmbeddedWorkspace, address: str) -> None:
    with seen(browser, address) as view:
        page = view.page(f"/assets/{asset(opened, 4)}")
        page.locator("mark", has_text="Jar").first.locator("a").focus()
        assert page.locator(".holding.lit").all_inner_texts()[0].startswith("jar")
        page.get_by_role("button", name="Accept kitchen").hover()
        assert page.locator("mark.lit").all_inner_texts() == ["kitchen"]
    assert view.complaints == []


def test_the_picture_opens_large_and_gives_the_focus_back(
    browser: Any, opened: EmbeddedWorkspace, address: str
) -> None:
    with seen(browser, address) as view:
        page = view.page(f"/assets/{asset(opened, 4)}")
        page.locator("a.whole").focus()
        page.keyboard.press("Enter")
        page.locator("dialog#zoom[open]").wait_for()
        whole(page, 1440)
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.className") == "whole"
    assert view.complaints == []


@pytest.mark.long
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (768, "dark"), (1440, "light")])
def test_pages_are_whole_at_every_width(
    browser: Any, opened: EmbeddedWorkspace, address: str, width: int, scheme: str
) -> None:
    """The same pages are among those of the walks over all pages."""
    paths = (
        "/",
        f"/assets/{asset(opened, 4)}",
        *(f"/settings{room}" for room in ("", "/model", "/thresholds", "/branding")),
    )
    with seen(browser, address, width=width, scheme=scheme) as view:
        for path in paths:
            page = view.page(path)
            whole(page, width)
            page.close()
    assert view.complaints == []


def test_a_setting_is_saved_by_keyboard_and_shown(browser: Any, opened: EmbeddedWorkspace, address: str) -> None:
    with seen(browser, address) as view:
        page = view.page("/settings")
        page.get_by_label("Days that answers are kept").focus()
        page.keyboard.press("Control+a")
        page.keyboard.type("99")
        page.keyboard.press("Enter")
        page.get_by_text("Saved.").wait_for()
        assert page.get_by_label("Days that answers are kept").input_value() == "99"
        whole(page, 1440)
    assert "answer_days = 99" in (opened.root / "thesaury.toml").read_text()
    assert view.complaints == []


def test_a_brand_is_refused_or_shown_at_once(browser: Any, address: str) -> None:
    with seen(browser, address) as view:
        page = view.page("/settings/branding")
        colour = page.get_by_label("Accent colour on light pages")
        page.get_by_label("Name", exact=True).fill("Fennmoor")
        colour.fill("#ffcc00")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("alert").wait_for()
        assert "Choose a darker one." in page.get_by_role("alert").inner_text()
        whole(page, 1440)
        assert page.get_by_label("Name", exact=True).input_value() == "Fennmoor"
        assert colour.get_attribute("aria-invalid") == "true"
        colour.fill("#003399")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved; the pages show it").wait_for()
        assert page.locator(".brand").inner_text() == "Fennmoor"
        page.wait_for_load_state()  # the words may be there before the sheet with the colours
        assert page.evaluate("getComputedStyle(document.querySelector('.button')).backgroundColor") == "rgb(0, 51, 153)"
        whole(page, 1440)
        page.emulate_media(color_scheme="dark")
        whole(page, 1440)
    assert [said for said in view.complaints if "422" not in said] == []


def seen(browser: Any, address: str, **how: Any) -> Any:
    """A context of its own over the served pages."""
    return context(browser, address, {}, **how)
