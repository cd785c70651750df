"""The cube `campaign-use`: how much of what campaigns use was bought from somebody."""

from collections.abc import Iterable, Iterator

import numpy as np

from thesaury.analytics.naming import campaign_iri
from thesaury.analytics.tallying.concept_use import of_kind
from thesaury.analytics.tallying.cube import Observation, Slice, Told
from thesaury.analytics.tallying.facts import NOBODY, Codes, Facts, Numbers
from thesaury.analytics.tallying.periods import periods
from thesaury.analytics.tallying.rolling import Mask
from thesaury.model.statement import Iri
from thesaury.model.usage import UsageKind

CUBE = "campaign-use"
_MEASURES = ("uses", "licensedUses", "assets", "licensedAssets")


def campaign_use(facts: Facts) -> Iterator[Slice]:
    """The slices in which campaigns used anything. Licensed is an asset that any purchase covers, whenever that was: this is about what
    campaigns depend on, not about whether they may."""
    done, uses = facts.done, of_kind(facts.done, UsageKind.USE)
    rows = np.flatnonzero((uses > 0) & (done.campaigns != NOBODY))
    spans, told = periods(done.days[rows])
    licensed = _licensed(facts)[done.assets[rows]] & (done.assets[rows] != NOBODY)
    for code, span in enumerate(spans):
        here = (told == code).any(axis=1)
        part = rows[here]
        counted = _Counted(facts, done.campaigns[part], done.assets[part], uses[part], licensed[here])
        totals = zip(_MEASURES, counted.numbers(np.zeros(len(part), np.int32), 1)[0], strict=True)
        yield Slice(CUBE, (("period", span),), tuple(totals), counted.observations)


def _licensed(facts: Facts) -> Mask:
    """Which assets a purchase covers; one more place at the end, for those nobody knows."""
    bought = {asset for one in facts.bought for asset in one.purchase.assets}
    return np.array([*(asset in bought for asset in facts.assets), False], np.bool_)


class _Counted:
    """Uses of one period."""

    def __init__(self, facts: Facts, campaigns: Codes, assets: Codes, uses: Numbers, licensed: Mask) -> None:
        self._names, self._campaigns, self._assets = facts.campaigns, campaigns, assets
        self._uses, self._licensed = uses, licensed

    def observations(self) -> Iterable[Observation]:
        numbers = self.numbers(self._campaigns, len(self._names))
        for campaign, counted in sorted(zip(self._names, numbers, strict=True)):
            if counted[0]:
                measures: Told = tuple(zip(_MEASURES, counted, strict=True))
                yield Observation((campaign,), (("campaign", Iri(campaign_iri(campaign))), *measures))

    def numbers(self, groups: Codes, count: int) -> list[tuple[int, ...]]:
        """The four measures of every group."""
        known = self._assets != NOBODY
        columns = [
            _sums(groups, self._uses, count),
            _sums(groups, np.where(self._licensed, self._uses, 0), count),
            _different(groups[known], self._assets[known], count),
            _different(groups[self._licensed], self._assets[self._licensed], count),
        ]
        return list(zip(*(column.tolist() for column in columns), strict=True))


def _sums(groups: Codes, numbers: Numbers, count: int) -> Numbers:
    found = np.zeros(count, np.int64)
    np.add.at(found, groups, numbers)
    return found


def _different(groups: Codes, assets: Codes, count: int) -> Numbers:
    pairs = np.unique(groups.astype(np.int64) << 32 | assets)
    return np.bincount(pairs >> 32, minlength=count).astype(np.int64)
