"""Days and moments as seconds, so that a licence's days and an asker's days compare across time zones.

A second is counted from 1 January of the year 1, UTC; no year that a date can have overflows.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from thesaury.model.remembering import remembered
from thesaury.model.use import Use
from thesaury.rights.deciding.findings import zone

DAY = 86_400
_UTC = ZoneInfo("UTC")
_LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Window:
    """When a use happens: from `start` to before `end`, or at the moment `start` where both are the same."""

    start: int
    end: int

    @property
    def moment(self) -> bool:
        """Whether it is asked for a moment, not for days."""
        return self.start == self.end

    def within(self, begin: float, finish: float) -> bool:
        """Whether all of it lies from `begin` to before `finish`."""
        return begin <= self.start and (self.start < finish if self.moment else self.end <= finish)

    def apart(self, begin: float, finish: float) -> bool:
        """Whether nothing of it does."""
        return self.start >= finish or (self.start < begin if self.moment else self.end <= begin)


@lru_cache(maxsize=65_536)
def seconds(day: date, where: ZoneInfo) -> int:
    """The beginning of a day in that zone, or a moment; a moment without an offset is in that zone."""
    moment = day if isinstance(day, datetime) else datetime.combine(day, time.min)
    offset = (moment if moment.tzinfo else moment.replace(tzinfo=where)).utcoffset() or timedelta()
    clock = moment.hour * 3600 + moment.minute * 60 + moment.second
    return moment.toordinal() * DAY + clock - int(offset.total_seconds())


@lru_cache(maxsize=65_536)
def after(day: date, where: ZoneInfo) -> float:
    """The first second after a last day in that zone, or a last moment; a moment in a day's last minute means the whole day."""
    if not isinstance(day, datetime):
        return _next_midnight(day, where)
    local = day if day.tzinfo else day.replace(tzinfo=where)
    if local.time() < _LAST_MINUTE:
        return seconds(local, where)
    return seconds(local.replace(hour=23, minute=59, second=0, microsecond=0), where) + 60


def _next_midnight(day: date, where: ZoneInfo) -> float:
    return float("inf") if day == date.max else seconds(day + timedelta(days=1), where)


@remembered(1_024)
def window_of(use: Use) -> Window | None:
    """When the use happens, None where its zone is not known or it ends before it begins.

    A last moment is the end of the window, and days are the asker's own.
    """
    where = zone(use.time_zone)
    if where is None:
        return None
    start, last = seconds(use.first_day, where), use.last_day
    if last is None and isinstance(use.first_day, datetime):
        return Window(start, start)
    last = use.first_day if last is None else last
    end = seconds(last, where) if isinstance(last, datetime) else _next_midnight(last, where)
    return Window(start, int(min(end, (date.max.toordinal() + 2) * DAY))) if end >= start else None


@remembered(1_024)
def days_of(use: Use) -> tuple[date, date]:
    """The first and the last day of the use as the asker's calendar has them."""
    last = use.first_day if use.last_day is None else use.last_day
    return local_day(use.first_day, use), local_day(last, use)


def local_day(day: date, use: Use) -> date:
    """The day a moment falls on in the asker's zone."""
    if not isinstance(day, datetime):
        return day
    where = zone(use.time_zone)
    return day_at(seconds(day, where), where) if where and day.tzinfo else day.date()


def day_at(second: int, where: ZoneInfo) -> date:
    """The day in that zone on which a second falls; the first or last day there is, where it lies beyond."""
    for ordinal in (second // DAY + shift for shift in (1, 0, -1)):
        if 1 <= ordinal <= date.max.toordinal() and seconds(date.fromordinal(ordinal), where) <= second:
            return date.fromordinal(ordinal)
    return date.min if second < DAY * 2 else date.max


def moment_at(second: int, where: ZoneInfo) -> datetime:
    """The moment as a clock in that zone shows it."""
    day, clock = divmod(second, DAY)
    utc = datetime.combine(date.fromordinal(day), time.min, _UTC) + timedelta(seconds=clock)
    return utc.astimezone(where)
