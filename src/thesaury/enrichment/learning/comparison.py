"""Which of two models knows better: average precision on decisions that neither had seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from thesaury.enrichment.learning.arrays import Flags, Floats

FEWEST = 20
"""Decisions, and among them right and wrong ones, that a comparison takes."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many decisions were compared, and the average precision of the new and of the old model on them, from 0 to 1."""

    decisions: int
    new: float
    old: float

    @property
    def better(self) -> bool:
        """Whether the new one may take the old one's place."""
        return self.decisions >= FEWEST and self.new > self.old


def compared(new: Sequence[float], old: Sequence[float], right: Sequence[bool]) -> Comparison:
    """Compare the scores that two models gave the same suggestions; 0 where one did not suggest it.

    With fewer than `FEWEST` decisions, or none right or none wrong, there is nothing to compare: `decisions` is 0.
    """
    held = np.array(right, bool)
    if len(held) < FEWEST or held.all() or not held.any():
        return Comparison(0, 0.0, 0.0)
    scores = (np.array(each, np.float32) for each in (new, old))
    return Comparison(len(held), *(round(average_precision(each, held), 4) for each in scores))


def average_precision(scores: Floats, right: Flags) -> float:
    """The mean, over all right ones, of the precision down to each; equal scores count as one step (no luck in ties)."""
    order = np.argsort(-scores, kind="stable")
    held = np.cumsum(right[order])
    step = np.flatnonzero(np.append(scores[order][1:] != scores[order][:-1], True))
    gained = np.diff(np.concatenate(([0], held[step])))
    return float((gained * held[step] / (step + 1)).sum() / max(1, held[-1]))
