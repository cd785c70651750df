"""Company: which concepts of an asset lie near each other."""

from thesaury.enrichment.neighbours import Neighbours
from thesaury.model.concept import Concept, MappingRelation, Match, Vocabulary

CONCEPTS = (
    Concept("coast"),
    Concept("harbour", broader=("coast",)),
    Concept("lighthouse", broader=("coast",), related=("lamp",)),
    Concept("lamp", matches=(Match(MappingRelation.EXACT, "urn:else:lamp"),)),
    Concept("pier", broader=("harbour",)),
)
NEIGHBOURS = Neighbours([Vocabulary("coast", (), CONCEPTS)])


def support(*found: str) -> dict[str, float]:
    return NEIGHBOURS.support({concept: {concept} for concept in found})


def test_broader_related_and_mapped_count_one_and_siblings_half():
    assert support("coast", "harbour", "lighthouse") == {"coast": 2, "harbour": 1.5, "lighthouse": 1.5}
    assert support("lamp", "urn:else:lamp", "lighthouse") == {"lamp": 2, "urn:else:lamp": 1, "lighthouse": 1}
    assert support("pier", "lamp") == {"pier": 0, "lamp": 0}


def test_concepts_found_by_the_same_words_are_no_company():
    assert NEIGHBOURS.support({"harbour": {"port"}, "coast": {"port"}}) == {"harbour": 0, "coast": 0}
    assert NEIGHBOURS.support({"harbour": {"port"}, "coast": {"port", "coast"}}) == {"harbour": 1, "coast": 0}


def test_depth():
    assert [NEIGHBOURS.depth(concept) for concept in ("coast", "harbour", "pier", "unheard of")] == [0, 1, 2, 0]
    circle = Neighbours([Vocabulary("circle", (), (Concept("a", broader=("b",)), Concept("b", broader=("a",))))])
    assert circle.depth("a") == 3
