"""The channels of a search brought together: one score for every candidate."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thesaury.ports.index import Found, SearchIndex

Floats = NDArray[np.float32]

_LEAST = 0.02
"""What words and vectors weigh together at least: they put into order what the concepts leave equal."""
_COMPARED = 1000
"""Scores are spread between the best and this one, so that the length of a list of candidates does not move them."""
_FEEDBACK_FROM = 5
_FEEDBACK = 0.5
"""The vector of a query moves by this much of the middle of its five best candidates (Rocchio, 1971, with pseudo-relevance feedback)."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each channel weighs in a fusion; they add up to 1."""

    words: float
    concepts: float
    vectors: float


def weights(sure: float, has_words: bool, has_vectors: bool) -> Weights:
    """The surer the link to concepts, the more they weigh; what is left is shared by words and vectors alike."""
    concepts = sure * (1 - _LEAST) if has_words or has_vectors else float(sure > 0)
    rest = 1 - concepts
    if has_words and has_vectors:
        return Weights(rest / 2, concepts, rest / 2)
    return Weights(rest if has_words else 0.0, concepts, rest if has_vectors else 0.0)


def fused(found: Found, weighed: Weights, vectors: Floats) -> Floats:
    """The weighted sum of the scores, each from 0 to 1: concepts as a share of the best, words and vectors between worst and best."""
    return np.asarray(
        weighed.words * _spread(found.words)
        + weighed.concepts * _share(found.concepts)
        + weighed.vectors * _spread(vectors),
        np.float32,
    )


def with_feedback(found: Found, weighed: Weights, vector: Floats, index: SearchIndex) -> Floats:
    """Scores after the query's vector moved towards its best candidates; those without a vector keep the worst of that channel."""
    first = fused(found, weighed, found.vectors)
    held = index.vectors(found.ids)
    if not held.shape[1] or not len(first):
        return first
    best = np.argsort(-first, kind="stable")[:_FEEDBACK_FROM]
    middle = np.nan_to_num(held[best]).mean(axis=0)
    moved = vector + np.float32(_FEEDBACK) * middle
    return fused(found, weighed, held @ (moved / max(float(np.linalg.norm(moved)), 1e-9)))


def _share(scores: Floats) -> Floats:
    best = float(scores.max(initial=0))
    return np.asarray(scores / best, np.float32) if best > 0 else scores


def _spread(scores: Floats) -> Floats:
    """From 0 for the thousandth best, and all below it, to 1 for the best; NaN, where there is no vector, is 0."""
    known = scores[~np.isnan(scores)]
    if not len(known):
        return np.zeros_like(scores)
    last = max(0, len(known) - _COMPARED)
    worst, best = float(np.partition(known, last)[last]), float(known.max())
    if best <= worst:
        return np.where(np.isnan(scores) | (scores <= 0), 0, 1).astype(np.float32)
    spread = np.clip(np.nan_to_num((scores - np.float32(worst)) / np.float32(best - worst)), 0, 1)
    return np.asarray(spread, np.float32)
