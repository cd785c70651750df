"""Where tallies are easily wrong, one small world each."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.unit.analytics.kept_worlds import workspace_of
from tests.unit.analytics.raw_world import Cubes
from tests.unit.analytics.reconciled import tally_statements, told
from tests.unit.analytics.worlds import TODAY, World, WorldAsset, WorldLicence, world
from thesaury.analytics.asking import bindings, checked
from thesaury.analytics.definitions import defined
from thesaury.analytics.tallying.facts import Facts, Visit
from thesaury.analytics.tallying.time_to_find import time_to_find
from thesaury.model.brief import Brief, BriefConcept, Wanting
from thesaury.model.search_log import KeptSearch
from thesaury.model.usage import UsageEvent, UsageKind

TREE = {"top": (), "left": ("top",), "right": ("top",), "leaf": ("left", "right")}
"""A leaf below two branches of one tree."""
ASSET = WorldAsset((("dam", "0"),), True, ("leaf", "left"))
EMPTY = World(TREE, (ASSET,), (), (), {}, (), (), (), ())
JUNE = date(2026, 6, 30)
Figures = dict[str, str]


@pytest.fixture
def tallied(tmp_path: Path):
    def tally(one: World, day: date = date(2026, 3, 15)) -> Cubes:
        return told(tally_statements(workspace_of(one, tmp_path), day))

    return tally


def used(id: str = "e", at: str = "2026-03-10T12:00:00+00:00", quantity: int = 1, record: str = "0", **said: str):
    event = UsageEvent(id, UsageKind.USE, at, record, quantity=quantity, properties=tuple(said.items()))
    return "dam", event


def licence(first: date | None, last: date | None, transaction: str = "T1", **changed: object) -> WorldLicence:
    told = WorldLicence(transaction, "Corbis", (0,), "", "", first, last, date(2026, 1, 1), Decimal(100), "EUR")
    return replace(told, **changed)


def slice_of(cubes: Cubes, cube: str, **fixed: str) -> Figures:
    return dict(cubes[cube, frozenset(fixed.items())][0])


def rows(cubes: Cubes, cube: str, **fixed: str) -> list[Figures]:
    _, found = cubes.get((cube, frozenset(fixed.items())), (frozenset(), frozenset()))
    return [dict(one) for one in sorted(found, key=sorted)]


def named(cubes: Cubes, cube: str, name: str, **fixed: str) -> Figures:
    [found] = [one for one in rows(cubes, cube, **fixed) if name in one.values()]
    return found


def use_cell(period: str = "all", market: str = "all", channel: str = "all") -> Figures:
    return {"period": period, "market": market, "channel": channel}


def concept(name: str) -> str:
    return f"urn:thesaury:concept:{name}"


def test_an_asset_with_two_concepts_below_one_counts_there_once(tallied):
    cubes = tallied(replace(EMPTY, events=(used("a"), used("b", quantity=2))))
    top = named(cubes, "concept-use", concept("top"), **use_cell())
    assert (top["assets"], top["uses"], top["reused"]) == ("1", "3", "1")
    assert named(cubes, "concept-supply", concept("top"), market="all", channel="all")["approved"] == "1"


def test_a_use_in_two_markets_is_one_in_each_and_one_in_all(tallied):
    cubes = tallied(replace(EMPTY, events=(used(regions="DE AT"),)))
    told = [slice_of(cubes, "concept-use", **use_cell(market=market))["uses"] for market in ("DE", "AT", "all")]
    assert told == ["1", "1", "1"]


def test_a_market_that_nobody_knows_counts_as_unknown(tallied):
    cubes = tallied(replace(EMPTY, events=(used(regions="Atlantis"),)))
    markets = {dict(fixed).get("market") for (cube, fixed) in cubes if cube == "concept-use"}
    assert markets == {"all", "unknown"}


def test_a_use_that_is_only_reported_in_sum_counts_as_often_as_it_says(tallied):
    cubes = tallied(replace(EMPTY, events=(used(quantity=250),)))
    assert slice_of(cubes, "concept-use", **use_cell())["uses"] == "250"


def test_a_late_event_counts_in_its_own_month_and_a_corrected_one_in_its_new_form(tallied):
    first, late = used("a", "2026-03-10T12:00:00+00:00"), used("b", "2025-11-02T12:00:00+00:00")
    cubes = tallied(replace(EMPTY, events=(first, late, used("a", "2026-02-01T12:00:00+00:00", quantity=4))))
    assert slice_of(cubes, "concept-use", **use_cell("2025-11"))["uses"] == "1"
    assert slice_of(cubes, "concept-use", **use_cell("2026-02"))["uses"] == "4"
    assert slice_of(cubes, "concept-use", **use_cell())["uses"] == "5"
    assert ("concept-use", frozenset(use_cell("2026-03").items())) not in cubes


def test_a_day_begins_where_campaigns_and_licences_count_theirs(tallied):
    cubes = tallied(
        replace(
            EMPTY,
            events=(used("before", "2026-03-31T21:59:59+00:00"), used("after", "2026-03-31T22:00:00+00:00")),
            licences=(licence(None, date(2026, 3, 31)),),
        )
    )
    assert slice_of(cubes, "concept-use", **use_cell("2026-Q1"))["uses"] == "1"
    assert [one["day"] for one in rows(cubes, "late-uses", period="all", market="all")] == ["2026-04-01"]


def test_a_board_without_a_brief_asks_for_nothing(tallied):
    at = "2026-03-10T12:00:00+00:00"
    cubes = tallied(
        replace(
            EMPTY, briefs=((at, Brief("")), (at, Brief("a leaf", concepts=(BriefConcept("leaf", Wanting.WISHED),))))
        )
    )
    assert slice_of(cubes, "concept-demand", **use_cell())["briefs"] == "1"


def test_every_market_that_is_asked_for_has_its_supply_and_single_channels_those_asked_for_most(tallied):
    asked = tuple(
        KeptSearch(f"{market}{number}", "2026-03-10T12:00:00+00:00", regions=(market,), channel="website")
        for place, market in enumerate(["DE", "AT", "CH", "FR", "IT", "ES", "PT", "NL", "BE", "LU", "DK", "SE", "JP"])
        for number in range(14 - place)
    )
    sold = licence(None, None, channel="website", market="JP")
    cubes = tallied(replace(EMPTY, searches=asked, licences=(sold,)))
    assert named(cubes, "concept-supply", concept("leaf"), market="JP", channel="all")["usable"] == "1"
    assert "usable" not in named(cubes, "concept-supply", concept("leaf"), market="SE", channel="all")
    of_nowhere = bindings(defined("content-gaps"), checked(defined("content-gaps"), {"market": "unknown"}))
    assert of_nowhere["marketHeld"].value == "all"
    crossed = {
        dict(fixed)["market"] for cube, fixed in cubes if cube == "concept-supply" and ("channel", "website") in fixed
    }
    assert (len(crossed), "JP" in crossed) == (13, False)


def test_a_language_is_one_however_it_is_written(tallied):
    at = "2026-03-10T12:00:00+00:00"
    spoken = tuple(
        KeptSearch(str(place), at, language=tag) for place, tag in enumerate(("de", "DE", "en_gb", "speech"))
    )
    cubes = tallied(replace(EMPTY, searches=spoken))
    told = {tag: slice_of(cubes, "found-nothing", period="all", language=tag)["searches"] for tag in ("de", "unknown")}
    assert told == {"de": "2", "unknown": "1"}
    asked = checked(defined("found-nothing"), {"language": "en_GB"})["language"]
    assert slice_of(cubes, "found-nothing", period="all", language=asked)["searches"] == "1"


def test_a_deleted_asset_keeps_its_history_and_is_no_supply(tallied):
    gone = replace(ASSET, live=False)
    cubes = tallied(replace(EMPTY, assets=(gone,), events=(used(),), licences=(licence(None, date(2026, 3, 1)),)))
    assert named(cubes, "concept-use", concept("leaf"), **use_cell())["uses"] == "1"
    assert not [cube for cube, _ in cubes if cube == "concept-supply"]
    assert len(rows(cubes, "late-uses", period="all", market="all")) == 1


def test_a_licence_that_was_bought_after_a_use_covers_it_only_by_its_term(tallied):
    ended, use = licence(date(2025, 1, 1), date(2026, 2, 28)), used()
    again = licence(date(2026, 4, 1), date(2026, 12, 31), "T2", bought=date(2026, 3, 31))
    cubes = tallied(replace(EMPTY, events=(use,), licences=(ended, again)))
    assert [one["ended"] for one in rows(cubes, "late-uses", period="all", market="all")] == ["2026-02-28"]
    assert slice_of(cubes, "spend", by="provider", period="2026-03")["uses"] == "0"
    backdated = replace(again, first=date(2026, 3, 1))
    cubes = tallied(replace(EMPTY, events=(use,), licences=(ended, backdated)))
    assert rows(cubes, "late-uses", period="all", market="all") == []
    assert slice_of(cubes, "spend", by="provider", period="2026-03")["uses"] == "1"


def test_of_two_licences_one_is_enough_and_the_later_end_counts(tallied):
    both = licence(None, date(2026, 2, 28)), licence(None, JUNE, "T2")
    one = replace(EMPTY, events=(used(campaign="c0"),), campaigns={"c0": ((), date(2026, 12, 31))})
    cubes = tallied(replace(one, licences=both))
    assert rows(cubes, "late-uses", period="all", market="all") == []
    assert [(row["until"], row["campaignEnd"]) for row in rows(cubes, "endings")] == [("2026-06-30", "2026-12-31")]
    renewed = licence(date(2026, 7, 1), None, "T3")
    assert rows(tallied(replace(one, licences=(*both, renewed))), "endings") == []


def test_a_campaign_without_an_end_is_at_risk_by_any_end_and_one_that_is_over_by_none(tallied):
    one = replace(EMPTY, events=(used(campaign="c0"),), licences=(licence(None, JUNE),))
    [row] = rows(tallied(replace(one, campaigns={"c0": ((), None)})), "endings")
    assert (row["until"], "campaignEnd" in row) == ("2026-06-30", False)
    assert rows(tallied(replace(one, campaigns={"c0": ((), date(2026, 3, 14))})), "endings") == []
    assert rows(tallied(replace(one, campaigns={"c0": ((), JUNE)})), "endings") == []


def test_prices_are_told_in_one_currency_and_what_cannot_be_converted_is_counted(tallied):
    dollars = licence(None, JUNE, currency="USD")
    pounds = licence(None, JUNE, "T2", currency="GBP")
    rates = ((date(2025, 6, 1), "USD", Decimal("0.9")), (date(2026, 2, 1), "USD", Decimal("0.5")))
    told = slice_of(
        tallied(replace(EMPTY, licences=(dollars, pounds), rates=rates)), "spend", by="provider", period="all"
    )
    assert (told["cost"], told["licences"], told["unconverted"], told["baseCurrency"]) == ("90", "1", "1", "EUR")


def test_a_purchase_is_shared_over_its_assets_and_a_tree_may_come_to_more_than_the_whole(tallied):
    assets = tuple(
        replace(ASSET, records=(("dam", str(n)),), concepts=concepts)
        for n, concepts in enumerate([("left",), ("left",), ("right",)])
    )
    events = used("a", record="0", campaign="c0", quantity=3), used("b", record="0", campaign="c1")
    one = replace(EMPTY, assets=assets, licences=(licence(None, JUNE, assets=(0, 1, 2)),), events=events)
    cubes = tallied(one)
    by_concept = {
        name: named(cubes, "spend", concept(name), by="concept", period="all")["cost"]
        for name in ("left", "right", "top")
    }
    assert by_concept == {"left": "66.6667", "right": "33.3333", "top": "100"}
    costs = sorted(row["cost"] for row in rows(cubes, "spend", by="campaign", period="all"))
    assert costs == ["25", "8.3333"]


def test_what_says_no_moment_is_left_out_and_stops_nothing(tallied):
    strange = tuple(
        ("dam", UsageEvent(f"s{kind}", kind, "yesterday", "0")) for kind in (UsageKind.USE, UsageKind.SEARCH)
    )
    cubes = tallied(replace(EMPTY, events=(used(), *strange)))
    assert slice_of(cubes, "concept-use", **use_cell())["uses"] == "1"
    assert "concept-demand" not in {cube for cube, _ in cubes}


def test_an_empty_workspace_has_no_slices(tallied):
    assert tallied(replace(EMPTY, assets=())) == {}


def test_the_order_in_which_things_came_makes_no_other_statements(tmp_path: Path):
    one = next(world(seed) for seed in range(100) if len(world(seed).events) > 9)
    events = tuple({(source, event.id): (source, event) for source, event in one.events}.values())
    searches = tuple({search.id: search for search in one.searches}.values())
    turned = replace(one, events=events[::-1], searches=searches[::-1])
    straight = replace(one, events=events, searches=searches)
    told, again = (tally_statements(workspace_of(each, tmp_path), TODAY) for each in (straight, turned))
    assert told == again


def test_a_team_that_is_called_as_all_teams_is_one_of_them():
    visits = (Visit(JUNE, "all"), Visit(JUNE, "unknown"), Visit(JUNE))
    facts = Facts(JUNE, visits=visits)
    [slice] = [one for one in time_to_find(facts) if dict(one.fixed)["period"] == "all"]
    counted = {one.key: dict(one.told)["sessions"] for one in slice.observations()}
    assert counted == {("all",): 3, ("all (team)",): 1, ("unknown (team)",): 1, ("unknown",): 1}
