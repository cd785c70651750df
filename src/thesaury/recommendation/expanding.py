"""Expansion: from what a brief means to what stands near it in the vocabulary, each step kept, so that a reason can name it.

Spreading activation (Collins and Loftus 1975; its use in retrieval, with the constraints below, Crestani 1997): each step leaves a part
of the weight, and it is bound by the distance, by the fan of hubs, and by a number for each root. Weights of several roots that meet
in one concept add up as independent reasons do (noisy or; Pearl 1988).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from math import prod

from thesaury.model.brief import Brief, BriefConcept, Wanting
from thesaury.recommendation.recommended import Relation, Step
from thesaury.search.reasons import way_up
from thesaury.vocabulary.thesaurus import Thesaurus

DECAY: Mapping[Relation, float] = {Relation.NARROWER: 1.0, Relation.RELATED: 0.4, Relation.BROADER: 0.4}
"""What a step leaves of the weight. What is narrower is just as much what was asked for, as in a search. What is related or broader says
less than was asked, and less than in a search (a half): there one of them may stand for the whole, here several of them add up."""
SIBLING = 0.5
"""What stands beside a concept below the same broader one has this part of the weight of the broader one."""
LEAST = 0.15
"""What weighs less than this part of its root is not taken: two steps are the most, and what stands beside is taken at the root alone."""
FAN = 12
"""A concept with more concepts beside it than this says less by each, and so does one above more than this: the weight shrinks so much."""
MOST = 16
"""So many steps from each root, the heaviest."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """What a taxonomy server says stands near a concept of the brief, with a score in 0 to 1."""

    root: str
    concept: str
    score: float


@dataclass(frozen=True)
class Expansion:
    """Steps by root, and by the concept they lead to. The first step of a root is the root itself."""

    by_root: Mapping[str, Mapping[str, Step]]
    thesaurus: Thesaurus

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, root by root, the heaviest first."""
        return tuple(step for steps in self.by_root.values() for step in steps.values())

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """By concept what all roots together say of it and of all below it, in 0 to 1."""
        against: dict[str, list[float]] = {}
        for step in self.steps:
            below = SIBLING if step.relation is Relation.BROADER else 1.0
            against.setdefault(step.concept, []).append(1 - step.weight * below)
        return {concept: 1 - prod(rests) for concept, rests in against.items()}

    def reached(self, carried: str) -> Mapping[str, tuple[float, str]]:
        """For each root that reaches a carried concept how much of the root's own weight does, in 0 to 1, and by which step: its own, or
        that of something above it."""
        if (found := self._known.get(carried)) is None:
            found = self._known[carried] = self._reached(carried)
        return found

    def path(self, root: str, carried: str) -> tuple[str, ...]:
        """The way from the root to the carried concept, both named; the root alone where it is carried itself."""
        found = self.reached(carried).get(root)
        return self._way(root, found[1], carried) if found else ()

    def stepped(self, root: str, carried: str) -> Step | None:
        """The step to a carried concept that is narrower than one of the expansion; None where it is a step already, or not reached."""
        found = self.reached(carried).get(root)
        if not found or found[1] == carried:
            return None
        return Step(carried, found[1], Relation.NARROWER, found[0] * self.by_root[root][root].weight, root)

    @cached_property
    def _known(self) -> dict[str, Mapping[str, tuple[float, str]]]:
        return {}

    @cached_property
    def _by_concept(self) -> Mapping[str, Sequence[Step]]:
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.concept, []).append(step)
        return found

    def _reached(self, carried: str) -> dict[str, tuple[float, str]]:
        best: dict[str, tuple[float, str]] = {}
        for concept in (carried, *self.thesaurus.ancestors(carried)):
            for step in self._by_concept.get(concept, ()):
                beside = SIBLING if step.relation is Relation.BROADER and concept != carried else 1.0
                own = self.by_root[step.root][step.root].weight
                share = step.weight * beside / own if own > 0 else 0.0
                if share >= LEAST and share > best.get(step.root, (0.0, ""))[0]:
                    best[step.root] = share, concept
        return best

    def _way(self, root: str, step: str, carried: str) -> tuple[str, ...]:
        way = [step]
        while way[-1] != root:
            way.append(self.by_root[root][way[-1]].of)
        down = [] if step == carried else list(reversed(way_up(carried, step, self.thesaurus)))[1:]
        return (*reversed(way), *down)


def expand(brief: Brief, thesaurus: Thesaurus, server: Sequence[Expanded] = (), *, widen: bool = True) -> Expansion:
    """The expansion of what a brief requires or wishes; never into what it excludes, nor below that.

    A concept that was replaced is that which replaces it. What a `server` adds is a step of its own, where it is heavier; without
    `widen` each root has one step, itself.
    """
    barred = {thesaurus.successor(one.concept) for one in brief.of(Wanting.EXCLUDED)}
    by_root: dict[str, Mapping[str, Step]] = {}
    for one in wanted(brief):
        root = thesaurus.successor(one.concept)
        if root in by_root or not _free(root, barred, thesaurus):
            continue
        added = [said for said in server if thesaurus.successor(said.root) == root]
        spread = _spread(root, one.weight, added, barred, thesaurus)
        by_root[root] = spread if widen else {root: spread[root]}
    return Expansion(by_root, thesaurus)


def wanted(brief: Brief) -> tuple[BriefConcept, ...]:
    """What is required, then what is wished."""
    return (*brief.of(Wanting.REQUIRED), *brief.of(Wanting.WISHED))


def _spread(
    root: str, weight: float, server: Iterable[Expanded], barred: set[str], thesaurus: Thesaurus
) -> dict[str, Step]:
    """The heaviest way to each concept near a root: the heaviest open step is closed first, as in the shortest paths of Dijkstra (1959)."""
    open_steps: list[tuple[float, int, Step]] = [(-weight, 0, Step(root, root, Relation.MEANT, weight, root))]
    closed: dict[str, Step] = {}
    number = 0
    for said in server:
        if said.concept != root and thesaurus.approved(said.concept):
            number += 1
            step = Step(said.concept, root, Relation.SERVER, weight * min(1.0, said.score), root)
            heappush(open_steps, (-step.weight, number, step))
    while open_steps and len(closed) <= MOST:
        _, _, step = heappop(open_steps)
        if step.concept in closed or not _free(step.concept, barred, thesaurus):
            continue
        closed[step.concept] = step
        if step.relation is Relation.SERVER:
            continue
        for nearby in _nearby(step, root, thesaurus):
            if nearby.weight >= LEAST * weight - 1e-9 and nearby.concept not in closed:
                number += 1
                heappush(open_steps, (-nearby.weight, number, nearby))
    return closed


def _nearby(step: Step, root: str, thesaurus: Thesaurus) -> Iterator[Step]:
    """One step on: what is related and what is broader. What is narrower needs no step, for assets are found by all that is above them."""
    beside, over = thesaurus.related(step.concept), thesaurus.broader(step.concept)
    ways = [(Relation.RELATED, concept, len(beside)) for concept in beside]
    ways += [(Relation.BROADER, concept, len(thesaurus.narrower(concept))) for concept in over]
    for relation, concept, fan in ways:
        if thesaurus.approved(concept):
            left = step.weight * DECAY[relation] * min(1.0, FAN / max(1, fan))
            yield Step(concept, step.concept, relation, left, root)


def _free(concept: str, barred: set[str], thesaurus: Thesaurus) -> bool:
    return concept not in barred and barred.isdisjoint(thesaurus.ancestors(concept))
