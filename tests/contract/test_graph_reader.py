"""Every reader of the graph against the suite, and what the one of copies promises beyond it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Event

import pytest

from tests.contract.graph_reader_suite import GraphReaderSuite, seen
from tests.contract.graph_suite import ONE, name
from tests.patience import PATIENCE
from thesaury.engines.oxigraph import open_graph, reading
from thesaury.engines.oxigraph.reading import SnapshotReader
from thesaury.model.errors import BadInput
from thesaury.ports.graph import Graph, GraphReader


def at(place: Path) -> SnapshotReader:
    return SnapshotReader(place / "graph", place / "copies")


class TestSnapshotReader(GraphReaderSuite):
    @pytest.fixture
    def graph(self, tmp_path: Path) -> Graph:
        return open_graph(tmp_path / "graph")

    @pytest.fixture
    def reader(self, tmp_path: Path, graph: Graph) -> Iterator[GraphReader]:
        reader = at(tmp_path)
        yield reader
        reader.close()


def test_copies_are_gone_when_they_are_old_or_closed(tmp_path: Path) -> None:
    graph, reader = open_graph(tmp_path / "graph"), at(tmp_path)
    for number in range(3):
        graph.replace(ONE, {"urn:a": [name("urn:a", str(number))]})
        seen(reader)
        assert len(list((tmp_path / "copies").iterdir())) == 1
    reader.close()
    assert not (tmp_path / "copies").exists()


def test_a_store_that_is_written_without_end_is_copied_a_few_times_and_read_as_it_was(tmp_path: Path) -> None:
    now = 0.0
    graph, reader = open_graph(tmp_path / "graph"), SnapshotReader(tmp_path / "graph", tmp_path / "copies", lambda: now)
    states = []
    for number in range(12):
        graph.load(ONE, [name(f"urn:{number}")])
        states.append(reader.state)
    assert len(set(states)) == 6
    assert seen(reader) == ["urn:5"]
    now = 3.0
    assert seen(reader) == ["urn:11"]
    reader.close()


def test_nobody_waits_for_the_copy_that_another_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, reader = open_graph(tmp_path / "graph"), at(tmp_path)
    graph.load(ONE, [name("urn:a")])
    assert seen(reader) == ["urn:a"]
    making, go_on, take = Event(), Event(), reading.snapshot

    def slow(store: Path, place: Path) -> AbstractContextManager[Path | None]:
        making.set()
        assert go_on.wait(PATIENCE)
        return take(store, place)

    monkeypatch.setattr(reading, "snapshot", slow)
    graph.load(ONE, [name("urn:b")])
    with ThreadPoolExecutor(1) as other:
        newer = other.submit(seen, reader)
        assert making.wait(PATIENCE)
        assert seen(reader) == ["urn:a"]
        go_on.set()
        assert newer.result(PATIENCE) == ["urn:b"]
    assert seen(reader) == ["urn:b"]
    reader.close()


def test_where_there_is_no_store_nothing_is_found_until_there_is(tmp_path: Path) -> None:
    reader = at(tmp_path)
    assert (seen(reader), reader.state) == ([], "")
    graph = open_graph(tmp_path / "graph")
    graph.load(ONE, [name("urn:a")])
    assert seen(reader) == ["urn:a"]
    reader.close()


def test_another_store_in_the_place_of_the_old_one_is_noticed(tmp_path: Path) -> None:
    reader = at(tmp_path)
    for folder, subject in (("graph", "urn:a"), ("new", "urn:b")):
        graph = open_graph(tmp_path / folder)
        graph.load(ONE, [name(subject)])
        graph.close()
    assert seen(reader) == ["urn:a"]
    (tmp_path / "graph").rename(tmp_path / "old")
    assert seen(reader) == ["urn:a"]
    (tmp_path / "new").rename(tmp_path / "graph")
    assert seen(reader) == ["urn:b"]
    reader.close()


def test_a_damaged_store_is_told_with_what_to_do(tmp_path: Path) -> None:
    open_graph(tmp_path / "graph").close()
    (tmp_path / "graph" / "CURRENT").write_text("MANIFEST-000000\n")
    (tmp_path / "graph" / "MANIFEST-000000").write_text("no manifest")
    with pytest.raises(BadInput, match="thesaury reindex"):
        seen(at(tmp_path))
