"""Measures of ranked suggestions against gold concepts, per document."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log2

MEASURES = ("P@1", "P@5", "R@5", "F1@5", "R@10", "nDCG@5", "nDCG@10")


def measures(ranked: Sequence[str], gold: Collection[str]) -> Mapping[str, float]:
    """The measures of one document by name; `ranked` has each concept once, `gold` at least one concept.

    Precision counts places that stay empty as wrong, F1 takes precision among the concepts that are given.
    """
    hits = {depth: sum(concept in gold for concept in ranked[:depth]) for depth in (1, 5, 10)}
    return {
        "P@1": hits[1],
        "P@5": hits[5] / 5,
        "R@5": hits[5] / len(gold),
        "F1@5": f1(hits[5] / max(1, len(ranked[:5])), hits[5] / len(gold)),
        "R@10": hits[10] / len(gold),
        "nDCG@5": _gain(ranked, gold, 5),
        "nDCG@10": _gain(ranked, gold, 10),
    }


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall, 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision or recall else 0.0


def _gain(ranked: Sequence[str], gold: Collection[str], depth: int) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002) with gain 1 for every gold concept."""
    return _discounted(concept in gold for concept in ranked[:depth]) / _discounted([True] * min(depth, len(gold)))


def _discounted(right: Iterable[bool]) -> float:
    return sum(1 / log2(rank + 1) for rank, is_right in enumerate(right, 1) if is_right)
