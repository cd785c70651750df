"""Spreadsheets of tags: which columns, the tags of a cell, the row that is handed back, and the sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from thesaury.governance.correcting import ADDED, Columns, Tally, columns_of, corrected, opened
from thesaury.governance.correcting import tally as limits
from thesaury.governance.correcting.cells import cell_of
from thesaury.model.concept import Label
from thesaury.model.errors import Usage
from thesaury.model.validation import Missing, RecordAnswer, Standing, TagAnswer, Use

COMPLETE, STANDING, ANSWERS, SUGGESTIONS, MISSING = ADDED
KITCHEN = Use("urn:kitchen", Label("kitchen", "en"))
BAR, SOAP = Use("urn:bar", Label("snack bar", "en")), Use("urn:soap", Label("bar soap", "en"))


def answer(*tags: TagAnswer, missing: tuple[Missing, ...] = ()) -> RecordAnswer:
    return RecordAnswer("", tags, missing, False)


@pytest.mark.parametrize(
    ("names", "tags", "key"),
    [
        (("Asset ID", "Title", "Keywords"), ("Keywords",), "Asset ID"),
        (("Dateiname", "Schlagwörter"), ("Schlagwörter",), "Dateiname"),
        (("Fichier", "Mots-clés 1", "Mots-clés 2"), ("Mots-clés 1", "Mots-clés 2"), "Fichier"),
        (("title", "dc:subject"), ("dc:subject",), ""),
        (("file name", "id", "tag1"), ("tag1",), "id"),
    ],
)
def test_columns_are_found_by_their_names(names: tuple[str, ...], tags: tuple[str, ...], key: str):
    found = columns_of(names)
    assert (found.tags, found.id) == (tags, key)


def test_columns_are_those_a_person_names_whatever_the_case():
    found = columns_of(
        ("ID", "Market Code", "words", "tags"), tags=["WORDS"], id="id", properties={"market": "market code"}
    )
    assert found == Columns(
        ("words",),
        "ID",
        (("id", "ID"), ("ID", "ID"), ("market", "Market Code"), ("Market Code", "Market Code"), ("tags", "tags")),
    )


@pytest.mark.parametrize("wrong", [{"tags": ["words"]}, {"id": "no"}, {"properties": {"market": "no"}}, {}])
def test_a_column_that_is_not_there_is_told_with_those_that_are(wrong: dict[str, list[str]]):
    with pytest.raises(Usage, match="title, notes"):
        columns_of(("title", "notes"), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "tags", "again"),
    [
        ("Küche; winter ;", ("Küche", "winter"), "Küche; winter"),
        ("Küche, winter,", ("Küche", "winter"), "Küche, winter"),
        ("a | b", ("a", "b"), "a | b"),
        ("a\r\nb\n\nc", ("a", "b", "c"), "a\nb\nc"),
        ("#BackToSchool #kids", ("#BackToSchool", "#kids"), "#BackToSchool; #kids"),
        ("#a#b", ("#a", "#b"), "#a; #b"),
        ("back to school", ("back to school",), "back to school"),
        ("1,5 litres, jar", ("1,5 litres", "jar"), "1,5 litres; jar"),
        ("Berlin, Germany; Paris", ("Berlin, Germany", "Paris"), "Berlin, Germany; Paris"),
        ("Europe, Middle East and Africa", ("Europe, Middle East and Africa",), "Europe, Middle East and Africa"),
        ('["a", "b"]', ("a", "b"), "a, b"),
        (["a, b", " ", "c"], ("a, b", "c"), ["a, b", "c"]),
        ("  ", (), ""),
        (None, (), ""),
    ],
)
def test_cells_are_cut_as_people_put_tags_apart(cell: object, tags: tuple[str, ...], again: object):
    found = cell_of(cell, whole={"europe, middle east and africa"})
    assert found.tags == tags
    assert found.joined(found.tags) == again


@given(some.lists(some.text("abc #é-'", min_size=1).map(str.strip).filter(lambda text: text.strip(" '"))))
def test_nothing_but_separators_is_lost(tags: list[str]):
    kept = "".join("".join(cell_of("; ".join(tags)).tags).split())
    assert kept.replace("'", "") == "".join("".join(tags).split()).replace("'", "")


def test_a_row_is_handed_back_with_approved_terms_each_once():
    row = opened(
        {"id": "1", "tags": "Kueche; bar, foo", "more": "kitchen|xyz", "market": "DE"},
        Columns(("tags", "more"), "id", (("market", "market"),)),
    )
    assert row.tags == ["Kueche", "bar, foo", "kitchen", "xyz"]
    assert row.properties == {"market": ("DE",)}
    several = TagAnswer(
        "bar, foo",
        Standing.SEVERAL,
        parts=(TagAnswer("bar", Standing.AMBIGUOUS, (BAR, SOAP)), TagAnswer("foo", Standing.UNKNOWN)),
    )
    said = answer(
        TagAnswer("Kueche", Standing.SYNONYM, (KITCHEN,)),
        several,
        TagAnswer("kitchen", Standing.APPROVED, (KITCHEN,)),
        TagAnswer("xyz", Standing.UNKNOWN),
        missing=(Missing("urn:s", 0, 1, None), Missing("urn:t", 3, 0, 2)),
    )
    found = corrected(row, said, {"urn:s": "Channels", "urn:t": "Regions"}.__getitem__)
    assert found.cells == {
        "id": "1",
        "tags": "kitchen; bar; foo",
        "more": "xyz",
        "market": "DE",
        COMPLETE: False,
        STANDING: "unknown",
        ANSWERS: "Kueche → kitchen (synonym); bar (ambiguous); foo (unknown); kitchen (approved); xyz (unknown)",
        SUGGESTIONS: "bar: snack bar | bar soap",
        MISSING: "Channels: 0 of at least 1; Regions: 3 of at most 2",
    }


def test_a_retired_term_without_successor_stays_as_it_is():
    row = opened({"tags": "old, green"}, Columns(("tags",)))
    said = answer(TagAnswer("old", Standing.DEPRECATED), TagAnswer("green", Standing.DEPRECATED, (KITCHEN,)))
    assert corrected(row, said, str).cells["tags"] == "old, kitchen"


def test_sums_count_rows_and_each_different_tag(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "DISTINCT_LIMIT", 2)
    tally = Tally()
    for tag in ("Kueche", "Kueche", "foo", "third"):
        standing, use = (Standing.SYNONYM, (KITCHEN,)) if tag == "Kueche" else (Standing.UNKNOWN, ())
        said = answer(TagAnswer(tag, standing, use), missing=(Missing("urn:s", 0, 1, None),))
        tally.add(corrected(opened({"tags": tag}, Columns(("tags",))), said, str), "A1" if tag == "foo" else "")
    assert tally.shape() | {"standings": tally.standings} == {
        "rows": 4,
        "complete": 0,
        "tags": 4,
        "changed": 2,
        "distinct": 2,
        "unlisted": 1,
        "standings": {Standing.SYNONYM: 2, Standing.UNKNOWN: 2},
        "missing": {"urn:s": 4},
    }
    assert [(one["id"], one["standing"]) for one in tally.incomplete] == [
        ("1", "synonym"),
        ("2", "synonym"),
        ("A1", "unknown"),
        ("4", "unknown"),
    ]
    assert [(one["tag"], one["times"], one["write"], one["concept"]) for one in tally.distinct()] == [
        ("foo", 1, "", ""),
        ("Kueche", 2, "kitchen", "urn:kitchen"),
    ]
