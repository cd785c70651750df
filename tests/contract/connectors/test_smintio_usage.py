"""Downloads that purchases count, over the sandbox and out of an export: one event for each, corrected when the counter rises."""

import json
from pathlib import Path

import pytest

from tests.contract.connectors.smintio_server import Bench, holding
from tests.contract.connectors.test_smintio_export import purchase
from tests.contract.test_connectors import opened
from tests.fakes.tools import lent
from thesaury.connectors.manifest import manifests
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, Unreachable, Usage
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.usage import UsagePage

STREAM = "/sync/licensePurchaseTransactions"


def read(bench: Bench, cursor: str = "") -> list[UsagePage]:
    return list(bench.opened("usage", usage="yes", page_size="3").events(cursor))


def told(pages: list[UsagePage]) -> dict[str, UsageEvent]:
    return {event.id: event for page in pages for event in page.events}


def test_each_purchase_with_downloads_is_one_event_that_is_corrected_when_its_counter_rises():
    with holding(8) as bench:
        bought = bench.do(buy={"number": 700_001, "set": {"current_downloads": 2}})["buy"]
        first = read(bench)
        assert [page.last for page in first] == [False] * (len(first) - 1) + [True]
        event = told(first)[bought]
        assert (event.kind, event.quantity, event.at[-1]) == (UsageKind.DOWNLOAD, 2, "Z")
        assert event.external_id in set(bench.source().keys())
        assert all(one.quantity > 0 for one in told(first).values())

        lost = bench.do(buy={"number": 700_002, "set": {"current_downloads": 1, "content_element": {}}})["buy"]
        assert [page.refused[0][0] for page in read(bench) if page.refused] == [f"transaction {lost}"]

        bench.control("clock", {"advance": 3600})
        bench.do(purchase={"uuid": bought, "set": {"current_downloads": 5}})
        again = read(bench, first[-1].cursor)
        assert {one.id: one.quantity for one in told(again).values()} == {bought: 5}
        assert told(again)[bought].at > event.at
        assert told(read(bench, again[-1].cursor)) == {}
        # From any page exactly the rest follows.
        assert {*told(first[:1]), *told(read(bench, first[0].cursor))} == set(told(first))


def test_a_stream_that_cannot_be_read_says_so_and_what_was_given_stays_good():
    with holding(8) as bench:
        pages = iter(bench.opened("usage", usage="yes", page_size="3").events(""))
        next(pages)
        bench.fault("status:503", STREAM, None)
        with pytest.raises(Unreachable):
            list(pages)
        bench.control("faults", method="DELETE")
        bench.do(revoke=True)
        with pytest.raises(NeedsLogin):
            read(bench)


def test_an_export_tells_what_it_holds_and_names_what_it_does_not(tmp_path: Path):
    at = "2026-01-09T11:00:00+01:00"
    counted = [
        purchase(1, current_downloads=3, last_updated_at=at),
        purchase(2, current_downloads=1, purchased_at="2026-01-09"),
        purchase(3, current_downloads=4),
        purchase(4, current_downloads=0, last_updated_at=at),
        purchase(5, last_updated_at=at),
        purchase(6, current_downloads=True, last_updated_at=at),
        purchase(7, current_downloads=9, last_updated_at=at) | {"can_be_synced": False},
        {"uuid": "t8", "can_be_synced": True, "current_downloads": 2, "last_updated_at": at},
    ]
    file = tmp_path / "purchases.jsonl"
    file.write_text("".join(json.dumps(item) + "\n" for item in counted) + "no purchase\n")

    def pages(cursor: str = "") -> list[UsagePage]:
        connection = Connection("bought", "smintio", (("content", "export"), ("path", str(file)), ("usage", "yes")))
        return list(manifests()["smintio"].factory("usage")(connection, lent()).events(cursor))

    found = pages()
    assert list(told(found).values()) == [
        UsageEvent("t1", UsageKind.DOWNLOAD, "2026-01-09T10:00:00Z", "element-1", quantity=3),
        UsageEvent("t2", UsageKind.DOWNLOAD, "2026-01-09T00:00:00Z", "element-2", quantity=1),
    ]
    refused = dict(entry for page in found for entry in page.refused)
    assert list(refused) == ["transaction t3", "line 8", "line 9"]
    assert "no moment" in refused["transaction t3"]
    assert told(pages(found[-1].cursor)) == {}
    file.write_text(json.dumps(purchase(1, current_downloads=4, last_updated_at=at)))
    assert told(pages(found[-1].cursor))["t1"].quantity == 4


def test_downloads_are_counted_where_that_is_asked_for_and_never_of_a_portal():
    with pytest.raises(Usage, match="set usage to yes"):
        manifests()["smintio"].factory("usage")(Connection("a", "smintio", (("tenant", "x"),)), lent())
    with pytest.raises(Usage, match="A portal counts no downloads"):
        opened("smintio", content="portal", tenant="x", portal_url="https://x.example", usage="yes")
    roles = manifests()["smintio"].roles_of
    assert "usage" in roles(Connection("a", "smintio", (("tenant", "x"), ("usage", "yes"))))
    assert "usage" not in roles(Connection("a", "smintio", (("tenant", "x"),)))
