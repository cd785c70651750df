"""The story of a brief in a real browser: pasted in English and in German, it gives two boards that hold nearly the same pictures, all of
which may be used; one of them is ordered, changed by two people at once, and shared."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.pages.browsing import served_at
from tests.journeys.portal.axe import violations
from tests.journeys.portal.demo import own_copy
from tests.journeys.portal.opening import Opened, opened
from tests.journeys.portal.signing_in import session_of, signed_in
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.access import Role
from thesaury.search.alike.doubles import folds

JUDGED = Path(__file__).parents[2] / "data" / "recommendation" / "demo" / "queries.jsonl"
BRIEFS = {one["_id"]: one["text"] for one in map(json.loads, JUDGED.read_text(encoding="utf-8").splitlines())}
ENGLISH, GERMAN = BRIEFS["school-en-1"], BRIEFS["school-de-1"]
"""Back to school: one of the judged briefs, in two languages."""
PICKS = ".pick-wall:not(.pick-drawer .pick-wall) .board-pick"


@dataclass
class House:
    """A served demo with two people in it."""

    workspace: EmbeddedWorkspace
    address: str
    mara: dict[str, str]
    ana: dict[str, str]


@pytest.fixture(scope="module")
def house(brand: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    workspace = open_workspace(own_copy(brand, tmp_path_factory.mktemp("boards") / "workspace"))
    app, mara = signed_in(workspace, (Role.EDITOR,))
    with served_at(app) as address:
        yield House(workspace, address, mara, session_of(workspace, (Role.EDITOR,), "ana@fennmoor.example"))
    workspace.close()


@pytest.fixture(scope="module")
def english(browser: Any, house: House) -> Iterator[Opened]:
    with opened(browser, house.address, house.mara, locale="en-GB") as seen:
        yield seen


@pytest.fixture(scope="module")
def page(english: Opened) -> Any:
    """The board of the English brief, in the browser of who pasted it."""
    return pasted(english, ENGLISH)


def pasted(seen: Opened, text: str) -> Any:
    """The page of a new board of this brief, with its recommendations."""
    tab = seen.page("/boards/new")
    tab.locator("#text").fill(text)
    tab.locator("button[value=text]").click()
    tab.wait_for_url(re.compile(r"/boards/[0-9a-f]+$"))
    tab.locator(".board-pick").first.wait_for()
    return tab


def picked(tab: Any) -> list[str]:
    """The recommended assets, the best first."""
    forms = tab.locator(f"{PICKS} form[action$='/pin']").evaluate_all(
        "all => all.map(form => [Number(form.elements.told.value.split(';')[0]), form.elements.asset.value])"
    )
    return [asset for _, asset in sorted(forms)]


def order(tab: Any) -> list[str]:
    """The assets on the board."""
    return list(tab.locator("#board [data-asset]").evaluate_all("all => all.map(one => one.dataset.asset)"))


def concepts(house: House, assets: Sequence[str]) -> set[str]:
    """What these assets carry."""
    found = house.workspace.catalogue.enrichments.findings(list(assets))
    return {one.concept for findings in found.values() for one in findings.annotations}


def test_two_languages_give_boards_that_hold_the_same_usable_and_varied_pictures(
    browser: Any, house: House, english: Opened, page: Any
) -> None:
    with opened(browser, house.address, house.mara, locale="de-DE") as seen:
        german = pasted(seen, GERMAN)
        assert "Schulanfang" in german.locator(".brief-chips").first.inner_text()
        of_german, complaints = picked(german), list(seen.complaints)
    of_english = picked(page)
    assert len(set(of_english[:10]) & set(of_german[:10])) >= 7
    for assets in (of_english, of_german):
        assert len(assets) >= 12
        assert len(concepts(house, assets[:20])) >= 8
        assert folds(assets, house.workspace.catalogue.identities).ids == tuple(assets)
    lines = [page.locator(f"{PICKS} .rights-line{kind}").count() for kind in ("", ".is-permit")]
    assert lines == [len(of_english)] * 2
    assert "back to school" in page.locator(".chip-group.is-required, .chip-group.is-wished").first.inner_text()
    assert page.locator(f"{PICKS} .because .way").count() >= 10
    assert page.locator(".picks-rest").inner_text().count(":") >= 1
    assert complaints + english.complaints == []


def test_a_board_is_put_together_and_ordered_by_keys_and_by_pointer(english: Opened, page: Any) -> None:
    for number in range(3):
        page.locator(f"{PICKS} form[action$='/pin']:not([hidden]) button").first.press("Enter")
        page.locator("#board [data-asset]").nth(number).wait_for()
        assert page.evaluate("document.activeElement.id").startswith("off-")
    first, second, third = order(page)
    page.locator("#board [id^=later-]").first.press("Enter")
    page.locator("#said", has_text="place 2 of 3").wait_for()
    assert order(page) == [second, first, third]
    assert page.evaluate("document.activeElement.id").startswith("later-")
    page.locator("#board [data-grip]").first.press("End")
    page.locator("#said", has_text="place 3 of 3").wait_for()
    assert order(page) == [first, third, second]
    assert page.evaluate("document.activeElement.id").startswith("grip-")
    grip, goal = page.locator("#board [data-grip]").first, page.locator("#board [data-asset]").nth(1)
    grip.scroll_into_view_if_needed()
    at, to = grip.bounding_box(), goal.bounding_box()
    page.mouse.move(at["x"] + 8, at["y"] + 8)
    page.mouse.down()
    page.mouse.move(to["x"] + to["width"] / 2, to["y"] + to["height"] / 2, steps=5)
    with page.expect_response(lambda answer: answer.url.endswith("/move")):
        page.mouse.up()
    page.locator("#said", has_text="place 2 of 3").wait_for()
    assert order(page) == [third, first, second]
    assert english.complaints == []


def test_a_chip_is_changed_by_keys_and_keeps_the_focus(page: Any) -> None:
    chip = page.locator(".is-wished .brief-chip summary").first
    id = chip.get_attribute("id")
    chip.press("Enter")
    with page.expect_response(lambda answer: "/picks/part" in answer.url):
        page.locator(f".brief-chip:has(#{id}) button[value=excluded]").press("Enter")
    page.locator(f".is-excluded #{id}").wait_for()
    assert page.evaluate("document.activeElement.id") == id
    page.locator(".board-pick").first.wait_for()


def test_axe_finds_nothing_and_nothing_goes_sideways(browser: Any, house: House, page: Any) -> None:
    with opened(browser, house.address, house.mara, width=1280) as seen:
        tab = seen.page(page.url.partition("#")[0].partition("?")[0])
        tab.locator(".board-pick").first.wait_for()
        tab.locator("main details").evaluate_all("all => all.forEach(one => (one.open = true))")
        assert violations(tab) == []
        tab.set_viewport_size({"width": 320, "height": 800})
        tab.emulate_media(color_scheme="dark")
        assert violations(tab, colours_alone=True) == []
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert seen.complaints == []


def test_two_people_who_write_the_same_note_lose_nothing(browser: Any, house: House, page: Any) -> None:
    board = page.url.partition("#")[0].partition("?")[0]
    with opened(browser, house.address, house.ana) as seen:
        other = seen.page(board)
        for tab, words in ((page, "Mara was first"), (other, "Ana was second")):
            tab.locator("#board [id^=note-]").first.click()
            tab.locator(".board-noting[open] [name=note]").fill(words)
            with tab.expect_response(lambda answer: answer.url.endswith("/note")):
                tab.locator(".board-noting[open] form[action$='/note'] button").click()
        other.locator("[role=alert]", has_text="Somebody was quicker").wait_for()
        assert other.locator(".board-note").first.inner_text() == "Mara was first"
        assert other.locator(".board-noting[open] [name=note]").input_value() == "Ana was second"


def test_a_link_shows_the_board_to_who_has_no_account_until_it_is_revoked(
    browser: Any, house: House, page: Any
) -> None:
    page.locator("#share > summary").click()
    page.locator("#share form[action*='/share'] button").first.click()
    page.wait_for_load_state()
    link = page.locator("#share-address").inner_text()
    with opened(browser, house.address, {}, width=390) as seen:
        outside = seen.page(link.removeprefix(house.address))
        assert outside.locator("h1").inner_text() == "Back to school after the holidays"
        assert outside.locator(".board-item img").evaluate_all(
            "all => Promise.all(all.map(one => { one.loading = 'eager'; return one.decode() })).then(() => true)"
        )
        assert "mara" not in outside.content()
        assert violations(outside) == []
        assert seen.complaints == []
        page.locator("#share form[action$='/revoke'] button").first.click()
        page.wait_for_url("**said=revoked**")
        outside.reload()
        assert outside.locator("h1").inner_text() == "This link leads nowhere any more"
