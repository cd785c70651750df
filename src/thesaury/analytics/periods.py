"""Periods as tallies name them, as the moments at which they begin and end."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from thesaury.analytics.naming import ALL
from thesaury.model.use import TIME_ZONE

_PERIOD = re.compile(r"([12][0-9]{3})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)
_EVER = (date(1900, 1, 1), date(3000, 1, 1))
_YEAR, _QUARTER, _MONTH = 12, 3, 1


def days_of(period: str) -> tuple[date, date] | None:
    """The first day of a period (`all`, 2026, 2026-Q4, 2026-11), and the day after its last; None for what is none."""
    if period == ALL:
        return _EVER
    if not (found := _PERIOD.fullmatch(period)):
        return None
    year, quarter, month = (int(part) if part else 0 for part in found.groups())
    first = month or (quarter - 1) * _QUARTER + 1 if month or quarter else 1
    length = _MONTH if month else _QUARTER if quarter else _YEAR
    after = year * _YEAR + first - 1 + length
    return date(year, first, 1), date(after // _YEAR, after % _YEAR + 1, 1)


def told_for(period: str, market: str) -> str:
    """The period for which figures of this market are told: months are told for all markets together only, so that of a month it is the
    quarter around it."""
    found = _PERIOD.fullmatch(period)
    if market == ALL or found is None or not found[3]:
        return period
    return f"{found[1]}-Q{(int(found[3]) + 2) // 3}"


def moment_of(day: date, zone: str = TIME_ZONE) -> str:
    """The moment at which a day begins where campaigns and licences count their days, in UTC as `2026-10-31T23:00:00Z`."""
    begins = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return f"{begins:%Y-%m-%dT%H:%M:%SZ}"


def today(zone: str = TIME_ZONE) -> date:
    """This day there."""
    return datetime.now(ZoneInfo(zone)).date()


def in_days(day: date, count: int) -> date:
    """The day so many days later, the last day there is where it would lie behind it."""
    return day + timedelta(min(count, (date.max - day).days))
