"""What a query means as words, and the same as a query for a box nobody knows much of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.embedder import FakeEmbedder
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.ports.query_writer import Term
from thesaury.search.expanding.expanded import expanded, plain
from thesaury.search.expanding.expansion import MOST_TERMS, Expansion, Relation, Wish, expand
from thesaury.search.expanding.plain_query import PlainWriter
from thesaury.search.linking.linker import By, linker
from thesaury.vocabulary.thesaurus import Thesaurus

THESAURUS = Thesaurus(
    [
        Vocabulary(
            "v",
            (),
            (
                Concept("urn:box", preferred=(Label("box", "en"),), broader=("urn:pack",)),
                Concept("urn:old", preferred=(Label("carton", "en"),), broader=("urn:pack",), deprecated=True),
                Concept(
                    "urn:pack",
                    preferred=(Label("Verpackung", "de"), Label("packaging", "en")),
                    alternative=(Label("wrapping", "en-GB"), Label("PKG")),
                    hidden=(Label("packageing", "en"),),
                    related=("urn:paper",),
                ),
                Concept("urn:paper", preferred=(Label("paper", "en"),)),
                Concept("urn:pouch", preferred=(Label("refill pouch", "en"),), broader=("urn:box",)),
            ),
        )
    ]
)
LINKER = linker(THESAURUS, None, ("en",))


def asked(query: str, **wish: object) -> Expansion:
    return expand(query, LINKER, THESAURUS, Wish(**wish))  # type: ignore[arg-type]


def test_what_was_typed_comes_first_then_labels_in_every_language_then_what_is_narrower():
    found = asked("wrapping")
    assert [(t.text, t.language, t.weight) for t in found.terms] == [
        ("wrapping", "", 1.0),
        ("Verpackung", "de", 1.0),
        ("packaging", "en", 1.0),
        ("PKG", "", 0.9),
        ("box", "en", 0.9),
        ("refill pouch", "en", 0.81),
        ("packageing", "en", 0.5),
    ]
    assert [(m.concept, m.relation, m.of, m.by) for m in found.concepts] == [
        ("urn:pack", Relation.MEANT, "urn:pack", By.LABEL),
        ("urn:box", Relation.NARROWER, "urn:pack", By.LABEL),
        ("urn:pouch", Relation.NARROWER, "urn:pack", By.LABEL),
    ]


def test_languages_depth_and_number_are_kept_and_labels_without_a_language_always_are_there():
    found = asked("packaging", languages=("de",), depth=1)
    assert [t.text for t in found.terms] == ["packaging", "Verpackung", "PKG"]
    assert [m.concept for m in found.concepts] == ["urn:pack", "urn:box"]
    assert [t.text for t in asked("packaging", languages=("en-US", "de"), depth=0).terms] == [
        "packaging",
        "Verpackung",
        "wrapping",
        "PKG",
        "packageing",
    ]
    few = asked("packaging", most=2)
    assert ([t.text for t in few.terms], few.left_out) == (["packaging", "Verpackung"], 5)


def test_what_is_related_comes_on_demand_and_weighs_half():
    assert "paper" not in [t.text for t in asked("packaging").terms]
    found = asked("packaging", related=True).concepts
    assert [(m.concept, m.weight) for m in found if m.relation is Relation.RELATED] == [("urn:paper", 0.5)]


def test_a_deprecated_concept_is_nowhere_in_it():
    assert "urn:old" not in [m.concept for m in asked("packaging").concepts]


def test_what_is_not_understood_is_its_own_only_term_and_nothing_has_none():
    assert [t.text for t in asked("zeppelin at night").terms] == ["zeppelin at night"]
    assert asked("zeppelin").concepts == ()
    assert asked("   ").terms == ()
    assert PlainWriter().write(asked("").terms).requests == ()


def test_exclusions_and_fields_are_told_apart_from_words():
    found = asked('packaging -box -"refill pouch" market:DE')
    assert (found.words, found.excluded, found.has_fields) == ("packaging", ("box", "refill pouch"), True)


def test_with_a_model_other_words_lead_to_the_concept():
    alike = FakeEmbedder({"cover": "c", "packaging": "c"})
    found = expand("cover", linker(THESAURUS, alike, ("en",)), THESAURUS, Wish(), alike)
    assert (found.concepts[0].concept, found.concepts[0].by) == ("urn:pack", By.LIKENESS)
    assert "Verpackung" in [t.text for t in found.terms]


def test_it_is_told_as_plain_data():
    found = asked("packaging -box", depth=0, languages=("de",))
    told = expanded(found, THESAURUS, ("de",))
    assert told["concepts"][0]["labels"] == [
        {"text": "Verpackung", "language": "de", "kind": "prefLabel"},
        {"text": "PKG", "language": "", "kind": "altLabel"},
    ]
    assert told["terms"][1] == {"text": "Verpackung", "language": "de", "weight": 1.0, "concept": "urn:pack"}
    asked_elsewhere = plain(PlainWriter().write(found.terms, found.excluded), "any")
    assert asked_elsewhere["requests"] == [{"parameter": "", "text": "(packaging OR Verpackung OR PKG) NOT box"}]


@pytest.mark.parametrize(
    ("terms", "excluded", "text"),
    [
        ((Term("eco box"),), (), "(eco AND box)"),
        ((Term("box", concept="c"),), (), "box"),
        ((Term("refill pouch", concept="c"), Term("AND", concept="c")), (), '"refill pouch" OR "AND"'),
        ((Term('5" disk\\', concept="c"),), (), '"5 disk"'),
        ((Term("box"),), ("a b", "c"), 'box NOT "a b" NOT c'),
    ],
)
def test_a_plain_query_joins_with_or_and_quotes_what_is_no_single_word(
    terms: tuple[Term, ...], excluded: tuple[str, ...], text: str
):
    assert [one.text for one in PlainWriter().write(terms, excluded).requests] == [text]


def test_what_does_not_fit_is_left_out_and_named():
    written = PlainWriter(30).write(
        [Term("wrapping"), Term("refill pouch for soap", concept="c"), Term("box", concept="c")]
    )
    assert ([one.text for one in written.requests], [one.text for one in written.left_out]) == (
        ["wrapping OR box"],
        ["refill pouch for soap"],
    )


@settings(max_examples=60)
@given(st.text(max_size=60), st.integers(0, 5))
def test_any_text_has_an_expansion_and_a_query_within_its_limit(text: str, most: int):
    found = asked(text, most=most)
    assert len(found.terms) <= min(most, MOST_TERMS)
    for request in PlainWriter(80).write(found.terms, found.excluded[:1]).requests:
        assert request.text.count('"') % 2 == 0
        assert request.text.strip()
