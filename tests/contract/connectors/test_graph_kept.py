"""The graph of a workspace kept current in a real SPARQL 1.1 store: graph by graph, nothing twice, and whole after whatever went wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.connectors.poolparty_server import Bench, served
from tests.contract.connectors.test_poolparty_graph import LITERALS, held
from tests.fakes.workspace import FakeWorkspace
from thesaury.analytics.naming import CAMPAIGNS_GRAPH, USES_GRAPH
from thesaury.analytics.statements import ASSETS_GRAPH
from thesaury.connectors.poolparty.graph import SparqlGraphStore
from thesaury.connectors.poolparty.settings import settings_of
from thesaury.dispatch.graph_stores import put_where_due
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, Refused, Unreachable, Usage
from thesaury.model.statement import Iri, Literal, Statement
from thesaury.pipeline.graph_stores import Put, is_due, kept_graphs, put_graphs
from thesaury.pipeline.graph_stores.laying import laid_down
from thesaury.pipeline.graph_stores.timing import PAUSE, SHARE
from thesaury.pipeline.measuring.running import AT, FAILED
from thesaury.ports.graph_store import KEEPS

WORDS = Connection("words", "poolparty", ((KEEPS, "yes"),))
SIZES = {ASSETS_GRAPH: 5, USES_GRAPH: 4, CAMPAIGNS_GRAPH: 3}


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with served() as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    server.touched = True
    server.fresh()
    return server


@pytest.fixture
def workspace(bench: Bench, tmp_path: Path) -> FakeWorkspace:
    """Three graphs that were measured, and a connection whose store is kept current."""
    made = FakeWorkspace()
    made.root = tmp_path
    made.catalogue.records.put_connection(WORDS)
    made.graph_stores["words"] = store(bench)
    for graph, size in SIZES.items():
        made.graph.load(graph, some(size))
    measured(made, "1")
    return made


def store(bench: Bench, **settings: str) -> SparqlGraphStore:
    address = bench.where["graphstore"]
    given = {name: f"{address}/{path}" for name, path in PATHS.items()}
    return bench.opened("graph", **given, graph_user=bench.where["graphstore_username"], **settings)  # type: ignore[no-any-return]


PATHS = {"graph_url": "data", "graph_update_url": "update", "graph_query_url": "query"}


def some(count: int, word: str = "a") -> list[Statement]:
    return [Statement(f"https://a.example/{word}/{n}", "https://a.example/p", Literal(str(n))) for n in range(count)]


def measured(at: FakeWorkspace, when: str) -> None:
    at.catalogue.measuring.note({AT: when, FAILED: ""})


def written(bench: Bench) -> int:
    """How many requests that may write the store had since this was asked last."""
    found = sum(one["method"] == "POST" for one in bench.asked())
    bench.control("log", method="DELETE")
    return found


def there(bench: Bench) -> dict[str, int]:
    return {graph: held(bench, graph) for graph in SIZES}


def noted(at: FakeWorkspace) -> dict[str, int]:
    return {put.graph: put.statements for put in at.catalogue.graph_puts.graphs("words")}


def test_only_what_changed_is_put_again_and_what_is_gone_goes_there_too(bench: Bench, workspace: FakeWorkspace):
    assert put_graphs(workspace, WORDS).graphs == SIZES == there(bench) == noted(workspace)
    written(bench)
    assert put_graphs(workspace, WORDS) == Put("words", {}, 3)
    assert written(bench) == 0
    workspace.graph.load(USES_GRAPH, some(6, "b"))
    workspace.graph.load(CAMPAIGNS_GRAPH, ())
    assert put_graphs(workspace, WORDS) == Put("words", {USES_GRAPH: 6, CAMPAIGNS_GRAPH: 0}, 1)
    assert there(bench) == {ASSETS_GRAPH: 5, USES_GRAPH: 6, CAMPAIGNS_GRAPH: 0}
    assert noted(workspace) == {ASSETS_GRAPH: 5, USES_GRAPH: 6}
    assert put_graphs(workspace, WORDS, again=True).graphs == {ASSETS_GRAPH: 5, USES_GRAPH: 6}
    assert list(workspace.root.iterdir()) == []


def test_another_store_is_filled_whole(bench: Bench, workspace: FakeWorkspace):
    put_graphs(workspace, WORDS)
    workspace.graph_stores["words"] = replace(store(bench), store=f"{bench.where['graphstore']}/data?")
    assert put_graphs(workspace, WORDS).graphs == SIZES


def test_a_server_that_goes_away_in_the_middle_gets_what_is_left_the_next_time(bench: Bench, workspace: FakeWorkspace):
    put_graphs(workspace, WORDS)
    for graph in SIZES:
        workspace.graph.load(graph, some(9, "b"))
    bench.fault(
        "reset", "/graphstore", times=None, skip=4
    )  # a graph is three requests: the second breaks off while it is filled
    done = put_graphs(workspace, WORDS)
    assert (list(done.graphs), [type(error) for _, error in done.failed]) == ([ASSETS_GRAPH], [Unreachable])
    bench.fresh_circuits()
    assert there(bench) == {ASSETS_GRAPH: 9, USES_GRAPH: 4, CAMPAIGNS_GRAPH: 3}
    known = kept_graphs(workspace, WORDS)
    assert (known.statements, known.failed) == (9 + 4 + 3, done.failed[0][1].message)
    assert {put.graph for put in known.graphs if put.failed} == {USES_GRAPH}
    assert put_graphs(workspace, WORDS) == Put("words", {USES_GRAPH: 9, CAMPAIGNS_GRAPH: 9}, 1)
    assert there(bench) == dict.fromkeys(SIZES, 9)
    assert kept_graphs(workspace, WORDS).failed == ""


def test_stopped_or_killed_in_the_middle_it_goes_on_with_what_is_left(bench: Bench, workspace: FakeWorkspace):
    def second_is_filled() -> bool:
        return len(workspace.catalogue.graph_puts.graphs("words")) == 2

    assert put_graphs(workspace, WORDS, stopped=second_is_filled).whole is False
    assert there(bench) == {ASSETS_GRAPH: 5, USES_GRAPH: 0, CAMPAIGNS_GRAPH: 0}
    assert is_due(workspace, WORDS, datetime.now(UTC))  # no round ended: the next one need not wait

    def killed(stage: str, count: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put_graphs(workspace, WORDS, killed)
    workspace.graph.load(CAMPAIGNS_GRAPH, ())
    assert put_graphs(workspace, WORDS) == Put("words", {USES_GRAPH: 4}, 1)
    assert there(bench) == {ASSETS_GRAPH: 5, USES_GRAPH: 4, CAMPAIGNS_GRAPH: 0}
    assert held(bench, f"{USES_GRAPH}/staging") == 0


def test_a_store_that_is_busy_for_a_moment_is_asked_again(bench: Bench, workspace: FakeWorkspace):
    bench.fault("status:503", "/graphstore", skip=1)
    assert put_graphs(workspace, WORDS).graphs == SIZES == there(bench)


def test_a_graph_that_is_refused_keeps_no_other_from_being_put(bench: Bench, workspace: FakeWorkspace):
    bench.fault("status:403", "/graphstore", skip=1)
    done = put_graphs(workspace, WORDS)
    assert [(graph, type(error)) for graph, error in done.failed] == [(ASSETS_GRAPH, Refused)]
    assert there(bench) == {ASSETS_GRAPH: 0, USES_GRAPH: 4, CAMPAIGNS_GRAPH: 3}
    assert put_graphs(workspace, WORDS) == Put("words", {ASSETS_GRAPH: 5}, 2)


def test_after_a_lost_answer_it_is_put_again_even_where_it_is_as_before(bench: Bench, workspace: FakeWorkspace):
    blind = replace(store(bench), query="")
    workspace.graph_stores["words"] = blind
    put_graphs(workspace, WORDS)
    workspace.graph.load(ASSETS_GRAPH, some(8, "b"))
    bench.fault("reset_after", "/graphstore", skip=2)
    assert [type(error) for _, error in put_graphs(workspace, WORDS).failed] == [LostReply]
    workspace.graph.load(ASSETS_GRAPH, some(SIZES[ASSETS_GRAPH]))
    assert put_graphs(workspace, WORDS).graphs == {ASSETS_GRAPH: 5}
    assert there(bench) == SIZES


def test_it_is_time_after_a_measuring_that_brought_something_and_a_pause(workspace: FakeWorkspace):
    off = replace(WORDS, settings=())
    moment = datetime.now(UTC)
    assert (is_due(workspace, WORDS, moment), is_due(workspace, off, moment)) == (True, False)
    put_graphs(workspace, WORDS)
    later = moment + timedelta(seconds=PAUSE + 60)
    measured(workspace, "2")
    assert not is_due(workspace, WORDS, later)  # measured again, and nothing was written
    workspace.graph.load(ASSETS_GRAPH, some(2))
    measured(workspace, "1")
    assert not is_due(workspace, WORDS, later)  # written, and not measured since
    workspace.catalogue.measuring.note({FAILED: "campaigns: no table."})
    assert is_due(workspace, WORDS, later)  # measuring that fails holds nothing up
    measured(workspace, "2")
    assert is_due(workspace, WORDS, later)
    assert not is_due(workspace, WORDS, moment + timedelta(seconds=PAUSE - 60))
    puts = workspace.catalogue.graph_puts
    ended = puts.rounds["words"]
    puts.note_round("words", replace(ended, seconds=PAUSE))
    assert not is_due(workspace, WORDS, later)
    assert is_due(workspace, WORDS, later + timedelta(seconds=SHARE * PAUSE))
    workspace.catalogue.measuring.forget()
    assert not is_due(workspace, WORDS, later + timedelta(days=1))


def test_a_store_that_fails_is_told_once_and_tried_again(
    bench: Bench, workspace: FakeWorkspace, caplog: pytest.LogCaptureFixture
):
    bench.fault("status:401", "/graphstore", times=None)
    moment = datetime.now(UTC)
    for turn in range(3):
        (done,) = put_where_due(workspace, moment + timedelta(seconds=turn * (PAUSE + 60)))
        assert done.failed
    assert put_where_due(workspace, moment) == []
    assert [one.levelname for one in caplog.records if "words" in one.message].count("WARNING") == 1
    bench.fresh_circuits()
    (done,) = put_where_due(workspace, moment + timedelta(seconds=PAUSE + 60))
    assert (done.graphs, done.failed) == (SIZES, [])


def test_a_store_that_cannot_be_opened_is_noted_and_waits_its_turn(workspace: FakeWorkspace):
    def gone(connection: Connection) -> Any:
        raise Usage("The connector is not installed.")

    workspace.graph_store = gone  # type: ignore[method-assign]
    (done,) = put_where_due(workspace, datetime.now(UTC))
    assert done.failed[0][0] == ""
    known = kept_graphs(workspace, WORDS)
    assert (known.failed, known.whole, known.graphs) == ("The connector is not installed.", "", ())
    assert put_where_due(workspace, datetime.now(UTC)) == []


def test_keeping_it_needs_the_addresses_of_the_store(bench: Bench):
    with pytest.raises(Usage, match="graph_update_url"):
        settings_of(bench.connection(graph_keep="yes", graph_url="http://x/"))
    with pytest.raises(Usage, match="graph_keep"):
        settings_of(bench.connection(graph_keep="often"))


IRIS = st.sampled_from(["https://a.example/x", "https://a.example/ü", "urn:a:b"])


@given(
    st.lists(st.builds(Statement, IRIS, IRIS, st.builds(Iri, IRIS) | LITERALS), unique=True, max_size=6), st.randoms()
)
def test_what_is_laid_down_is_read_again_and_its_digest_knows_no_order(
    tmp_path_factory: pytest.TempPathFactory, statements: list[Statement], random: Any
):
    made = FakeWorkspace()
    made.root = tmp_path_factory.getbasetemp() / "laid"
    told = []
    kept = [*statements, *some(1, "kept")]
    for order in (kept, random.sample(kept, len(kept)), [*kept, *some(1, "more")]):
        made.graph.match = lambda name, order=order: iter(order)  # type: ignore[method-assign, misc]
        made.graph.graphs[ASSETS_GRAPH] = set(some(1))
        with laid_down(made, lambda: False) as laid:
            (one,) = laid
            assert list(one.statements(lambda: False)) == order
            told.append(one.digest)
    assert told[0] == told[1] != told[2]
