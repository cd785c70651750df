"""Periods as the tallies name them, to choose from and in words."""

import re
from collections.abc import Iterator
from datetime import date

from babel.dates import format_date

from thesaury.analytics.naming import ALL
from thesaury.web.texts import phrase, speaking

_YEARS, _QUARTERS, _MONTHS = 3, 6, 12
_PERIOD = re.compile(r"all|(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)


def known(period: str) -> bool:
    """Whether this is how a period is written: all, 2026, 2026-Q4 or 2026-11."""
    return _PERIOD.fullmatch(period) is not None


def spoken(period: str) -> str:
    """The period in words; what is none stays as it is."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return period
    if period == ALL:
        return phrase("analytics.period.all")
    if found["quarter"]:
        return phrase("analytics.period.quarter", quarter=found["quarter"], year=found["year"])
    if found["month"]:
        day = date(int(found["year"]), int(found["month"]), 1)
        return str(format_date(day, "LLLL y", locale=speaking.get()))
    return found["year"]


def offered(today: date, newest: date | None = None, months: bool = True) -> Iterator[tuple[str, str]]:
    """Periods to choose from with their words, the longest first: years from this day back, quarters and months (unless they are not
    wanted) back from the newest day with anything in it, which is this day where none is given."""
    last = newest or today
    yield ALL, spoken(ALL)
    for year in range(today.year, last.year - _YEARS, -1):
        yield str(year), spoken(str(year))
    quarter = last.year * 4 + (last.month - 1) // 3
    yield from ((name, spoken(name)) for name in (_quarter(quarter - back) for back in range(_QUARTERS)))
    month = last.year * 12 + last.month - 1
    yield from ((name, spoken(name)) for name in (_month(month - back) for back in range(_MONTHS if months else 0)))


def instead(asked: str, shown: str) -> str:
    """Why the quarter is shown where a month was asked for; empty where it is what was asked for."""
    return "" if asked == shown else phrase("analytics.instead.quarter", asked=spoken(asked), shown=spoken(shown))


def _quarter(number: int) -> str:
    return f"{number // 4}-Q{number % 4 + 1}"


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"
