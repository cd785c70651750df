"""Brand terms: vocabularies in a client's words, words in texts, and what cannot be decided."""

from dataclasses import replace

import pytest

from tests.unit.vocabulary.builders import concept, iri, labels, vocabulary
from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.model.concept import Concept, LabelKind, Vocabulary
from thesaury.ports.table import Row
from thesaury.vocabulary.brand.checking import TermsBeside, agree, check_beside, term_of
from thesaury.vocabulary.brand.problems import TermProblem
from thesaury.vocabulary.brand.table import check_columns, row_of, terms_in
from thesaury.vocabulary.brand.worded import worded
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords
from thesaury.vocabulary.thesaurus import Thesaurus

PREFERRED, APPROVED, FORBIDDEN = BrandStanding
WORDS = vocabulary(
    concept("fruit", "Apple@en", "Apfel@de", alternative=("pome@en",)),
    concept("client", "Apple Inc@en"),
    concept("cheap", "cheap@en", "billig@de", alternative=("low-priced@en",)),
    concept("fair", "affordable@en"),
    concept("pouch", "refill pouch@en", "Nachfüllbeutel@de", alternative=("refill pack@en",)),
)


def term(text: str, standing: BrandStanding = FORBIDDEN, language: str = "en", **fields: object) -> BrandTerm:
    return BrandTerm(text, standing, language, **fields)  # type: ignore[arg-type]  # named fields of many types


def reworded(*terms: BrandTerm, words: Vocabulary = WORDS) -> dict[str, Concept]:
    (made,) = worded([words], BrandWords(terms))
    return {one.iri.rpartition("/")[2]: one for one in made.concepts}


def read_by(concept: Concept) -> set[str]:
    return {label.text for _, label in concept.labels()}


def test_without_terms_the_vocabularies_are_themselves():
    assert worded([WORDS], NO_BRAND)[0] is WORDS
    assert (bool(NO_BRAND), NO_BRAND.mark, NO_BRAND.said("cheap")) == (False, "", "cheap")


def test_a_preferred_term_is_what_its_concept_is_called_in_that_language():
    pouch = reworded(term("Refill Hero", PREFERRED, concept=iri("pouch")))["pouch"]
    assert pouch.preferred == labels("Nachfüllbeutel@de", "Refill Hero@en")
    assert pouch.alternative == labels("refill pack@en", "refill pouch@en")


def test_a_word_of_the_clients_own_is_read_as_nothing_else_and_names_stay():
    made = reworded(term("apple", APPROVED, concept=iri("client")))
    assert read_by(made["client"]) == {"Apple Inc", "apple"}
    assert read_by(made["fruit"]) == {"pome", "Apfel"}
    assert Thesaurus([vocabulary(*made.values())]).label(iri("fruit"), ("en",)) == "Apple"


def test_where_capitals_count_the_other_concept_keeps_its_word_and_writing_decides():
    own = term("Apple", APPROVED, concept=iri("client"), exact=True)
    made, brand = reworded(own), BrandWords([own])
    assert "Apple" in read_by(made["fruit"])
    assert "Apple" in read_by(made["client"])
    told = [(name, quote) for name in ("fruit", "client") for quote in ("Apple", "apple", "apples")
            if brand.may_mean(iri(name), quote, "Apple")]  # fmt: skip
    assert told == [("fruit", "apple"), ("fruit", "apples"), ("client", "Apple")]


def test_two_clients_read_the_same_word_each_in_its_own_way():
    ours = reworded(term("apple", APPROVED, concept=iri("client")))
    theirs = reworded(term("apple", concept=iri("fruit"), instead="pome fruit"))
    assert [name for name, one in ours.items() if {"apple", "Apple"} & read_by(one)] == ["client"]
    assert [name for name, one in theirs.items() if {"apple", "Apple"} & read_by(one)] == ["fruit"]
    assert labels("pome fruit@en")[0] in theirs["fruit"].preferred


def test_a_forbidden_name_gives_way_to_what_stands_instead():
    cheap = reworded(term("cheap", instead="inexpensive"))["cheap"]
    assert cheap.preferred == labels("billig@de", "inexpensive@en")
    assert (LabelKind.HIDDEN, labels("cheap@en")[0]) in list(cheap.labels())
    plain = reworded(term("Cheap"))["cheap"]
    assert plain.preferred == labels("billig@de", "low-priced@en")
    assert plain.hidden == labels("cheap@en")


def test_a_forbidden_word_finds_the_concept_that_what_stands_instead_names():
    made = reworded(term("cheap", instead="affordable"))
    assert made["fair"].hidden == labels("cheap@en")
    assert "cheap" not in read_by(made["cheap"])
    assert labels("affordable@en")[0] not in [label for _, label in made["cheap"].labels()]


def test_a_concept_with_no_other_name_is_called_by_the_end_of_its_iri_and_not_read_by_it():
    (only,) = reworded(term("cheap"), words=vocabulary(concept("c7", "cheap@en"))).values()
    assert Thesaurus([vocabulary(only)]).label(only.iri) == "c7"
    assert read_by(only) == {"cheap"}


def test_a_term_of_one_language_leaves_the_others_alone():
    assert reworded(term("Apfel", language="en"))["fruit"] == WORDS.concepts[WORDS.concepts.index(
        next(one for one in WORDS.concepts if one.iri == iri("fruit"))
    )]  # fmt: skip
    assert reworded(term("Apfel", language=""))["fruit"].hidden == labels("Apfel@de")


