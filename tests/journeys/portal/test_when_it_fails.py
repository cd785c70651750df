"""Every page where there is nothing yet, where what lies below it fails, and where it takes its time."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.pages.browsing import served_at, until
from tests.journeys.portal.cms import publishing_to_a_cms
from tests.journeys.portal.demo import own_copy
from tests.journeys.portal.every_page import WHOLE
from tests.journeys.portal.everywhere import ADDRESSES, STRANGERS, settled
from tests.journeys.portal.furnishing import furnish
from tests.journeys.portal.opening import Opened, opened
from tests.journeys.portal.signing_in import session_of
from tests.journeys.portal.unsteady import SENTENCE, Trouble, unsteady
from tests.patience import PATIENCE
from thesaury.bootstrap import init_workspace, open_workspace
from thesaury.model.access import Role
from thesaury.web.app import create_app

ANSWER = """() => { const main = document.querySelector('main');
    return { titles: main.querySelectorAll('h1').length, words: main.innerText.trim().split(/\\s+/).length,
        ways: [...main.querySelectorAll('a[href], button, input, select, textarea')].filter(e => e.checkVisibility()).length,
        broken: /Traceback|Internal Server Error|undefined/.test(main.innerText),
        wide: document.documentElement.scrollWidth > innerWidth } }"""


@dataclass
class Served:
    """A portal over a workspace that fails when told so."""

    address: str
    cookies: dict[str, str]
    pages: dict[str, str]
    trouble: Trouble


@pytest.fixture(scope="module")
def served(brand: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    workspace = open_workspace(own_copy(brand, tmp_path_factory.mktemp("failing") / "workspace"))
    trouble = Trouble()
    app = create_app(unsteady(workspace, trouble), access=workspace.access)
    cookies = session_of(workspace, (Role.ADMIN,), "mara@fennmoor.example")
    furnish(workspace)
    with publishing_to_a_cms(workspace), served_at(app) as address:
        pages = {path: made(workspace) for path, made in ADDRESSES.items()}
        settled(address, cookies, pages)
        yield Served(address, cookies, pages, trouble)
    workspace.close()


def usual(pages: dict[str, str]) -> list[tuple[str, str]]:
    """The pages that are looked at, with where each is."""
    return list(pages.items())[:: 1 if os.environ.get(WHOLE) else 2]


def amiss(page: Any) -> object:
    """What is wrong with a page that has little to show."""
    told = page.evaluate(ANSWER)
    good = told["titles"] == 1 and told["words"] >= 6 and told["ways"] >= 1 and not told["broken"] and not told["wide"]
    return None if good else told


def test_a_page_whose_catalogue_fails_says_so_and_leads_on(browser: Any, served: Served) -> None:
    """One of two pages; with THESAURY_EVERY_PAGE all of them."""
    found: dict[str, object] = {}
    failed = 0
    with opened(browser, served.address, served.cookies, width=360) as seen, served.trouble.failing():
        page = seen.tab()
        for path, url in usual(served.pages):
            if path in STRANGERS:
                continue
            seen.complaints.clear()
            answer = page.goto(url)
            page.wait_for_load_state()
            wrong = [amiss(page), beyond(seen, answer)]
            failed += answer.status == 503
            if answer.status == 503 and SENTENCE not in page.locator("main").inner_text():
                wrong.append(page.locator("main").inner_text())
            if answer.status not in (200, 503) or any(wrong):
                found[path] = [answer.status, *wrong]
    assert found == {}
    assert failed > 10


def beyond(seen: Opened, answer: Any) -> list[str]:
    """The complaints but for those about the page itself, which failed as it should."""
    return [one for one in seen.complaints if not one.startswith(answer.url) and "503" not in one]


def test_what_a_page_asks_for_later_fails_in_words(browser: Any, served: Served) -> None:
    with opened(browser, served.address, served.cookies) as seen:
        page = seen.page(served.pages["/connections/{name}"])
        with served.trouble.failing():
            page.locator("#held-1 a").click()
            until(page, "document.getElementById('said').textContent")
        said = page.locator("#said")
        assert said.get_attribute("data-manner") == "failed"
        assert said.inner_text() == page.evaluate("document.body.dataset.failed")
        page.locator("#held-1 a").click()
        page.locator("#held-1 #held").wait_for()


def test_what_a_page_waits_for_is_busy_meanwhile(browser: Any, served: Served) -> None:
    with opened(browser, served.address, served.cookies) as seen, opened(browser, served.address, {}) as outside:
        page = seen.page(served.pages["/connections/{name}"])
        with served.trouble.hanging() as waiting:
            page.locator("#held-1 a").click()
            page.locator("#held-1[aria-busy=true]").wait_for()
            assert waiting.wait(PATIENCE)
            assert outside.page("/sign-in").locator("h1").count() == 1  # others are answered meanwhile
        page.locator("#held-1 #held").wait_for()
        assert page.locator("[aria-busy]").count() == 0
    assert seen.complaints == outside.complaints == []


def test_a_page_that_takes_its_time_comes_whole(browser: Any, served: Served) -> None:
    with opened(browser, served.address, served.cookies) as seen:
        for path in ("/rights", "/vocabulary", "/search"):
            page = seen.context.new_page()
            with served.trouble.hanging() as waiting:
                page.goto(served.pages["/api/v1"])
                page.evaluate("url => { location.href = url }", served.pages[path])
                assert waiting.wait(PATIENCE)
            page.wait_for_url(f"**{served.pages[path]}")
            assert page.locator("h1").count() == 1
            page.close()
    assert seen.complaints == []


EMPTY = {
    "/connections/new/{kind}": "/connections/new/folder",
    **{path: path for path in ADDRESSES if "{" not in path and path not in ("/vocabulary/tree", "/concepts")},
    **{"/rights/record": "", "/review/concept": "", "/review/other": "", "/vocabulary/tree": "/vocabulary/tree"},
}
"""Pages that there are in a workspace that was only just made."""


def test_an_empty_workspace_says_on_every_page_how_to_go_on(browser: Any, tmp_path: Path) -> None:
    """One of two pages; with THESAURY_EVERY_PAGE all of them."""
    workspace = init_workspace(tmp_path / "workspace")
    app = create_app(workspace, access=workspace.access)
    cookies = {**session_of(workspace, (Role.ADMIN,), "mara@fennmoor.example"), "language": "de"}
    found: dict[str, object] = {}
    with served_at(app) as address, opened(browser, address, cookies, width=360) as seen:
        page = seen.tab()
        for path, url in usual(EMPTY):
            if not url or path in STRANGERS:
                continue
            seen.complaints.clear()
            answer = page.goto(url)
            page.wait_for_load_state()
            if answer.status != 200 or amiss(page) or seen.complaints:
                found[path] = [answer.status, amiss(page), list(seen.complaints)]
    workspace.close()
    assert found == {}
