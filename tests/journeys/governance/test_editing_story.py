"""A story by keyboard alone: a concept comes and moves, another is merged, all is published, and an asset is found by the new label."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.governance.edited import BASE, T, opened_copy, words_and_assets
from tests.journeys.pages.browsing import at_rest, chromium, served_at
from tests.journeys.portal.axe import violations
from tests.journeys.portal.opening import Opened, opened
from tests.journeys.portal.signing_in import signed_in
from thesaury.model.access import Role

FOCUSED = "() => document.activeElement.className + ' ' + document.activeElement.innerText"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A taxonomist in the browser."""
    base = tmp_path_factory.mktemp("story")
    with opened_copy(words_and_assets(base), base / "own") as workspace:
        app, cookies = signed_in(workspace, (Role.TAXONOMIST,), "ada@fennmoor.example")
        with served_at(app) as address, chromium() as browser, opened(browser, address, cookies) as seen:
            yield seen


def chosen(page: Any, role: str, name: str | re.Pattern[str]) -> None:
    """Reach it by keyboard and press Enter; what it leads to is there."""
    page.get_by_role(role, name=name).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def found(page: Any, words: str, count: str) -> None:
    """Type into the box that has the focus, until the list beneath is that of these words."""
    with page.expect_response(lambda answer: answer.url.endswith(f"q={words}")):
        page.keyboard.type(words)
    at_rest(page)
    page.get_by_text(count, exact=True).wait_for()


def test_from_a_new_concept_to_an_asset_found_by_it(editor: Opened) -> None:
    page = editor.page(f"/concepts?iri={T}season")
    chosen(page, "link", "Add below")
    assert page.evaluate("() => document.activeElement.name") == "en.preferred"
    page.keyboard.type("lake")
    page.get_by_label("Preferred, German").focus()
    page.keyboard.type("Gewässer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit?*")
    assert "told" in (told := page.evaluate(FOCUSED))
    assert "added" in told
    chosen(page, "link", "Move")
    found(page, "verpack", "2 concepts")
    chosen(page, "button", "Move here packaging")
    assert "moved" in page.evaluate(FOCUSED)
    assert violations(page) == []

    page.goto(f"/concepts?iri={T}refill")
    chosen(page, "link", "Merge into another")
    found(page, "eco-fr", "1 concept")
    chosen(page, "link", re.compile("See what it comes to.*eco-friendly packaging"))
    assert page.get_by_text("1 asset carries the one that goes").is_visible()
    chosen(page, "button", "Merge")
    assert "merged" in page.evaluate(FOCUSED)

    chosen(page, "link", "See the draft")
    page.get_by_text("are annotated again").wait_for()
    assert violations(page) == []
    page.get_by_label("What is it about?").focus()
    page.keyboard.type("Lakes")
    page.keyboard.press("Enter")
    page.get_by_text("It is version 2 now.").wait_for()
    assert page.get_by_text("Lakes").count() == 0
    assert "Lakes" in editor.page(f"{BASE}/versions").locator("main").inner_text()

    hits = editor.page("/search?q=Gew%C3%A4sser").locator(".wall .card")
    assert "Mountain lake" in hits.first.inner_text()
    carried = editor.page(f"/search?concept={T}eco").locator(".wall").inner_text()
    assert "Refill pouches on a shelf" in carried
    assert editor.complaints == []
