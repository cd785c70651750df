"""The cube `spend`: what licences cost and how often what they cover was used in their terms, by provider, campaign and concept."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction
from functools import partial

from thesaury.analytics.naming import ALL, UNKNOWN, campaign_iri
from thesaury.analytics.statements import concept_iri
from thesaury.analytics.tallying.cube import Observation, Slice, Told
from thesaury.analytics.tallying.facts import NOBODY, Bought, Facts
from thesaury.analytics.tallying.periods import periods_of
from thesaury.analytics.tallying.rolling import bearing
from thesaury.analytics.tallying.terms_used import Stretch, TermUses, Used, by_campaign
from thesaury.model.statement import Iri

CUBE = "spend"
_CENT = Decimal("0.0001")
"""Shares are told to a hundredth of a cent, and summed without any rounding."""
_EXACT = Context(prec=400)
"""Room for every price that a source may name."""


@dataclass(slots=True)
class _Sum:
    licences: int = 0
    cost: Fraction = Fraction(0)
    idle: int = 0
    idle_cost: Fraction = Fraction(0)
    used: list[Stretch] = field(default_factory=list)

    def add(self, cost: Fraction, used: Iterable[Used], idle: bool) -> None:
        self.licences += 1
        self.cost += cost
        self.used.extend(one.stretch for one in used if one.uses)
        if idle:
            self.idle += 1
            self.idle_cost += cost

    def join(self, other: "_Sum") -> None:
        self.licences += other.licences
        self.cost += other.cost
        self.used.extend(other.used)
        self.idle += other.idle
        self.idle_cost += other.idle_cost

    def told(self, distinct: Callable[[Iterable[Stretch]], int]) -> Told:
        costs = ("cost", shared_cost(self.cost)), ("idleCost", shared_cost(self.idle_cost))
        uses = ("uses", distinct(self.used))
        return ("licences", self.licences), costs[0], uses, ("idleLicences", self.idle), costs[1]


@dataclass(slots=True)
class _Period:
    total: _Sum = field(default_factory=_Sum)
    unconverted: int = 0
    parts: dict[str, dict[str, _Sum]] = field(default_factory=lambda: {"provider": {}, "campaign": {}, "concept": {}})

    def part(self, by: str, label: str) -> _Sum:
        return self.parts[by].setdefault(label, _Sum())

    def join(self, other: "_Period") -> None:
        self.total.join(other.total)
        self.unconverted += other.unconverted
        for by, labels in other.parts.items():
            for label, counted in labels.items():
                self.part(by, label).join(counted)


def spend(facts: Facts) -> Iterator[Slice]:
    """The slices of periods in which licences were bought. The cost of a purchase is shared equally over its assets.

    A concept is given the share of every asset that bears it, or one below it, so that concepts may come to more than the whole. A campaign
    is given of an asset's share what its uses are of all uses within the term, so that campaigns come to no more than the whole. Idle is
    a licence of whose assets none was used in its term so far, once that has begun. What two licences of an asset cover is one use.
    """
    counting = _Counting(facts)
    by_month: dict[str, _Period] = {}
    months: dict[str, tuple[str, ...]] = {}
    for one in facts.bought:
        spans = periods_of(one.purchase.day) if one.purchase.day else (ALL,)
        months[spans[-1]] = spans
        counting.count(one, by_month.setdefault(spans[-1], _Period()))
    periods: dict[str, _Period] = {}
    for month, counted in by_month.items():
        for span in months[month]:
            periods.setdefault(span, _Period()).join(counted)
    for span, counted in periods.items():
        told = (*counting.told(counted.total), ("unconverted", counted.unconverted), ("baseCurrency", facts.currency))
        for by, labels in counted.parts.items():
            yield Slice(CUBE, (("by", by), ("period", span)), told, partial(counting.observations, by, labels))


class _Counting:
    def __init__(self, facts: Facts) -> None:
        self._facts, self._uses = facts, TermUses(facts)
        self._concepts = bearing(facts, facts.annotated, len(facts.assets)).T.tocsr()
        self._campaigns = {name: code for code, name in enumerate(facts.campaigns)}

    def told(self, counted: _Sum) -> Told:
        return counted.told(self._uses.distinct)

    def observations(self, by: str, labels: Mapping[str, _Sum]) -> Iterable[Observation]:
        names = {"campaign": campaign_iri, "concept": concept_iri}
        for label in sorted(labels):
            named = (by, Iri(names[by](label))) if by in names else (by, label)
            distinct = self._uses.distinct
            if by == "campaign":
                distinct = partial(self._uses.in_campaign, self._campaigns[label])
            yield Observation((label,), (named, *labels[label].told(distinct)))

    def count(self, one: Bought, period: _Period) -> None:
        if one.cost is None:
            period.unconverted += 1
            return
        used = self._uses.of(one.purchase)
        cost = Fraction(one.cost)
        idle = (
            not any(asset.uses for asset in used)
            and one.purchase.first_day is not None
            and one.purchase.first_day <= self._facts.day
        )
        for sums in (period.total, period.part("provider", one.purchase.licensor or UNKNOWN)):
            sums.add(cost, used, idle)
        share = cost / max(len(used), 1)  # what was never loaded covers no asset
        self._by_concept(period, used, share, idle)
        self._by_campaign(period, used, cost)

    def _by_concept(self, period: _Period, used: Sequence[Used], share: Fraction, idle: bool) -> None:
        bearers: dict[int, list[Used]] = {}
        for asset in used:
            for concept in self._borne(asset.asset):
                bearers.setdefault(concept, []).append(asset)
        for concept, assets in bearers.items():
            period.part("concept", self._facts.concepts[concept]).add(share * len(assets), assets, idle)

    def _borne(self, asset: int) -> list[int]:
        if asset == NOBODY:
            return []
        start, end = self._concepts.indptr[asset], self._concepts.indptr[asset + 1]
        return [int(concept) for concept in self._concepts.indices[start:end].tolist()]

    def _by_campaign(self, period: _Period, used: Sequence[Used], cost: Fraction) -> None:
        for campaign, part in by_campaign(cost, used).items():
            users = [asset for asset in used if campaign in asset.by_campaign]
            period.part("campaign", self._facts.campaigns[campaign]).add(part, users, idle=False)


def shared_cost(amount: Fraction) -> Decimal:
    """A share of a cost to a hundredth of a cent."""
    told = _EXACT.divide(Decimal(amount.numerator), Decimal(amount.denominator))
    return told.quantize(_CENT, context=_EXACT)
