"""From evidence to one score for each pair."""

from typing import NamedTuple

import numpy as np

from thesaury.onboarding.matching.evidence import Evidence
from thesaury.onboarding.matching.pairs import Numbers
from thesaury.onboarding.matching.side import Side
from thesaury.onboarding.matching.structure import with_siblings

# What speaks for a pair by itself: labels that agree; the same letters, where words are joined or inflected in a way nobody taught us; and
# a model, a dictionary or shared assets, each of which knows much and is never sure.
_LETTERS = 0.85
_KNOWN = 0.5


class Rivals(NamedTuple):
    """What only tells rivals apart, as a loss against the best of them.

    The places of two vocabularies need not be alike for concepts to be, but of two that are called the same the one in the like `place`,
    and beside where its `siblings` went, is meant; and who stands at the door of a better match (`beaten`) gives way.
    """

    place: float
    siblings: float
    beaten: float


_USUAL = Rivals(place=0.15, siblings=0.1, beaten=0.3)
# Where no language is common the words say little, and it is the places that can be compared.
_FOREIGN = Rivals(place=0.4, siblings=0.3, beaten=0.6)


def scores(source: Side, target: Side, evidence: Evidence) -> Numbers:
    """The score of each pair, at most 1; higher is better, also between sources."""
    pairs = evidence.pairs
    if not len(pairs):
        return np.zeros(0)
    labels = np.array([one.score for one in evidence.agreements])
    doubt = 1 - np.maximum(labels, _LETTERS * evidence.letters)
    for known in (evidence.vectors, evidence.meanings, evidence.company):
        doubt = doubt * (1 - _KNOWN * known)
    own = 1 - doubt
    beside = with_siblings(source, target, pairs, own)
    loss = _FOREIGN if evidence.foreign else _USUAL
    placed = own - loss.place * pairs.below_best(evidence.above) - loss.siblings * pairs.below_best(beside)
    return np.asarray(placed - loss.beaten * pairs.below_best(placed, by_target=True))
