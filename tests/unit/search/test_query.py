"""What people type, read: the examples of docs/search.md, oddities of three languages, and any text at all."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from thesaury.cli.search_notes import SAID
from thesaury.search.documents import FACETS
from thesaury.search.reading.query import Field, Note, parse
from thesaury.search.reading.query_signs import LONGEST, OPERATORS
from thesaury.web.texts.search_box import ENGLISH

SIGNS = [
    '"',
    "„",
    "“",
    "”",
    "«",
    "»",
    " ",
    "-",
    "−",
    "–",
    ":",
    "market",
    "title:",
    "foo",
    "AND",
    "OR",
    "NOT",
    ",",
    "(",
    "//",
    "5",
    "é",
]
TYPED = st.text(max_size=60) | st.lists(st.sampled_from(SIGNS), max_size=24).map("".join)


def told(text: str) -> str:
    """A query as docs/search.md writes it down."""
    query = parse(text, FACETS)
    parts = [f"words {' '.join(query.words)}"] if query.words else []
    parts += [f"phrase {phrase}" for phrase in query.phrases]
    parts += [f"without {excluded}" for excluded in query.excluded]
    parts += [f"{f.name} {'is not' if f.negated else 'is'} {' or '.join(f.values)}" for f in query.fields]
    return "; ".join(parts)


def test_the_documentation_says_how_its_examples_are_read():
    examples = re.findall(
        r"^\| `(.+?)` \| (.+?) \|$", (ROOT / "docs" / "search.md").read_text().split("## Suggestions")[0], re.M
    )
    assert len(examples) > 12
    assert [(typed, told(typed)) for typed, _ in examples] == examples


@pytest.mark.parametrize(
    "typed",
    [
        "„große Flasche“",
        "„große Flasche”",
        "« große Flasche »",
        "»große Flasche«",
        "“große Flasche”",
        '"große  Flasche"',
    ],
)
def test_quotes_of_three_languages_make_a_phrase(typed):
    query = parse(f"blau {typed} -{typed}")
    assert (query.words, query.phrases, query.excluded) == (
        ("blau", "große", "Flasche"),
        ("große Flasche",),
        ("große Flasche",),
    )


@pytest.mark.parametrize(
    "typed", ["10:30", "http://example.org/a:b", "eco-friendly", "e-mail", "3–4", "AT&T", "C++", "R:x"]
)
def test_signs_inside_a_word_belong_to_it(typed):
    query = parse(typed, FACETS)
    assert (query.words, query.excluded, query.fields, query.notes) == ((typed,), (), (), ())


@pytest.mark.parametrize(
    "typed",
    ["box - lid", "box – lid", "box — lid", "box -- lid", "box (lid)", "box, lid", "box AND lid", "- box lid -"],
)
def test_signs_between_words_are_none(typed):
    query = parse(typed)
    assert (query.words, query.excluded) == (("box", "lid"), ())


@pytest.mark.parametrize(
    "typed",
    [
        "box -lid",
        "box −lid",
        "box –lid",
        "box (-lid)",
        "box NOT lid",
        "box AND NOT lid",
        "NOT NOT lid box",
        'box -"lid"',
    ],
)
def test_a_minus_before_a_word_excludes_it(typed):
    query = parse(typed)
    assert (query.words, query.excluded) == (("box",), ("lid",))


def test_a_number_below_zero_is_no_exclusion_but_a_year_may_be_one():
    assert parse("ice −20 °C").words == ("ice", "20", "°C")
    assert parse("ice -2024").excluded == ("2024",)


@pytest.mark.parametrize(
    "typed", ["market:DE,FR", "market:DE OR market:FR", "Market : DE Markt:FR", "marché: DE, market:FR"]
)
def test_values_of_one_facet_stand_together(typed):
    assert parse(typed, FACETS).fields == (Field("market", ("DE", "FR")),)


def test_text_fields_stand_each_for_itself_and_names_are_given_by_the_caller():
    assert parse("title:red title:box").fields == (Field("title", ("red",)), Field("title", ("box",)))
    query = parse("market:DE")
    assert (query.words, query.notes) == (("market", "DE"), (Note("unknown-field", ("market",)),))


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("red box", []),
        ('red "box', ["unclosed-quote"]),
        ("colour:red", ["unknown-field"]),
        ("market:", ["empty-field"]),
        ("market: -DE", ["empty-field"]),
        ("market: DE", ["spaced-field"]),
        ("red OR box", ["or"]),
        ("x" * (LONGEST + 1), ["cut"]),
    ],
)
def test_notes_say_what_was_read_differently_and_each_has_a_sentence(typed, codes):
    assert [note.code for note in parse(typed, FACETS).notes] == codes
    assert all(f"query.note.{code}" in ENGLISH for code in codes)
    assert set(codes) <= SAID.keys()


def test_nothing_asked_is_empty_and_an_exclusion_is_not():
    assert parse('  "" () - ').is_empty
    assert not parse("-box").is_empty


@given(TYPED)
@example("\x00\ud800 \u202e-\u200bx")
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_query(typed):
    query = parse(typed, FACETS)
    query.text.encode()
    for word in query.words:
        assert word == word.strip(' "„“”«»-−–:,()')
        assert word
        assert word not in OPERATORS
        assert not re.search(r'["„“”«»\s]', word)
    again = parse(" ".join(query.words), FACETS)
    assert (again.words, again.phrases, again.excluded, again.fields) == (query.words, (), (), ())
    assert all(field.values and all(field.values) for field in query.fields)


@pytest.mark.parametrize("sign", ['"', "„", "-", ":", "market:", "market : ", '-"', '"ab:', "a", "\u0301", "🎄"])
def test_ten_thousand_signs_are_a_query(sign):
    parse((sign * LONGEST)[:LONGEST], FACETS)
