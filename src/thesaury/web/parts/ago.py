"""How long ago something was, as a reader says it."""

from datetime import UTC, datetime, timedelta

from babel.dates import format_timedelta

from thesaury.web.texts import speaking


def ago(moment: str) -> str:
    """How long ago a moment (ISO 8601) was, in the language spoken: 3 hours ago."""
    at = datetime.fromisoformat(moment)
    gone = (at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)
    # What was just done is not said to be yet to come.
    return str(format_timedelta(min(gone, timedelta(seconds=-1)), add_direction=True, locale=speaking.get()))
