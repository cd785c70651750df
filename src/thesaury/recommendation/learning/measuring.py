"""Whether learned weights are any better: both sets put the pairs of later lists in order, which neither has seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from thesaury.model.placement import Feedback
from thesaury.recommendation.learning.fitting import fitted
from thesaury.recommendation.learning.pairs import Floats, Preferences, preferences

NEWEST = 6_000
"""So much of the newest feedback is learned from: some 250 lists, and a tenth of a second of work when somebody did something."""
LEAST = 30
"""Lists on which somebody chose something, below which nothing is learned."""
HELD_OUT = 1 / 3
"""The share of the lists, the latest ones, on which is measured."""
_ROUNDS = 2_000
_LEVEL = 0.95


class Why(StrEnum):
    """What the measure comes to."""

    LEARNED = "learned"
    """The learned weights are better, beyond chance: they are used."""
    FEW = "few"
    """There is not enough feedback yet to learn and to measure."""
    UNPROVEN = "unproven"
    """They are not better, or it may be chance: the weights of the house stay."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of pairs that are in the right order, or a difference of two, with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measure:
    """What was learned and how it fares.

    `lists` and `pairs` is all there is to learn from, `held_lists` and `held_pairs` what was measured on. `house` and `learned` are the
    shares that each set of weights puts right there, `gain` the difference; None where there is too little to say. `weights` are the
    learned ones, empty without; `used`: whether recommendations are made with them.
    """

    why: Why
    lists: int
    pairs: int
    defaults: Mapping[str, float]
    weights: Mapping[str, float] = field(default_factory=dict)
    held_lists: int = 0
    held_pairs: int = 0
    house: Share | None = None
    learned: Share | None = None
    gain: Share | None = None

    @property
    def used(self) -> bool:
        """Whether recommendations are made with the learned weights."""
        return self.why is Why.LEARNED

    @property
    def sentence(self) -> str:
        """What it comes to, in one sentence."""
        if self.why is Why.FEW or not (self.house and self.learned and self.gain):
            return f"{self.lists} lists have something chosen and something left on them; weights are learned from {LEAST} on."
        shares = f"{self.learned.value:.1%} of the pairs in the right order, against {self.house.value:.1%} of the weights of the house"
        interval = f"(difference {self.gain.low:+.1%} to {self.gain.high:+.1%}) on {self.held_lists} later lists"
        end = "they are used" if self.used else "that may be chance, so the weights of the house stay"
        return f"Learned weights put {shares} {interval}: {end}."


def measured(feedback: Sequence[Feedback], defaults: Mapping[str, float]) -> Measure:
    """Learn from the earlier two thirds of the lists, and measure on the latest third; what is measured is what is used.

    The interval is that of a bootstrap over lists (percentiles of 2,000 draws with a fixed seed), for the pairs of one list hang
    together. Each list counts the same.
    """
    names = list(defaults)
    lists = preferences(feedback, names)
    pairs = sum(len(one.differences) for one in lists)
    if len(lists) < LEAST:
        return Measure(Why.FEW, len(lists), pairs, dict(defaults))
    cut = len(lists) - round(len(lists) * HELD_OUT)
    weights = fitted(lists[:cut], defaults)
    held = lists[cut:]
    house, learned = (_right(held, np.array([told[name] for name in names])) for told in (defaults, weights))
    draws = np.random.default_rng(11).integers(0, len(held), (_ROUNDS, len(held)))
    gain = _share(learned - house, draws)
    return Measure(
        Why.LEARNED if gain.low > 0 else Why.UNPROVEN,
        len(lists),
        pairs,
        dict(defaults),
        weights,
        len(held),
        sum(len(one.differences) for one in held),
        _share(house, draws),
        _share(learned, draws),
        gain,
    )


def _right(lists: Sequence[Preferences], weights: Floats) -> Floats:
    """For each list the share of its pairs in the right order; equal scores are half right."""
    shares = [np.sign(np.round(one.differences @ weights, 12)).mean() / 2 + 0.5 for one in lists]
    return np.array(shares, dtype=np.float64)


def _share(values: Floats, draws: NDArray[np.int64]) -> Share:
    low, high = np.quantile(values[draws].mean(axis=1), [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2])
    return Share(float(values.mean()), float(low), float(high))
