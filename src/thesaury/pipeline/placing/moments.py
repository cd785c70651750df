"""Moments as hosts send them, in the one form that is stored."""

from datetime import UTC, datetime

from thesaury.model.errors import BadInput
from thesaury.model.time import now


def utc(moment: str, name: str) -> str:
    """A moment as UTC in ISO 8601, to the second; one without an offset is taken for UTC, an empty text for this moment.

    Raises BadInput for what is no moment.
    """
    if not moment.strip():
        return now()
    try:
        read = datetime.fromisoformat(moment.strip())
        known = read if read.tzinfo else read.replace(tzinfo=UTC)
        return known.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise BadInput(f"{name}: {moment[:50]!r} is no moment. Write it as 2026-12-31T18:00:00Z.") from None
