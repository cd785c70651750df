"""The demo agency's second client is tried, started, changed and taken back: what the dry run says is what the first flow does."""

import csv
import json
import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.clients.first_flow import SPEAKING, WHO, brought, carried, decide_as_the_gold
from thesaury.bootstrap import open_workspace
from thesaury.model.annotation import Origin
from thesaury.sandbox.agency import value_gold
from thesaury.sandbox.agency.pack import CONCEPTS

PARTED = {"Indexation": ",", "Matières": "|"}


@pytest.fixture(scope="module")
def undecided(tmp_path_factory: pytest.TempPathFactory, thesaury) -> Path:
    return brought(tmp_path_factory.mktemp("first"), thesaury)


@pytest.fixture
def client(undecided: Path, tmp_path: Path) -> Path:
    """A copy of it, which reads its own table."""
    root = Path(shutil.copytree(undecided, tmp_path / "client"))
    workspace = open_workspace(root)
    (round,) = workspace.catalogue.mappings.rounds()
    workspace.catalogue.mappings.put_round(replace(round, source=str(root / "ormevaux.csv")))
    workspace.close()
    return root


def of_values(root: Path) -> dict[tuple[str, str], set[str]]:
    """The external ids of the rows that have a value, told from the table alone."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    with (root / "ormevaux.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file, delimiter=";"):
            for field, cell in row.items():
                for value in cell.split(PARTED[field]) if field in PARTED else [cell]:
                    found[field, value.strip()].add(row["Réf. visuel"])
    return found


def test_the_dry_run_says_what_the_first_flow_does_and_a_decision_taken_back_takes_its_concept_back(
    client: Path, answer, thesaury
):
    decide_as_the_gold(client)
    tried = answer("onboard", "dry-run", "--most", 100, cwd=client)
    assert (tried["rows"], tried["assets"], tried["refused"], tried["undecided"]) == (66, 66, [], 0)
    assert answer("connections", cwd=client) == []
    started = answer("onboard", "start", "--now", cwd=client)
    assert started["run"]["state"] == "finished"
    assert (started["made_connection"], started["made_flow"]) == (True, True)

    workspace = open_workspace(client)
    known = carried(workspace)
    assert {
        one["key"].partition("/")[2]: tuple(
            frozenset(each["iri"] for each in one["concepts"] if each["accepted"] is accepted)
            for accepted in (True, False)
        )
        for one in tried["shown"]
    } == known
    assert tried["carrying"] == sum(bool(accepted) for accepted, _ in known.values())
    having = of_values(client)
    for gold in value_gold():
        rows = having[gold.field, gold.value]
        assert rows
        if gold.relation in SPEAKING:
            assert all(f"{CONCEPTS}{gold.concept}" in known[row][0] for row in rows), gold
    own = {gold.value for gold in value_gold() if gold.relation in ("own", "none") and gold.field == "Indexation"}
    asset = workspace.catalogue.records.find("ormevaux/ORM-26-0107")
    assert asset
    assert asset.records[0].property_values("created") == ("2026-02-18",)
    every = workspace.catalogue.records.asset_page("", 1000)
    for found in workspace.catalogue.enrichments.findings([one.id for one in every]).values():
        quoted = {each.quote for one in (*found.annotations, *found.suggestions) for each in one.evidence}
        assert own.isdisjoint(quoted)
        assert own.isdisjoint(found.unknown_tags)
        by_people = [one for one in found.annotations if one.origin is Origin.MAPPING]
        assert {one.attributed_to for one in by_people} <= {WHO}
    workspace.close()

    again, once_more = (answer("onboard", "start", cwd=client) for _ in range(2))
    assert not any(again[name] for name in ("made_connection", "changed_connection", "made_flow", "changed_flow"))
    assert (again["run"]["state"], again["run"]["run"]) == ("waiting", once_more["run"]["run"])
    assert (len(answer("connections", cwd=client)), len(answer("flow", "list", cwd=client))) == (1, 1)

    thesaury("onboard", "undo", "Type de visuel", "Ambiance", cwd=client)
    run = answer("flow", "run", "ormevaux", cwd=client)
    assert run["counts"]["enriched"] == len(having["Type de visuel", "Ambiance"])
    workspace = open_workspace(client)
    after = carried(workspace)
    (gold,) = [one for one in value_gold() if (one.field, one.value) == ("Type de visuel", "Ambiance")]
    lost = {row for row in known if f"{CONCEPTS}{gold.concept}" in known[row][0] - after[row][0]}
    assert lost == having["Type de visuel", "Ambiance"]
    assert all(known[row] == after[row] for row in known.keys() - lost)
    workspace.close()


def test_what_has_to_be_decided_first_is_said_and_nothing_is_made(client: Path, answer, thesaury):
    for command in ("dry-run", "start"):
        refused = thesaury("onboard", command, cwd=client, ok=False)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "No field is accepted that names the assets" in refused.stderr
    thesaury("onboard", "decide", "Réf. visuel", "--accept", cwd=client)
    for field in ("Opération", "Enseigne"):
        thesaury("onboard", "decide", field, "--role", "campaign", cwd=client)
    refused = thesaury("onboard", "start", cwd=client, ok=False)
    assert (refused.returncode, "Enseigne" in refused.stderr) == (2, True)
    assert (answer("connections", cwd=client), answer("flow", "list", cwd=client)) == ([], [])
    (client / "ormevaux.csv").unlink()
    thesaury("onboard", "decide", "Enseigne", "--role", "brand", cwd=client)
    assert thesaury("onboard", "start", cwd=client, ok=False).returncode == 6
    assert answer("connections", cwd=client) == []


def test_how_cells_are_read_goes_along_in_a_layout_and_may_be_decided(client: Path, answer, thesaury):
    decide_as_the_gold(client)
    thesaury("onboard", "decide", "Supports", "--accept", "--separator", "", cwd=client)
    thesaury("onboard", "export", "--form", "layout", "--out", "layout.toml", cwd=client)
    layout = (client / "layout.toml").read_text()
    assert 'dates = "dmy"' in layout
    next_round = ("--round", "next")
    thesaury("onboard", "propose", "--table", "ormevaux.csv", *next_round, "--quiet", cwd=client)
    thesaury("onboard", "import", "layout.toml", "--form", "layout", *next_round, cwd=client)
    thesaury("onboard", "export", "--form", "layout", "--out", "again.toml", *next_round, cwd=client)
    assert (client / "again.toml").read_text() == layout
    thesaury("onboard", "start", "--name", "dam", *next_round, cwd=client)
    (dam,) = answer("connections", cwd=client)
    lists = json.loads(dam["settings"]["lists"])
    assert (dam["name"], lists["Indexation"], lists["Matières"], lists["Supports"]) == ("dam", ",", "|", "")
    wrong = thesaury("onboard", "decide", "Fait le", "--accept", "--dates", "myd", *next_round, cwd=client, ok=False)
    assert (wrong.returncode, "no order of days" in wrong.stderr) == (2, True)
