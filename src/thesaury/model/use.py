"""A planned use, and what rights answer to it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thesaury.model.licensing import Axis, Span
from thesaury.model.policy import Verdict

TIME_ZONE = "Europe/Berlin"
"""Where a licence's days begin and end if it does not say."""


@dataclass(frozen=True, slots=True)
class Use:
    """May this be used so? All of `regions` and every day from `first_day` to `last_day` (None: that day alone) have to be covered.

    Days are those of whoever asks, in `time_zone`; both may be moments (`datetime`) instead, in that zone if they have no offset.
    `quantity` has kinds of limits with how much is planned, `scope` kinds (campaign, brand ...) with names; `approved`: somebody who
    may has approved this use; `already_in_use`: it began in time for a first-use date.
    """

    channel: str
    regions: tuple[str, ...]
    first_day: date
    last_day: date | None = None
    purpose: str = "commercial_promotion"
    party: str = "licensee"
    quantity: tuple[tuple[str, float], ...] = ()
    scope: tuple[tuple[str, tuple[str, ...]], ...] = ()
    modify: bool = False
    approved: bool = False
    already_in_use: bool = False
    time_zone: str = TIME_ZONE


class Fit(StrEnum):
    """Whether an axis of a term fits a use."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class AxisAnswer:
    """What one axis says, in a sentence, by which term (its place in the statement) and which of its words."""

    axis: Axis
    fit: Fit
    term: int
    sentence: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """A cap that comes with a permit; `max` and `remaining` None where the number is not known."""

    kind: str
    max: float | None
    used: float
    remaining: float | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A use near the one asked for that is permitted: "permitted in DE and AT until 31 December 2026"."""

    sentence: str
    use: Use


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer with its reasons. `axes` are those of the term that decided; `next_change` is the first later day on which the answer
    is another one, None where that never comes or cannot be known; for a use at a moment, the moment (`datetime`)."""

    verdict: Verdict
    axes: tuple[AxisAnswer, ...] = ()
    obligations: tuple[str, ...] = ()
    caps: tuple[Cap, ...] = ()
    next_change: date | None = None
    alternatives: tuple[Alternative, ...] = ()
