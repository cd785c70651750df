"""Exports over fakes: one shape, sidecars per connection, cells that no spreadsheet runs."""

import csv
import json
from pathlib import Path

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from thesaury import pipeline
from thesaury.model.annotation import Annotation, Origin, Reason, Suggestion, Voice
from thesaury.model.asset import DERIVED_FROM, Asset, File, Licence, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.ports.enrichments import Findings
from thesaury.sync.exporting import COLUMNS, description, export_csv, export_jsonl, export_sidecars
from thesaury.vocabulary.thesaurus import Thesaurus

WINTER = Concept("urn:winter", preferred=(Label("winter", "en"), Label("Winter", "de")))
VOCABULARY = Vocabulary("v", (), (WINTER,))


@pytest.fixture
def workspace() -> FakeWorkspace:
    dam = FakeSource(
        [Record("dam", "1", "e", (Text("title", "=1+1", "en"),), tags=("winter", "odd")), Record("dam", "2", "e")]
    )
    shop = FakeSource([Record("shop", "1", "e", tags=("Winter",))])
    made = FakeWorkspace(dam=dam, shop=shop)
    pipeline.keep_vocabulary(made, VOCABULARY, "v.ttl")
    pipeline.sync(made)
    return made


def test_lines_tell_everything_and_end_in_order(workspace: FakeWorkspace, tmp_path: Path):
    assert export_jsonl(workspace, Thesaurus([VOCABULARY]), tmp_path / "a.jsonl") == 3
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == sorted(line["id"] for line in lines)
    tagged = next(line for line in lines if line["unknown_tags"])
    assert (tagged["concepts"][0]["label"], tagged["concepts"][0]["origin"], tagged["unknown_tags"]) == (
        "winter",
        "tag",
        ["odd"],
    )


def test_reasons_are_told_of_concepts_and_suggestions_alike():
    reasons = (Reason(Voice.NEIGHBOUR, "a2", 0.71), Reason(Voice.GRAPH, "urn:season", 0.5, "broader"))
    found = Findings(
        (Annotation("urn:winter", Origin.REVIEW, "ana", reasons=reasons),),
        (Suggestion("urn:snow", 0.4, (), "learned/1", "v@1", reasons), Suggestion("urn:ice", 0.3, (), "x/1", "v@1")),
    )
    told = description(Asset("a1", ()), found, Thesaurus([VOCABULARY]))
    assert [one["reasons"] for one in told["concepts"] + told["suggestions"]] == [
        [
            {"voice": "neighbour", "subject": "a2", "weight": 0.71, "step": ""},
            {"voice": "graph", "subject": "urn:season", "weight": 0.5, "step": "broader"},
        ]
    ] * 2 + [[]]
    assert json.loads(json.dumps(told)) == told


def test_no_cell_is_a_formula(workspace: FakeWorkspace, tmp_path: Path):
    export_csv(workspace, Thesaurus([VOCABULARY]), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert "'=1+1" in [row["title"] for row in rows]


def test_records_of_two_systems_with_one_id_keep_their_own_sidecars(workspace: FakeWorkspace):
    written = export_sidecars(workspace, Thesaurus([VOCABULARY]), Path("out"))
    assert sorted(one.record for one in written) == ["dam/1", "shop/1"]
    assert {name: sink.carried for name, sink in workspace.sinks.items()} == {
        "dam": {"1": {"urn:winter"}},
        "shop": {"1": {"urn:winter"}},
    }


def test_every_copy_is_told_the_rights_of_all_copies():
    bought = Record(
        "shop",
        "7",
        "e",
        tags=("winter",),
        properties=(("copyright", ("© Mühle",)),),
        file=File("", digest="d"),
        licences=(Licence("Web only", (("license_urls", "https://rights.example/7"),)),),
    )
    copy = Record("dam", "a.jpg", "e", file=File("/a.jpg", digest="d"))
    workspace = FakeWorkspace(dam=FakeSource([copy]), shop=FakeSource([bought]))
    pipeline.keep_vocabulary(workspace, VOCABULARY, "v.ttl")
    pipeline.sync(workspace)
    export_sidecars(workspace, Thesaurus([VOCABULARY]), Path("out"))
    known = (
        ("copyright", "© Mühle"),
        ("text", "Web only"),
        ("license_urls", "https://rights.example/7"),
        ("plus:MediaConstraints", "Only website."),
        ("plus:OtherConstraints", "See the contract."),  # no region and no end are stated
    )
    assert workspace.sinks["dam"].rights == {"a.jpg": known}
    assert workspace.sinks["shop"].rights == {"7": known}


def test_what_was_made_from_others_sends_its_reader_to_the_licence():
    whole = (Licence("Website only, Germany, until 31.12.2026"),)
    made = Record("dam", "1", "e", tags=("winter",), properties=((DERIVED_FROM, ("9",)),), licences=whole)
    own = Record("dam", "2", "e", tags=("winter",), licences=whole)
    workspace = FakeWorkspace(dam=FakeSource([made, own]))
    pipeline.keep_vocabulary(workspace, VOCABULARY, "v.ttl")
    pipeline.sync(workspace)
    export_sidecars(workspace, Thesaurus([VOCABULARY]), Path("out"))
    told = {name: dict(rights) for name, rights in workspace.sinks["dam"].rights.items()}
    assert told["2"]["plus:LicenseEndDate"] == "2026-12-31"
    assert "plus:OtherConstraints" not in told["2"]
    assert told["1"]["plus:OtherConstraints"] == "See the contract."


def test_nothing_known_writes_an_empty_export(tmp_path: Path):
    assert export_jsonl(FakeWorkspace(), Thesaurus([]), tmp_path / "a.jsonl") == 0
    assert (tmp_path / "a.jsonl").read_text() == ""
