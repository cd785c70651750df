"""Late uses and endings counted the plain way: day by day, licence by licence."""

from collections.abc import Iterable
from datetime import date, timedelta

from tests.unit.analytics.raw_world import SPANS, Raw, row, spans
from thesaury.analytics.naming import campaign_iri, use_iri
from thesaury.model.usage import UsageKind


class Risks(Raw):
    """Uses that no licence covers, or not for long."""

    def late(self) -> None:
        """The cube of late uses."""
        late = []
        for act in self.acts:
            if act.kind is UsageKind.USE and act.asset is not None:
                ended = self._ended(act.asset, act.day, act.channel, act.markets)
                late += [(act, ended)] if ended else []
        for span in SPANS:
            here = [(act, ended) for act, ended in late if span in spans(act.day)]
            rows = []
            for act, ended in here:
                told = {
                    "use": use_iri(act.source, act.id),
                    "asset": self.asset(act.asset or 0),
                    "day": act.day,
                    "ended": ended,
                }
                campaign = {"campaign": campaign_iri(act.campaign)} if act.campaign else {}
                rows.append(row(told | campaign) | {("market", market) for market in act.markets})
            if here:
                told = row({"uses": sum(act.quantity for act, _ in here)})
                self.found["late-uses", row({"period": span, "market": "all"})] = told, frozenset(rows)
            for market in {market for act, _ in here for market in act.markets or ("unknown",)}:
                uses = sum(act.quantity for act, _ in here if market in (act.markets or ("unknown",)))
                totals = row({"uses": uses, "detail": "totals"})
                self.found["late-uses", row({"period": span, "market": market})] = totals, frozenset()

    def endings(self) -> None:
        """The cube of endings."""
        rows = []
        uses = [act for act in self.acts if act.kind is UsageKind.USE and act.campaign and act.asset is not None]
        for asset, campaign in {(act.asset, act.campaign) for act in uses}:
            last = self.world.campaigns.get(campaign, ((), None))[1]
            here = [act for act in uses if (act.asset, act.campaign) == (asset, campaign)]
            ends = [self._until(asset or 0, act.channel, act.markets) for act in here]
            until = min((end for end in ends if end), default=None)
            if until and (last is None or last >= self.today) and (last is None or until < last):
                told = {"asset": self.asset(asset or 0), "campaign": campaign_iri(campaign), "until": until}
                rows.append(told | {"uses": sum(a.quantity for a in here)} | ({"campaignEnd": last} if last else {}))
        if rows:
            self.put("endings", {}, {"asOf": self.today}, rows)

    def _until(self, asset: int, channel: str, markets: Iterable[str]) -> date | None:
        if not self.covering(asset, self.today, channel, markets):
            return self._ended(asset, self.today, channel, markets)
        day = self.today
        while self.covering(asset, day, channel, markets):
            day += timedelta(1)
            if day.year > self.today.year + 5:
                return None
        return day - timedelta(1)
