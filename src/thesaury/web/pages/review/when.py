"""Moments as a reader says them: a while ago, and by day and hour."""

from datetime import UTC, datetime

from babel.dates import format_datetime, format_timedelta

from thesaury.web.texts import speaking


def ago(at: str) -> str:
    """How long ago, as `2 minutes ago`."""
    since = datetime.fromisoformat(at) - datetime.now(UTC)
    return format_timedelta(since, add_direction=True, locale=speaking.get())


def moment(at: str) -> str:
    """Day and hour in UTC, as the language writes them."""
    return f"{format_datetime(datetime.fromisoformat(at).astimezone(UTC), 'medium', locale=speaking.get())} UTC"


def hours_since(at: str, until: str) -> float:
    """The hours between two moments."""
    return (datetime.fromisoformat(until) - datetime.fromisoformat(at)).total_seconds() / 3600
