"""Usage that is told again: one event stays one, whatever becomes of its asset and its record meanwhile."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.contract.catalogue_values import AT, fill, held, record
from tests.fakes.workspace import FakeWorkspace
from thesaury.analytics.naming import SEARCHES_GRAPH, USES_GRAPH, use_iri
from thesaury.model.statement import PROV
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.measuring.running import measure
from thesaury.pipeline.observing import forget_searches
from thesaury.pipeline.usage_told import ToldEvent, take

FIRST, SECOND = record("1", digest="one"), record("2", digest="two", connection="other")


@pytest.fixture
def at() -> FakeWorkspace:
    made = FakeWorkspace()
    fill(made.catalogue, FIRST, SECOND)
    return made


def use(asset: str = SECOND.key, **said: Any) -> ToldEvent:
    return ToldEvent("use", "2026-05-01", asset=asset, **said)


def live(at: FakeWorkspace) -> list[tuple[str, str, int]]:
    changed = at.catalogue.usage.changed()
    return sorted((source, event.external_id, event.quantity) for _, source, event in changed if event.quantity)


@pytest.mark.parametrize("id", ["shop-1", ""])
def test_an_event_of_an_asset_that_was_joined_is_told_again_and_stays_one(at: FakeWorkspace, id: str):
    assert take(at, [use(id=id)]).new == 1
    fill(at.catalogue, record("2", digest="one", etag="2", connection="other"))
    joined = held(at.catalogue, SECOND)
    assert [one.key for one in joined.records] == [FIRST.key, SECOND.key]
    assert take(at, [use(id=id)]).new == 0
    assert take(at, [use(joined.id, id=id), use(joined.id, id=id)]).new == 0
    assert live(at) == [("other", "2", 1)]
    if id:
        take(at, [use(joined.id, id=id, quantity=4)])
        assert live(at) == [("other", "2", 4)]


def test_an_event_that_is_corrected_to_an_asset_of_another_connection_moves_there(at: FakeWorkspace):
    take(at, [use(id="shop-1"), use(id="shop-2")])
    measure(at)
    assert take(at, [use(FIRST.key, id="shop-1")]).new == 0
    assert live(at) == [("dam", "1", 1), ("other", "2", 1)]
    measure(at)
    assert {said.subject for said in at.graph.match(USES_GRAPH, None, f"{PROV}startedAtTime")} == {
        use_iri("dam", "told:shop-1"),
        use_iri("other", "told:shop-2"),
    }
    take(at, [use(SECOND.key, id="shop-1")])
    assert live(at) == [("other", "2", 1), ("other", "2", 1)]


def test_the_ids_of_two_connections_are_their_own(at: FakeWorkspace):
    told = [ToldEvent("use", "2026-05-01", "7", one.connection, one.external_id) for one in (FIRST, SECOND)]
    assert (take(at, told).new, take(at, told).new) == (2, 0)
    assert live(at) == [("dam", "1", 1), ("other", "2", 1)]


def test_a_year_before_there_was_usage_and_a_list_of_all_countries_are_refused(at: FakeWorkspace):
    early = ToldEvent("use", "0001-01-01", asset=FIRST.key)
    everywhere = use(regions=("DE",) * 31)
    taken = take(at, [early, everywhere, use(regions=("DE",) * 30)])
    assert [(one.place, one.field) for one in taken.faults] == [(0, "at"), (1, "regions")]
    assert live(at) == []


def test_the_words_of_reported_searches_are_forgotten_with_the_days_of_searches(at: FakeWorkspace):
    words = UsageEvent("q", UsageKind.SEARCH, AT, terms=("erika",))
    at.catalogue.usage.add("dam", [words])
    measure(at)
    assert list(at.graph.match(SEARCHES_GRAPH))
    at.search_days = 10
    assert forget_searches(at, datetime(2027, 1, 1, tzinfo=UTC)) == 1
    assert "erika" not in repr(at.catalogue.usage.events("dam"))
    measure(at)
    assert not list(at.graph.match(SEARCHES_GRAPH))
