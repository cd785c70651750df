"""What fields hold is counted right, in bounded memory, and whatever the table is like."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.engines.tables.reader import Tables
from thesaury.model.asset import File, Licence, Record, Text
from thesaury.model.cells import pieces
from thesaury.onboarding.fields import propose_fields, sentence
from thesaury.onboarding.profiling import FieldProfile, Profiler, Shape, cells_of, profiled
from thesaury.onboarding.profiling.counting import ValueCount
from thesaury.onboarding.profiling.lists import separator_of
from thesaury.onboarding.profiling.shapes import shape_of


def profile_of(*cells: Any) -> FieldProfile:
    (profile,) = profiled({"field": cell} for cell in cells)
    return profile


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        ("2026-04-03T09:12:00Z", Shape.MOMENT),
        ("31.12.2027", Shape.DAY),
        ("3 avril 2026", Shape.DAY),
        ("2026", Shape.YEAR),
        ("12.345,60 €", Shape.NUMBER),
        ("6000 x 4000", Shape.DIMENSIONS),
        ("https://dam.example/7", Shape.URL),
        ("a.b@example.org", Shape.EMAIL),
        ("Bilder/Sommer fest 7.JPG", Shape.FILE),
        ("ORM-26-0107", Shape.CODE),
        ("GB IE", Shape.CAPITALS),
        ("de-AT", Shape.LANGUAGE),
        ("Ja", Shape.SWITCH),
        ("Vincent van den Berg", Shape.PERSON),
        ("© 2026 Fennmoor", Shape.COPYRIGHT),
        ("The bag is packed, and nobody is late.", Shape.PROSE),
        ("linge de lit", Shape.WORDS),
    ],
)
def test_a_value_has_the_shape_that_a_person_sees(value: str, shape: Shape):
    assert shape_of(value) is shape


@pytest.mark.parametrize(
    ("cells", "separator"),
    [
        (("Wald, Abend", "Stadt", "Rad, Sommer, Kind"), ","),
        (("Grès | Lin lavé", "Lin"), "|"),
        (("a; b", "c"), ";"),
        (("été / hiver", "printemps / été"), " / "),
        (("GB IE", "AT", "DE"), " "),
        (
            (
                "Alle Medien, Österreich, 3 Jahre ab 1. Mai 2026",
                "Web und Social, Österreich und Deutschland, bis 31.12.2026",
            ),
            "",
        ),
        (("Rain fell, and then it did not.", "We left late, as ever."), ""),
        (("1,5", "2,75"), ""),
        ((), ""),
    ],
)
def test_lists_are_cut_where_a_person_would_cut_them(cells: tuple[str, ...], separator: str):
    assert separator_of(cells) == separator


def test_a_profile_counts_rows_values_and_what_they_look_like():
    profile = profile_of("Wald, Abend", "", "Wald", None, "Rad, Wald, Abend")
    assert (profile.rows, profile.filled, profile.values, profile.different, profile.exact) == (5, 3, 6, 3, True)
    assert profile.common == (("Wald", 3), ("Abend", 2), ("Rad", 1))
    assert profile.fill_rate == 0.6
    assert profile.separator == ","


def test_languages_of_localised_cells_are_told_and_objects_are_seen():
    profile = profile_of(
        {"de": "Wald", "en": "Forest"}, [{"culture": "de-AT", "value": "Rad"}], {"kind": "x", "places": [1]}
    )
    assert dict(profile.languages) == {
        "de": pytest.approx(1 / 3),
        "en": pytest.approx(1 / 3),
        "de-AT": pytest.approx(1 / 3),
    }
    assert (profile.structured, profile.values) == (1, 3)


def test_a_record_of_a_system_is_profiled_as_a_row_is():
    record = Record(
        "dam",
        "7",
        "",
        texts=(Text("title", "Wald", "de"), Text("title", "Forest", "en")),
        tags=("Abend", "Rad"),
        properties=(("market", ("DE", "AT")),),
        file=File("pictures/7.jpg"),
        licences=(Licence("Web, Germany", (("valid_until", "2027-01-01"),)),),
    )
    profiles = {profile.name: profile for profile in profiled([cells_of(record)])}
    assert list(profiles) == ["id", "title", "tags", "market", "licence", "licence.valid_until", "file"]
    assert dict(profiles["title"].languages) == {"de": 0.5, "en": 0.5}
    assert profiles["tags"].values == 2


def test_rows_may_follow_a_profile():
    profiler = Profiler()
    profiler.add({"a": "x"})
    before = profiler.profiles()
    profiler.add({"a": "y", "b": "z"})
    after = profiler.profiles()
    assert before[0].rows == before[0].different == 1
    assert [(one.name, one.rows, one.different) for one in after] == [("a", 2, 2), ("b", 2, 1)]


def test_memory_is_bounded_and_what_is_many_is_told_nearly():
    count = ValueCount(limit=200_000)
    for i in range(30_000):
        count.add(f"value {i}")
        count.add("again and again")
    assert not count.exact
    assert count.different == pytest.approx(30_001, rel=0.15)
    assert count.most()[0] == ("again and again", 30_000)
    assert len(count.most()) <= 2000


def test_all_tags_of_a_large_client_are_known_by_name():
    profile = profile_of(*([f"tag {i}", "every"] for i in range(7999)))
    assert (profile.exact, profile.different, len(profile.common)) == (True, 8000, 8000)


def test_a_table_of_more_fields_than_anybody_has_is_cut_and_says_so():
    profiler = Profiler()
    profiler.add({f"column {i}": "x" for i in range(2100)})
    assert len(profiler.profiles()) == 2000
    assert profiler.left_out == 100


CELLS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.text(alphabet=",;|/ \n©.0123456789ABab", max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.text(max_size=12), CELLS, max_size=5), max_size=8))
def test_whatever_the_table_holds_every_field_is_proposed_once(rows: list[dict[str, Any]]):
    profiles = profiled(rows)
    names = list(dict.fromkeys(name for row in rows for name in row))
    assert [profile.name for profile in profiles] == names
    assert all(
        0 <= profile.filled <= profile.rows == len(rows) and profile.different <= profile.values for profile in profiles
    )
    found = propose_fields(profiles)
    assert [proposal.field for proposal in found.fields] == names
    assert all(0 < proposal.confidence <= 1 and proposal.target for proposal in found.fields)
    for language in ("en", "de", "xx"):
        assert all(sentence(reason, language) for proposal in found.fields for reason in proposal.reasons)
        assert all(conflict.sentence(language) for conflict in found.conflicts)
    json.dumps([[proposal.field, proposal.target] for proposal in found.fields])


@given(st.text(), st.sampled_from(["", ",", ";", "|", "\n", " / ", " "]))
def test_parts_of_a_cell_are_never_empty(cell: str, separator: str):
    assert all(part and part == part.strip() for part in pieces(cell.strip(), separator))


def test_no_rows_one_column_and_three_hundred_columns_are_tables_too():
    assert profiled([]) == ()
    assert [one.target for one in propose_fields(profiled([{"Titel": "Wald"}])).fields] == ["title"]
    wide = propose_fields(profiled([{f"Feld {i}": f"Wert {i % 7}" for i in range(300)}] * 3))
    assert len({one.target for one in wide.fields}) == 300


def test_a_table_in_a_broken_encoding_is_profiled_by_what_can_be_read(tmp_path: Path):
    path = tmp_path / "kaputt.csv"
    path.write_bytes("Titel;Schlagwörter\nWald;Bäume, Weg\n".encode("cp1252"))
    profiles = profiled(row.cells for row in Tables().read(path))
    assert [proposal.role for proposal in propose_fields(profiles).fields] == ["title", "tags"]
