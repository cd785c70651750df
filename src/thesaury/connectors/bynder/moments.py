"""Moments as the portal writes them: ISO 8601 in UTC, to the second."""

from datetime import UTC, datetime, timedelta


def earlier(moment: str, seconds: float) -> str:
    """So many seconds before, as list parameters take it (with Z, without fractions); empty for what is no moment."""
    parsed = _parsed(moment)
    return "" if parsed is None else _spelled(parsed - timedelta(seconds=seconds))


def now() -> str:
    """This moment by our own clock."""
    return _spelled(datetime.now(UTC))


def utc(moment: str) -> str:
    """The moment in UTC to the second, comparable as text; empty for what is no moment."""
    return earlier(moment, 0)


def _parsed(moment: str) -> datetime | None:
    try:
        parsed = datetime.fromisoformat(moment.strip())
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _spelled(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
