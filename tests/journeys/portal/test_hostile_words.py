"""Words that would be code, that do not break, or that run from right to left: nothing runs or scrolls, each keeps its direction."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.pages.browsing import served_at
from tests.journeys.portal.cms import publishing_to_a_cms
from tests.journeys.portal.demo import own_copy
from tests.journeys.portal.every_page import Served, on_every_page
from tests.journeys.portal.everywhere import ADDRESSES, settled
from tests.journeys.portal.furnishing import furnish
from tests.journeys.portal.hostile import ARABIC, HEBREW, HOSTILE, spoil
from tests.journeys.portal.opening import opened
from tests.journeys.portal.signing_in import signed_in
from thesaury import dispatch
from thesaury.bootstrap import open_workspace
from thesaury.model.connection import RunState
from thesaury.model.flow import Flow, Step

LOOK = """() => { const wide = document.documentElement.scrollWidth - innerWidth;
    const beyond = e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table');
    const cut = wide > 0 ? [...document.querySelectorAll('body *')].filter(beyond).slice(0, 4).map(e => e.outerHTML.slice(0, 160)) : [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), turned = [];
    for (let node; (node = walker.nextNode());) {
        const place = node.parentElement, words = node.textContent.trim(), s = getComputedStyle(place);
        if (!/^[\\u0590-\\u06ff]/.test(words) || /[a-zäöü]/i.test(words) || !place.checkVisibility()) continue;
        if (words.length < 3 || place.closest('script, option, textarea, mark, .unseen')) continue;
        if (s.direction === 'rtl' || s.unicodeBidi !== 'normal') continue;
        turned.push(place.outerHTML.slice(0, 160));
    }
    return { ran: 'ran' in window, wide, cut, turned: turned.slice(0, 3), images: document.querySelectorAll('img[onerror]').length } }"""


@pytest.fixture(scope="module")
def served(brand: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    workspace = open_workspace(own_copy(brand, tmp_path_factory.mktemp("hostile") / "workspace"))
    spoil(workspace)
    workspace.catalogue.flows.put(Flow("anew", ("studio",), (Step.ENRICH,)), "")
    assert dispatch.run_now(workspace, "anew", 0).state is RunState.FINISHED
    app, cookies = signed_in(workspace)
    furnish(workspace, HOSTILE)
    asset = next(key for key, one in workspace.catalogue.records.records("studio", "", 3) if ARABIC in str(one.texts))
    with publishing_to_a_cms(workspace, HOSTILE), served_at(app) as address:
        pages = {path: made(workspace) for path, made in ADDRESSES.items()}
        pages["/assets/{asset_id}"] = f"/assets/{asset}"
        settled(address, cookies, pages)
        yield Served(address, cookies, pages)
    workspace.close()


def test_nothing_runs_nothing_scrolls_and_every_script_keeps_its_direction(browser: Any, served: Served) -> None:
    def look(page: Any) -> object:
        found = page.evaluate(LOOK)
        return found if found["ran"] or found["images"] or found["wide"] > 0 or found["turned"] else None

    assert on_every_page(browser, served, look, every=2, width=360) == {}


def test_a_search_for_words_from_right_to_left_finds_and_shows_them(browser: Any, served: Served) -> None:
    with opened(browser, served.address, served.cookies, width=360) as seen:
        for word in (ARABIC, HEBREW):
            page = seen.page(f"/search?q={word}")
            title = page.locator(".card-title", has_text=word).first
            assert title.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert seen.complaints == []
