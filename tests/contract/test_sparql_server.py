"""The graph on a SPARQL 1.1 server: the suites of graph and reader, and what a server may do to us."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

import pytest

from tests.contract.graph_questions_suite import GraphQuestionsSuite, told
from tests.contract.graph_reader_suite import NAMED, GraphReaderSuite
from tests.contract.graph_suite import ONE, TWO, GraphSuite, link, name
from tests.contract.on_server import OnServer, filled_at, graph_at
from tests.hosts import sparql
from tests.hosts.sparql import PASSWORD, USER, PlainServer
from thesaury.engines.oxigraph.asking import Bounds
from thesaury.engines.sparql_server import (
    Address,
    Register,
    ServerGraph,
    ServerGraphQuestions,
    SparqlServer,
)
from thesaury.engines.sparql_server.dataset import Dataset, addressed
from thesaury.model.errors import BadInput, NeedsLogin, Refused, Unreachable, WorkspaceBusy
from thesaury.ports.graph import Graph
from thesaury.ports.graph_questions import GraphQuestion


@pytest.fixture(scope="module")
def plain() -> Iterator[PlainServer]:
    with sparql.running() as server:
        yield server


@pytest.fixture(scope="module")
def address(plain: PlainServer) -> Address:
    return Address(f"{plain.url}/sparql", f"{plain.url}/update", f"{plain.url}/store", USER, PASSWORD)


@pytest.fixture(scope="module")
def filled(address: Address) -> str:
    return filled_at(address)


@pytest.fixture
def opened(address: Address) -> Iterator[Callable[..., ServerGraph]]:
    """Opens the graph of a workspace at an address that differs from the usual one in what is named."""
    with ExitStack() as stack:

        def graph(workspace: str, **different: str) -> ServerGraph:
            made = graph_at(replace(address, **different), workspace)
            stack.callback(made.close)
            return made

        yield graph


class TestServerGraph(OnServer, GraphSuite):
    pass


class TestServerGraphReader(OnServer, GraphReaderSuite):
    pass


class TestServerGraphQuestions(OnServer, GraphQuestionsSuite):
    pass


class TestWhatAServerMayDo(OnServer):
    def test_what_is_for_now_is_tried_again(self, plain: PlainServer, graph: Graph) -> None:
        graph.load(ONE, [name("urn:a")])
        plain.fails = [503]
        assert list(graph.match(ONE)) == [name("urn:a")]
        plain.fails = [502, 429]
        assert graph.extend(ONE, [name("urn:b")]) == 1
        plain.fails = [503, 503, 503]
        with pytest.raises(Unreachable, match="answers 503 now"):
            list(graph.match(ONE))

    def test_of_two_that_write_at_once_the_one_that_was_ended_tries_again(
        self, plain: PlainServer, graph: Graph
    ) -> None:
        plain.fails, plain.words = [500], "<h3>Error 40001</h3><xmp>SR172: Transaction deadlocked</xmp>"
        try:
            assert graph.extend(ONE, [name("urn:a")]) == 1
            assert list(graph.match(ONE)) == [name("urn:a")]
        finally:
            plain.words = "not now"

    @pytest.mark.parametrize(
        ("status", "words", "kind", "said"),
        [
            (400, "line 1: syntax error", BadInput, "cannot be answered: line 1: syntax error$"),
            (403, "", NeedsLogin, "graph_server_user"),
            (404, "<p>no page</p>", Refused, "addresses in thesaury.toml"),
            (500, "Virtuoso S1T00 Error", BadInput, "did not finish"),
            (500, "Virtuoso 42000 Error SR186: No permission\n\nSPARQL query:", Refused, "right to write"),
            (500, "NullPointerException", Unreachable, "broke down"),
        ],
    )
    def test_a_failure_says_what_to_do(
        self, plain: PlainServer, graph: Graph, status: int, words: str, kind: type[Exception], said: str
    ) -> None:
        plain.fails, plain.words = [status], words
        with pytest.raises(kind, match=said):
            graph.select(NAMED)

    def test_a_workspace_is_cleared_with_what_it_left_and_built_and_no_other_one(
        self, plain: PlainServer, address: Address, opened: Callable[..., ServerGraph], workspace: str
    ) -> None:
        other = f"{workspace}b"
        for owner in (workspace, other):
            with_graph = opened(owner)
            with_graph.load(ONE, [name("urn:a")])
            with_graph.load(ONE, [name("urn:b")])  # the first place is left
        register = Register(SparqlServer(address), workspace)
        beside = ServerGraph(register.beside())
        beside.load(TWO, [name("urn:c")])
        before = {graph: count for graph, count in plain.graphs().items() if f":{other}:" in graph}
        assert register.cleared() == 0
        assert {graph: count for graph, count in plain.graphs().items() if f":{other}:" in graph} == before
        assert not [graph for graph, count in plain.graphs().items() if f":{workspace}:" in graph and count]
        assert register.cleared() == 0
        register.server.close()

    def test_a_wrong_password_is_told_and_changes_nothing(
        self, plain: PlainServer, graph: Graph, opened: Callable[..., ServerGraph]
    ) -> None:
        graph.load(ONE, [name("urn:a")])
        before = plain.graphs()
        with pytest.raises(NeedsLogin, match="graph_server_secret_from"):
            opened("any", password="wrong").load(ONE, [name("urn:b")])
        assert plain.graphs() == before

    @pytest.mark.parametrize(
        ("headers", "kind", "said"),
        [
            ({"X-SQL-State": "S1TAT"}, BadInput, "before its answer was whole"),
            ({"X-SPARQL-MaxRows": "2"}, Refused, "no more than 2 rows"),
        ],
    )
    def test_a_part_is_never_taken_for_the_whole(
        self, plain: PlainServer, graph: Graph, headers: dict[str, str], kind: type[Exception], said: str
    ) -> None:
        graph.load(ONE, [name("urn:a"), name("urn:b"), name("urn:c"), name("urn:d")])
        plain.headers = headers
        try:
            with pytest.raises(kind, match=said):
                graph.select(NAMED)
        finally:
            plain.headers = {}

    def test_an_answer_that_breaks_off_is_none(self, plain: PlainServer, graph: Graph) -> None:
        graph.load(ONE, [name(f"urn:{number}") for number in range(100)])
        plain.cuts = True
        try:
            with pytest.raises(Unreachable, match="graph server"):
                list(graph.match(ONE))
        finally:
            plain.cuts = False

    def test_where_nobody_answers(self, opened: Callable[..., ServerGraph]) -> None:
        with pytest.raises(Unreachable, match=r"127\.0\.0\.1:9 did not answer"):
            opened("any", query="http://127.0.0.1:9/").load(ONE, [name("urn:a")])

    def test_without_a_graph_store_all_is_written_by_updates(
        self, plain: PlainServer, workspace: str, opened: Callable[..., ServerGraph]
    ) -> None:
        graph = opened(workspace, store="")
        said = [name(f"urn:{number}", 'quote " and \\ and {', "de") for number in range(1500)]
        plain.asked.clear()
        assert graph.load(ONE, said) == 1500
        assert "/store" not in {path for path, _ in plain.asked}
        assert set(graph.match(ONE)) == set(said)

    def test_two_workspaces_never_meet(
        self, plain: PlainServer, graph: Graph, workspace: str, opened: Callable[..., ServerGraph]
    ) -> None:
        graph.load(ONE, [name("urn:a")])
        other = opened(f"{workspace}x")
        assert (list(other.match(ONE)), list(other.select("SELECT * { GRAPH ?g { ?s ?p ?o } }"))) == ([], [])
        other.load(ONE, [name("urn:b")])
        graph.load(ONE, [])
        assert list(other.match(ONE)) == [name("urn:b")]
        asked = [form for path, form in plain.asked if path == "/sparql"]
        assert all(form["default-graph-uri"] and form["named-graph-uri"] for form in asked)

    def test_what_is_left_is_cleared_when_nobody_can_be_reading_it(
        self, plain: PlainServer, graph: Graph, workspace: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full() -> int:
            return sum(bool(count) for place, count in plain.graphs().items() if f":{workspace}:" in place)

        for number in range(3):
            graph.load(ONE, [name(f"urn:{number}")])
        assert full() == 4  # with the register
        monkeypatch.setattr("thesaury.engines.sparql_server.register._GRACE", timedelta(0))
        graph.load(TWO, [])
        assert full() == 2
        assert list(graph.match(ONE)) == [name("urn:2")]

    def test_many_statements_of_owners_are_exchanged_like_few(self, graph: Graph) -> None:
        for texts in (range(60), range(30, 90), ()):
            said = {f"urn:{number}": [name(f"urn:{number}", str(text)) for text in texts] for number in range(30)}
            graph.replace(ONE, said)
            assert set(graph.match(ONE)) == {each for statements in said.values() for each in statements}

    def test_blank_nodes_keep_their_labels(self, graph: Graph) -> None:
        said = [link("_:x", "_:y z"), name("_:y z")]
        assert graph.load(ONE, said) == 2
        assert set(graph.match(ONE)) == set(said)
        assert list(graph.match(ONE, "_:x")) == [said[0]]


class TestQuestionsOfStrangers:
    def test_a_question_ends_when_its_time_is_up_or_nobody_waits(
        self, plain: PlainServer, address: Address, filled: str
    ) -> None:
        asked = ServerGraphQuestions(address, filled, Bounds(seconds=1))
        plain.slow.clear()
        try:
            with pytest.raises(BadInput, match="more than 1 seconds: ask for less"):
                asked.ask(GraphQuestion("ASK {}"))
            with pytest.raises(WorkspaceBusy, match="has left"):
                asked.ask(GraphQuestion("ASK {}"), lambda: True)
        finally:
            plain.slow.set()
        told(asked, "ASK {}")

    def test_the_server_is_told_when_to_stop(self, plain: PlainServer, address: Address, filled: str) -> None:
        plain.asked.clear()
        told(ServerGraphQuestions(address, filled, Bounds(seconds=2)), "ASK {}")
        assert [form.get("timeout") for _, form in plain.asked] == [None, ["2000"]]

    @pytest.mark.parametrize(
        "sly",
        [
            "DEFINE input:default-graph-uri <urn:x> SELECT * { ?s ?p ?o }",
            "SELECT * { ?s ?p ?o FILTER(<bif:sys_stat>('x')) }",
            "PREFIX b: <bif:> SELECT (b:x(?o) AS ?y) { ?s ?p ?o }",
            "PREFIX b: <http://www.openlinksw.com/schemas/bif#> SELECT (b:x(?o) AS ?y) { ?s ?p ?o }",
            "SELECT * { ?s ?p ?o FILTER(<\\u0062if:x>(?o)) }",
            "SELECT (1<'x>' AS ?x) FROM <urn:other> { ?s ?p 'y' }",
            "PREFIX g: <urn:> SELECT * FROM g:other { ?s ?p ?o }",
            "SELECT * { ?s ?p `sql:x` }",
        ],
    )
    def test_what_would_reach_beyond_the_workspace_is_refused(
        self, plain: PlainServer, address: Address, filled: str, sly: str
    ) -> None:
        plain.asked.clear()
        with pytest.raises(BadInput):
            told(ServerGraphQuestions(address, filled), sly)
        assert plain.asked == []


class TestOfWhichGraphsItIsAsked:
    PLACES: ClassVar = {"urn:a": "urn:w:1:urn:a", "urn:b": "urn:w:2:urn:b"}

    def test_clauses_become_parameters_and_names_places(self) -> None:
        asked = "PREFIX x: <http://x#>\nSELECT ?s FROM <urn:a> FROM # why\n NAMED <urn:b> FROM <urn:c>"
        text, dataset = addressed(
            asked + " { GRAPH <urn:b> { ?s x:from 'FROM GRAPH <urn:a>' } } # <urn:a>", self.PLACES, "urn:w:nothing"
        )
        assert dataset == Dataset(("urn:w:1:urn:a",), ("urn:w:2:urn:b",))
        body = "{ GRAPH <urn:w:2:urn:b> { ?s x:from 'FROM GRAPH <urn:a>' } }"
        assert " ".join(text.split()) == f"PREFIX x: <http://x#> SELECT ?s {body}"

    @pytest.mark.parametrize(
        "asked",
        [
            "PREFIX u: <urn:> SELECT * { GRAPH u:a { ?s ?p ?o } }",
            "prefix : <urn:a> ASK { GRAPH ?g { ?s ?p ?o } FILTER(?g=:) }",
            "BASE <urn:x> ASK { GRAPH <./a> { ?s ?p ?o } }",
            "ASK { GRAPH ?g { ?s ?p ?o } FILTER(STR(?g) = 'urn:a') }",
        ],
    )
    def test_a_graph_that_the_server_would_not_find_is_named_by_its_whole_iri(self, asked: str) -> None:
        with pytest.raises(BadInput, match="whole IRI, without PREFIX, BASE and STR: <urn:a>"):
            addressed(asked, self.PLACES, "urn:w:nothing")

    def test_names_of_other_things_may_begin_as_graphs_do(self) -> None:
        asked = "PREFIX u: <urn:> BASE <http://x/> ASK { u:c u:aa u:a1, <a>, 'a', 'u:a' }"
        assert addressed(asked, self.PLACES, "urn:w:nothing")[0] == asked

    @pytest.mark.parametrize(
        ("clause", "default", "named"),
        [
            ("", ("urn:w:1:urn:a", "urn:w:2:urn:b"), ("urn:w:1:urn:a", "urn:w:2:urn:b")),
            ("FROM <urn:a>", ("urn:w:1:urn:a",), ("urn:w:nothing",)),
            ("from named <urn:b>", ("urn:w:nothing",), ("urn:w:2:urn:b",)),
            ("FROM <urn:w:1:urn:a>", ("urn:w:nothing",), ("urn:w:nothing",)),
        ],
    )
    def test_there_is_always_one_of_each(self, clause: str, default: tuple[str, ...], named: tuple[str, ...]) -> None:
        _, dataset = addressed(f"SELECT * {clause} {{ ?s ?p ?o }}", self.PLACES, "urn:w:nothing")
        assert dataset == Dataset(default, named)
        assert addressed("ASK {}", {}, "urn:w:nothing")[1] == Dataset(("urn:w:nothing",), ("urn:w:nothing",))
