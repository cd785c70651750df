"""Vocabularies edited on their pages: words, place and end of a concept, two people at once, undo, and who may not."""

import re
import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.journeys.governance.edited import BASE, Person, T, form_in, opened_copy, people_of, words_and_assets
from tests.patience import PATIENCE
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.access import Role
from thesaury.model.connection import Connection
from thesaury.pipeline.editing import discard, draft_of
from thesaury.ports.vocabularies import Pulled


class House(NamedTuple):
    """The workspace, two editors and a reader."""

    workspace: EmbeddedWorkspace
    ada: Person
    ben: Person
    reader: Person


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all: opening a workspace and its pages takes longer than what is done in it."""
    base = tmp_path_factory.mktemp("words")
    with opened_copy(words_and_assets(base), base / "own") as workspace:
        yield House(workspace, *people_of(workspace, ada=Role.ADMIN, ben=Role.ADMIN, reader=Role.VIEWER))


@pytest.fixture
def house(shared: House) -> Iterator[House]:
    """The house, with no draft open before and after."""
    yield shared
    if shared.workspace.catalogue.drafts.current("terms"):
        discard(shared.workspace, "terms", "nobody")


def settled_draft(person: Person) -> str:
    """The page of the draft once it is weighed and nothing is published just now."""
    end = time.monotonic() + PATIENCE
    while any(word in (page := person.sees(f"{BASE}/draft")) for word in ("Being looked at", "Being published")):
        assert time.monotonic() < end, page
        time.sleep(0.05)
    return page


def test_the_words_of_a_concept_go_into_the_draft_and_nowhere_else(house: House):
    form = house.ada.looks_at("refill")
    form |= {"en.preferred": "refill bag", "en.keep": "on", "en.alternative": "refiller\nrefill pack"}
    form |= {"de.definition": "Ein Beutel.", "new.language": "fr", "new.preferred": "recharge", "notations": "R 1"}
    page = house.ada.sends(f"{BASE}/edit", form)
    assert "Now in the draft:" in page
    after = form_in(page)
    assert after["en.preferred"] == "refill bag"
    assert set(after["en.alternative"].split("\n")) == {"refill pack", "refill pouch", "refiller"}
    assert (after["de.definition"], after["fr.preferred"], after["notations"]) == ("Ein Beutel.", "recharge", "R 1")
    assert ">refill pouch</h1>" in house.reader.sees(f"/concepts?iri={T}refill")
    assert house.workspace.catalogue.vocabularies.versions("terms")[-1].number == 1
    assert "Changed in the draft by ada@fennmoor.example." in house.ben.sees(f"/concepts?iri={T}refill")
    assert "A draft of terms is open." in house.ben.sees("/vocabulary/tree")


def test_two_people_on_one_concept_lose_nothing(house: House):
    ada, ben = house.ada.looks_at("refill"), house.ben.looks_at("refill")
    house.ada.sends(f"{BASE}/edit", ada | {"en.preferred": "refill bag", "en.alternative": "refill pack\npouch"})
    wanted = {"en.preferred": "refill sack", "en.alternative": "sachet", "de.note": "Neu."}
    page = house.ben.sends(f"{BASE}/edit", ben | wanted, 409)
    assert "ada@fennmoor.example changed this concept since you looked at it." in page
    assert 'It says now: <span dir="auto" lang="en">refill bag</span>' in page
    shown = form_in(page)
    assert (shown["en.preferred"], shown["de.note"]) == ("refill sack", "Neu.")
    assert shown["en.alternative"] == "pouch\nsachet"
    after = form_in(house.ben.sends(f"{BASE}/edit", shown))
    assert (after["en.preferred"], after["en.alternative"]) == ("refill sack", "pouch\nsachet")
    saw = ben["saw"]
    again = house.ben.sends(
        f"{BASE}/deed", {"iri": f"{T}refill", "deed": "relate", "other": f"{T}season", "saw": saw}, 409
    )
    assert "Do you still want it?" in again
    assert 'name="other" value="https://terms.example/season"' in again


def test_a_concept_comes_moves_merges_and_goes(house: House):
    ada = house.ada
    page = ada.sends(f"{BASE}/add", {"under": f"{T}season", "en.preferred": "summer", "de.preferred": "Sommer"})
    new = form_in(page)["iri"]
    assert f'href="{BASE}/add?scheme=' in ada.sees("/vocabulary/tree")
    assert f"{BASE}/add" not in house.reader.sees("/vocabulary/tree")
    top = ada.sends(f"{BASE}/add", {"scheme": f"{T}scheme", "en.preferred": "places"})
    assert "Nothing: it is a top concept." in top
    chosen = ada.sees(f"{BASE}/choose?iri={T}refill&deed=move&q=somm")
    assert "1 concept" in chosen
    assert f'name="other" value="{new}"' in chosen
    assert "alert" in ada.does("season", "move", 422, other=new)
    assert "Now in the draft:" in ada.does("refill", "move", other=f"{T}packaging")
    assert "Now in the draft:" in ada.does("refill", "also", other=f"{T}sustainable")
    preview = ada.sees(f"{BASE}/merge?iri={T}refill&other={T}eco")
    assert "1 asset carries the one that goes" in preview
    assert "Nachfüllbeutel" in preview
    assert "no longer used" in ada.does("refill", "merge", other=f"{T}eco")
    assert "Used instead:" in ada.does("winter", "deprecate", other=new)
    assert "It is no longer used." not in ada.does("winter", "restore")
    assert "urn:x:elsewhere" in ada.does("winter", "map", other="urn:x:elsewhere", relation="closeMatch")
    assert "Mapped to nothing." in ada.does("winter", "unmap", other="urn:x:elsewhere", relation="closeMatch")
    refused = ada.does("season", "deprecate", 422)
    assert "below" in refused[refused.index('role="alert"') :][:600]
    gone = ada.sends(
        f"{BASE}/deed", {"iri": new, "deed": "remove", "saw": str(draft_of(house.workspace, "terms").seen)}
    )
    assert "Draft of terms" in gone


def test_a_draft_is_discarded_after_a_question(house: House):
    house.ada.does("winter", "deprecate")
    page = settled_draft(house.ada)
    assert "Give up 1 edit of all editors?" in page
    saw = str(draft_of(house.workspace, "terms").seen)
    assert "Nothing is changed" in house.ada.sends(f"{BASE}/draft/discard", {"saw": saw})
    assert "concept-deeds" in house.ada.sees(f"/concepts?iri={T}winter")


def test_what_is_not_meant_is_refused_with_the_words_kept(house: House):
    form = house.ada.looks_at("winter")
    assert "Nothing was changed." in house.ada.sends(f"{BASE}/edit", form, 422)
    strange = house.ada.sends(f"{BASE}/edit", form | {"new.language": "no tag", "new.preferred": "vinter"}, 422)
    assert "is no language tag" in strange
    assert 'value="vinter"' in strange
    assert "A concept needs a preferred label" in house.ada.sends(
        f"{BASE}/add", {"under": f"{T}season", "en.definition": "Warm."}, 422
    )
    assert house.ada.client.get(f"{BASE}/edit?iri=urn:x:nothing").status_code == 404
    assert house.ada.client.get("/vocabulary/nothing/draft").status_code == 404


def test_the_draft_is_read_undone_published_and_gone_back_from(house: House):
    ada, ben = house.ada, house.ben
    assert "Nothing is changed" in ada.sees(f"{BASE}/draft")
    new = form_in(ada.sends(f"{BASE}/add", {"under": f"{T}season", "en.preferred": "summer"}))["iri"]
    saw = form_in(ben.sees(f"{BASE}/edit?iri={new}"))["saw"]
    ben.sends(f"{BASE}/deed", {"iri": new, "deed": "move", "other": f"{T}winter", "saw": saw})
    ben.does("eco", "deprecate")
    page = settled_draft(ada)
    assert "3 edits on version 1, begun by ada@fennmoor.example." in page
    assert "By ada@fennmoor.example, ben@fennmoor.example." in page
    assert "1 new notice" not in page.split("What it comes to")[1]
    assert "No longer used, no replacement" in page
    asked = ada.sends(f"{BASE}/draft/undo", {"number": "1"}, 409)
    assert "Other edits rest on this one." in asked
    ada.sends(f"{BASE}/draft/undo", {"number": "1", "others": "yes"})
    ben.sends(f"{BASE}/edit", ben.looks_at("refill") | {"en.alternative": "refill pack\nsachet"})
    old = re.search(r'name="saw" value="([^"]*)"', page)
    assert old is not None
    late = ada.sends(f"{BASE}/draft/publish", {"saw": old[1], "note": "Pouches"}, 409)
    assert "Somebody changed the draft since you looked at it." in late
    assert 'value="Pouches"' in late
    page = settled_draft(ada)
    seen = re.search(r'name="saw" value="([^"]*)"', page)
    assert seen is not None
    ada.sends(f"{BASE}/draft/publish", {"saw": seen[1], "note": "Pouches"})
    page = settled_draft(ada)
    assert "It is version 2 now." in page
    assert "edited by ben@fennmoor.example: Pouches" in ada.sees(f"{BASE}/versions")
    assert "versions/1/back" in ada.sees(f"{BASE}/versions")


def test_readers_see_no_buttons_and_servers_keep_their_words(house: House):
    assert "concept-deeds" not in house.reader.sees(f"/concepts?iri={T}winter")
    for path in (f"{BASE}/edit?iri={T}winter", f"{BASE}/draft", f"{BASE}/add?under={T}season"):
        assert house.reader.client.get(path).status_code == 403
    house.workspace.catalogue.records.put_connection(Connection("poolparty", "poolparty", {}))
    house.workspace.catalogue.vocabularies.pulled(Pulled("poolparty", "terms", at="2026-01-01T00:00:00Z"))
    page = house.ada.sees(f"/concepts?iri={T}winter")
    house.workspace.catalogue.records.drop_connection("poolparty", "2026-01-02T00:00:00Z")
    assert "This vocabulary is edited at its server, by the connection" in page
    assert f"{BASE}/edit" not in page
