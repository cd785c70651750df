"""Texts and languages out of the spellings that exports use."""

import pytest

from thesaury.connectors.table.cells import chosen, split, spoken, structures
from thesaury.connectors.table.mapping import iris

NAME = [
    {"culture": "en", "value": "Autumn"},
    {"culture": "de", "value": "Herbst"},
    {"culture": "x-default", "value": "A"},
]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("text", [("", "text")]),
        (["a", "b", "a", ""], [("", "a"), ("", "b")]),
        (NAME, [("en", "Autumn"), ("de", "Herbst"), ("", "A")]),
        ([{"culture": "en", "metadata_element": {"key": "k", "name": "bag"}}], [("en", "bag")]),
        ([{"culture": "en", "metadata_element": {"key": "k"}}], []),
        (
            [{"culture": "en", "preview": {"thumbnail": {"url": "t.jpg"}, "preview": {"url": "p.jpg"}}}],
            [("en", "p.jpg")],
        ),
        ([{"culture": "en", "preview": {"thumbnail": {"url": "t.jpg"}}}], [("en", "t.jpg")]),
        ({"x-default": "A", "pt-br": ["b", "c"]}, [("", "A"), ("pt-BR", "b"), ("pt-BR", "c")]),
        ('["a", "b"]', [("", "a"), ("", "b")]),
        ('[{"culture": "de", "value": "Herbst"}]', [("de", "Herbst")]),
        ("[1984]", [("", "[1984]")]),
        ("[title not known]", [("", "[title not known]")]),
        ([{"id": 4, "name": "no language"}], []),
        (3.5, [("", "3.5")]),
        (True, [("", "true")]),
        (None, []),
        ("nul\0 and half \ud800", [("", "nul and half \ufffd")]),
    ],
)
def test_a_cell_says_its_texts_and_their_languages(cell: object, expected: list[tuple[str, str]]):
    assert spoken(cell) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a; b|c\nd", ["a", "b", "c", "d"]),
        ("a, b", ["a", "b"]),
        ("a, b; c", ["a, b", "c"]),
        (";;", []),
        ("Lunch box", ["Lunch box"]),
    ],
)
def test_lists_written_as_one_text_are_parted(text: str, parts: list[str]):
    assert split(text, commas=True) == parts


def test_a_property_speaks_one_language():
    assert [chosen(NAME, language) for language in ("de", "fr", "")] == [["Herbst"], ["Autumn"], ["A"]]
    assert chosen(NAME[1:2], "fr") == ["Herbst"]


def test_structures_are_what_is_no_localised_text():
    term = {"valid_until": "2026-12-31"}
    assert structures([*NAME, term, "text"]) == [term]
    assert structures('[{"valid_until": "2026-12-31"}]') == [term]


def test_only_iris_name_concepts():
    cell = "https://a.example/b, urn:isbn:1; no-iri http://c.example/d|javascript:x"
    assert iris(cell) == ["https://a.example/b", "urn:isbn:1", "http://c.example/d"]
