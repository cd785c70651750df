"""The clock, in the one form that is stored."""

from datetime import UTC, datetime


def now() -> str:
    """This moment as UTC in ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def instant() -> str:
    """This moment as UTC in ISO 8601, to the microsecond: fine enough to name what was done in it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
