"""Suggestions: the interface, and the search box of the pages in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.pages.browsing import chromium, served_at
from tests.journeys.pages.collection import T, Workspace
from tests.patience import patiently
from thesaury.model.errors import Stop
from thesaury.web.app import create_app
from thesaury.web.completers import CompleterKeeper
from thesaury.web.lexicon import LexiconKeeper

BOX = "Search by words or by meaning"


def suggested(client: Any, typed: str, **more: object) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/complete", params={"q": typed, **more})
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "private, no-cache"
    return answer.json()["completions"]


def test_labels_and_names_with_how_many_assets_hold_them(client):
    assert [(one["text"], one["kind"], one["count"]) for one in suggested(client, "pack")] == [
        ("packaging", "concept", 2),
        ("sustainable packaging", "concept", 2),
        ("refill pouch", "concept", 2),
        ("eco-friendly packaging", "concept", 0),
    ]
    assert [(one["text"], one["kind"], one["count"]) for one in suggested(client, "green")] == [
        ("Green Spring", "campaign", 2)
    ]
    assert [one["text"] for one in suggested(client, "market:a")] == ["market:AT"]


def test_the_language_of_the_reader_and_how_many(client):
    assert suggested(client, "refill pa", lang="de,fr")[0]["preferred"] == {"text": "Nachfüllbeutel", "language": "de"}
    assert suggested(client, "refill pa", lang="no language at all")[0]["preferred"]["language"] == "en"
    assert len(suggested(client, "p", limit=1)) == 1
    for wrong in ("limit=0", "limit=51", "limit=x"):
        assert client.get(f"/api/v1/complete?q=p&{wrong}").status_code == 422


@pytest.mark.parametrize(
    "typed", ["", "zebra crossing", "\x00\x1f", "%", '"', "x" * 10_000, "שלום", "🎄" * 300, "market:"]
)
def test_nothing_to_suggest_is_an_empty_list(client, typed):
    assert suggested(client, typed) == []


def test_a_workspace_that_cannot_answer_says_so(client, workspace):
    workspace.broken = Stop("the catalogue is damaged: restore it")
    answer = client.get("/api/v1/complete?q=pack")
    assert answer.status_code >= 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "restore it" in answer.json()["detail"]


def test_never_the_words_of_another_workspace(served):
    with_words, without = served(), served([], ())
    assert suggested(with_words, "refill")
    assert suggested(without, "refill") == []


def test_counts_are_renewed_and_old_ones_serve_until_then(tmp_path):
    workspace = Workspace(tmp_path)
    keeper = CompleterKeeper(workspace, LexiconKeeper(workspace), every=0.0)
    first = keeper.completer()
    assert first.complete("outdoor")[0].count == 5
    workspace.index.put((), gone=["a5", "a6", "a7", "a8"])
    for _ in patiently():
        if (now := keeper.completer()) is not first and now.complete("outdoor")[0].count == 1:
            return
    raise AssertionError("the counts were never renewed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root: Path = tmp_path_factory.mktemp("complete")
    with served_at(create_app(Workspace(root))) as place:
        yield place


@pytest.mark.parametrize("width", [360, 1440])
def test_a_reader_is_helped_while_typing(browser, address, width):
    page = browser.new_context(base_url=address, viewport={"width": width, "height": 800}).new_page()
    foreign: list[str] = []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(address) else None)
    page.goto("/search")
    box, said = page.get_by_role("combobox", name=BOX), page.locator("#q-said")
    listed = page.get_by_role("listbox", name="Suggestions")
    assert box.get_attribute("aria-expanded") == "false"

    box.press_sequentially("pack")
    options = listed.get_by_role("option")
    options.locator("mark", has_text="pack").nth(3).wait_for()  # fewer letters are answered before
    assert box.get_attribute("aria-expanded") == "true"
    assert said.inner_text() == "4 suggestions. Arrow keys lead to them."
    assert options.nth(2).inner_text().split("\n")[0].startswith("refill pack")
    assert "use: refill pouch" in options.nth(2).inner_text()
    assert options.nth(2).locator("mark").all_inner_texts() == ["pack"]
    assert "2 assets" in options.nth(2).inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowUp")
    assert options.nth(3).get_attribute("aria-selected") == "true"
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    for _ in range(3):
        box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.nth(2).get_attribute("id")
    assert listed.locator("[aria-selected=true]").count() == 1
    box.press("Escape")
    assert not listed.is_visible()
    assert box.input_value() == "pack"

    box.press("ArrowDown")
    listed.wait_for()
    for _ in range(3):
        box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/search?q=refill+pouch")
    assert foreign == []


def test_a_click_chooses_a_mistake_is_met_and_leaving_closes(browser, address):
    page = browser.new_context(base_url=address).new_page()
    page.goto("/search?market=DE")
    box = page.get_by_role("combobox", name=BOX)
    box.fill("kitchne")
    page.get_by_text("Did you mean", exact=True).wait_for()
    assert page.locator("#q-said").text_content() == "Did you mean: 1 suggestion. Arrow keys lead to it."
    box.press("Tab")
    assert not page.get_by_role("listbox").is_visible()
    box.fill("red kitc")
    page.get_by_role("option", name="red kitchen").wait_for()
    box.fill("kitc")
    page.get_by_role("option", name=re.compile("^kitchen")).click()
    page.wait_for_url("**/search?market=DE&q=kitchen")
    box.fill("zebra crossing")
    page.locator("#q-said", has_text="No suggestion.").wait_for(state="attached")


def test_only_the_newest_answer_is_shown_and_a_failing_one_is_told(browser, address):
    page = browser.new_context(base_url=address).new_page()
    page.goto("/search")
    held: list[Any] = []
    page.route(re.compile("q=refill(&|$)"), lambda route: held.append(route))
    page.route(re.compile("q=lost(&|$)"), lambda route: route.fulfill(status=503, body="{}"))
    box, options = (
        page.get_by_role("combobox", name=BOX),
        page.get_by_role("listbox", name="Suggestions").get_by_role("option"),
    )
    with page.expect_request(re.compile("q=refill(&|$)")):
        box.fill("refill")
    box.fill("kitch")
    options.first.wait_for()
    for route in held:
        route.continue_()
    page.wait_for_timeout(200)
    assert [text.split("\n")[0].split(" ")[0] for text in options.all_inner_texts()] == ["kitchen"]
    box.fill("lost")
    page.locator("#q-said", has_text="No suggestions just now").wait_for(state="attached")
    assert options.count() == 0 or not options.first.is_visible()


def test_without_script_it_is_a_plain_search_box(browser, address):
    page = browser.new_context(base_url=address, java_script_enabled=False).new_page()
    page.goto("/search")
    box = page.get_by_role("searchbox", name=BOX)
    box.fill("kitchen")
    box.press("Enter")
    page.wait_for_url("**/search?q=kitchen")
    assert f"{T}kitchen" not in page.get_by_role("searchbox").input_value()
