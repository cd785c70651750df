"""Date-times as they stand; the dump of a Java date object becomes ISO 8601, digit by digit."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def is_dump(value: Any) -> bool:
    """Whether this is a Java date object as a test fixture of the vendor dumps it."""
    return isinstance(value, Mapping) and isinstance(value.get("dateTime"), Mapping)


def moment(value: Any) -> str:
    """The date-time as text: a dump as ISO 8601, any text as it stands, nothing for anything else."""
    if isinstance(value, str):
        return value
    return _from_dump(value) if is_dump(value) else ""


def utc(value: Any) -> str:
    """The moment in UTC to the second, read as UTC where no offset is said; empty for what is no moment."""
    try:
        parsed = datetime.fromisoformat(moment(value))
        at = (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _from_dump(value: Mapping[str, Any]) -> str:
    """`{"dateTime":{"date":{year,month,day},"time":{hour,minute,second,nano}},"offset":{"totalSeconds"}}`; empty when it is broken."""
    date, time = value["dateTime"].get("date"), value["dateTime"].get("time")
    if not isinstance(date, Mapping):
        return ""
    time = time if isinstance(time, Mapping) else {}
    year, month, day = (_int(date.get(part)) for part in ("year", "month", "day"))
    hour, minute, second, nano = (_int(time.get(part)) for part in ("hour", "minute", "second", "nano"))
    in_time = hour < 24 and minute < 60 and second < 61 and nano < 10**9
    if not (0 < year < 10_000 and 0 < month < 13 and 0 < day < 32 and in_time):
        return ""
    fraction = f".{nano:09d}".rstrip("0") if nano else ""
    return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{fraction}{_offset(value)}"


def _offset(value: Mapping[str, Any]) -> str:
    """The offset, empty where none is said: none is made up."""
    offset = value.get("offset")
    seconds = offset.get("totalSeconds") if isinstance(offset, Mapping) else None
    if not isinstance(seconds, int) or isinstance(seconds, bool) or abs(seconds) >= 86_400:
        return ""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02d}:{minutes:02d}"


def _int(value: Any) -> int:
    """The number, 0 where none is given or it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
