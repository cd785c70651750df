"""Moments and lengths of time in the words of the reader's language."""

from datetime import UTC, datetime

from babel.dates import format_date, format_time, format_timedelta
from babel.numbers import format_decimal

from thesaury.web.texts import phrase, speaking

_HOUR = 3600


def ago(moment: str) -> str:
    """How far a moment lies from now: 3 hours ago, in 5 hours; empty for an empty one."""
    if not moment:
        return ""
    gone = datetime.fromisoformat(moment) - datetime.now(UTC)
    return str(format_timedelta(gone, add_direction=True, locale=speaking.get()))


def at(moment: str | datetime) -> str:
    """The moment itself, in UTC and to the minute: Sun, 29 Nov 2026, 03:00 UTC; empty for an empty one."""
    if not moment:
        return ""
    known = (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone(UTC)
    day = format_date(known, phrase("moments.day"), locale=speaking.get())
    return phrase("moments.at", day=day, time=format_time(known, "HH:mm", locale=speaking.get()))


def lasted(seconds: float) -> str:
    """A length of time, exact while it is short: 0.4 s, 12 s, 3 min 5 s, 2 h 10 min."""
    if seconds < 10:
        return phrase("moments.seconds", seconds=format_decimal(round(seconds, 1), format="0.0", locale=speaking.get()))
    whole = round(seconds)
    if whole < 60:
        return phrase("moments.seconds", seconds=whole)
    if whole < _HOUR:
        return phrase("moments.minutes", minutes=whole // 60, seconds=whole % 60)
    return phrase("moments.hours", hours=whole // _HOUR, minutes=whole % _HOUR // 60)


def about(seconds: float) -> str:
    """A length of time that nobody knows exactly: less than a minute, about 5 minutes, about 2 hours."""
    if seconds < 60:
        return phrase("moments.moment")
    if seconds < 1.5 * _HOUR:
        return phrase("moments.about.minutes", count=round(seconds / 60))
    return phrase("moments.about.hours", count=round(seconds / _HOUR))
