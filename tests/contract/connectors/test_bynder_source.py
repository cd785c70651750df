"""Reading a Bynder portal over the sandbox: the promises of every source, moving lists, deletions, and few requests."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.contract.connectors.bynder_server import Bench, both, holding, own_budget, served
from tests.contract.source_suite import SourceSuite, everything, ids, records
from tests.fakes.source import FakeKnown
from thesaury.connectors.bynder.client import BynderApi, Listed
from thesaury.connectors.bynder.walking import Place, walk
from thesaury.model.errors import NeedsLogin
from thesaury.ports.source import AssetSource, Page

pytestmark = pytest.mark.usefixtures("own_budget")
__all__ = ["own_budget"]


class PortalBench:
    switches: Mapping[str, object] = MappingProxyType({})

    def __init__(self) -> None:
        self.bench: Bench | None = None

    @property
    def held(self) -> Bench:
        assert self.bench
        return self.bench

    def source(self) -> AssetSource:
        return self.held.source(archived="yes")

    def fill(self, count: int) -> None:
        self.context = holding(count)
        self.bench = self.context.__enter__()
        if self.switches:
            self.held.do(switches=dict(self.switches))

    def alter(self, external_id: str) -> None:
        self.held.do(asset={"id": external_id, "description": "Altered."})

    def remove(self, external_id: str) -> None:
        self.held.do(delete_asset=external_id)

    def vanish(self) -> None:
        self.held.server.stop()

    def close(self) -> None:
        if self.bench:
            self.context.__exit__(None, None, None)


class TestByPages(SourceSuite):
    @pytest.fixture
    def bench(self) -> Iterator[PortalBench]:
        bench = PortalBench()
        yield bench
        bench.close()


class CursorBench(PortalBench):
    switches = MappingProxyType({"cursor": True, "dialect": "spec"})


class TestByCursor(SourceSuite):
    @pytest.fixture
    def bench(self) -> Iterator[PortalBench]:
        bench = CursorBench()
        yield bench
        bench.close()


def incremental(bench: Bench, cursor: str, known: FakeKnown) -> tuple[list[Page], list[str]]:
    """An incremental pass of a newly opened source, and the paths it asked for."""
    before = len(bench.asked())
    pages = list(bench.source(500).changes(cursor, known))
    return pages, [entry["path"] for entry in bench.asked()[before:]]


def test_fifty_changes_among_two_thousand_need_at_most_five_requests():
    with holding(2000) as bench:
        bench.asset(values={"subject": ["harbour"]})
        first = list(bench.source(500).changes("", FakeKnown()))
        known = FakeKnown(records(first))
        bench.control("clock", {"advance": 3600})
        bench.do(touch={"first": 300, "count": 50})
        bench.asset(name="New", values={"subject": ["harbour", "meadow"], "region": ["north"]})
        bench.do(delete_asset=records(first)[5].external_id)
        pages, asked = incremental(bench, first[-1].cursor, known)
        assert len(records(pages)) == 51
        assert [page.gone for page in pages if page.gone] == [(records(first)[5].external_id,)]
        assert len(asked) <= 5
        assert [one.stated for one in records(pages) if one.texts[0].value == "New"] == [
            ("https://example.org/place/harbour",)
        ]
        again, asked = incremental(bench, pages[-1].cursor, FakeKnown([*records(first), *records(pages)]))
        assert records(again) == []
        assert len(asked) <= 5
        assert bench.violations() == []


def test_an_asset_modified_during_the_walk_loses_no_other_one():
    with holding(20) as bench:
        expected = set(bench.source(3, archived="yes").keys())
        found: list[str] = []
        for number, page in enumerate(bench.source(3, archived="yes").changes("", FakeKnown())):
            found += ids([page])
            if number < 4:
                bench.control("clock", {"advance": 60})
                bench.do(touch={"first": 0, "count": 1})
        assert set(found) == expected


def test_many_assets_of_one_second_are_all_read():
    with served() as bench:
        made = {bench.asset(name=f"Import {number}") for number in range(17)}
        found = ids(everything(bench.source(4)))
        assert made <= set(found)
        assert len(found) == len(set(found))


def test_archived_assets_come_only_where_they_are_asked_for():
    with served() as bench:
        one = bench.asset(archive=True)
        plain, archived = bench.source(100), bench.source(100, archived="yes")
        assert one not in ids(everything(plain))
        assert one in ids(everything(archived))
        assert plain.read([one], FakeKnown()).gone == (one,)
        assert ids([archived.read([one], FakeKnown())]) == [one]


def test_what_comes_back_from_the_trash_comes_again():
    with served() as bench:
        one = bench.asset()
        cursor = everything(bench.source(100))[-1].cursor
        bench.do(delete_asset=one)
        page = everything(bench.source(100), cursor)[-1]
        assert page.gone == (one,)
        bench.do(restore_asset=one)
        assert one in ids(everything(bench.source(100), page.cursor))


def test_missing_roles_are_named_and_the_rest_goes_on():
    with served() as bench:
        bench.do(roles={"remove": ["trash.assets"]})
        pages = everything(bench.source(100))
        assert records(pages)
        [(item, sentence)] = [refusal for page in pages for refusal in page.refused]
        assert item == "trash"
        assert "security role trash.assets" in sentence
        assert everything(bench.source(100, trash="no"))[-1].refused == ()


def test_a_wrong_token_asks_for_another_one():
    with served() as bench:
        bench.secrets.put(bench.portal, {"token": "nonsense"})
        with pytest.raises(NeedsLogin, match="secret set"):
            bench.source().outline()
        bench.secrets.put(bench.portal, {"token": ""})
        with pytest.raises(NeedsLogin, match="secret set fennmoor token"):
            bench.source().outline()


@pytest.mark.parametrize("cursor", ["nonsense", "e30=", "eJyrrgUAAXUA+Q=="])
def test_a_cursor_that_no_longer_fits_starts_anew(cursor: str):
    with served() as bench:
        assert records(everything(bench.source(100), cursor)) == records(everything(bench.source(100)))


def test_portals_see_nothing_of_each_other():
    with both() as (one, other):
        theirs = {record.external_id for record in records(everything(other.source(100)))}
        ours = records(everything(one.source(100)))
        assert theirs.isdisjoint(record.external_id for record in ours)
        assert other.where["canary"] not in "".join(repr(record) for record in ours)


def test_a_portal_that_forgot_its_cursor_is_walked_anew():
    with holding(9) as bench:
        bench.do(switches={"cursor": True})
        first = next(bench.source(3).changes("", FakeKnown()))
        bench.do(switches={"cursor": False})
        rest = everything(bench.source(3), first.cursor, known=first.records)
        assert sorted([*ids([first]), *ids(rest)]) == sorted(bench.source(3).keys())


def test_a_trash_of_many_pages_is_read_to_what_was_seen():
    with holding(260) as bench:
        first = everything(bench.source(500))
        away = ids(first)[:230]
        for asset in away:
            bench.do(delete_asset=asset)
        second = everything(bench.source(500), first[-1].cursor)
        assert set(second[-1].gone) == set(away)
        bench.control("clock", {"advance": 3600})
        bench.do(delete_asset=ids(first)[240])
        assert ids(first)[240] in everything(bench.source(500), second[-1].cursor)[-1].gone
        assert set(bench.source(500).keys()).isdisjoint(away)


def test_an_asset_dated_ahead_hides_no_change_until_then():
    with holding(3) as bench:
        ahead = bench.asset(dateModified="2099-01-01T00:00:00Z")
        pages = everything(bench.source(50))
        first = ids(pages)[0]
        bench.do(asset={"id": first, "description": "Changed today."})
        again = ids(everything(bench.source(50), pages[-1].cursor, records(pages)))
        assert first in again
        assert ahead not in again


class Meagre:
    """A portal that counts nothing and gives fewer assets than asked for."""

    def __init__(self, moments: Sequence[str]) -> None:
        items = [{"id": f"{n:08x}-0000-0000-0000000000000000", "dateModified": at} for n, at in enumerate(moments)]
        self.items = sorted(items, key=lambda item: item["dateModified"])

    def media(self, params: Sequence[tuple[str, str]]) -> Listed:
        asked = dict(params)
        found = [item for item in self.items if item["dateModified"] >= asked.get("dateModified", "")]
        start = 7 * (int(asked["page"]) - 1)
        return Listed(tuple(found[start : start + 7]), "", None)


@example([n % 6 for n in range(40)])
@example([0] * 40)
@given(st.lists(st.integers(0, 5), max_size=60))
def test_a_portal_that_counts_nothing_and_gives_short_pages_is_read_to_the_end(seconds: list[int]):
    portal = Meagre([f"2026-03-01T10:00:0{second}Z" for second in seconds])
    found = [item["id"] for stretch in walk(cast(BynderApi, portal), Place(), 50) for item in stretch.items]
    assert sorted(found) == sorted(item["id"] for item in portal.items)
