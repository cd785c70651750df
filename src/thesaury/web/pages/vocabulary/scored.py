"""The score of one scheme as a page shows it: what it was, what turned, and a small chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from thesaury.model.quality import SchemeScore, VersionScores
from thesaury.vocabulary.quality.trend import Turn, of_scheme, turns

_WIDE, _HIGH, _EDGE = 220, 64, 6
_LEAST = 10.0
"""So many points of a score the height of a chart stands for at least: a tenth of a point is no cliff."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One version in a trend: when it came, what it scored with how many notices, and where that is in the chart."""

    number: int
    at: str
    score: float
    notices: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of a scheme and how it came there. `before` is the last version before, from which the turns are counted; None where there
    is none, or its score is not worked out yet."""

    now: SchemeScore
    marks: tuple[Mark, ...]
    before: Mark | None
    turned: tuple[Turn, ...]
    width: int = _WIDE
    height: int = _HIGH

    @property
    def line(self) -> str:
        """The way of the chart from mark to mark."""
        return " ".join(f"{mark.x:g},{mark.y:g}" for mark in self.marks)


def scored(now: SchemeScore, number: int, kept: Sequence[VersionScores], moments: Mapping[int, str]) -> Scored:
    """This score of a version with those before it; `moments` says when each version came."""
    past = [(n, score) for n, score in of_scheme(kept, now.scheme, now.formula) if n < number]
    every = [*past, (number, now)]
    low = max(0.0, min(100.0 - _LEAST, _LEAST * floor(min(score.score for _, score in every) / _LEAST)))
    marks = tuple(
        Mark(n, moments.get(n, ""), score.score, _notices(score), _across(place, len(every)), _down(score.score, low))
        for place, (n, score) in enumerate(every)
    )
    last = max((n for n in moments if n < number), default=0)
    before = past[-1][1] if past and past[-1][0] == last else None
    return Scored(now, marks, marks[-2] if before else None, turns(before, now) if before else ())


def _notices(score: SchemeScore) -> int:
    return sum(count for _, count in score.rules)


def _across(place: int, count: int) -> float:
    return round(_EDGE + (_WIDE - 2 * _EDGE) * (place / (count - 1) if count > 1 else 0.5), 1)


def _down(score: float, low: float) -> float:
    return round(_EDGE + (_HIGH - 2 * _EDGE) * (100 - score) / (100 - low), 1)
