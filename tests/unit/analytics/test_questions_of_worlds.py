"""The named questions, asked of random worlds, answer what a plain count over the raw events says."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.long_form import LONG
from tests.unit.analytics.kept_worlds import workspace_of
from tests.unit.analytics.plain_counts import Plain
from tests.unit.analytics.raw_world import row
from tests.unit.analytics.worlds import TODAY, world
from thesaury.analytics.answers import plain_name, rows_of
from thesaury.analytics.asking import bindings, checked
from thesaury.analytics.definitions import TWELVE, defined
from thesaury.analytics.naming import use_iri
from thesaury.engines.oxigraph import memory_graph
from thesaury.model.question import ColumnKind
from thesaury.model.usage import UsageKind
from thesaury.pipeline.measuring.running import measure

WORLDS = 1_000 if LONG else 12
PERIODS = ("all", "2026", "2025-Q4", "2026-02")
Told = Mapping[str, str]
Figures = dict[tuple[str, ...], tuple[Decimal, ...]]


@pytest.mark.parametrize("seed", range(WORLDS))
def test_questions_answer_what_a_plain_count_says(seed: int, tmp_path: Path):
    asked = _Asked(seed, tmp_path)
    for name, given, keys, columns, expected in asked.cases():
        assert asked.answer(name, given, keys, columns) == expected, f"world {seed}, {name} {given}"


def test_the_worlds_have_an_answer_to_every_question(tmp_path: Path):
    told = {name for seed in range(WORLDS) for name, _, _, _, figures in _Asked(seed, tmp_path).cases() if figures}
    assert told == set(TWELVE)


Case = tuple[str, dict[str, str], tuple[str, ...], tuple[str, ...], Figures]


class _Asked:
    """One world in a graph, and counted the plain way."""

    def __init__(self, seed: int, folder: Path) -> None:
        one = world(seed)
        workspace = workspace_of(one, folder)
        records = workspace.catalogue.records
        gone, keys = records.owners(), ["/".join(asset.records[0]) for asset in one.assets]
        found = [records.find(key) for key in keys]
        ids = [asset.id if asset else gone[key] for key, asset in zip(keys, found, strict=True)]
        self.plain = Plain(one, ids, TODAY)
        self.cubes = self.plain.cubes()
        measure(workspace, day=TODAY)
        self._graph = memory_graph()
        for name, statements in workspace.graph.graphs.items():
            self._graph.load(name, statements)

    def answer(self, name: str, given: dict[str, str], keys: tuple[str, ...], columns: tuple[str, ...]) -> Figures:
        """These columns of the answer by what names its rows."""
        definition = defined(name)
        values = checked(definition, given)
        solutions = self._graph.select(definition.question.sparql, bindings(definition, values))
        rows = rows_of(definition, values, solutions)
        return {tuple(str(one[key]) for key in keys): tuple(_exact(one[column]) for column in columns) for one in rows}

    def cases(self) -> Iterator[Case]:
        """Questions with their parameters, what names a row, columns, and what they have to say."""
        for period in PERIODS:
            yield from self._used(period)
            yield from self._vain(period)
            yield from self._paid_and_judged(period)
            yield from self._found_and_late(period)
            for market in ("all", "DE") if period != "2026-02" else ("all",):
                yield self._gaps(period, market)
        for market_or_channel in ("market", "channel"):
            yield self._coverage(market_or_channel)
        for within in (30, 90, 400):
            yield self._ending(within)
        for place in range(len(self.plain.ids)):
            yield self._withdrawn(place)

    def _used(self, period: str) -> Iterator[Case]:
        for market in ("all", "DE", "unknown") if period != "2026-02" else ("all",):
            rows = self._rows("concept-use", period=period, market=market, channel="all")
            figures = {
                (o["concept"],): (*_parts(o, "uses", "assets", "reused"), _rate(o, "reused", "assets")) for o in rows
            }
            columns = ("uses", "assets", "reused", "rate")
            yield "most-reused-concepts", {"period": period, "market": market}, ("concept",), columns, figures
        figures = {
            (plain_name(o["campaign"], ColumnKind.CAMPAIGN),): (
                *_parts(o, "uses", "licensedUses", "licensedAssets"),
                _rate(o, "licensedUses", "uses"),
            )
            for o in self._rows("campaign-use", period=period)
        }
        columns = ("uses", "licensedUses", "licensedAssets", "share")
        yield "licensed-dependence", {"period": period}, ("campaign",), columns, figures

    def _gaps(self, period: str, market: str) -> Case:
        kinds = ("searches", "requests", "briefs")
        wanted = {"period": period, "market": market, "channel": "all"}
        demand = self._own("concept-demand", **wanted)
        held = {o["suppliedConcept"]: o for o in self._rows("concept-supply", market=market, channel="all")}
        all_demand = sum(_parts(demand, *kinds))
        all_usable = _parts(self._own("concept-supply", market=market, channel="all"), "usable")[0]
        figures: Figures = {}
        for o in self._rows("concept-demand", **wanted):
            usable, approved = _parts(held.get(o["concept"], {}), "usable", "approved")
            asked = sum(_parts(o, *kinds))
            gap = (asked + 1) / Decimal(all_demand + 1) / ((usable + 1) / (all_usable + 1))
            figures[o["concept"],] = (*_parts(o, *kinds), Decimal(asked), usable, approved, _exact(gap))
        columns = (*kinds, "demand", "usable", "approved", "gap")
        return "content-gaps", {"period": period, "market": market}, ("concept",), columns, figures

    def _vain(self, period: str) -> Iterator[Case]:
        for language in ("all", "de", "unknown"):
            figures = {
                (o["concept"],): (*_parts(o, "searches", "withoutResults"), _rate(o, "withoutResults", "searches"))
                for o in self._rows("found-nothing", period=period, language=language)
            }
            given, columns = {"period": period, "language": language}, ("searches", "withoutResults", "rate")
            yield "found-nothing", given, ("concept",), columns, figures
        sought = self._rows("concept-demand", period=period, market="all", channel="all")
        searches = {o["concept"]: _parts(o, "searches")[0] for o in sought}
        for axis in ("all", "region"):
            rows = self._rows("blocked", period=period, axis=axis)
            blocked = {o["concept"]: _parts(o, "searches")[0] for o in rows}
            figures = {(c,): (n, searches[c], _exact(n / searches[c])) for c, n in blocked.items()}
            columns = ("blocked", "searches", "rate")
            yield "blocked-by-rights", {"period": period, "axis": axis}, ("concept",), columns, figures

    def _paid_and_judged(self, period: str) -> Iterator[Case]:
        for by in ("provider", "campaign", "concept"):
            columns = ("licences", "cost", "uses", "idleLicences", "idleCost")
            figures = {
                (_subject(o, by),): (*_parts(o, *columns), _rate(o, "cost", "uses"))
                for o in self._rows("spend", by=by, period=period)
            }
            yield "spend-per-use", {"by": by, "period": period}, ("subject",), (*columns, "perUse"), figures
        for by in ("source", "version", "concept", "field"):
            figures = {}
            for o in self._rows("tag-quality", by=by, period=period):
                accepted, rejected = _parts(o, "accepted", "rejected")
                figures[o.get("label") or o["concept"],] = accepted, rejected, _exact(accepted / (accepted + rejected))
            columns = ("accepted", "rejected", "acceptance")
            yield "tag-quality", {"by": by, "period": period}, ("subject",), columns, figures

    def _found_and_late(self, period: str) -> Iterator[Case]:
        figures = {
            (o["team"],): (
                *_parts(o, "sessions", "found"),
                _exact(o.get("medianSeconds")),
                _rate(o, "found", "sessions"),
            )
            for o in self._rows("time-to-find", period=period)
        }
        yield "time-to-find", {"period": period}, ("team",), ("sessions", "found", "median", "rate"), figures
        quantity = {use_iri(act.source, act.id): Decimal(act.quantity) for act in self.plain.acts}
        figures = {
            (o["use"], plain_name(o["asset"], ColumnKind.ASSET), o["day"], o["ended"]): (quantity[o["use"]],)
            for o in self._rows("late-uses", period=period, market="all")
        }
        yield "used-after-expiry", {"period": period}, ("use", "asset", "day", "ended"), ("quantity",), figures

    def _coverage(self, across: str) -> Case:
        other = "channel" if across == "market" else "market"
        figures = {
            (o["suppliedConcept"], dict(fixed)[across]): _parts(o, "usable", "approved")
            for (cube, fixed), (_, rows) in self.cubes.items()
            if cube == "concept-supply" and dict(fixed)[other] == "all"
            for o in map(dict, rows)
        }
        return "coverage-matrix", {"across": across}, ("concept", "place"), ("usable", "approved"), figures

    def _ending(self, within: int) -> Case:
        last = str(TODAY + timedelta(within))
        figures = {
            (plain_name(o["asset"], ColumnKind.ASSET), plain_name(o["campaign"], ColumnKind.CAMPAIGN)): _parts(
                o, "uses"
            )
            for o in self._rows("endings")
            if str(TODAY) <= o["until"] <= last
        }
        given = {"day": str(TODAY), "within": str(within)}
        return "ending-in-live-campaigns", given, ("asset", "campaign"), ("uses",), figures

    def _withdrawn(self, place: int) -> Case:
        """No asset of a world was made from another."""
        figures: Figures = {}
        for act in self.plain.acts:
            if act.asset == place and act.kind is UsageKind.USE:
                key = act.campaign or "None", act.channel or "None"
                times, uses = figures.get(key, (Decimal(0), Decimal(0)))
                figures[key] = times + 1, uses + act.quantity
        given = {"asset": self.plain.ids[place]}
        return (
            "impact-of-withdrawal",
            given,
            ("campaign", "channel"),
            ("times", "uses"),
            figures or {("None", "None"): (Decimal(0),) * 2},
        )

    def _rows(self, cube: str, **fixed: str) -> list[Told]:
        return [dict(one) for one in self.cubes.get((cube, row(dict(fixed))), (frozenset(), frozenset()))[1]]

    def _own(self, cube: str, **fixed: str) -> Told:
        return dict(self.cubes.get((cube, row(dict(fixed))), (frozenset(), frozenset()))[0])


def _subject(told: Told, by: str) -> str:
    return plain_name(told[by], ColumnKind.CAMPAIGN) if by == "campaign" else told[by]


def _parts(told: Told, *names: str) -> tuple[Decimal, ...]:
    return tuple(_exact(told.get(name, "0")) for name in names)


def _rate(told: Told, part: str, whole: str) -> Decimal:
    """The quotient, -1 for none, as where there is no figure."""
    above, below = _parts(told, part, whole)
    return _exact(above / below) if below else Decimal(-1)


def _exact(value: object) -> Decimal:
    """A figure so far as both sides reckon it; -1 for none."""
    return Decimal(-1) if value is None else Decimal(str(value)).quantize(Decimal("0.000001"))
