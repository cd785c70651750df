"""Insight exports as usage: CSV and Parquet, resumed anywhere, each event once, nothing about people."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.tools import lent
from thesaury.connectors.manifest import manifests
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.usage import UsagePage, UsageSource
from thesaury.sandbox.brandfolder.server import Setup, exports

ROWS = [
    {
        "event_id": "1",
        "event_time": "2026-08-01 10:00:00.000000",
        "event_type": "asset_viewed",
        "asset_key": "a",
        "user_email": "x@x.example",
    },
    {
        "event_id": "2",
        "event_time": "2026-08-01T12:00:00+02:00",
        "event_type": "download",
        "asset_key": "b",
        "user_email": "y@x.example",
    },
    {"event_id": "3", "event_time": "2026-08-02", "event_type": "search", "asset_key": "", "user_email": ""},
    {"event_id": "4", "event_time": "soon", "event_type": "download", "asset_key": "b", "user_email": ""},
    {"event_id": "5", "event_time": "2026-08-02", "event_type": "mystery", "asset_key": "b", "user_email": ""},
]


def opened(place: Path, **settings: str) -> UsageSource:
    given = {"brandfolder": "only", "insights": str(place), **settings}
    connection = Connection("c", "brandfolder", tuple(given.items()))
    source: UsageSource = manifests()["brandfolder"].factory("usage")(connection, lent())
    return source


def written(file: Path, rows: Sequence[dict[str, Any]]) -> Path:
    if file.suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(list(rows)), file)
        return file
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def events(pages: Sequence[UsagePage]) -> list[UsageEvent]:
    return [event for page in pages for event in page.events]


@pytest.mark.parametrize("name", ["events_2026-08.csv", "events.parquet"])
def test_rows_become_events_without_the_person_behind_them(tmp_path: Path, name: str):
    written(tmp_path / name, ROWS)
    pages = list(opened(tmp_path).events(""))
    assert [page.last for page in pages] == [False, True]
    found = events(pages)
    assert [(event.id, event.kind, event.at, event.external_id) for event in found] == [
        ("brandfolder:events:1", UsageKind.VIEW, "2026-08-01T10:00:00+00:00", "a"),
        ("brandfolder:events:2", UsageKind.DOWNLOAD, "2026-08-01T10:00:00+00:00", "b"),
        ("brandfolder:events:3", UsageKind.SEARCH, "2026-08-02T00:00:00+00:00", ""),
    ]
    assert "x.example" not in repr(pages)
    assert [sentence.partition(";")[0] for _, sentence in pages[0].refused] == [
        "it has no time that can be read",
        "'mystery' is no kind of usage that is known",
    ]


@pytest.mark.parametrize("name", ["events.csv", "events.parquet"])
def test_every_cursor_gives_exactly_the_rest_and_a_file_is_read_once(tmp_path: Path, name: str):
    rows = [{**ROWS[0], "event_id": str(number)} for number in range(2_500)]
    written(tmp_path / name, rows)
    pages = list(opened(tmp_path).events(""))
    assert len({event.id for event in events(pages)}) == 2_500
    for number, page in enumerate(pages):
        rest = list(opened(tmp_path).events(page.cursor))
        assert events(rest) == events(pages[number + 1 :])
    written(tmp_path / f"events_later{Path(name).suffix}", [{**ROWS[0], "event_id": "new"}])
    assert [event.id for event in events(list(opened(tmp_path).events(pages[-1].cursor)))] == ["brandfolder:events:new"]


def test_rows_without_an_id_are_named_by_what_they_say_wherever_they_stand(tmp_path: Path):
    row = {"date": "2026-08-01", "asset_key": "a", "domain": "shop.example", "hits": "12"}
    written(tmp_path / "cdn_aggregates.csv", [row, row])
    pages = list(opened(tmp_path).events(""))
    first, twin = events(pages)
    assert (first.kind, first.quantity, first.where) == (UsageKind.VIEW, 12, "shop.example")
    assert twin.id == f"{first.id}:2"
    # The next night's export takes the place of this one, and overlaps with it.
    written(tmp_path / "cdn_aggregates.csv", [{**row, "date": "2026-08-02"}, {**row, "hits": "13"}])
    later, again = events(list(opened(tmp_path).events(pages[-1].cursor)))
    assert later.id not in {first.id, twin.id}
    assert (again.id, again.quantity) == (first.id, 13)


def test_a_mapping_names_other_columns_and_never_those_of_people(tmp_path: Path):
    written(tmp_path / "events.csv", [{"nr": "7", "when": "2026-08-01", "what": "Shared link", "thing": "a"}])
    mapping = '{"events": {"id": "nr", "at": "when", "kind": "what", "asset": "thing"}}'
    [event] = events(list(opened(tmp_path, insights_columns=mapping).events("")))
    assert (event.id, event.kind, event.external_id) == ("brandfolder:events:7", UsageKind.SHARE, "a")
    for wrong in ('{"events": {"where": "user_name"}}', '{"events": {"colour": "x"}}'):
        with pytest.raises(Usage, match="insights_columns"):
            list(opened(tmp_path, insights_columns=wrong).events(""))


def test_events_joined_with_sessions_count_once(tmp_path: Path):
    written(tmp_path / "events.csv", ROWS[:1])
    written(tmp_path / "events_with_user_session.csv", ROWS[:2])
    assert [event.id for event in events(list(opened(tmp_path).events("")))] == ["brandfolder:events:1"]


def test_the_nightly_tables_of_the_sandbox_are_read(tmp_path: Path):
    exports(Setup(size="tiny"), tmp_path)
    found = events(
        list(opened(tmp_path, insights_columns='{"cdn_aggregates": {"quantity": "request_count"}}').events(""))
    )
    assert len(found) == sum(
        len((tmp_path / name).read_text().splitlines()) - 1 for name in ("events.csv", "cdn_aggregates.csv")
    )
    assert len({event.id for event in found}) == len(found)


def test_what_cannot_be_read_says_so(tmp_path: Path):
    assert [page.last for page in opened(tmp_path).events("nonsense")] == [True]
    with pytest.raises(Unreachable, match="insights"):
        list(opened(tmp_path / "away").events(""))
    (tmp_path / "events.parquet").write_bytes(b"not parquet at all")
    with pytest.raises(BadInput, match="no Parquet"):
        list(opened(tmp_path).events(""))
    with pytest.raises(Usage, match="begin with"):
        list(opened(written(tmp_path / "people.csv", ROWS)).events(""))
    with pytest.raises(Usage, match="insights"):
        opened(tmp_path, insights="")


def stamps(file: Path, moments: Sequence[int], unit: str, **columns: Any) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = pa.array(["download"] * len(moments))
    pq.write_table(pa.table({"event_time": pa.array(moments, pa.timestamp(unit)), "event": kinds, **columns}), file)
    return file


def test_moments_to_the_nanosecond_are_read_and_columns_nobody_needs_are_not(tmp_path: Path):
    import pyarrow as pa

    no_text = pa.py_buffer(b"\x00\x00\x00\x00\x02\x00\x00\x00"), pa.py_buffer(b"\xff\xfe")
    broken = pa.Array.from_buffers(pa.utf8(), 1, [None, *no_text])
    stamps(tmp_path / "events.parquet", [1_700_000_000_123_456_789], "ns", user_email=broken)
    [found] = events(list(opened(tmp_path).events("")))
    assert (found.kind, found.at) == (UsageKind.DOWNLOAD, "2023-11-14T22:13:20+00:00")


def test_a_moment_beyond_every_calendar_is_a_sentence(tmp_path: Path):
    stamps(tmp_path / "events.parquet", [2**62], "us")
    with pytest.raises(BadInput, match="broken after row 0"):
        list(opened(tmp_path).events(""))


def test_a_file_overwritten_while_it_was_read_is_read_from_its_first_row(tmp_path: Path):
    written(tmp_path / "events.csv", [{**ROWS[0], "event_id": f"old {number}"} for number in range(1_500)])
    first = next(iter(opened(tmp_path).events("")))
    written(tmp_path / "events.csv", [{**ROWS[0], "event_id": "new"}])
    assert [event.id for event in events(list(opened(tmp_path).events(first.cursor)))] == ["brandfolder:events:new"]


@pytest.mark.parametrize("told", ["1e300", "1e400", "nan", "-3", "many", "99999999999999999999"])
def test_a_count_no_database_takes_counts_as_one(tmp_path: Path, told: str):
    written(tmp_path / "events.csv", [{**ROWS[0], "quantity": told, "results": told}])
    [found] = events(list(opened(tmp_path).events("")))
    assert found.quantity == 1
    assert found.results in (None, 0)


def test_a_sum_of_nothing_stays_nothing(tmp_path: Path):
    written(tmp_path / "cdn_aggregates.csv", [{"date": "2026-08-01", "asset_key": "a", "requests": "0"}])
    assert [one.quantity for one in events(list(opened(tmp_path).events("")))] == [0]


def test_of_a_referrer_only_the_page_is_kept(tmp_path: Path):
    row = {**ROWS[0], "referrer": "https://shop.example/tea?mail=ida%40home.example#ida"}
    written(tmp_path / "events.csv", [row])
    [event] = events(list(opened(tmp_path).events("")))
    assert event.where == "https://shop.example/tea"
