"""Days as briefs write them and licences do not: "janvier et février 2027", "from May until the end of July 2027", "T2 2027"."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from thesaury.recommendation.briefing.words import LANGUAGES, table
from thesaury.rights.parsing.calendar_days import AMBIGUOUS, MONTHS, day, months, unclear
from thesaury.rights.parsing.folding import fold
from thesaury.rights.parsing.meanings import Found, Period

_REACH = 40
"""So many letters before a day are looked at."""
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_JOINT = r"(?:et|and|und|to|through|until|till|bis|a|au|jusqu'a|jusqu'en|/|,|\+|&|-)"
_FRENCH_PART = re.compile(r"(?<!\w)(?:(t)([1-4])|(s)([12]))[ /-]*$")
_MONTH_BEFORE = re.compile(rf"(?<!\w)({_MONTH})\b\.?\s*{_JOINT}\s*(?:the\s+|le\s+|zum\s+)?$")
_DAY_BEFORE = re.compile(
    r"(?<![\w.,])(?:le\s+|the\s+|dem\s+)?(\d\d?)(?:er|st|nd|rd|th|\.)?\s*(?:et|and|und|au|to|bis)\s+(?:le\s+|the\s+|dem\s+|zum\s+)?$"
)


def as_briefs_write(text: str, one: Found) -> Found:
    """The day, with what stands before it and belongs to it, as far as the grammar of dates leaves that out."""
    while one.meaning.period and one.meaning.period.first:
        before = fold(text[max(0, one.start - _REACH) : one.start])
        if len(before) != min(one.start, _REACH):
            return one  # Letters that fold to two would move all places.
        read = next(filter(None, (rule(before, one.meaning.period) for rule in _RULES)), None)
        if read is None:
            return one
        period, length = read
        one = Found(replace(one.meaning, period=period), one.first, one.after, one.start - length, one.end)
    return one


def _french(before: str, period: Period) -> tuple[Period, int] | None:
    """A quarter or a half by its French letter, which the grammar of dates reads as a year."""
    found = _FRENCH_PART.search(before)
    if not found or period.whole != "year" or period.first is None:
        return None
    length, number = (3, int(found[2])) if found[1] else (6, int(found[4]))
    return months(period.first.year, (number - 1) * length + 1, number * length, "part of a year"), len(found[0])


def _month(before: str, period: Period) -> tuple[Period, int] | None:
    """A month that another is joined to, or the end of another, with one year for both."""
    found, first = _MONTH_BEFORE.search(before), period.first
    ends = period.whole == "day" and period.last is not None and _last_of_month(period)
    if not found or first is None or not (period.whole in ("month", "range") or ends):
        return None
    month = MONTHS[found[1]]
    earlier = month < first.month and (period.whole != "range" or first.day == 1)
    start = first.replace(month=month, day=1) if earlier else None
    return (replace(period, first=start, whole="range"), len(found[0])) if start else None


def _last_of_month(period: Period) -> bool:
    assert period.last is not None
    return period.last == months(period.last.year, period.last.month, period.last.month).last


def _day(before: str, period: Period) -> tuple[Period, int] | None:
    """A day that another of its month is joined to: "entre le 1er et le 30 novembre 2027"."""
    found, last = _DAY_BEFORE.search(before), period.last
    if not found or period.whole != "day" or last is None or period.first != last or int(found[1]) >= last.day:
        return None
    start = day(last.year, last.month, int(found[1])).first
    return (replace(period, first=start, whole="range"), len(found[0])) if start else None


def _season(before: str, period: Period) -> tuple[Period, int] | None:
    """A season, or a feast, of a year has no days that all agree on."""
    if period.whole != "year":
        return None
    found = _seasons().search(before)
    return (unclear(AMBIGUOUS), len(found[0])) if found else None


@cache
def _seasons() -> re.Pattern[str]:
    named = {fold(word) for language in LANGUAGES for word in table(language)["cues"]["seasons"]}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, named), key=len, reverse=True))})[\s/-]*$")


_RULES: tuple[Callable[[str, Period], tuple[Period, int] | None], ...] = (_french, _month, _day, _season)
