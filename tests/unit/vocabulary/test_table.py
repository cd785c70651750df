from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.unit.vocabulary.builders import labels
from thesaury.engines.tables import Tables
from thesaury.model.concept import Concept
from thesaury.model.errors import BadInput, Usage
from thesaury.ports.table import Row
from thesaury.vocabulary.columns import Role, guessed_role, roles
from thesaury.vocabulary.importing import import_vocabulary
from thesaury.vocabulary.report import ImportReport
from thesaury.vocabulary.table import FromTable, from_table

URN = "urn:thesaury:vocabulary:t:"


def read(columns: Sequence[str], *lines: Sequence[object], mapping: dict[str, str] | None = None) -> FromTable:
    """The table with these columns and rows; the header is line 1."""
    rows = [Row(n, dict(zip(columns, cells, strict=False))) for n, cells in enumerate(lines, start=2)]
    return from_table("t", columns, rows, mapping)


def concepts(found: FromTable) -> dict[str, Concept]:
    return {c.iri.removeprefix(URN): c for c in found.vocabulary.concepts}


def broader(found: FromTable) -> dict[str, list[str]]:
    return {name: [iri.removeprefix(URN) for iri in c.broader] for name, c in concepts(found).items()}


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("Label", "preferred"),
        ("prefLabel@de", "preferred@de"),
        ("label_de-AT", "preferred@de-AT"),
        ("Label (English)", "preferred@en"),
        ("Deutsch", "preferred@de"),
        ("fr", "preferred@fr"),
        ("Bezeichnung Englisch", "preferred@en"),
        ("German label", "preferred@de"),
        ("Synonyme", "alternative"),
        ("alt_label_en", "alternative@en"),
        ("Hidden labels", "hidden"),
        ("Definition [fr]", "definition@fr"),
        ("Oberbegriff", "broader"),
        ("Parent ID", "broader"),
        ("Unique ID", "id"),
        ("id", "id"),
        ("no", ""),
        ("Code", "notation"),
        ("URI", "iri"),
        ("Tier 3", "tier 3"),
        ("level2", "tier 2"),
        ("*Extension Notes", ""),
        ("column 8", ""),
        ("Condensed Name (1st, 2nd, Last Tier)", ""),
    ],
)
def test_what_a_column_is_taken_for(column: str, role: str):
    assert str(guessed_role(column)) == role


def test_a_single_field_is_given_once_and_what_is_said_comes_first():
    assert list(map(str, roles(["name", "label"]).values())) == ["preferred", ""]
    assert roles(["name", "label"], {"label": "preferred@en", "name": "ignore"}) == {
        "name": Role(),
        "label": Role("preferred", "en"),
    }


@pytest.mark.parametrize(
    ("mapping", "said"),
    [({"x": "id"}, "no column 'x'"), ({"a": "headline"}, "Fields: preferred"), ({"a": "id@de"}, "no language")],
)
def test_a_wrong_mapping_names_the_right_ones(mapping: dict[str, str], said: str):
    with pytest.raises(Usage, match=said):
        roles(["a", "b"], mapping)


def test_labels_in_languages_with_parents_by_id():
    found = read(
        ["id", "label_de", "English", "synonyms_en", "parent", "definition"],
        ["1", "Verpackung", "packaging", "", "", "What things are put in."],
        ["2", "Schachtel", "box", "case | carton;", "1", ""],
    )
    assert concepts(found)["2"] == Concept(
        f"{URN}2",
        (URN[:-1],),
        labels("Schachtel@de", "box@en"),
        labels("case@en", "carton@en"),
        notations=("2",),
        broader=(f"{URN}1",),
    )
    assert found.vocabulary.schemes[0].top_concepts == (f"{URN}1",)
    assert (found.findings, found.lines) == ([], {f"{URN}1": 2, f"{URN}2": 3})
    assert dict(found.columns)["synonyms_en"] == "alternative@en"


def test_parents_by_label_may_stand_below_and_be_several():
    found = read(
        ["term", "broader"], ["box", "Packaging; goods"], ["packaging", ""], ["goods", ""], ["other", "packaging"]
    )
    assert broader(found) == {"box": ["goods", "packaging"], "packaging": [], "goods": [], "other": ["packaging"]}


def test_parents_that_are_unknown_ambiguous_or_twice():
    found = read(
        ["term", "broader"],
        ["other", "a"],
        ["other", "b"],
        ["a", ""],
        ["b", "gone"],
        ["c", "other"],
        ["a", ""],
    )
    assert broader(found) == {"other": ["a"], "b/other": ["b"], "a": [], "b": [], "c": []}
    assert [(f.line, f.rule) for f in found.findings] == [
        (7, "duplicate-id"),
        (5, "unknown-concept"),
        (6, "ambiguous-parent"),
    ]


