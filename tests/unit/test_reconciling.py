"""Candidates for names and conditions: what is certain, what is proposed, and what other columns of a table do to it."""

from collections import Counter

import pytest

from thesaury.governance.reconciling import conditions
from thesaury.governance.reconciling.asking import Condition, Quantifier, Query, Sign
from thesaury.governance.reconciling.matching import ANY_CONCEPT, Reconciler
from thesaury.governance.reconciling.properties import Linked, Property, Value, known_property, properties, values
from thesaury.governance.terms import Terms
from thesaury.governance.validating import Validator
from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match, Vocabulary
from thesaury.vocabulary.thesaurus import Thesaurus

PLANETS, GODS = "urn:planets", "urn:gods"


def concept(name: str, *labels: str, **more: object) -> Concept:
    """A concept with a preferred label and synonyms."""
    first, *others = (Label(*text.split("@")) for text in labels)
    return Concept(f"urn:{name}", preferred=(first,), alternative=tuple(others), **more)  # type: ignore[arg-type]


CONCEPTS = (
    concept("solar-system", "solar system@en", schemes=(PLANETS,), notations=("S1",)),
    concept("inner", "inner planets@en", schemes=(PLANETS,), broader=("urn:solar-system",)),
    concept(
        "mercury-planet",
        "Mercury@en",
        "Merkur@de",
        schemes=(PLANETS,),
        broader=("urn:inner",),
        matches=(Match(MappingRelation.EXACT, "urn:elsewhere"),),
    ),
    concept("mercury-god", "Mercury@en", "Hermes@en", schemes=(GODS,)),
    concept("venus", "Venus@en", "evening star@en", schemes=(PLANETS,), broader=("urn:inner",)),
    concept("pluto", "Pluto@en", schemes=(PLANETS,), deprecated=True, replaced_by="urn:dwarf"),
    concept("dwarf", "dwarf planet@en", definitions=(Label("It has not cleared its orbit.", "en"),)),
)
SCHEMES = (ConceptScheme(PLANETS, (Label("Planets", "en"),)), ConceptScheme(GODS, (Label("Gods", "en"),)))
THESAURUS = Thesaurus([Vocabulary("v", SCHEMES, CONCEPTS)])
VALIDATOR = Validator(CONCEPTS, SCHEMES)
RECONCILER = Reconciler(THESAURUS, Terms(CONCEPTS), lambda name: VALIDATOR.tags((name,))[0])


def found(query: Query) -> list[tuple[str, float, bool]]:
    return [(one.concept.removeprefix("urn:"), one.score, one.match) for one in RECONCILER.candidates(query)]


@pytest.mark.parametrize("name", ["Evening-Star", "VENUS", "evening stars", "urn:venus"])
def test_a_name_of_one_concept_is_certain(name: str):
    assert found(Query(name)) == [("venus", 100, True)]


def test_a_notation_is_a_name():
    assert found(Query("S1"))[0] == ("solar-system", 100, True)


def test_a_name_of_two_concepts_is_certain_where_type_or_conditions_leave_one():
    assert found(Query("mercury")) == [("mercury-god", 95, False), ("mercury-planet", 95, False)]
    assert found(Query("mercury", types=(PLANETS,))) == [("mercury-planet", 100, True)]
    assert found(Query("mercury", types=(PLANETS, GODS), every_type=True)) == []
    above = (Condition("skos:broader", ("Solar System",)),)
    assert found(Query("mercury", conditions=above)) == [("mercury-planet", 100, True), ("mercury-god", 71.2, False)]
    assert found(Query("mercury", types=(ANY_CONCEPT,))) == found(Query("mercury"))


def test_the_label_of_a_deprecated_concept_leads_to_its_replacement():
    [one] = RECONCILER.candidates(Query("Pluto"))
    assert (one.concept, one.score, one.match) == ("urn:dwarf", 95, True)
    assert dict(one.signs)[Sign.REPLACES] is True
    assert dict(one.signs)[Sign.EXACT] is False
    assert found(Query("urn:pluto")) == [("pluto", 100, False)], "nobody is led to a deprecated concept by itself"


