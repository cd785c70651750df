"""How new a picture is."""

from collections.abc import Iterator
from datetime import date

from thesaury.model.asset import Asset

HALF_LIFE = 730
"""Days: a picture of two years ago counts half, one of four a quarter. About as long as the look of a campaign lasts."""
DATES = ("created", "datecreated", "date_created", "created_at", "date", "shot_on", "datepublished")
"""Properties that say when a picture was made, in ISO 8601; the oldest of them is believed."""

_UNKNOWN = 0.5
"""A picture of unknown age counts as one of two years."""


def freshness(asset: Asset, today: date) -> float:
    """In 0 to 1: half for each half-life of its age; what is dated in the future is new."""
    made = min(_dates(asset), default=None)
    if made is None:
        return _UNKNOWN
    return float(0.5 ** (max(0, (today - made).days) / HALF_LIFE))


def _dates(asset: Asset) -> Iterator[date]:
    for record in asset.records:
        for name, values in record.properties:
            if name.casefold().replace(" ", "_") in DATES:
                yield from (day for value in values if (day := _day(value)))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip()[:10])
    except ValueError:
        return None
