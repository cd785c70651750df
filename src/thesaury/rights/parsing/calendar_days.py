"""Days, months, quarters and weeks as stretches of days; lengths added as licences count them."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from thesaury.rights.parsing.meanings import Length, Period

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janner jaenner janvier janv",
            "february feb februar fevrier fevr fev",
            "march mar marz maerz mars",
            "april apr avril avr",
            "may mai",
            "june jun juni juin",
            "july jul juli juillet juil",
            "august aug aout",
            "september sep sept septembre",
            "october oct oktober okt octobre",
            "november nov novembre",
            "december dec dezember dez decembre",
        ),
        start=1,
    )
    for name in names.split()
}
"""Names of months in three languages, folded."""

IMPOSSIBLE = "impossible_date"
AMBIGUOUS = "ambiguous_date_format"


def unclear(reason: str, last: date | None = None) -> Period:
    """A stretch that cannot be told; `last` is the last day it can mean at all, where there is one."""
    return Period(None, last, problem=reason)


def day(year: int, month: int, number: int) -> Period:
    """One day, or the problem that there is no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return unclear(IMPOSSIBLE)
    return Period(found, found)


def month(year: int, number: int) -> Period:
    """A whole month."""
    return months(year, number, number, "month")


def months(year: int, first: int, last: int, whole: str = "range") -> Period:
    """From the first day of a month to the last day of another of the same year."""
    if not 1 <= first <= last <= 12:
        return unclear(AMBIGUOUS if 1 <= last < first <= 12 else IMPOSSIBLE)
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), whole)


def week(year: int, number: int) -> Period:
    """A calendar week, Monday to Sunday, as ISO 8601 counts them."""
    try:
        return Period(date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7), "week")
    except ValueError:
        return unclear(IMPOSSIBLE)


def end_of(period: Period) -> Period:
    """The last day of a stretch."""
    return period if period.problem else Period(period.last, period.last)


def joined(first: Period, last: Period) -> Period:
    """From the beginning of one stretch to the end of another; a problem where either has one or they are the wrong way round."""
    if first.problem or last.problem:
        return unclear(first.problem or last.problem, last.last)
    assert first.first is not None
    assert last.last is not None
    if _day(last.last) < _day(first.first):
        return unclear("contradiction")
    return Period(first.first, last.last, "range")


def after(start: date, length: Length) -> date:
    """The last day of a length of time that begins on a day: the same day so many months later, clipped to the month, minus one."""
    counted = start.month - 1 + length.months
    year, number = start.year + counted // 12, counted % 12 + 1
    moved = date(year, number, min(start.day, monthrange(year, number)[1]))
    return moved + timedelta(days=length.days - 1)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
