"""Spend counted the plain way: purchase by purchase, use by use, in fractions."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.unit.analytics.raw_world import SPANS, Act, Raw, spans
from tests.unit.analytics.worlds import WorldLicence
from thesaury.analytics.naming import campaign_iri
from thesaury.model.usage import UsageKind


class Spending(Raw):
    """What licences cost, and how often what they cover was used."""

    def cost(self, one: WorldLicence) -> Fraction | None:
        """What a licence cost in euros."""
        if one.price is None:
            return None
        if one.currency == "EUR":
            return Fraction(one.price)
        dated = [
            (d, n, r)
            for n, (d, c, r) in enumerate(self.world.rates)
            if one.bought and c == one.currency and d <= one.bought
        ]
        return Fraction(one.price) * Fraction(max(dated)[2]) if dated else None

    def spend(self) -> None:
        """The cube of spend."""
        for span in SPANS:
            here = [one for one in self.purchases() if span in (spans(one.bought) if one.bought else ("all",))]
            if not here:
                continue
            known = [one for one in here if self.cost(one) is not None]
            told = self._sums(known, lambda one: 1, lambda asset: True)
            told |= {"unconverted": len(here) - len(known), "baseCurrency": "EUR"}
            for by, rows in (
                ("provider", self._by_provider(known)),
                ("campaign", self._by_campaign(known)),
                ("concept", self._by_concept(known)),
            ):
                self.put("spend", {"by": by, "period": span}, told, rows)

    def _by_provider(self, known: list[WorldLicence]) -> list[dict[str, object]]:
        rows = []
        for name in {one.licensor for one in known}:
            some = [one for one in known if one.licensor == name]
            rows.append({"provider": name} | self._sums(some, lambda one: 1, lambda asset: True))
        return rows

    def _by_concept(self, known: list[WorldLicence]) -> list[dict[str, object]]:
        rows = []
        for concept in self.world.above:
            bears = {place for place in range(len(self.ids)) if concept in self.upward(self.borne(place))}
            some = [one for one in known if bears & set(one.assets)]

            def part(one: WorldLicence, bears: set[int] = bears) -> Fraction:
                return Fraction(len(bears & set(one.assets)), len(one.assets))

            def counts(asset: int, bears: set[int] = bears) -> bool:
                return asset in bears

            if some:
                rows.append({"concept": concept} | self._sums(some, part, counts))
        return rows

    def _by_campaign(self, known: list[WorldLicence]) -> list[dict[str, object]]:
        rows = []
        for name in {act.campaign for act in self.acts if act.campaign}:
            cost, uses, licences = Fraction(0), dict[int, int](), 0
            for one in known:
                within_term = self._term(one)
                named = [act for act in within_term if act.campaign == name]
                licences += bool(named)
                uses |= {id(act): act.quantity for act in named}
                for act in named:
                    total = sum(other.quantity for other in within_term if other.asset == act.asset)
                    cost += (self.cost(one) or Fraction(0)) / len(one.assets) * Fraction(act.quantity, total)
            if licences:
                idle = {"idleLicences": 0, "idleCost": money(Fraction(0))}
                told = {
                    "campaign": campaign_iri(name),
                    "licences": licences,
                    "cost": money(cost),
                    "uses": sum(uses.values()),
                }
                rows.append(told | idle)
        return rows

    def _sums(
        self,
        some: list[WorldLicence],
        part: Callable[[WorldLicence], Fraction | int],
        counts: Callable[[int], bool],
    ) -> dict[str, object]:
        costs = {id(one): (self.cost(one) or Fraction(0)) * part(one) for one in some}
        idle = [one for one in some if not self._term(one) and (one.first or one.bought or date.max) <= self.today]
        uses = {id(act): act.quantity for one in some for act in self._term(one) if counts(act.asset or 0)}
        return {
            "licences": len(some),
            "cost": money(sum(costs.values(), Fraction(0))),
            "uses": sum(uses.values()),
            "idleLicences": len(idle),
            "idleCost": money(sum((costs[id(one)] for one in idle), Fraction(0))),
        }

    def _term(self, one: WorldLicence) -> list[Act]:
        """The uses of its assets within its term."""
        first, last = one.first or one.bought, one.last or date.max
        uses = [act for act in self.acts if act.kind is UsageKind.USE and act.asset in one.assets]
        return [act for act in uses if first and first <= act.day <= last]


def money(amount: Fraction) -> Decimal:
    """An amount to a hundredth of a cent."""
    return (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(Decimal("0.0001"))
