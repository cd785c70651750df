"""How near concepts lie to each other: what settles an ambiguous word is the company of its concepts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from thesaury.model.concept import Vocabulary

_SIBLING = 0.5
# Under a broader concept with more narrower ones than this, siblings have little in common.
_FAMILY = 60


class Neighbours:
    """Broader, narrower, related and mapped concepts, and siblings, over some vocabularies."""

    def __init__(self, vocabularies: Iterable[Vocabulary]) -> None:
        self._broader: dict[str, tuple[str, ...]] = {}
        self._near: dict[str, set[str]] = defaultdict(set)
        self._narrower: dict[str, set[str]] = defaultdict(set)
        for vocabulary in vocabularies:
            for concept in vocabulary.concepts:
                self._broader[concept.iri] = concept.broader
                for other in (*concept.broader, *concept.related, *(match.target for match in concept.matches)):
                    self._near[concept.iri].add(other)
                    self._near[other].add(concept.iri)
                for parent in concept.broader:
                    self._narrower[parent].add(concept.iri)

    def support(self, wordings: Mapping[str, Set[str]]) -> dict[str, float]:
        """For each concept of an asset the number of its neighbours among the others, a sibling counting half.

        `wordings` has the folded words each concept was found by; one found by nothing but the same words does not count.
        """
        present = wordings.keys()
        families: dict[str, list[str]] = defaultdict(list)
        for concept in present:
            for parent in self._broader.get(concept, ()):
                if len(self._narrower[parent]) <= _FAMILY:
                    families[parent].append(concept)
        return {concept: self._support(concept, wordings, families) for concept in present}

    def depth(self, concept: str, limit: int = 3) -> int:
        """Steps up to a concept without broader ones along the first of them, at most `limit`."""
        steps = 0
        while steps < limit and (parents := self._broader.get(concept)):
            concept, steps = parents[0], steps + 1
        return steps

    def _support(self, concept: str, wordings: Mapping[str, Set[str]], families: Mapping[str, list[str]]) -> float:
        own = wordings[concept]
        near = self._near.get(concept, set()) & wordings.keys()
        kin = (
            {other for parent in self._broader.get(concept, ()) for other in families.get(parent, ())}
            - near
            - {concept}
        )
        return sum(not wordings[other] <= own for other in near) + _SIBLING * sum(
            not wordings[other] <= own for other in kin
        )
