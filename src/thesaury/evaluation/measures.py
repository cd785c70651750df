"""Measures of ranked suggestions against gold concepts, per document."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log2

MEASURES = ("P@1", "F1@5", "R@10", "nDCG@10")


def measures(ranked: Sequence[str], gold: Collection[str]) -> Mapping[str, float]:
    """The four measures of one document; `ranked` has each concept once, `gold` at least one concept."""
    return {
        "P@1": _hits(ranked[:1], gold),
        "F1@5": _f1(ranked[:5], gold),
        "R@10": _hits(ranked[:10], gold) / len(gold),
        "nDCG@10": _gain(concept in gold for concept in ranked[:10]) / _gain([True] * min(10, len(gold))),
    }


def _hits(given: Sequence[str], gold: Collection[str]) -> int:
    return sum(concept in gold for concept in given)


def _f1(given: Sequence[str], gold: Collection[str]) -> float:
    """The harmonic mean of recall and of precision among what is given."""
    return 2 * _hits(given, gold) / (len(given) + len(gold))


def _gain(right: Iterable[bool]) -> float:
    """Discounted gain: 1 for each right concept over log2 of its rank plus one."""
    return sum(1 / log2(rank + 1) for rank, is_right in enumerate(right, 1) if is_right)
