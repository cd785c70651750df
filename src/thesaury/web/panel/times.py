"""Moments as signed texts count them."""

from datetime import datetime


def seconds_of(moment: str) -> float:
    """Seconds since 1970 of a moment in ISO 8601."""
    return datetime.fromisoformat(moment).timestamp()
