"""Every tally of a small world counted the plain way: by going over the raw events again and again.

Nothing here knows how the tallies are made; only the names of things are the agreed ones.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import product

from tests.unit.analytics.plain_risks import Risks
from tests.unit.analytics.plain_spend import Spending
from tests.unit.analytics.raw_world import SPANS, Act, Ask, Cubes, local, spans, within
from thesaury.analytics.naming import campaign_iri
from thesaury.model.search_log import SearchKind
from thesaury.model.usage import UsageKind

_MEASURED = (
    (UsageKind.USE, "uses"),
    (UsageKind.DOWNLOAD, "downloads"),
    (UsageKind.SHARE, "shares"),
    (UsageKind.VIEW, "views"),
)


class Plain(Spending, Risks):
    """The counts of one world."""

    def cubes(self) -> Cubes:
        """All of them."""
        self._use()
        self._demand()
        self._supply()
        self._unanswered()
        self._campaigns()
        self.spend()
        self._tags()
        self._time_to_find()
        self.late()
        self.endings()
        return self.found

    def _use(self) -> None:
        for span, market, channel in self.cells():
            here = [
                act
                for act in self.acts
                if span in spans(act.day) and within(market, act.markets) and within(channel, {act.channel} - {""})
            ]
            told: dict[str, object] = {
                name: sum(act.quantity for act in here if act.kind is kind) for kind, name in _MEASURED
            }
            if not any(told.values()):
                continue
            used = self._used(here)
            told |= {"assets": len(used), "reused": sum(times > 1 for times in used.values())}
            rows = []
            for concept in self.world.above:
                of = [times for asset, times in used.items() if concept in self.upward(self.borne(asset))]
                if of:
                    rows.append(
                        {"concept": concept, "uses": sum(of), "assets": len(of), "reused": sum(t > 1 for t in of)}
                    )
            self.put("concept-use", {"period": span, "market": market, "channel": channel}, told, rows)

    def _used(self, acts: Iterable[Act]) -> dict[int, int]:
        used: dict[int, int] = {}
        for act in acts:
            if act.kind is UsageKind.USE and act.asset is not None:
                used[act.asset] = used.get(act.asset, 0) + act.quantity
        return used

    def _demand(self) -> None:
        for span, market, channel in self.cells():
            here = [
                ask
                for ask in self.asks
                if span in spans(ask.day) and within(market, ask.markets) and within(channel, ask.channels)
            ]
            if here:
                told = _demanded(here) | {
                    "withoutResults": sum(vain(ask) for ask in here),
                    "blocked": sum(blocked(ask) for ask in here),
                    "asked": sum(ask.kind == "search" and ask.usable is not None for ask in here),
                }
                rows = []
                for concept in self.world.above:
                    if naming := [ask for ask in here if concept in self.upward(ask.concepts)]:
                        rows.append({"concept": concept} | _demanded(naming))
                self.put("concept-demand", {"period": span, "market": market, "channel": channel}, told, rows)

    def _supply(self) -> None:
        asked = [(act.markets, {act.channel} - {""}) for act in self.acts] + [
            (ask.markets, ask.channels) for ask in self.asks
        ]
        asked += [(frozenset(markets), set()) for markets, _ in self.world.campaigns.values()]
        markets = sorted({market for some, _ in asked for market in some}) or ["DE"]
        channels = sorted({channel for _, some in asked for channel in some}) or ["website"]
        there = [place for place, asset in enumerate(self.world.assets) if asset.live and self.borne(place)]
        for market, channel in product(("all", *markets), ("all", *channels)):
            if not there:
                continue
            where = product(markets if market == "all" else [market], channels if channel == "all" else [channel])
            places = list(where)
            usable = [
                asset for asset in there if any(self.covering(asset, self.today, c, {m}, whole=True) for m, c in places)
            ]
            rows = []
            for concept in self.world.above:
                if of := [asset for asset in there if concept in self.upward(self.borne(asset))]:
                    rows.append({"suppliedConcept": concept, "approved": len(of), "usable": len(set(of) & set(usable))})
            told = {"usable": len(usable), "approved": len(there), "asOf": self.today}
            self.put("concept-supply", {"market": market, "channel": channel}, told, rows)

    def _unanswered(self) -> None:
        searches = [ask for ask in self.asks if ask.kind == "search"]
        for span, language in product(SPANS, ("all", "unknown", "en", "de")):
            here = [ask for ask in searches if span in spans(ask.day) and within(language, {ask.language} - {""})]
            rows = []
            for concept in self.world.above:
                naming = [ask for ask in here if concept in self.upward(ask.concepts)]
                if failed := sum(map(vain, naming)):
                    rows.append({"concept": concept, "searches": len(naming), "withoutResults": failed})
            if here:
                told = {"searches": len(here), "withoutResults": sum(map(vain, here))}
                self.put("found-nothing", {"period": span, "language": language}, told, rows)
        for span, axis in product(SPANS, ("all", "channel", "region", "date", "purpose")):
            here = [a for a in searches if span in spans(a.day) and blocked(a) and (axis == "all" or axis in a.axes)]
            rows = []
            for concept in self.world.above:
                if count := sum(concept in self.upward(ask.concepts) for ask in here):
                    rows.append({"concept": concept, "searches": count})
            if here:
                self.put("blocked", {"period": span, "axis": axis}, {"searches": len(here)}, rows)

    def _campaigns(self) -> None:
        bought = {asset for licence in self.purchases() for asset in licence.assets}

        def measures(acts: list[Act]) -> dict[str, object]:
            owned = [act for act in acts if act.asset in bought]
            return {
                "uses": sum(act.quantity for act in acts),
                "licensedUses": sum(act.quantity for act in owned),
                "assets": len({act.asset for act in acts} - {None}),
                "licensedAssets": len({act.asset for act in owned}),
            }

        for span in SPANS:
            here = [a for a in self.acts if a.kind is UsageKind.USE and a.campaign and span in spans(a.day)]
            names = {act.campaign for act in here}
            rows = [{"campaign": campaign_iri(n)} | measures([a for a in here if a.campaign == n]) for n in names]
            if here:
                self.put("campaign-use", {"period": span}, measures(here), rows)

    def _tags(self) -> None:
        reviews = [one for one in self.world.reviews if not one.reviewer.startswith("rule:")]
        for span in SPANS:
            here = [one for one in reviews if span in spans(local(one.at))]
            for by in ("source", "version", "concept", "field") if here else ():
                labels: dict[str, list[bool]] = {}
                for one in here:
                    source = one.annotator.split("/")[0] or "person"
                    named = {"source": source, "version": one.annotator, "concept": one.concept, "field": one.field}
                    labels.setdefault(named[by] or "unknown", []).append(one.accepted)
                name = "concept" if by == "concept" else "label"
                rows: list[dict[str, object]] = [{name: label} | _judged(made) for label, made in labels.items()]
                self.put("tag-quality", {"by": by, "period": span}, _judged([one.accepted for one in here]), rows)

    def _time_to_find(self) -> None:
        visits: list[tuple[date, str, float | None]] = []
        for session in {ask.session for ask in self.asks} - {""}:
            asks = sorted((a for a in self.asks if a.session == session and a.kind == "search"), key=lambda a: a.at)
            acts = [a for a in self.acts if a.session == session and a.kind in (UsageKind.USE, UsageKind.DOWNLOAD)]
            if asks:
                finds = [act.at for act in acts if act.at >= asks[0].at]
                team = next((t for t in [a.team for a in asks] + [a.team for a in acts] if t), "unknown")
                visits.append((asks[0].day, team, (min(finds) - asks[0].at).total_seconds() if finds else None))
        for span in SPANS:
            rows: list[dict[str, object]] = []
            for team in {"all", *(team for _, team, _ in visits)}:
                here = [took for day, whose, took in visits if span in spans(day) and team in ("all", whose)]
                took = sorted(seconds for seconds in here if seconds is not None)
                middle = (took[(len(took) - 1) // 2] + took[len(took) // 2]) / 2 if took else None
                if here:
                    median = {"medianSeconds": Decimal(f"{middle:.3f}")} if middle is not None else {}
                    rows.append({"team": team, "sessions": len(here), "found": len(took)} | median)
            if rows:
                self.put("time-to-find", {"period": span}, {}, rows)


def _demanded(asks: list[Ask]) -> dict[str, object]:
    kinds = ("search", "searches"), (SearchKind.RECOMMENDATION.value, "requests"), ("brief", "briefs")
    return {name: sum(ask.kind == kind for ask in asks) for kind, name in kinds}


def _judged(made: list[bool]) -> dict[str, object]:
    return {"accepted": sum(made), "rejected": len(made) - sum(made)}


def vain(ask: Ask) -> bool:
    """Whether a search found nothing."""
    return ask.kind == "search" and ask.results == 0


def blocked(ask: Ask) -> bool:
    """Whether a search found something, and nothing usable."""
    return ask.kind == "search" and bool(ask.results) and ask.usable == 0
