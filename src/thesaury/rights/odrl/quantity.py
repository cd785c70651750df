"""Numbers, moments and durations of literals as places on an axis, and the sets that operators make of them.

A period runs from its first to its last day. A day is the whole day: "lteq 2026-12-31" includes it, "lt" does not. A moment without
time zone may lie 14 hours either way (as XML Schema compares it), and a month has between 28 and 31 days: both are read in three
ways, and what the readings do not agree on is not known.
"""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from thesaury.model.statement import ODRL, XSD, Iri
from thesaury.rights.odrl.intervals import LEAST, MOST, Spans, rest, spans
from thesaury.rights.odrl.policy import Constraint, Value
from thesaury.rights.odrl.profile import PROFILE

READINGS = (-1, 0, 1)
"""The earliest, the middle and the latest reading of what is not exact."""

PERIOD = f"{PROFILE}/period"
"""The datatype of a period, written as two days or moments with a `/` between them (ISO 8601)."""

_ZONE = 14 * 3600
_DAY = 86_400
_MONTH = Fraction(3_652_425, 120_000) * _DAY
_MONTH_SLACK = 4 * _DAY
_NUMBERS = frozenset(
    f"{XSD}{name}"
    for name in (
        "integer",
        "decimal",
        "double",
        "float",
        "int",
        "long",
        "short",
        "nonNegativeInteger",
        "positiveInteger",
    )
)
_DURATION = re.compile(
    r"(-)?P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?"
    r"(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?"
)
_DURATIONS = frozenset(f"{XSD}{name}" for name in ("duration", "dayTimeDuration", "yearMonthDuration"))
_MOMENTS = frozenset(f"{XSD}{name}" for name in ("date", "dateTime", "dateTimeStamp"))
_LONGEST_NUMBER = 40
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Sort(StrEnum):
    """What can be compared with each other."""

    NUMBER = "number"
    MOMENT = "moment"
    DURATION = "duration"


def sort_of(value: Value) -> Sort | None:
    """Which sort the value is of; None where it is no number, moment or duration."""
    if isinstance(value, Iri) or value.language:
        return None
    text = value.value.strip()
    if value.datatype in _NUMBERS:
        return Sort.NUMBER
    if value.datatype in _DURATIONS or (not value.datatype and text.startswith(("P", "-P"))):
        return Sort.DURATION
    if value.datatype in _MOMENTS or value.datatype == PERIOD:
        return Sort.MOMENT
    if value.datatype:
        return None
    return Sort.MOMENT if _moment(text, 0) else Sort.NUMBER


def place(value: Value, reading: int = 0) -> Spans | None:
    """Where the value lies (a point, or a day from its start to its end); None where it is no number, moment or duration."""
    text = value.value.strip()
    match sort_of(value):
        case Sort.NUMBER:
            return _number(text)
        case Sort.DURATION:
            return _duration(text, reading)
        case Sort.MOMENT:
            return _period(text, reading) if "/" in text else _moment(text, reading)
    return None


def set_of(constraint: Constraint, reading: int = 0) -> Spans | None:
    """What the constraint allows on its axis; None where its operator or a value has no place there."""
    name = constraint.operator.removeprefix(ODRL)
    if name == "isAnyOf" or name == "isNoneOf":
        places = [place(value, reading) for value in constraint.right]
        if not places or None in places:
            return None
        any_of = tuple(sorted(span for found in places for span in found or ()))
        apart = all(one[1] <= other[0] for one, other in pairwise(any_of))
        return None if not apart else any_of if name == "isAnyOf" else rest(any_of)
    found = place(constraint.right[0], reading) if len(constraint.right) == 1 else None
    return _compared(name, found) if found else None


def _compared(name: str, found: Spans) -> Spans | None:
    start, end = found[0]
    match name:
        case "eq":
            return found
        case "neq":
            return rest(found)
        case "lt":
            return spans(LEAST, start)
        case "lteq":
            return spans(LEAST, end)
        case "gt":
            return spans(end, MOST)
        case "gteq":
            return spans(start, MOST)
    return None


def _point(number: Fraction) -> Spans:
    return (((number, 0), (number, 1)),)


def _number(text: str) -> Spans | None:
    try:
        number = Decimal(text) if len(text) <= _LONGEST_NUMBER else None
    except InvalidOperation:
        return None
    if number is None or not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER:
        return None
    return _point(Fraction(number))


def _duration(text: str, reading: int) -> Spans | None:
    found = _DURATION.fullmatch(text)
    if not found or not any(found.groups()[1:]):
        return None
    years, months, weeks, days, hours, minutes, seconds = (Fraction(part or 0) for part in found.groups()[1:])
    total = (weeks * 7 + days) * _DAY + hours * 3600 + minutes * 60 + seconds
    if all_months := years * 12 + months:
        total += all_months * _MONTH + reading * _MONTH_SLACK
    return _point(-total if found[1] else total)


def _moment(text: str, reading: int) -> Spans | None:
    try:
        if len(text) == len("2026-12-31"):
            day = datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
            start = _seconds(day) + reading * _ZONE
            return (((start, 0), (start + _DAY, 0)),)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo:
            return _point(_seconds(moment))
        return _point(_seconds(moment.replace(tzinfo=UTC)) + reading * _ZONE)
    except (ValueError, OverflowError):
        return None


def _period(text: str, reading: int) -> Spans | None:
    first, _, last = text.partition("/")
    start, end = _moment(first, reading), _moment(last, reading)
    return (spans(start[0][0], end[0][1]) or None) if start and end else None


def _seconds(moment: datetime) -> Fraction:
    return Fraction((moment - _EPOCH) // timedelta(microseconds=1), 1_000_000)
