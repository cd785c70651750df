"""What the channels of the index say, on scales that do not depend on what else was found."""

from collections.abc import Sequence
from math import isnan

from thesaury.model.brief import Format
from thesaury.search.formats import fits

_HALF, _PART = 10.0, 0.25
"""A BM25 score of so much is half of what words can say: two or three telling words, or a quarter of what all words asked for tell (the
sum of their inverse document frequencies), where this is more: of a long text anything has some words."""
_FAR, _NEAR = 0.2, 0.7
"""Cosines of short texts in the models we ship with: below the first they have nothing in common, from the second they say the same."""


def words(score: float, told: float = 0.0) -> float:
    """A BM25 score in 0 to 1; `told` is what all words asked for tell."""
    return score / (score + max(_HALF, _PART * told)) if score > 0 else 0.0


def likeness(cosine: float) -> float:
    """A cosine in 0 to 1; 0 where there is no vector."""
    return 0.0 if isnan(cosine) else min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))


def form(has: Format | None, wanted: Sequence[Format]) -> float:
    """1 where the asset has a format that is asked for, or none is; half where its own is not known; else 0."""
    if not wanted or any(fits(has, one) for one in wanted):
        return 1.0
    return 0.5 if has is None else 0.0
