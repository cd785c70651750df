"""The shared model from the agency to two clients: offered, weighed, taken, updated, refused to be edited, declined, made one's own."""

import json
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from tests.journeys.agency.test_serving import AGENCY, NORTH, PERSON, page, served, signed_in, way_in, with_role
from tests.journeys.conftest import prepared
from tests.made_once import copied
from tests.patience import PATIENCE
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency import Agency, init_agency, open_agency
from thesaury.bootstrap.agency.exporting import export_workspace
from thesaury.bootstrap.agency.offering import Offered, offer
from thesaury.bootstrap.allowing import allow
from thesaury.cli.app import run
from thesaury.model.access import Role
from thesaury.model.onboarding import SourceKind
from thesaury.pipeline import keep_vocabulary
from thesaury.pipeline.onboarding import propose, undo
from thesaury.pipeline.onboarding.rounds import round_named
from thesaury.vocabulary.importing import import_vocabulary

FIRST = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <https://model.example/> .
:s a skos:ConceptScheme ; skos:prefLabel "Model"@en .
:boat a skos:Concept ; skos:inScheme :s ; skos:topConceptOf :s ; skos:prefLabel "Boats"@en .
:sail a skos:Concept ; skos:inScheme :s ; skos:broader :boat ; skos:prefLabel "Sails"@en .
:mast a skos:Concept ; skos:inScheme :s ; skos:broader :boat ; skos:prefLabel "Masts"@en .
"""
SECOND = FIRST.replace(
    ':mast a skos:Concept ; skos:inScheme :s ; skos:broader :boat ; skos:prefLabel "Masts"@en .', ""
).replace(
    ':sail a skos:Concept ; skos:inScheme :s ; skos:broader :boat ; skos:prefLabel "Sails"@en .',
    ':sail a skos:Concept ; skos:inScheme :s ; skos:broader :boat ; skos:prefLabel "Sails"@en ;\n'
    "  <http://www.w3.org/2002/07/owl#deprecated> true ; dct:isReplacedBy :canvas .\n"
    ':canvas a skos:Concept ; skos:inScheme :s ; skos:broader :boat ; skos:prefLabel "Canvas"@en .',
)
"""Sails are replaced by canvas, masts are gone."""
TABLE = "id,title,tags\n1,Harbour,Sails\n2,Bay,Masts\n3,Quay,Sails; Masts\n"


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    """Two clients, and the first version of the model."""
    return open_agency(copied(two_clients, tmp_path / "agency"))


def two_clients(root: Path) -> None:
    made = init_agency(root, ("en",))
    for name in ("north", "south"):
        made.create(name).close()
    kept(made, FIRST)
    with_role(made, "north", PERSON, Role.ADMIN)
    with_role(made, "shared", PERSON, Role.ADMIN)


def kept(agency: Agency, content: str, name: str = "model") -> None:
    """The next version of a vocabulary of the agency."""
    own = agency.open_own()
    file = own.root / f"{name}.ttl"
    file.write_text(content)
    vocabulary, _ = import_vocabulary(file, name, own.rdf, own.tables)
    keep_vocabulary(own, vocabulary, file.name)
    own.close()


def brought(agency: Agency, folder: Path) -> None:
    """Assets of the first client, and what their tags are said to be."""
    (folder / "assets.csv").write_text(TABLE)
    root = agency.folder("north")
    allow(agency.root, "north", [folder])
    prepared("connect", "table", folder / "assets.csv", "--name", "desk", "-w", root)
    prepared("sync", "--quiet", "-w", root)
    north = agency.open("north")
    propose(north, SourceKind.CONNECTION, "desk")
    north.close()


def mapped(workspace: EmbeddedWorkspace) -> dict[str, str]:
    found = workspace.catalogue.mappings.page("desk", limit=500)
    return {
        one.subject.value: one.said.target.rpartition("/")[2]
        for one in found
        if one.subject.value in ("Sails", "Masts")
    }


def test_from_the_agency_to_a_client_and_on_to_the_next_version(
    agency: Agency, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    def command(*args: object) -> Any:
        """What a command tells a program."""
        capsys.readouterr()
        prepared(*args, "--json")
        return json.loads(capsys.readouterr().out)

    root = agency.folder("north")
    agency.create("other").close()
    agency.suspend("other")
    _, done = offer(agency, "model", said="The first one")
    assert {one.client: one.outcome for one in done} == {
        "north": Offered.OFFERED, "other": Offered.SUSPENDED, "south": Offered.OFFERED
    }  # fmt: skip
    told = command("vocabulary", "take", "model", "-w", root)
    assert (told["offered"], told["added"], told["version"]) == (1, 3, 1)
    brought(agency, tmp_path)
    kept(agency, SECOND)
    prepared("agency", "offer", "model", "--client", "north", "--agency", agency.root)
    north, south = agency.open("north"), agency.open("south")
    assert mapped(north) == {"Sails": "sail", "Masts": "mast"}

    weighed = command("vocabulary", "take", "model", "--dry-run", "-w", root)
    assert [weighed[name] for name in ("added", "removed", "deprecated", "moved", "reopened")] == [1, 1, 1, 1, 1]
    assert [(one["label"], one["assets"]) for one in weighed["lost"]] == [("Masts", 2)]
    assert north.catalogue.vocabularies.current()[0].number == 1

    prepared("vocabulary", "take", "model", "--quiet", "-w", root)
    assert mapped(north) == {"Sails": "canvas", "Masts": ""}
    assert north.catalogue.enrichments.carried()["https://model.example/canvas"].accepted == 2
    undo(north, round_named(north))
    assert mapped(north) == {"Sails": "sail", "Masts": "mast"}

    assert run(["vocabulary", "import", str(agency.root / "shared" / "model.ttl"), "-w", str(root)]) == 2
    assert "is the agency's" in capsys.readouterr().err
    assert south.catalogue.vocabularies.current() == []
    assert [one.version for one in south.catalogue.offers.all()] == [1]
    stands = {row["client"]: row for row in command("agency", "vocabularies", "--agency", agency.root)}
    assert [stands[name]["has"] for name in ("north", "other", "south")] == [2, None, None]
    assert (stands["other"]["state"], stands["south"]["offered"]) == ("suspended", 1)

    archive = tmp_path / "north.zip"
    export_workspace(north, "north", archive)
    with ZipFile(archive) as packed:
        sssom = packed.read("mappings/desk.sssom.tsv").decode()
    assert "example:sail" in sssom
    for workspace in (north, south):
        workspace.close()


@pytest.fixture
def browser(agency: Agency) -> Iterator[TestClient]:
    with served(agency) as client:
        signed_in(client)
        client.get(way_in(client))
        yield client


def settled(browser: TestClient, address: str) -> str:
    """A page of an offer once nothing is worked at."""
    end = monotonic() + PATIENCE
    while "hx-get" in (shown := browser.get(f"{address}/part").text) and monotonic() < end:
        sleep(0.1)
    assert "hx-get" not in shown
    return browser.get(address).text


def seen(agency: Agency) -> str:
    north = agency.open("north")
    digest = north.catalogue.offers.all()[0].digest
    north.close()
    return digest


def test_in_the_browser_it_is_offered_shown_taken_and_only_read(agency: Agency, browser: TestClient):
    assert "not taken over" in page(browser)
    answer = browser.post(f"{AGENCY}/offers", data={"vocabulary": "model", "client": "north", "note": "For the autumn"})
    assert answer.status_code == 200
    assert "it waits there until somebody decides" in answer.text
    assert "version 1 waits" in page(browser)
    wrong = browser.post(f"{AGENCY}/offers", data={"vocabulary": "unheard of"})
    assert "There is no vocabulary" in wrong.text

    assert "The agency offers version 1 of model" in browser.get(f"{NORTH}/vocabulary").text
    at = f"{NORTH}/vocabulary/model/offer"
    shown = settled(browser, at)
    assert all(text in shown for text in ("For the autumn", "Boats", "Take it over"))
    assert browser.post(f"{at}/take", data={"seen": "another"}).status_code == 409
    assert browser.post(f"{at}/take", data={"seen": seen(agency)}).status_code == 303
    assert "was taken over, as version 1 here" in settled(browser, at)
    shelf = browser.get(f"{NORTH}/vocabulary").text
    assert ("the agency&#39;s" in shelf, "Import next" in shelf) == (True, False)
    assert "is only read here" in browser.get(f"{NORTH}/vocabulary/model/draft").text
    sent = browser.post(f"{NORTH}/vocabulary/import", data={"name": "model"}, files={"file": ("x.ttl", FIRST)})
    assert (sent.status_code, "is only read here" in sent.text) == (422, True)
    again = browser.post(f"{AGENCY}/offers", data={"vocabulary": "model", "client": "north"})
    assert "has it already" in again.text
    assert "up to date" in page(browser)

    kept(agency, SECOND)
    browser.post(f"{AGENCY}/offers", data={"vocabulary": "model"})
    settled(browser, at)
    assert browser.post(f"{at}/decline", data={"seen": seen(agency)}).status_code == 303
    assert "was declined by" in browser.get(at).text
    assert browser.post(f"{NORTH}/vocabulary/model/own").status_code == 303
    assert "is only read here" not in browser.get(f"{NORTH}/vocabulary/model/draft").text
    refused = browser.post(f"{AGENCY}/offers", data={"vocabulary": "model", "client": "north"})
    assert "it was not put there" in refused.text


def test_programs_read_weigh_take_and_decline(agency: Agency, browser: TestClient):
    at = f"{NORTH}/api/v1/vocabularies/model/offer"
    assert [browser.get(f"{at}{part}").status_code for part in ("", "/impact", "/changes", "/taking")] == [404] * 4
    offer(agency, "model", ["north"])
    listed = browser.get(f"{NORTH}/api/v1/offers").json()
    [one] = listed["offers"]
    assert (one["vocabulary"], one["version"], one["has"], listed["taken"]) == ("model", 1, 0, [])
    weighed = browser.get(f"{at}/impact").json()
    assert (weighed["added"], weighed["version"], weighed["digest"]) == (3, 0, one["digest"])
    assert browser.get(f"{at}/changes").json()["counts"] == {"added": 3}
    assert browser.post(f"{at}/take", json={"digest": "another"}).status_code == 409
    assert browser.post(f"{at}/take", json={"digest": one["digest"]}).status_code == 202
    end = monotonic() + PATIENCE
    while (taking := browser.get(f"{at}/taking").json())["stage"] and monotonic() < end:
        sleep(0.1)
    assert (taking["version"], taking["message"]) == (1, "")
    refused = browser.get(f"{NORTH}/api/v1/vocabularies/model/draft")
    assert (refused.status_code, "is only read here" in refused.json()["detail"]) == (400, True)
    kept(agency, SECOND)
    offer(agency, "model", ["north"])
    digest = browser.get(at).json()["digest"]
    declined = browser.post(f"{at}/decline", json={"digest": digest})
    assert (declined.status_code, declined.json()["has"]) == (200, 1)
    assert declined.json()["declined_by"]
    assert browser.get(f"{at}/impact").status_code == 404
    assert browser.post(f"{NORTH}/api/v1/vocabularies/model/own").status_code == 204
    assert browser.post(f"{NORTH}/api/v1/vocabularies/model/own").status_code == 404
