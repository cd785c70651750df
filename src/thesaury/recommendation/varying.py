"""Variety: the next best asset is the one that is good and unlike those that were chosen (maximal marginal relevance, Carbonell and
Goldstein, SIGIR 1998)."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from thesaury.model.asset import Asset
from thesaury.ports.index import SearchIndex
from thesaury.recommendation.pool import Candidate

Floats = NDArray[np.float32]

LAMBDA = 0.9
"""What the score weighs beside being unlike. Scores of good candidates lie close together and likenesses do not, so that a fifth for the
unlike is enough for a second subject of the brief to come before a third picture of the first."""
SHOOT = ("shoot", "series", "session", "photo_shoot", "headline", "collection", "folder")
"""Properties that assets of one shoot share; the first that an asset has counts."""
_ONE_SHOOT = 0.8
"""How like each other two assets of one shoot are at least."""


def likenesses(candidates: Sequence[Candidate], index: SearchIndex) -> Floats:
    """How like each other they are, each with each, in 0 to 1: by concepts, or by them and vectors in equal parts; much so in one shoot."""
    alike = _by_concepts([one.held for one in candidates])
    cosines = _by_vectors(index.vectors([one.id for one in candidates]))
    both = np.where(np.isnan(cosines), alike, (alike + np.clip(np.nan_to_num(cosines), 0, 1)) / 2)
    by_shoot: dict[str, list[int]] = {}
    for place, one in enumerate(candidates):
        if name := shoot_of(one.asset):
            by_shoot.setdefault(name, []).append(place)
    for places in by_shoot.values():
        for left, right in combinations(places, 2):
            both[left, right] = both[right, left] = max(both[left, right], _ONE_SHOOT)
    return np.asarray(both, np.float32)


def shoot_of(asset: Asset) -> str:
    """The name of the shoot an asset is from, empty where nothing names one."""
    for record in asset.records:
        for name in SHOOT:
            if values := record.property_values(name):
                return f"{name} {values[0]}"
    return ""


class Variety:
    """Says what each candidate is worth beside those chosen so far."""

    def __init__(self, scores: Floats, alike: Floats) -> None:
        """`scores` in any scale: the best counts 1. `alike` as `likenesses` gives it."""
        best = float(scores.max(initial=0))
        self._scores = scores / np.float32(best) if best > 0 else scores
        self._alike = alike
        self._nearest = np.zeros(len(scores), np.float32)

    def best(self, open_places: NDArray[np.bool_]) -> int:
        """The place of the next one among those that are open; the first of equal ones. -1 where none is open."""
        if not open_places.any():
            return -1
        worth = LAMBDA * self._scores - (1 - LAMBDA) * self._nearest
        return int(np.argmax(np.where(open_places, worth, -np.inf)))

    def choose(self, place: int) -> None:
        """From now on the others are compared with this one too."""
        np.maximum(self._nearest, self._alike[place], out=self._nearest)


def _by_concepts(held: Sequence[Mapping[str, float]]) -> Floats:
    """The weighted Jaccard index of their concepts: what both have of what one of them has."""
    names = {name: place for place, name in enumerate(dict.fromkeys(name for one in held for name in one))}
    weights = np.zeros((len(held), len(names)), np.float32)
    for row, one in enumerate(held):
        for name, weight in one.items():
            weights[row, names[name]] = weight
    sums = weights.sum(axis=1)
    made = np.zeros((len(held), len(held)), np.float32)
    for row in range(len(held)):
        there = np.flatnonzero(weights[row])
        both = np.minimum(weights[:, there], weights[row, there]).sum(axis=1)
        made[row] = both / np.maximum(sums + sums[row] - both, 1e-9)
    return made


def _by_vectors(vectors: Floats) -> Floats:
    if not vectors.shape[1]:
        return np.full((len(vectors), len(vectors)), np.nan, np.float32)
    return np.asarray(vectors @ vectors.T, np.float32)
