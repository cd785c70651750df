"""What a warehouse loads comes to what the figures count: whose record is gone, what says no moment, what other systems report."""

from typing import Any

from tests.contract.catalogue_values import AT, fill, record
from tests.fakes.workspace import FakeWorkspace
from thesaury.model.connection import Connection
from thesaury.model.search_log import KeptSearch
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.measuring.tables import TABLES, stretch
from thesaury.ports.source import Page


def loaded(at: FakeWorkspace, name: str, limit: int = 2) -> list[Any]:
    """All rows of a table, page by page."""
    rows, after = [], ""
    while True:
        found = stretch(at, TABLES[name], after, limit)
        rows += found.rows
        if not (after := found.following):
            return rows


def test_uses_of_what_is_gone_keep_their_asset_and_one_without_a_moment_stops_nothing():
    at = FakeWorkspace()
    [asset] = fill(at.catalogue, record("1"))
    at.catalogue.records.store_page("dam", Page((), "", True, gone=("1",)))
    moments = {"a": AT, "b": "", "c": AT}
    at.catalogue.usage.add("dam", [UsageEvent(id, UsageKind.USE, moment, "1") for id, moment in moments.items()])
    assert [(row["event"], row["asset"]) for row in loaded(at, "uses")] == [("a", asset), ("c", asset)]


def test_searches_that_other_systems_report_are_among_the_searches():
    at = FakeWorkspace()
    at.catalogue.search_log.add([KeptSearch(id, AT) for id in ("k1", "k2")])
    for source in ("shop", "dam"):
        at.catalogue.records.put_connection(Connection(source, "table"))
        events = [UsageEvent(f"s{n}", UsageKind.SEARCH, AT, terms=("x",), results=n or None) for n in range(3)]
        at.catalogue.usage.add(source, events)
    rows = loaded(at, "searches")
    told = [f"{source}/s{n}" for source in ("dam", "shop") for n in range(3)]
    assert [row["search"] for row in rows] == ["k1", "k2", *told]
    assert [row["results"] for row in rows[2:]] == [None, 1, 2] * 2
