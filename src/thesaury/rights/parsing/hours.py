"""Times of day with their zones, as embargoes have them."""

import re
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from thesaury.model.use import TIME_ZONE
from thesaury.rights.parsing.folding import fold
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Period

_OFFSETS = {
    "cet": 1,
    "mez": 1,
    "cest": 2,
    "mesz": 2,
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "bst": 1,
    "est": -5,
    "edt": -4,
    "pst": -8,
    "pdt": -7,
    "jst": 9,
}
"""Hours before UTC of the abbreviations that licences use. One that is not here makes the moment a problem."""

_TOWNS = {
    words.format(name): zone
    for zone, names in table("zones")["towns"].items()
    for name in map(fold, names)
    for words in table("zones")["said"]
}
"""Zones named by a town that has one of its own; any other name makes the moment a problem."""

_ZONE = (
    r"\(?\s*(?P<zone>"
    + "|".join(re.escape(name) for name in sorted(_TOWNS, key=len, reverse=True))
    + r"|[a-z]+/[a-z_]+|[+-]\d\d:?\d\d|z|utc|gmt|ce[s]?t|me[s]?z|bst|e[sd]t|p[sd]t|jst|hours?|local time|ortszeit|"
    r"heure locale|(?<=\()[a-z][a-z ]{1,20} (?:time|zeit)(?=\))|(?<=\()heure d[eu'][a-z ]{1,20}(?=\)))\s*\)?"
)
CLOCK = re.compile(
    r"[t,]?\s*(?:at |um |a |ab )?\s*(?P<hour>[01]?\d|2[0-4])(?:(?:[:.]|\s?h\s?)(?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\.?)?|"
    r"\s*(?P<whole>[ap]\.?m\.?|uhr|h|noon)(?!\w))"
    r"\s*(?:uhr|hrs?|h)?\b\s*(?:" + _ZONE + r")?"
)
"""A time of day that follows a date."""


def with_time(period: Period, clock: re.Match[str]) -> Period:
    """A day with a time of day: a moment with an offset, in the default zone where none is named; a problem where it cannot be told."""
    day = period.first
    if period.problem or day is None or period.last != day:
        return period
    hour = _hour(clock)
    zone = _zone(clock["zone"])
    if hour is None or zone is None:
        return Period(None, None, problem="ambiguous_date_format")
    start = datetime.combine(day, time(hour % 24, int(clock["minute"] or 0)), zone)
    moment = _fixed(start + timedelta(days=hour // 24))
    return Period(moment, moment, "moment")


def _fixed(moment: datetime) -> datetime:
    """The same moment with its offset in numbers, as it is written down."""
    offset = moment.utcoffset()
    return moment.replace(tzinfo=timezone(offset)) if offset is not None else moment


def _hour(clock: re.Match[str]) -> int | None:
    hour = int(clock["hour"])
    half = (clock["half"] or clock["whole"] or "").replace(".", "")
    if half not in ("am", "pm"):
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half == "pm" else 0)


def _zone(name: str | None) -> timezone | ZoneInfo | None:
    if name is None or name.startswith(("hour", "local")):
        return ZoneInfo(TIME_ZONE) if name is None or name.startswith("hour") else None
    if name in _TOWNS:
        return ZoneInfo(_TOWNS[name])
    if name in _OFFSETS:
        return timezone(timedelta(hours=_OFFSETS[name]))
    if name[0] in "+-":
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return timezone(timedelta(minutes=minutes if name[0] == "+" else -minutes))
    try:
        return ZoneInfo("/".join(part.title() for part in name.split("/")))
    except (ZoneInfoNotFoundError, ValueError):
        return None


def day_of(value: date) -> date:
    """The day of a day or a moment."""
    return value.date() if isinstance(value, datetime) else value