def test_a_name_that_is_nearly_a_label_or_shares_words_is_proposed():
    [first, *_] = found(Query("evenning star"))
    assert first[0] == "venus"
    assert first[1] < 100
    assert first[2] is False
    shared = found(Query("all the planets of the system"))
    assert {name for name, _, _ in shared} >= {"solar-system", "inner"}
    assert all(10 <= score <= 70 and not match for _, score, match in shared)
    assert found(Query("xyzzy")) == []


def test_a_condition_that_is_missed_is_no_match_and_one_that_is_required_shuts_out():
    missed = Condition("inScheme", ("Gods",))
    assert found(Query("venus", conditions=(missed,))) == [("venus", 75, False)]
    assert found(Query("venus", conditions=(Condition("inScheme", ("Gods",), required=True),))) == []
    assert found(Query("venus", conditions=(Condition("nothing", ("x",)),))) == [("venus", 75, False)]


def test_conditions_alone_find_what_meets_them():
    all_ = found(Query(conditions=(Condition("skos:broader", ("inner planets",)),)))
    assert all_ == [("mercury-planet", 100, False), ("venus", 100, False)]
    one = (Condition("skos:broader", ("S1",)), Condition("skos:exactMatch", ("urn:elsewhere",)))
    assert found(Query(conditions=one))[0] == ("mercury-planet", 100, True)
    assert found(Query(conditions=(Condition("skos:definition", ("cleared orbit",)),))) == [("dwarf", 100, True)]


@pytest.mark.parametrize(
    ("quantifier", "values", "met"),
    [
        (Quantifier.ANY, ("Merkur", "x"), True),
        (Quantifier.ALL, ("Merkur", "x"), False),
        (Quantifier.ALL, ("merkur",), True),
        (Quantifier.NONE, ("x",), True),
        (Quantifier.NONE, ("Merkur",), False),
    ],
)
def test_how_many_values_have_to_hold(quantifier: Quantifier, values: tuple[str, ...], met: bool):
    condition = Condition("skos:altLabel@de", values, required=True, quantifier=quantifier)
    assert [name for name, _, _ in found(Query("Merkur", conditions=(condition,)))] == ["mercury-planet"] * met


@pytest.mark.parametrize(
    "written", ["skos:broader", "broader", "http://www.w3.org/2004/02/skos/core#broader", " broader "]
)
def test_a_property_by_its_names(written: str):
    known = known_property(written)
    assert known is not None
    assert known.id == "skos:broader"


@pytest.mark.parametrize("written", ["", "nothing", "skos:broader@de", "@", "skos:"])
def test_what_is_no_property(written: str):
    assert known_property(written) is None


def test_every_property_is_known_by_its_id_and_can_be_read():
    for property in properties(("en", "de")):
        assert known_property(property.id) == property
        for one in CONCEPTS:
            assert all(isinstance(value, Label | Linked) for value in values(property, one, THESAURUS))


def test_texts_are_read_once_for_all_questions(monkeypatch: pytest.MonkeyPatch):
    read = Counter[str]()

    def counted(property: Property, concept: Concept, thesaurus: Thesaurus) -> tuple[Value, ...]:
        read[property.name] += 1
        return values(property, concept, thesaurus)

    monkeypatch.setattr(conditions, "values", counted)
    fresh = Reconciler(THESAURUS, Terms(CONCEPTS), lambda name: VALIDATOR.tags((name,))[0])
    asked = [Condition("skos:definition@en", (f"orbit {number}", "cleared orbit")) for number in range(10)]
    for _ in range(3):
        assert [one.concept for one in fresh.candidates(Query(conditions=tuple(asked)))] == ["urn:dwarf"]
    assert read == {"skos:definition": len(CONCEPTS)}


def test_a_sentence_has_all_words_and_in_its_language():
    def described(property: str, *said: str) -> list[str]:
        return [name for name, _, _ in found(Query(conditions=(Condition(property, said),)))]

    assert described("skos:definition@en", "orbit") == ["dwarf"]
    assert described("skos:definition@de", "orbit") == []
    assert described("skos:definition", "orbit moon") == []
    assert described("skos:definition", "?!") == []


def test_the_limit_holds():
    assert len(found(Query("mercury", limit=1))) == 1
