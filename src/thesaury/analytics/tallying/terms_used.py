"""How often the assets of purchases were used within the terms of these, and in which campaigns.

A stretch is what an asset was used within a term: two places among all uses in the order of assets and days, the second one excluded. Two
licences of an asset may have stretches that overlap; what lies in both is one use.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import numpy as np

from thesaury.analytics.tallying.concept_use import of_kind
from thesaury.analytics.tallying.facts import NOBODY, Codes, Facts, Numbers
from thesaury.model.spend import LicencePurchase
from thesaury.model.usage import UsageKind

_DAYS = 1 << 22
"""More days than a calendar has: an asset and a day are one number."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Used:
    """How often an asset of a purchase was used within its term, in all and by code of the campaign, and which uses these are."""

    asset: int
    uses: int
    stretch: Stretch = (0, 0)
    by_campaign: dict[int, int] = field(default_factory=dict)


def by_campaign(cost: Fraction, used: Sequence[Used]) -> Mapping[int, Fraction]:
    """The campaigns that used the assets of a purchase, by code, with what falls to each of its cost: every asset has an equal share, and a
    campaign gets of that what its uses are of all uses within the term."""
    costs: dict[int, Fraction] = {}
    for asset in used:
        for campaign, times in asset.by_campaign.items():
            part = cost / len(used) * Fraction(times, asset.uses)
            costs[campaign] = costs.get(campaign, Fraction(0)) + part
    costs.pop(NOBODY, None)
    return costs


class TermUses:
    """The uses of all assets, in the order of their days."""

    def __init__(self, facts: Facts) -> None:
        """Order the uses of these facts once."""
        done, uses = facts.done, of_kind(facts.done, UsageKind.USE)
        rows = np.flatnonzero((uses > 0) & (done.assets != NOBODY))
        moments = done.assets[rows].astype(np.int64) * _DAYS + done.days[rows]
        order = np.argsort(moments, kind="stable")
        self._moments: Numbers = moments[order]
        self._uses: Numbers = uses[rows][order]
        self._campaigns: Codes = done.campaigns[rows][order]
        self._until: Numbers = np.concatenate(([0], np.cumsum(self._uses)))
        self._codes = {asset: code for code, asset in enumerate(facts.assets)}

    def of(self, purchase: LicencePurchase) -> Sequence[Used]:
        """What of each of its assets was used within its term, for all of its assets; nothing where nobody knows when the term begins."""
        return [self._used(self._codes.get(asset, NOBODY), purchase) for asset in purchase.assets]

    def distinct(self, stretches: Iterable[Stretch]) -> int:
        """How many uses lie in any of these stretches."""
        starts, ends = _apart(stretches)
        return int((self._until[ends] - self._until[starts]).sum())

    def in_campaign(self, campaign: int, stretches: Iterable[Stretch]) -> int:
        """How many of these are uses of a campaign, by its code."""
        bounds = zip(*(places.tolist() for places in _apart(stretches)), strict=True)
        return sum(int(self._uses[start:end][self._campaigns[start:end] == campaign].sum()) for start, end in bounds)

    def _used(self, asset: int, purchase: LicencePurchase) -> Used:
        if asset == NOBODY or purchase.first_day is None:
            return Used(asset, 0)
        last = (purchase.last_day or date.max).toordinal()
        bounds = asset * _DAYS + purchase.first_day.toordinal(), asset * _DAYS + last + 1
        start, end = np.searchsorted(self._moments, bounds)
        by_campaign: dict[int, int] = {}
        for campaign, uses in zip(self._campaigns[start:end].tolist(), self._uses[start:end].tolist(), strict=True):
            by_campaign[campaign] = by_campaign.get(campaign, 0) + uses
        return Used(asset, sum(by_campaign.values()), (int(start), int(end)), by_campaign)


def _apart(stretches: Iterable[Stretch]) -> tuple[Numbers, Numbers]:
    """Where stretches begin and end once each leaves out what those before it have."""
    places = np.array(sorted(set(stretches)), np.int64).reshape(-1, 2)
    ends = np.maximum.accumulate(places[:, 1])
    starts = places[:, 0].copy()
    starts[1:] = np.maximum(starts[1:], ends[:-1])
    return starts, np.maximum(starts, ends)