def test_texts_are_said_in_the_clients_words():
    brand = BrandWords([term("cheap", instead="affordable"), term("low cost", instead="fair"), term("junk")])
    assert brand.said("Cheap, LOW  cost and cheaper") == "affordable, fair and cheaper"
    assert brand.said("junk") == ""
    assert [place.term.text for place in brand.places("no junk, cheap junk")] == ["junk", "cheap", "junk"]


def test_another_reason_is_another_mark_and_the_order_is_none():
    one, other = term("cheap"), term("junk")
    assert BrandWords([one, other]).mark == BrandWords([other, one]).mark
    assert len({BrandWords([one]).mark, BrandWords([term("cheap", reason="x")]).mark, NO_BRAND.mark}) == 3


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"term": " !", "standing": "forbidden"}, "no-word"),
        ({"term": "a" * 201, "standing": "forbidden"}, "long"),
        ({"term": "cheap", "standing": "bad"}, "standing"),
        ({"term": "cheap", "standing": "preferred"}, "no-concept"),
        ({"term": "cheap", "standing": "forbidden", "language": "no language"}, "language"),
        ({"term": "cheap", "standing": "forbidden", "from": "31.12.2026"}, "day"),
        ({"term": "cheap", "standing": "forbidden", "case": "upper"}, "case"),
        ({"term": "cheap", "standing": "forbidden", "instead": "Cheap"}, "instead-itself"),
        ({"term": "cheap", "standing": "approved", "concept": "urn:c", "instead": "x"}, "needless-instead"),
    ],
)
def test_what_is_no_term_is_said_by_its_code(given: dict[str, str], code: str):
    with pytest.raises(TermProblem) as problem:
        term_of(given, "ada", "now")
    assert problem.value.code == code


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (term("CHEAP"), "twice"),
        (term("dear", instead="cheap"), "instead-forbidden"),
        (term("affordable"), "instead-forbidden"),
        (term("Affordable", language="fr"), "instead-elsewhere"),
        (term("teuer", language="de", instead="Cheap"), "instead-elsewhere"),
        (term("Pouch", PREFERRED, concept=iri("pouch")), "two-preferred"),
        (term("x", APPROVED, concept=iri("nowhere")), "unknown-concept"),
    ],
)
def test_terms_that_cannot_stand_beside_each_other(new: BrandTerm, code: str):
    kept = [term("cheap", instead="affordable"), term("Refill Hero", PREFERRED, concept=iri("pouch"))]
    agree(kept, [], Thesaurus([WORDS]))
    with pytest.raises(TermProblem) as problem:
        agree([new], kept, Thesaurus([WORDS]))
    assert problem.value.code == code


def test_what_is_forbidden_elsewhere_is_named_with_both_words_and_capitals_tell_them_apart():
    shoe, sneaker = term("Turnschuh", language="de", instead="Sneaker"), term("sneaker", language="fr")
    for new, kept in ((shoe, sneaker), (sneaker, shoe)):
        with pytest.raises(TermProblem, match=r"'Turnschuh' \(de\), 'Sneaker', is forbidden as 'sneaker' \(fr\)"):
            agree([new], [kept], Thesaurus([WORDS]))
    agree([shoe], [replace(sneaker, exact=True)], Thesaurus([WORDS]))


def test_a_term_is_checked_beside_all_that_it_may_contradict():
    texts = ("cheap", "Cheap", "chéap", "low priced", "low-priced")
    every = [
        term(text, standing, language, concept=iri("cheap"), instead=instead, exact=exact)
        for text in texts
        for standing, instead in ((PREFERRED, ""), (FORBIDDEN, ""), (FORBIDDEN, "Cheap"), (FORBIDDEN, "low priced"))
        for language in ("en", "de", "")
        for exact in (False, True)
    ]
    thesaurus = Thesaurus([WORDS])
    for one in every:
        others = [other for other in every if other != one]
        near = [other for other in TermsBeside(others).near(one) if problem_of(one, [other], thesaurus)]
        assert near == [other for other in others if problem_of(one, [other], thesaurus)]


def problem_of(one: BrandTerm, others: list[BrandTerm], thesaurus: Thesaurus) -> str:
    try:
        check_beside(one, others, thesaurus)
    except TermProblem as problem:
        return problem.code
    return ""


def test_a_table_comes_back_as_it_was_written_and_every_wrong_row_is_named():
    terms = [
        term("Apple", APPROVED, concept=iri("client"), exact=True, note="us", by="ada", at="then"),
        term("cheap", instead="affordable", reason="Sounds poor.", since="2027-01-01", by="ada", at="then"),
    ]
    rows = [Row(line, row_of(one)) for line, one in enumerate(terms, 2)]
    assert terms_in(rows, [], Thesaurus([WORDS]), "ada", "then") == (terms, [])
    wrong = Row(4, {"Term": "Cheap", "Standing": "forbidden", "Language": "en"}), Row(5, {"term": "x"})
    taken, problems = terms_in([*rows, *wrong], terms, Thesaurus([WORDS]), "ada", "then")
    assert (len(taken), [(one.line, one.problem.code) for one in problems]) == (2, [(4, "twice"), (5, "standing")])
    with pytest.raises(Exception, match="no column 'standing'"):
        check_columns(["Term"], "t.csv")
