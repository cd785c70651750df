"""Matching of labels: which wordings of a text meet which wordings of a label."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.enrichment.matcher import Manner, Matcher
from thesaury.enrichment.terms import Entry
from thesaury.enrichment.tokens import units
from thesaury.model.concept import LabelKind


def matcher(*labels: str, language: str = "en") -> Matcher:
    """A matcher whose concepts are called like their label."""
    return Matcher([Entry(label, LabelKind.PREFERRED, label) for label in labels], language)


def found(text: str, *labels: str, language: str = "en") -> list[tuple[str, list[str]]]:
    matches = matcher(*labels, language=language).matches(text)
    return [(match.quote, [term.concept for term in match.terms]) for match in matches]


@pytest.mark.parametrize(
    ("label", "quote", "language"),
    [
        ("Supply chain", "SUPPLY CHAINS", "en"),
        ("eco-friendly", "eco friendly", "en"),
        ("eco-friendly", "ecofriendly", "en"),
        ("eco friendly", "Eco\u2013friendly", "en"),
        ("coworking", "co-working", "en"),
        ("children's book", "children\u2019s books", "en"),
        ("children's book", "childrens books", "en"),
        ("research & development", "research and development", "en"),
        ("R&amp;D", "R&D", "en"),
        ("café", "CAFE", "en"),
        ("café", "cafe\u0301s", "en"),
        ("finance", "\ufb01nance", "en"),
        ("paper bag", "paper_bag", "en"),
        ("paper bag", "paper\nbag", "en"),
        ("Straße", "STRASSEN", "de"),
        ("Märkte", "Maerkte", "de"),
        ("Markt", "Märkten", "de"),
        ("développement durable", "developpement durable", "fr"),
        ("bank (finance)", "banks", "en"),
        ("bank (finance)", "bank (finance", "en"),
        ("building - non-specific", "buildings", "en"),
        ("Moore, Henry", "Henry Moore", "en"),
        ("Moore, Henry", "Moore, Henry", "en"),
        ("animals, birds", "birds", "en"),
        ("GNP (Gross National Product)", "gross national product", "en"),
        ("leg/legs raised", "legs raised", "en"),
        ("AIDS", "AIDS", "en"),
        ("शहर", "शहर", "hi"),
    ],
)
def test_a_label_is_found_as_people_write_it(label: str, quote: str, language: str):
    assert found(f"So {quote}!", label, language=language) == [(quote, [label])]


@pytest.mark.parametrize(
    ("label", "text", "language"),
    [
        ("supply chain", "supply. Chain", "en"),
        ("supply chain", "supply, chain", "en"),
        ("supply chain", "supply\n\nchain", "en"),
        ("supply chain", "a supply of chain", "en"),
        ("AIDS", "She aids her friend.", "en"),
        ("IT", "It was late.", "en"),
        ("IT", "WE LOVE IT SO", "en"),
        ("the", "the", "en"),
        ("die", "Die Stadt", "de"),
        ("A", "A boat", "en"),
        ("cans", "What you can do", "en"),
        ("7", "7 boats", "en"),
        ("", "anything", "en"),
        ("(?)", "(?)", "en"),
    ],
)
def test_a_label_is_not_found_where_it_is_not_meant(label: str, text: str, language: str):
    assert found(text, label, language=language) == []


def test_the_longest_label_wins():
    text = "A paper bag full of paper"
    assert found(text, "paper", "bag", "paper bag") == [("paper bag", ["paper bag"]), ("paper", ["paper"])]


def test_labels_may_overlap():
    assert found("market price index", "market price", "price index") == [
        ("market price", ["market price"]),
        ("price index", ["price index"]),
    ]


def test_one_wording_of_several_concepts_keeps_all():
    assert found("the banks", "bank (finance)", "bank (river)") == [("banks", ["bank (finance)", "bank (river)"])]


def test_a_whole_label_beats_one_that_lost_its_qualifier():
    assert found("the bank", "bank (finance)", "bank") == [("bank", ["bank"])]


def test_a_part_that_many_share_speaks_for_none():
    shared = [f"{name}, Lord" for name in ("Byron", "Nelson", "Elgin", "Kelvin")]
    assert found("the Lord", *shared) == []
    assert found("the Lord", *shared[:2]) == [("Lord", shared[:2])]


def test_weaker_matches_lie_inside_longer_ones_or_in_any_order():
    weak = matcher("paper bag", "bag", "bag shop").weaker_matches("A shop for a paper bag")
    assert {(match.quote, match.terms[0].concept, match.manner) for match in weak} == {
        ("bag", "bag", Manner.NESTED),
        ("paper bag", "paper bag", Manner.SCATTERED),
        ("shop for a paper bag", "bag shop", Manner.SCATTERED),
    }


def test_scattered_words_stay_within_a_sentence_and_close():
    far = " very" * 12
    assert matcher("bag shop").weaker_matches(f"A shop. The bag. A shop{far} far from the bag") == []


LABELS = [
    "eco-friendly",
    "paper bag",
    "bag",
    "US",
    "Straße",
    "İstanbul",
    "naïve art",
    "a/b",
    "bank (x)",
    "e\u0301t\u0301e",
]
KNOWN = matcher(*LABELS)
wild = st.lists(
    st.sampled_from([*LABELS, "-", "_", "\u00ad", "\u200d", "ﬁ", "½", "\u0301", "PAPER", "'s", ". "])
    | st.text(max_size=5)
)


@settings(max_examples=200, deadline=None)
@given(wild.map("".join) | wild.map(" ".join))
def test_a_quote_is_always_the_slice(text: str):
    rest = "".join(units(text))
    assert text.replace("_", " ").endswith(rest.replace("_", " "))
    matches = KNOWN.matches(text)
    for match in [*matches, *KNOWN.weaker_matches(text)]:
        assert match.quote == text[match.start : match.end] != ""
    ends = [match.end for match in matches]
    assert ends == sorted(set(ends))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=6), st.text(max_size=40))
def test_any_label_can_be_held(labels: list[str], text: str):
    for match in matcher(*labels).matches(text):
        assert {term.concept for term in match.terms} <= set(labels)
