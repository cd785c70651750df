"""The demo agency: a shared model that is sound SKOS, and a second client whose gold is about what its table says."""

import csv
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from thesaury.sandbox.agency import AgencyPack, field_gold, value_gold, write_agency
from thesaury.sandbox.agency.pack import CONCEPTS
from thesaury.sandbox.scenes import MOTIFS, PALETTES, SHAPES

SKOS = "http://www.w3.org/2004/02/skos/core#"
LANGUAGES = {"en", "de", "fr"}


@pytest.fixture(scope="module")
def model() -> Store:
    store = Store()
    store.load((files("thesaury.sandbox.agency") / "data" / "shared.ttl").read_bytes(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> AgencyPack:
    return write_agency(tmp_path_factory.mktemp("agency"), pictures=False)


def labels(model: Store, *kinds: str) -> list[tuple[str, str, str]]:
    quads = (quad for kind in kinds for quad in model.quads_for_pattern(None, NamedNode(SKOS + kind), None))
    return [
        (str(quad.subject), quad.object.language or "", quad.object.value)
        for quad in quads
        if isinstance(quad.object, Literal)
    ]


def test_every_shared_concept_is_called_once_in_each_language_and_no_label_is_of_two(model: Store):
    called, bearers = defaultdict(list), defaultdict(set)
    for concept, language, _ in labels(model, "prefLabel"):
        called[concept].append(language)
    for concept, language, text in labels(model, "prefLabel", "altLabel"):
        bearers[language, text.casefold()].add(concept)
    assert len(called) >= 150
    assert all(sorted(languages) == sorted(LANGUAGES) for languages in called.values())
    assert not {label: of for label, of in bearers.items() if len(of) > 1}


def test_what_is_broader_is_a_concept_of_the_same_scheme(model: Store):
    scheme = {q.subject: q.object for q in model.quads_for_pattern(None, NamedNode(SKOS + "inScheme"), None)}
    for quad in model.quads_for_pattern(None, NamedNode(SKOS + "broader"), None):
        assert scheme[quad.subject] == scheme[quad.object]


def test_gold_has_a_role_for_every_field_and_a_mapping_for_every_value_of_those_that_are_mapped(
    pack: AgencyPack, model: Store
):
    with pack.assets.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter=";"))
    assert [gold.field for gold in field_gold()] == list(rows[0])
    there = {
        (gold.field, value.strip())
        for gold in value_gold()
        for row in rows
        for value in row[gold.field].replace("|", ",").split(",")
    }
    assert {(gold.field, gold.value) for gold in value_gold()} == there - {(field, "") for field, _ in there}
    assert len(value_gold()) == 200
    known = {concept.strip("<>") for concept, _, _ in labels(model, "prefLabel")}
    assert {CONCEPTS + gold.concept for gold in value_gold() if gold.concept} <= known
    assert all((not gold.concept) == (gold.relation in ("own", "none")) for gold in value_gold())


def test_agency_is_written_small_and_once(pack: AgencyPack):
    written = [path for path in pack.root.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in written) < 300_000
    before = {path: path.stat().st_mtime_ns for path in written}
    write_agency(pack.root, pictures=False)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert "scene" not in Path(pack.assets).read_text(encoding="utf-8").splitlines()[0]


def test_every_row_of_the_second_client_has_a_scene_that_can_be_drawn():
    table = (files("thesaury.sandbox.agency") / "data" / "ormevaux" / "assets.csv").read_text(encoding="utf-8")
    scenes = [row["scene"].split() for row in csv.DictReader(table.splitlines(), delimiter=";")]
    assert all(m in MOTIFS and p in PALETTES and int(s) and shape in SHAPES for m, p, s, shape in scenes)
    assert len(set(map(tuple, scenes))) == len(scenes)
