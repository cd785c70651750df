"""A column of old tags is reconciled and gets new columns, as OpenRefine does it; and so are the messy tags of a whole team."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.governance.reconciliation.conftest import CONCEPT, Served
from tests.journeys.governance.reconciliation.openrefine import OpenRefine

SCHEME = "https://vocabulary.fennmoor.example/scheme/"
GOLD = Path(__file__).parents[3] / "data" / "governance" / "gold.csv"
OLD = [
    "Compostable", "kompostierbar", "#PlasticFree", "zero plastic", "Green Packaging", "  upcycling ", "second life",
    "Klimaschutz", "emballage vert", "composting", "COMPOSTABLE", "Bioplastik",
]  # fmt: skip


@pytest.fixture
def project(served: Served) -> Iterator[OpenRefine]:
    opened = OpenRefine(served.endpoint("0.2"))
    yield opened
    opened.close()


def test_a_column_is_reconciled_and_gets_columns_of_the_vocabulary(project: OpenRefine):
    assert project.guess_types(OLD)[0] == f"{SCHEME}sustainability"
    cells = project.reconcile(OLD, type=f"{SCHEME}sustainability")
    assert [cell.match["id"].removeprefix(CONCEPT) if cell.match else "" for cell in cells] == [
        "compostable-packaging", "compostable-packaging", "plastic-free-packaging", "plastic-free-packaging",
        "eco-friendly-packaging", "upcycling", "upcycling", "climate-action", "eco-friendly-packaging", "composting",
        "compostable-packaging", "bio-based-packaging",
    ]  # fmt: skip
    assert "compostable packaging" in project.look(f"{CONCEPT}compostable-packaging")
    wanted = {"skos:prefLabel", "skos:prefLabel@de", "skos:broader", "skos:notation", "skos:definition@en"}
    assert wanted <= {one["id"] for one in project.properties_for(f"{SCHEME}sustainability")}
    first, *_ = project.add_columns(
        cells,
        {"id": "skos:prefLabel@de"},
        {"id": "skos:broader"},
        {"id": "skos:broaderTransitive", "settings": {"limit": "1", "content": "name", "language": "fr"}},
        {"id": "skos:related", "settings": {"content": "iri"}},
        {"id": "skos:altLabel", "settings": {"limit": 2, "language": "de"}},
        {"id": "skos:inScheme", "settings": {"language": "de"}},
    )
    assert first == {
        "skos:prefLabel@de": ["kompostierbare Verpackung"],
        "skos:broader": [(f"{CONCEPT}sustainable-packaging", "sustainable packaging")],
        "skos:broaderTransitive": ["emballage durable"],
        "skos:related": [f"{CONCEPT}composting"],
        "skos:altLabel": ["heimkompostierbar", "kompostierbar"],
        "skos:inScheme": ["Nachhaltigkeit"],
    }


def test_a_column_beside_it_tells_what_is_meant(project: OpenRefine):
    """ "bar" is a soap and a snack, "spring" a season and water from the ground."""
    tags, schemes = ["bar", "bar", "spring", "spring"], ["Produkte", "", "Seasons and occasions", ""]
    alone = project.reconcile(tags)
    assert [cell.match for cell in alone] == [None] * 4
    assert {one["id"].removeprefix(CONCEPT) for one in alone[2].candidates} >= {"spring-season", "natural-spring"}
    beside = project.reconcile(tags, beside={"skos:inScheme": schemes})
    assert [cell.match["id"].removeprefix(CONCEPT) if cell.match else "" for cell in beside] == [
        "", "", "spring-season", ""
    ]  # fmt: skip
    typed = project.reconcile(["spring"], type=f"{SCHEME}occasions")
    assert typed[0].match
    assert typed[0].match["id"] == f"{CONCEPT}spring-season"
    cleaned = [{"id": f"{CONCEPT}seasons", "name": "reconciled before"}]
    above = project.reconcile(["spring"], beside={"skos:broader": cleaned})
    assert above[0].candidates[0]["id"] == f"{CONCEPT}spring-season"


def test_what_is_not_certain_is_found_by_a_person(project: OpenRefine):
    [cell] = project.reconcile(["compostabel packging"])
    assert cell.match is None
    assert cell.candidates[0]["id"] == f"{CONCEPT}compostable-packaging"
    found = project.search("entity", "plastikfr")
    assert found[0]["id"] == f"{CONCEPT}plastic-free-packaging"
    assert "plastic-free" in project.hover("entity", found[0]["id"])
    assert project.search("type", "season")[0]["id"] == f"{SCHEME}occasions"
    assert project.search("property", "broader")[0]["id"] == "skos:broader"
    assert project.hover("property", "skos:broader")
    assert project.hover("type", f"{SCHEME}occasions")


def test_the_messy_tags_of_a_team_are_matched_and_hardly_any_wrong(project: OpenRefine):
    """The gold list was made apart from any matcher: what each tag of 500 assets means, in three languages."""
    with GOLD.open(encoding="utf-8") as file:
        meant = {row["tag"]: set(row["concept"].split()) for row in csv.DictReader(file)}
    cells = project.reconcile(list(meant))
    named = {cell.text: f"fm:{cell.match['id'].removeprefix(CONCEPT)}" for cell in cells if cell.match}
    known = {tag for tag, concepts in meant.items() if concepts}
    right = {tag for tag, concept in named.items() if concept in meant[tag]}
    proposed = {
        cell.text
        for cell in cells
        if meant[cell.text] & {f"fm:{one['id'].removeprefix(CONCEPT)}" for one in cell.candidates}
    }
    print(f"{len(meant)} different tags, {len(known)} with a concept: {len(right & known)} matched right, ", end="")
    print(f"{len(named) - len(right)} matched wrong, {len(proposed & known)} right or among the candidates")
    assert len(right & known) / len(known) > 0.85
    assert (len(named) - len(right)) / len(meant) <= 0.01
    assert len(proposed & known) / len(known) > 0.97