def test_tiers_win_over_parents():
    found = read(
        ["id", "parent", "name", "Tier 1", "Tier 2"],
        ["1", "1", "A", "A", ""],
        ["2", "1", "B", "A", "B"],
        ["3", "2", "C", "A", "C"],
        ["4", "5", "D", "E", "D"],
    )
    assert broader(found) == {"1": [], "2": ["1"], "3": ["1"], "E": [], "4": ["E"]}
    assert [(f.line, f.rule) for f in found.findings] == [
        (5, "missing-tier"),
        (2, "self-relation"),
        (4, "parent-disagrees"),
        (5, "unknown-concept"),
        (5, "parent-disagrees"),
    ]


def test_tiers_that_end_at_the_parent():
    found = read(["id", "parent", "name", "Tier 1"], ["2", "1", "B", "A"], ["1", "", "A", ""], ["3", "1", "C", "A"])
    assert (broader(found), found.findings) == ({"2": ["1"], "1": [], "3": ["1"]}, [])


def test_tiers_alone():
    found = read(["Ebene 1", "Ebene 2", "Ebene 3"], ["A", "B", "C"], ["A", "", "D"], ["", "", ""])
    assert broader(found) == {"A": [], "A/B": ["A"], "A/B/C": ["A/B"], "A/D": ["A"]}
    assert concepts(found)["A/B/C"].preferred == labels("C")
    assert found.findings == []


def test_iris_and_schemes_of_the_table():
    found = read(
        ["uri", "label", "scheme", "related"],
        ["<https://v.example/a>", "a", "Colours", "https://v.example/b"],
        ["https://v.example/b", "b", "Shapes", ""],
    )
    first, second = found.vocabulary.concepts
    assert (first.iri, first.related) == ("https://v.example/a", ("https://v.example/b",))
    assert second.schemes == (f"{URN}scheme:Shapes",)
    assert [s.titles for s in found.vocabulary.schemes] == [labels("Colours"), labels("Shapes")]


def test_lists_of_json_lines():
    found = read(["label", "synonyms"], ["box", ["a|b", "c", {"d": 1}]])
    assert concepts(found)["box"].alternative == labels("a", "b", "c")


def test_an_id_is_escaped_in_the_iri():
    assert [c.iri for c in read(["id", "label"], ["a b/ü:1", "x"]).vocabulary.concepts] == [f"{URN}a%20b%2F%C3%BC%3A1"]


def test_a_table_without_labels_is_refused_with_what_to_do():
    with pytest.raises(BadInput, match="among: foo, bar"):
        read(["foo", "bar"], ["1", "2"])


def test_a_table_with_levels_and_ids(tmp_path: Path):
    path = tmp_path / "t.csv"
    path.write_text("id;level1;level2;level3\n1;Tiere;;\n3237;Tiere;Haustiere;\n2;Tiere;Haustiere;Vögel\n")
    found, report = import_vocabulary(path, "t", NoRdf(), Tables())
    assert [(c.iri.removeprefix(URN), c.preferred[0].text) for c in found.concepts] == [
        ("1", "Tiere"),
        ("2", "Vögel"),
        ("3237", "Haustiere"),
    ]
    assert report.findings == ()


class NoRdf:
    """Stands where no RDF may be read."""

    def read(self, path: Path) -> object:
        raise AssertionError(path)


IAB = {
    "ad-product-2.0": (583, {"self-relation": 2, "parent-disagrees": 5}),
    "audience-1.1": (1_559, {"missing-tier": 1, "parent-disagrees": 17}),
    "content-2.2": (1_196, {"parent-disagrees": 1}),
    "content-3.0-descriptive-vectors": (47, {}),
    "content-3.1": (704, {"parent-disagrees": 2}),
}


@pytest.mark.parametrize("name", IAB)
def test_the_iab_taxonomies(shared: Path, name: str):
    path = shared / "data" / "vocab" / "iab" / f"{name}.tsv"
    found, report = import_vocabulary(path, "t", NoRdf(), Tables())  # type: ignore[arg-type]  # never asked
    assert (len(found.concepts), report.counts()["mended"]) == IAB[name]
    assert all(finding.line for finding in report.findings)
    assert_notations(report, Counter(n for c in found.concepts for n in c.notations))


def assert_notations(report: ImportReport, notations: Counter[str]) -> None:
    """Ids are kept as notations, each once."""
    assert report.concepts - len(notations) in (0, 1)
    assert set(notations.values()) == {1}
