"""Rights that end or begin: which days matter, and when somebody is to be told of them, once for each stage."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import TIME_ZONE

STAGES = (90, 30, 7, 0)
"""Days before the end, or before the last day of a first use, on which somebody is told (rights contract, section 8)."""


CAP_STAGES = (100, 80)
"""Percent of a cap at which somebody is told; of a cap that is all used up only that."""


class Occasion(StrEnum):
    """What happens on a day: the last day of a term, the last on which a first use may be made, the first of a term."""

    END = "end"
    FIRST_USE = "first_use"
    BEGIN = "begin"


@dataclass(frozen=True, slots=True)
class Turn:
    """A day in the life of a licence."""

    record: str
    place: str
    occasion: Occasion
    day: date


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody is to be told of a day that comes; `stage` is the one of `STAGES` that it is time for."""

    turn: Turn
    stage: int
    in_use: bool

    @property
    def key(self) -> str:
        """What is told once: another day, as after a renewal, is told anew."""
        turn = self.turn
        return f"{turn.record} {turn.place} {turn.occasion} {turn.day} {self.stage}"


def turns(record: RightsRecord, zone: str = TIME_ZONE) -> tuple[Turn, ...]:
    """The days that matter of a rights record, by day, each once; perpetual terms have no end.

    `zone` is where its moments fall on a day.
    """
    found = {(day, occasion) for day, occasion in _days(record, ZoneInfo(zone))}
    return tuple(Turn(*record.key, occasion, day) for day, occasion in sorted(found))


def due(coming: Iterable[Turn], today: date, told: Container[str], in_use: Container[str]) -> list[Notice]:
    """Who is to hear of something today: what is in use first, then the nearest days.

    `told` are keys of notices that went out, `in_use` keys of records. Only the stage that today falls in is told: who was away for
    a month hears once, not once for every stage he missed. Beginnings and what is over are told to nobody.
    """
    stages = ((turn, stage_of(turn.day, today)) for turn in coming if turn.occasion is not Occasion.BEGIN)
    notices = (Notice(turn, stage, turn.record in in_use) for turn, stage in stages if stage is not None)
    fresh = (notice for notice in notices if notice.key not in told)
    return sorted(fresh, key=lambda notice: (not notice.in_use, notice.turn.day, notice.key))


def stage_of(day: date, today: date) -> int | None:
    """The stage that today falls in before this day: the smallest of `STAGES` that its distance does not exceed, None for none."""
    left = (day - today).days
    return min((stage for stage in STAGES if 0 <= left <= stage), default=None)


@dataclass(frozen=True, slots=True)
class UsedUp:
    """How far a cap is used up: `stage` is the one of `CAP_STAGES` that it has reached."""

    kind: str
    used: float
    max: float
    stage: int


def used_up(record: RightsRecord) -> tuple[UsedUp, ...]:
    """The caps of the purchase and of its terms that have reached a stage, by kind; of several of one kind the smallest.

    A cap whose number is not known, and one whose use nobody counts, says nothing.
    """
    used = dict(record.purchase.used)
    caps = [(kind, most) for kind, most in record.purchase.caps if most is not None]
    caps += [(one.kind, one.max) for term in record.statement.terms for one in term.limits if one.max is not None]
    smallest = {kind: min(most for name, most in caps if name == kind) for kind, _ in caps}
    found = ((kind, used[kind], most, _cap_stage(used[kind], most)) for kind, most in smallest.items() if kind in used)
    return tuple(UsedUp(kind, amount, most, stage) for kind, amount, most, stage in sorted(found) if stage)


def _cap_stage(used: float, most: float) -> int:
    return next((stage for stage in CAP_STAGES if used * 100 >= most * stage), 0)


def _days(record: RightsRecord, zone: ZoneInfo) -> Iterator[tuple[date, Occasion]]:
    for term in record.statement.terms:
        if term.valid_until and not term.perpetual:
            yield day_of(term.valid_until, zone), Occasion.END
        if term.first_use_by:
            yield day_of(term.first_use_by, zone), Occasion.FIRST_USE
        if term.valid_from:
            yield day_of(term.valid_from, zone), Occasion.BEGIN


def day_of(moment: date, zone: ZoneInfo) -> date:
    """The day in this zone that a day or moment of a licence falls on."""
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
