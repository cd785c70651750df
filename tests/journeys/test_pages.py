"""A reader's way through the pages in a real browser: three widths, keyboard, Back, and nothing from elsewhere."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.journeys.pages.browsing import chromium, served_at
from tests.journeys.pages.collection import T, Workspace
from tests.journeys.pages.conftest import make_pictures
from thesaury.web.app import create_app

ADDRESSES = {
    "search": "/search?q=sustainable+packaging&market=DE&source=studio",
    "all": "/search",
    "nothing": "/search?q=zebra",
    "asset": "/assets/a1",
    "vocabulary": "/vocabulary",
    "concept": f"/concepts?iri={T}refill",
    "alike": "/alike",
    "rights": "/rights",
    "rights record": "/rights/record?record=studio/studio-1&place=0",
    "answer": "/assets/a1?channel=website&region=DE&from=2026-12-01",
}
TARGETS = """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
    .filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'inline' && !e.classList.contains('skip'))
    .map(e => [e.textContent.trim(), e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24)
    .map(([text, r]) => `${text} ${r.width}x${r.height}`)"""
FOCUS = """() => { const e = document.activeElement, r = e.getBoundingClientRect();
    const x = r.x + r.width / 2, y = r.y + Math.min(r.height / 2, 20);
    const top = document.elementFromPoint(x, y);
    const s = getComputedStyle(e), p = getComputedStyle(e.parentElement);
    return { name: e.textContent.trim() || e.id, ringed: [s, p].some(c => c.outlineStyle !== 'none' && parseFloat(c.outlineWidth) >= 2),
             hidden: !(top && (e.contains(top) || top.contains(e))) } }"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the small collection is served."""
    root = tmp_path_factory.mktemp("pages")
    make_pictures(root)
    with served_at(create_app(Workspace(root))) as place:
        yield place


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, where the machine has it."""
    with chromium() as launched:
        yield launched


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens a page; at the end there was no console error, no failed page and no request to anywhere else."""
    contexts, complaints, foreign = [], [], []

    def open_page(path: str, width: int = 1440, script: bool = True, scheme: str = "light") -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=address, java_script_enabled=script, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(address) else None)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert foreign == []


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_page_scrolls_sideways_and_every_target_is_large_enough(opened, width):
    page = opened("/search", width)
    for path in ADDRESSES.values():
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        assert page.evaluate(TARGETS) == [], path


def test_colours_follow_the_reader(opened):
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert opened("/search").evaluate(ground) != opened("/search", scheme="dark").evaluate(ground)


def shows(page: Any, cards: int) -> None:
    """With the script results are exchanged, and after Back asked for anew, when the address has changed already."""
    from playwright.sync_api import expect

    expect(page.locator(".card")).to_have_count(cards)


@pytest.mark.parametrize("script", [True, False])
def test_search_filter_remove_and_back(opened, script):
    page = opened("/search", script=script)
    page.get_by_label("Search by words or by meaning").fill("sustainable packaging")
    page.get_by_label("Search by words or by meaning").press("Enter")
    page.wait_for_url("**/search?q=sustainable+packaging")
    shows(page, 2)
    assert "refill pouch → sustainable packaging" in " ".join(page.locator(".because").first.inner_text().split())
    page.locator(".facet", has_text="Market").get_by_role("link", name="DE").click()
    page.wait_for_url("**&market=DE")
    shows(page, 1)
    page.get_by_role("link", name="Remove the filter Market: DE").click()
    page.wait_for_url("**/search?q=sustainable+packaging")
    shows(page, 2)
    page.go_back()
    page.wait_for_url("**&market=DE")
    shows(page, 1)
    page.reload()
    assert page.get_by_label("Search by words or by meaning").input_value() == "sustainable packaging"


def test_from_a_hit_to_its_concept_and_to_all_that_carry_it(opened):
    page = opened("/search?q=kitchen")
    page.locator(".card-link").first.click()
    page.wait_for_url("**/assets/a1")
    assert page.locator(".mat img").evaluate("img => img.complete && img.naturalWidth > 300")
    page.locator("mark a").first.click()
    page.wait_for_url("**/concepts?iri=**")
    page.get_by_role("link", name="sustainable packaging", exact=True).first.click()
    page.get_by_role("link", name="2 assets with everything narrower").click()
    shows(page, 2)


def test_filters_open_and_close_on_a_small_screen(opened):
    page = opened("/search", 360)
    filters = page.get_by_role("complementary", name="Filters")
    assert not filters.is_visible()
    page.get_by_role("link", name="Filters", exact=True).click()
    assert filters.is_visible()
    page.get_by_role("link", name="Close filters").click()
    assert not filters.is_visible()


def test_keyboard_reaches_everything_visibly(opened):
    page = opened("/search")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["name"] == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    for _ in range(12):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["ringed"], focus
        assert not focus["hidden"], focus
