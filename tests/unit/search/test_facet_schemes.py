"""Which schemes are facets, in which order, and in which one a concept is counted."""

from thesaury.model.concept import Concept, ConceptScheme, Vocabulary
from thesaury.search.by_scheme import facet_schemes, in_order, schemes_of
from thesaury.vocabulary.thesaurus import Thesaurus

THESAURUS = Thesaurus(
    [
        Vocabulary(
            "v",
            (ConceptScheme("a"), ConceptScheme("b"), ConceptScheme("c")),
            (Concept("1", ("a",)), Concept("2", ("a", "b")), Concept("3", ("c",)), Concept("4")),
        )
    ]
)


def test_named_schemes_come_first_and_unknown_ones_change_nothing():
    assert in_order(("a", "b", "c"), ("c", "unknown", "c")) == ("c", "a", "b")


def test_a_concept_is_counted_in_a_scheme_that_is_shown():
    assert schemes_of(THESAURUS) == {"1": "a", "2": "a", "3": "c", "4": ""}
    assert schemes_of(THESAURUS, ("a",)) == {"1": "a", "2": "b", "3": "c", "4": ""}


def test_counts_stand_by_scheme_without_those_that_are_no_facet():
    ranked = (("4", 9), ("1", 5), ("2", 4), ("3", 1))
    every = facet_schemes(("a", "b", "c"), schemes_of(THESAURUS), ("c",))
    assert every.counts(ranked) == (("3", 1), ("1", 5), ("2", 4), ("4", 9))
    some = facet_schemes(("a", "b", "c"), schemes_of(THESAURUS, ("a",)), (), ("a",))
    assert some.shown == ("b", "c")
    assert some.counts(ranked) == (("2", 4), ("3", 1), ("4", 9))
