"""The server's times: in a zone it does not name, in the two spellings of the vendor, and as Java prints dates."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:T(\d{1,2})\.(\d{2})\.(\d{2}))?")


def zone(name: str) -> tzinfo:
    """The zone of an IANA name or of a fixed offset such as +05:30."""
    if match := re.fullmatch(r"([+-])(\d{2}):(\d{2})", name):
        sign = -1 if match[1] == "-" else 1
        return timezone(sign * timedelta(hours=int(match[2]), minutes=int(match[3])))
    return ZoneInfo(name)


def zoneless(moment: datetime, name: str) -> str:
    """`yyyy-MM-ddTHH:mm:ss` in the server's zone."""
    return moment.astimezone(zone(name)).strftime("%Y-%m-%dT%H:%M:%S")


def java_text(moment: datetime, name: str) -> str:
    """A date as Java's toString gives it: `Tue Dec 29 10:33:03 CET 2015`, English on every machine."""
    local = moment.astimezone(zone(name))
    clock = local.strftime("%H:%M:%S")
    return f"{_DAYS[local.weekday()]} {_MONTHS[local.month - 1]} {local.day:02d} {clock} {local.tzname()} {local.year}"


def understood(text: str, name: str) -> datetime:
    """The moment that a caller's time means: either spelling in the server's zone, or ISO with an offset. ValueError for others."""
    if match := _DOTTED.fullmatch(text.strip()):
        day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=zone(name))
    moment = datetime.fromisoformat(text.strip().replace(" ", "+"))
    return moment if moment.tzinfo else moment.replace(tzinfo=zone(name))


def utc_text(moment: datetime) -> str:
    """`2015-05-02T17:26:56Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
