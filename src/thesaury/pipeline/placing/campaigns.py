"""Which campaigns are alike: the same one of other years, and those of the same brand at the same time of the year."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from thesaury.model.campaign import Campaign

_YEARS = re.compile(r"[\W_]*(?<!\d)(?:20[1-4]\d(?:[/–-](?:20)?\d\d)?|(?<=['’])\d\d)(?!\d)[\W_]*")
"""A year, or two in a row: 2025, 2025/26, '25. Other numbers are part of a name, or a serial number."""
_QUARTER = re.compile(r"[\W_]*(?<![^\W_])(?:q[1-4]|h[12])(?![^\W_])[\W_]*", re.IGNORECASE)
_SERIAL = re.compile(r"(?<![^\W_])(?:0\d+|\d{3,})(?![^\W_])")
_OVERLAP = 0.5
"""So much of the shorter season has to lie in the other one."""
_SEASON = 183
"""Days: what runs for longer has no season."""


def alike(campaign: str, placed: Iterable[str], known: Iterable[Campaign]) -> frozenset[str]:
    """Those of the campaigns for which something was placed (by id) that are like this one, itself among them; `known` are those of
    which a table says more than their ids."""
    table = {one.id: one for one in known}
    return frozenset(name for name in placed if _like(campaign, name, table))


def _like(one: str, other: str, table: dict[str, Campaign]) -> bool:
    """Ids tell nothing where the table has names: those of a series differ in nothing but their number."""
    if one == other:
        return True
    if one not in table or other not in table:
        return _of_other_years(one, other)
    left, right = table[one], table[other]
    return _of_other_years(left.name, right.name) or (
        bool(left.brand) and left.brand == right.brand and _same_season(left, right)
    )


def _of_other_years(one: str, other: str) -> bool:
    stem = _stem(one)
    return bool(stem) and stem == _stem(other)


def _stem(name: str) -> str:
    """The name without year and quarter: that of every year. Empty where no name is left, or where a serial number is part of it."""
    left = _QUARTER.sub(" ", _YEARS.sub(" ", name)).strip().casefold()
    return left if any(sign.isalpha() for sign in left) and not _SERIAL.search(left) else ""


def _same_season(one: Campaign, other: Campaign) -> bool:
    left, right = _days(one), _days(other)
    shorter = min(len(left), len(right))
    return bool(shorter) and len(left & right) >= _OVERLAP * shorter


def _days(campaign: Campaign) -> frozenset[tuple[int, int]]:
    """Its days as month and day; none where it has no season."""
    try:
        first, last = date.fromisoformat(campaign.first_day), date.fromisoformat(campaign.last_day)
    except ValueError:
        return frozenset()
    if not 0 <= (last - first).days < _SEASON:
        return frozenset()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return frozenset((day.month, day.day) for day in days)
