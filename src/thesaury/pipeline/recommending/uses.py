"""The uses a brief plans, and what is left of them."""

from dataclasses import replace
from datetime import date, datetime

from thesaury.model.brief import Brief
from thesaury.model.licensing import WORLD
from thesaury.model.use import Use
from thesaury.pipeline.rights.facets import today
from thesaury.rights.stating.asking import question
from thesaury.rights.vocabulary import Tables

Notes = tuple[tuple[str, str], ...]

_CHANNEL = "website"
"""Asked for where a brief names a market or a period and no channel."""


def uses_of(brief: Brief, tables: Tables, day: date | None = None) -> tuple[tuple[Use, ...], Notes]:
    """What is left on this day (today where none is given) of the uses that are planned: days that are over are not asked about, and a
    period that is over altogether is asked about as of this day. What was not said is assumed. Notes say what was assumed, and what is
    over. Raises Usage or BadInput for what no table has."""
    day = day or today()
    uses = tuple(_left(use, day) for use in planned(brief, tables, day))
    return uses, tuple(_notes(brief, uses[0], day)) if uses else (("no-use", ""),)


def planned(brief: Brief, tables: Tables, day: date | None = None) -> tuple[Use, ...]:
    """One use for each channel, in all regions and over all days that the brief names, over or not; none where it says nothing of a use.
    Without a first day it begins on `day` (today where none is given). Raises as `uses_of` does."""
    if not (brief.channels or brief.regions or brief.first_day or brief.last_day):
        return ()
    channels = tuple(dict.fromkeys(said.value for said in brief.channels)) or (_CHANNEL,)
    regions = tuple(dict.fromkeys(said.value for said in brief.regions)) or (WORLD,)
    days = _days(brief, day or today())
    return tuple(question(channel, regions, days, tables=tables) for channel in channels)


def _days(brief: Brief, day: date) -> tuple[str, str, str]:
    """One day, or the first and the last one: a brief that names only the last begins on `day`, and of one that names only the first that
    day alone is known."""
    first = brief.first_day.value if brief.first_day else ""
    last = brief.last_day.value if brief.last_day else ""
    if not last:
        return first or day.isoformat(), "", ""
    return "", first or min(day.isoformat(), last), last


def _left(use: Use, day: date) -> Use:
    if _day(use.first_day) >= day:
        return use
    over = use.last_day is None or _day(use.last_day) <= day
    return replace(use, first_day=day, last_day=None if over else use.last_day)


def _notes(brief: Brief, use: Use, day: date) -> list[tuple[str, str]]:
    said = {
        "channel-assumed": brief.channels,
        "region-assumed": brief.regions,
        "day-assumed": brief.first_day or brief.last_day,
    }
    notes = [(code, "") for code, value in said.items() if not value]
    if brief.first_day and not brief.last_day:
        notes.append(("end-assumed", _day(use.first_day).isoformat()))
    if brief.last_day and brief.last_day.value[: len("2026-12-31")] < day.isoformat():
        notes.append(("period-over", brief.last_day.value))
    return notes


def _day(moment: date) -> date:
    """A day to compare by: a moment is the day it lies on."""
    return moment.date() if isinstance(moment, datetime) else moment
