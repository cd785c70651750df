"""A vocabulary as a table, and back again."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.engines.tables import Tables
from thesaury.engines.tables.writer import TableFiles
from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match, Vocabulary
from thesaury.vocabulary.cells import bracketed, guarded, iris_in, joined, parted, unguarded
from thesaury.vocabulary.checks import check
from thesaury.vocabulary.columns import guessed_role
from thesaury.vocabulary.importing import import_vocabulary
from thesaury.vocabulary.tabling import vocabulary_table

S, T = "https://w.example/s;1", "urn:w:t"
LANGUAGES = st.sampled_from(["", "en", "de", "de-AT", "la", "zh-Hant", "sr-Latn"])
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(lambda t: f"{t}x") | st.sampled_from(
    ["=1+1", "'=x", "\\=x", "\\", "a|b;c", "\\|", "-12", "+49", "@me", "a\\;b", '"quoted", text', "＝x", "a, b; c | d"]
)
LABELS = st.lists(st.builds(Label, TEXTS, LANGUAGES), max_size=4).map(lambda found: tuple(sorted(set(found))))
IRIS = [f"https://w.example/c;{n}" for n in range(5)]


def concepts(data: st.DataObject) -> list[Concept]:
    made = []
    for number, iri in enumerate(IRIS):
        others = [one for one in IRIS if one != iri]
        made.append(
            Concept(
                iri,
                tuple(sorted(data.draw(st.sets(st.sampled_from([S, T]), min_size=1)))),
                tuple(sorted({Label(f"c{number}", "en"), *data.draw(LABELS)})),
                data.draw(LABELS),
                data.draw(LABELS),
                data.draw(LABELS),
                data.draw(LABELS),
                tuple(sorted({label.text for label in data.draw(LABELS)})),
                tuple(sorted(data.draw(st.sets(st.sampled_from(others), max_size=2)))),
                tuple(sorted(data.draw(st.sets(st.sampled_from(others), max_size=2)))),
                (
                    Match(MappingRelation.BROAD, "urn:o:1"),
                    Match(MappingRelation.EXACT, f"https://o.example/{number};x"),
                ),
                data.draw(st.booleans()),
                data.draw(st.sampled_from([None, others[0], "https://elsewhere.example/x"])),
            )
        )
    return made


def back(vocabulary: Vocabulary, path: Path) -> Vocabulary:
    columns, rows = vocabulary_table(vocabulary)
    with TableFiles().writing(path) as sheets:
        sheets.add("concepts", columns, rows)
    return import_vocabulary(path, vocabulary.name, None, Tables())[0]  # type: ignore[arg-type]


@settings(max_examples=20, deadline=None)
@given(st.data(), st.sampled_from([".csv", ".tsv", ".xlsx", ".jsonl"]))
def test_a_table_is_read_back_without_loss(data: st.DataObject, ending: str):
    schemes = (ConceptScheme(S, (Label("=Dinge", "de"), Label("Things", "en"))), ConceptScheme(T))
    vocabulary, _ = check(Vocabulary("w", schemes, tuple(concepts(data))))
    with TemporaryDirectory() as folder:
        read = back(vocabulary, Path(folder) / f"w{ending}")
    assert read.schemes == vocabulary.schemes
    assert read.concepts == vocabulary.concepts


def test_what_a_person_sees_in_the_table(tmp_path: Path):
    concept = Concept(
        "urn:w:a", ("urn:w:s",), (Label("Apple", "en"), Label("Apfel", "de")), (Label("a|b", "en"), Label("pome", "en")),
        definitions=(Label("One.", "en"), Label("Two.", "en")), broader=("urn:w:b", "urn:w:c"), deprecated=True,
    )  # fmt: skip
    columns, rows = vocabulary_table(Vocabulary("w", (ConceptScheme("urn:w:s", (Label("Fruit", "en"),)),), (concept,)))
    assert columns == [
        "iri", "type", "preferred@de", "preferred@en", "alternative@en", "definition@en", "definition@en (2)",
        "broader", "related", "scheme", "top concept of", "deprecated",
    ]  # fmt: skip
    scheme, row = rows
    assert scheme == {"iri": "<urn:w:s>", "type": "ConceptScheme", "preferred@en": "Fruit"}
    assert row["alternative@en"] == "a\\|b | pome"
    assert row["broader"] == "<urn:w:b> | <urn:w:c>"
    assert row["deprecated"] == "yes"


def test_no_cell_of_any_form_is_a_formula(tmp_path: Path):
    from openpyxl import load_workbook

    concept = Concept("urn:w:a", ("urn:w:s",), (Label("=SUM(A1)", "en"),), (Label("-y", "en"), Label("@x", "en")))
    vocabulary, _ = check(Vocabulary("w", (ConceptScheme("urn:w:s", (Label("S", "en"),)),), (concept,)))
    assert back(vocabulary, tmp_path / "w.xlsx") == vocabulary
    sheet = load_workbook(tmp_path / "w.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert not any(str(cell.value or "")[:1] in ("=", "+", "-", "@") for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("text", ["=1", "\\=1", "\\", "'x", "plain", "", "a\\b", "-", "＠"])
def test_guards_come_off_again(text: str):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "'", "＠")


def test_values_of_a_cell_come_apart_as_they_were_joined():
    texts = ["a|b", "c;d", "\\", "e\\|", "=f"]
    assert parted(joined(texts)) == texts
    assert parted("plain; other | third") == ["plain", "other", "third"]
    assert iris_in(bracketed(["urn:a;b", "urn:c"])) == ["urn:a;b", "urn:c"]
    assert iris_in("<urn:a> or so") == []
    assert iris_in("Parent; Other") == []


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("preferred@la", "preferred@la"),
        ("Definition@zh-hant (3)", "definition@zh-Hant"),
        ("notation (2)", "notation"),
        ("note 2", "note"),
        ("Exact match", "exactMatch"),
        ("Replaced by", "replaced_by"),
        ("preferred@nonsense tag", ""),
        ("code@en", ""),
        ("tier 2", "tier 2"),
        ("label_de", "preferred@de"),
    ],
)
def test_columns_are_known_by_the_names_they_are_written_with(column: str, role: str):
    assert str(guessed_role(column)) == role


def test_tables_of_people_are_read_as_before(tmp_path: Path):
    table = tmp_path / "w.csv"
    table.write_text("id,label,alt,broader,scheme,type\n1,Box,a; b|c,,Things,thing\n2,Carton,,Box,Things,thing\n")
    read, _ = import_vocabulary(table, "w", None, Tables())  # type: ignore[arg-type]
    box = next(one for one in read.concepts if one.preferred[0].text == "Box")
    assert [label.text for label in box.alternative] == ["a", "b", "c"]
    assert [scheme.titles for scheme in read.schemes] == [(Label("Things"),)]
    assert read.schemes[0].top_concepts == (box.iri,)
