"""What every asset source promises; each connector's test inherits it and gives it a `bench`."""

import json
from collections.abc import Iterable, Sequence
from typing import Protocol

import pytest

from tests.fakes.source import FakeKnown
from thesaury.model.asset import Record
from thesaury.model.errors import Unreachable
from thesaury.ports.source import AssetSource, Page


class Bench(Protocol):
    """One system under test, which the suite fills, changes and breaks."""

    def source(self) -> AssetSource:
        """A source opened anew, with a page limit of three."""

    def fill(self, count: int) -> None:
        """Put this many records into the system, as its whole content."""

    def alter(self, external_id: str) -> None:
        """Change the content of one record."""

    def remove(self, external_id: str) -> None:
        """Take one record away."""

    def vanish(self) -> None:
        """Make the system unreachable."""


def everything(source: AssetSource, cursor: str = "", known: Iterable[Record] = ()) -> list[Page]:
    return list(source.changes(cursor, FakeKnown(known)))


def records(pages: Sequence[Page]) -> list[Record]:
    return [record for page in pages for record in page.records]


def ids(pages: Sequence[Page]) -> list[str]:
    return [record.external_id for record in records(pages)]


class SourceSuite:
    """Inherit it as `Test...` and define the fixture `bench`."""

    def test_an_empty_system_gives_one_empty_last_page(self, bench: Bench):
        bench.fill(0)
        pages = everything(bench.source())
        assert [(page.records, page.last) for page in pages] == [((), True)]
        assert list(bench.source().keys()) == []

    @pytest.mark.parametrize("count", [1, 3, 7])
    def test_pages_keep_to_the_limit_and_exactly_the_last_says_so(self, bench: Bench, count: int):
        bench.fill(count)
        pages = everything(bench.source())
        assert len(records(pages)) == count
        assert all(len(page.records) <= 3 for page in pages)
        assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]
        assert all(page.cursor for page in pages[:-1])
        assert {page.total for page in pages} <= {count, None}

    def test_every_cursor_gives_exactly_the_rest(self, bench: Bench):
        bench.fill(8)
        pages = everything(bench.source())
        for number, page in enumerate(pages[:-1], 1):
            assert everything(bench.source(), page.cursor) == pages[number:]

    def test_after_a_pass_the_next_starts_at_the_beginning_unless_there_is_a_change_feed(self, bench: Bench):
        bench.fill(4)
        pages = everything(bench.source())
        if bench.source().capabilities.change_feed == "none":
            assert pages[-1].cursor == ""
        else:
            assert records(everything(bench.source(), pages[-1].cursor)) == []

    def test_some_records_are_read_alone_whatever_is_known_of_them(self, bench: Bench):
        bench.fill(5)
        all_of_them = {record.external_id: record for record in records(everything(bench.source()))}
        wanted, removed = sorted(all_of_them)[:3], sorted(all_of_them)[3]
        bench.remove(removed)
        read = bench.source().read([*wanted, removed, "unheard of"], FakeKnown(all_of_them.values()))
        assert sorted(ids([read])) == wanted
        assert sorted(read.gone) == sorted([removed, "unheard of"])
        assert (read.cursor, read.refused) == ("", ())
        assert all(record == all_of_them[record.external_id] for record in read.records)

    def test_nothing_to_read_alone_is_nothing(self, bench: Bench):
        bench.fill(1)
        read = bench.source().read([], FakeKnown())
        assert (read.records, read.gone, read.refused) == ((), (), ())

    def test_two_passes_are_equal_ids_unique_and_keys_agree(self, bench: Bench):
        bench.fill(7)
        first, second = everything(bench.source()), everything(bench.source())
        assert first == second
        assert len(set(ids(first))) == 7
        assert list(bench.source().keys()) == ids(first)

    def test_known_records_are_left_out_and_counted(self, bench: Bench):
        bench.fill(7)
        again = everything(bench.source(), known=records(everything(bench.source())))
        assert records(again) == []
        assert sum(page.unchanged for page in again) == 7

    def test_a_changed_record_comes_again_with_another_etag(self, bench: Bench):
        bench.fill(5)
        before = records(everything(bench.source()))
        altered = sorted(before, key=lambda record: record.external_id)[2]
        bench.alter(altered.external_id)
        again = records(everything(bench.source(), known=before))
        assert [record.external_id for record in again] == [altered.external_id]
        assert again[0].etag != altered.etag

    def test_a_change_comes_in_the_pass_after_the_last_cursor_and_only_once(self, bench: Bench):
        bench.fill(5)
        pages = everything(bench.source())
        before = {record.external_id: record for record in records(pages)}
        altered = sorted(before)[2]
        bench.alter(altered)
        following = everything(bench.source(), pages[-1].cursor, before.values())
        assert ids(following) == [altered]
        before |= {record.external_id: record for record in records(following)}
        assert records(everything(bench.source(), following[-1].cursor, before.values())) == []

    def test_a_removed_record_is_missing_in_the_keys(self, bench: Bench):
        bench.fill(4)
        before = set(bench.source().keys())
        removed = min(before)
        bench.remove(removed)
        assert set(bench.source().keys()) == before - {removed}

    def test_records_can_be_stored(self, bench: Bench):
        bench.fill(3)
        for record in records(everything(bench.source())):
            assert record.etag
            assert json.loads(json.dumps(record.raw)) == record.raw
            assert record.key.encode()

    def test_the_outline_counts_what_the_pass_gives(self, bench: Bench):
        bench.fill(5)
        assert bench.source().outline().records == 5

    def test_an_unreachable_system_says_so_everywhere(self, bench: Bench):
        bench.fill(2)
        source = bench.source()
        bench.vanish()

        def alone() -> Page:
            return source.read(["1"], FakeKnown())

        for ask in (source.outline, lambda: everything(source), lambda: list(source.keys()), alone):
            with pytest.raises(Unreachable) as error:
                ask()
            assert error.value.message.endswith(".")
