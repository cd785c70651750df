"""What axe does not see, on every page: nothing scrolls sideways, every target is large enough, the focus can always be seen, and German
has room."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.portal.every_page import Served, every_page, on_every_page

NARROW, HALVED = 360, 720
WIDTHS = {NARROW: 900, 768: 900, 1440: 900, HALVED: 450}
"""The widths that pages are looked at in, with a height; one is what is left of the widest at 200 %."""
SMALL = """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden]), [role=treeitem]')]
    .filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'inline' && !e.classList.contains('skip'))
    .filter(e => !(e.matches('[type=checkbox], [type=radio], [type=file]') && e.closest('label')))
    .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()]).filter(([, r]) => r.width && (r.width < 24 || r.height < 24))
    .map(([html, r]) => `${html} is ${Math.round(r.width)} x ${Math.round(r.height)}`)"""
FOCUS = """() => { const e = document.activeElement;
    if (!e || e === document.body) return null;
    const r = e.getBoundingClientRect(), x = r.x + r.width / 2;
    const middle = (Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2;
    const seen = [r.y + Math.min(r.height / 2, 20), middle].map(y => document.elementFromPoint(x, y))
        .some(n => n && (e.contains(n) || n.contains(e)));
    const lined = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
    const near = [e, e.parentElement, ...e.children].map(n => getComputedStyle(n));
    const ringed = near.some(s => lined(s) || s.boxShadow !== 'none') || lined(getComputedStyle(e, '::after'))
        || lined(getComputedStyle(e.parentElement.parentElement));
    return { what: e.outerHTML.slice(0, 120), ringed, hidden: !seen } }"""
SHAPE = """() => ({ lang: document.documentElement.lang, mains: document.querySelectorAll('main').length,
    titles: [...document.querySelectorAll('h1')].filter(e => e.checkVisibility()).length, named: document.title.length > 12,
    leaps: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(e => e.checkVisibility() && !e.closest('dialog'))
        .map(e => Number(e.tagName[1])).some((level, n, all) => n > 0 && level > all[n - 1] + 1) })"""
"""Its language, one main part, one title, a name for the tab, and headings that leave no level out."""
WELL_SHAPED = {"lang": "de", "mains": 1, "titles": 1, "named": True, "leaps": False}


@pytest.fixture(scope="module")
def served(brand: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with every_page(brand, tmp_path_factory.mktemp("every")) as served:
        yield served


def look_at_every_width(page: Any) -> list[object]:
    """What is too wide or too small at any width, and at 200 % of the widest."""
    found: list[object] = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{wide} wide at {width}"] if wide > width else []
        found += page.evaluate(SMALL) if width != HALVED else []
    page.set_viewport_size({"width": NARROW, "height": 900})
    return found


def test_nothing_scrolls_sideways_and_every_target_is_large_enough(browser: Any, served: Served) -> None:
    assert on_every_page(browser, served, look_at_every_width, every=2, width=NARROW) == {}


def test_every_page_speaks_german_too(browser: Any, served: Served) -> None:
    """The pages that the walk in English passes over; with THESAURY_EVERY_PAGE each walk has them all."""

    def look(page: Any) -> object:
        shape = page.evaluate(SHAPE)
        return [*look_at_every_width(page), *([shape] if shape != WELL_SHAPED else [])]

    assert on_every_page(browser, served, look, {"language": "de"}, every=2, first=1, width=NARROW) == {}


def test_the_focus_can_always_be_seen(browser: Any, served: Served) -> None:
    """Through the frame on the first page, from the beginning of what is the page's own on the others: the frame is the same."""
    whole = iter((True,))

    def look(page: Any) -> object:
        unseen, stops = [], 0
        if not next(whole, False):
            page.evaluate("() => { const m = document.querySelector('main'); m.tabIndex = -1; m.focus() }")
        for _ in range(45):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus is None:
                break
            stops += 1
            if focus["hidden"] or not focus["ringed"]:
                unseen.append(focus)
        return unseen or (stops < 1 and "nothing to reach")

    assert on_every_page(browser, served, look, every=4, height=700) == {}
