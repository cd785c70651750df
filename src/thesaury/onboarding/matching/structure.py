"""What the two hierarchies say: whether concepts stand in like places, and where what is beside and above them goes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from thesaury.onboarding.matching.pairs import Pairs
from thesaury.onboarding.matching.side import Side

_MOST_SIBLINGS = 200
_FEW = 2
"""Added to the number of siblings, so that one or two do not speak for all."""


def with_siblings(source: Side, target: Side, pairs: Pairs, scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each pair, how surely the source's siblings go to siblings of the target (0 to 1)."""
    found = np.zeros(len(pairs))
    best = pairs.best(scores)
    for at, start, end in pairs.spans():
        siblings = source.siblings[at][:_MOST_SIBLINGS]
        votes = _votes(target, best, siblings, scores, pairs)
        if votes:
            for pair in range(start, end):
                own = int(pairs.targets[pair])
                said = sum(votes.get(over, 0.0) for over in target.broader[own])
                found[pair] = max(0.0, said) / (len(siblings) + _FEW)
    return found


def by_parents(source: Side, pairs: Pairs, scores: NDArray[np.float64]) -> dict[int, tuple[int, float]]:
    """For each source with something above it the target that this goes to best, and how well: a place for what has none of its own."""
    best = pairs.best(scores)
    found: dict[int, tuple[int, float]] = {}
    for at in range(len(source)):
        above = [
            (float(scores[best[over]]), int(pairs.targets[best[over]])) for over in source.broader[at] if over in best
        ]
        if above:
            score, target = max(above)
            found[at] = target, score
    return found


def _votes(
    target: Side, best: dict[int, int], siblings: Sequence[int], scores: NDArray[np.float64], pairs: Pairs
) -> dict[int, float]:
    """What is above the targets of the siblings, each with the scores of those that go there."""
    votes: dict[int, float] = {}
    for sibling in siblings:
        if (pair := best.get(sibling)) is not None:
            for over in target.broader[int(pairs.targets[pair])]:
                votes[over] = votes.get(over, 0.0) + float(scores[pair])
    return votes
