"""Concepts by number, and what lies where."""

import numpy as np

from thesaury.enrichment.learning.concept_table import STEPS, ConceptTable
from thesaury.model.concept import Concept, Label, MappingRelation, Match, Vocabulary, VocabularyVersion

CONCEPTS = (
    Concept("coast"),
    Concept("harbour", broader=("coast",), preferred=(Label("harbour", "en"), Label("Hafen", "de"))),
    Concept("lighthouse", broader=("coast",), related=("lamp",)),
    Concept("lamp", matches=(Match(MappingRelation.EXACT, "other"), Match(MappingRelation.EXACT, "urn:nowhere"))),
    Concept("pier", broader=("harbour", "old"), related=("pier",)),
    Concept("old", deprecated=True, broader=("coast",)),
)


def table(*vocabularies: tuple[Concept, ...]) -> ConceptTable:
    return ConceptTable(
        [
            (VocabularyVersion(f"v{number}", 2, "", len(concepts), "", ""), Vocabulary(f"v{number}", (), concepts))
            for number, concepts in enumerate(vocabularies)
        ]
    )


TABLE = table(CONCEPTS, (Concept("other"), Concept("harbour", broader=("other",))))


def steps(name: str) -> set[tuple[str, str]]:
    places = np.argwhere(TABLE.steps[STEPS.index(name)].toarray())
    return {(TABLE.concepts[one].iri, TABLE.concepts[other].iri) for one, other in places}


def test_deprecated_concepts_are_left_out_and_each_counts_once():
    assert [concept.iri for concept in TABLE.concepts] == ["coast", "harbour", "lighthouse", "lamp", "pier", "other"]
    assert TABLE.versions == ["v0@2"] * 5 + ["v1@2"]
    assert TABLE.version == "v0@2 v1@2"
    assert TABLE.numbers(["old", "pier", "urn:nowhere", "coast"]) == [4, 0]


def test_steps():
    broader = {("harbour", "coast"), ("lighthouse", "coast"), ("pier", "harbour")}
    assert steps("broader") == broader
    assert steps("narrower") == {(other, one) for one, other in broader}
    assert steps("sibling") == {("harbour", "lighthouse"), ("lighthouse", "harbour")}
    assert steps("related") >= {("lighthouse", "lamp"), ("lamp", "lighthouse"), ("lamp", "other"), ("other", "lamp")}


def test_all_weigh_one():
    assert all(set(step.data.tolist()) <= {1.0} for step in TABLE.steps)


def test_children_of_a_large_family_are_no_siblings():
    large = table((Concept("top"), *(Concept(f"c{number}", broader=("top",)) for number in range(61))))
    assert large.steps[STEPS.index("sibling")].nnz == 0


def test_traits_and_names():
    assert TABLE.traits[[0, 1, 4]].tolist() == [[0, 2, 0, 0], [1, 1, 2, 5], [2, 0, 0, 0]]
    assert TABLE.name(1) == "harbour"
    assert TABLE.name(0) == "coast"


def test_circles_end():
    circle = table((Concept("a", broader=("b",)), Concept("b", broader=("a",)), Concept("c", broader=("c",))))
    assert circle.traits[:, 0].tolist() == [8, 8, 8]


def test_no_concepts_at_all():
    for empty in (table(), table(()), table((Concept("old", deprecated=True),))):
        assert len(empty) == 0
        assert all(step.shape == (0, 0) for step in empty.steps)
        assert empty.traits.shape == (0, 4)
