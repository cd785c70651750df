"""The graph on a real Virtuoso: the suites of graph and reader."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.graph_questions_suite import GraphQuestionsSuite, told
from tests.contract.graph_reader_suite import GraphReaderSuite
from tests.contract.graph_suite import ONE, GraphSuite, name
from tests.contract.on_server import OnServer, filled_at, graph_at
from tests.hosts import virtuoso
from tests.hosts.virtuoso import PASSWORD, ROWS, USER, Virtuoso
from thesaury.engines.oxigraph.asking import Bounds
from thesaury.engines.sparql_server import (
    Address,
    Register,
    ServerGraphQuestions,
    SparqlServer,
)
from thesaury.model.errors import BadInput, NeedsLogin, Refused
from thesaury.ports.graph import Graph
from thesaury.ports.graph_questions import SolutionForm, StatementForm

pytestmark = pytest.mark.skipif(bool(virtuoso.absent()), reason=virtuoso.absent())


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    with virtuoso.running(tmp_path_factory.mktemp("virtuoso")) as running:
        yield running


@pytest.fixture(scope="module")
def address(server: Virtuoso) -> Address:
    return Address(server.query, server.update, server.store, USER, PASSWORD)


@pytest.fixture(scope="module")
def filled(address: Address) -> str:
    return filled_at(address)


class TestVirtuosoGraph(OnServer, GraphSuite):
    pass


class TestVirtuosoGraphReader(OnServer, GraphReaderSuite):
    pass


class TestVirtuosoGraphQuestions(OnServer, GraphQuestionsSuite):
    pass


class TestWhatVirtuosoDoes(OnServer):
    def test_a_wrong_password_is_told(self, address: Address, workspace: str) -> None:
        graph = graph_at(replace(address, password="wrong"), workspace)
        with pytest.raises(NeedsLogin, match="graph_server_secret_from"):
            graph.load(ONE, [name("urn:a")])
        graph.close()

    @pytest.mark.parametrize(
        "sparql",
        [
            "SELECT * FROM <{place}> {{ ?s ?p ?o }}",
            "SELECT * FROM NAMED <{place}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            "SELECT * {{ GRAPH <{place}> {{ ?s ?p ?o }} }}",
            "SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            "SELECT * {{ {{ SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} }} }} }}",
            "SELECT * {{ ?s ?p ?o . FILTER EXISTS {{ GRAPH <{place}> {{ ?a ?b ?c }} }} }}",
        ],
    )
    def test_whoever_knows_the_place_of_anothers_graph_sees_nothing_of_it(
        self, graph: Graph, address: Address, workspace: str, sparql: str
    ) -> None:
        graph.load(ONE, [name("urn:a")])
        with closing(SparqlServer(address)) as way:
            place = Register(way, workspace).read().of[ONE]
        asked = ServerGraphQuestions(address, f"{workspace}other")
        assert told(asked, sparql.format(place=place), solutions=SolutionForm.TSV).count(b"\n") == 1

    def test_graphs_larger_than_the_servers_limit_are_read_whole(self, graph: Graph) -> None:
        said = {name(f"urn:{number}", str(number % 7)) for number in range(3 * ROWS)}
        assert graph.load(ONE, said) == len(said)
        assert set(graph.match(ONE)) == said
        with pytest.raises(Refused, match="ResultSetMaxRows"):
            graph.select("SELECT * { ?s ?p ?o }")

    def test_statements_that_it_would_leave_out_are_missed(
        self, graph: Graph, address: Address, workspace: str
    ) -> None:
        graph.load(ONE, [name(f"urn:{number}") for number in range(ROWS + 5)])
        asked = ServerGraphQuestions(address, workspace)
        with pytest.raises(Refused, match="ResultSetMaxRows"):
            told(asked, "CONSTRUCT WHERE { ?s ?p ?o }", statements=StatementForm.N_TRIPLES)

    def test_a_runaway_question_is_stopped_and_hurts_nobody(
        self, graph: Graph, address: Address, workspace: str
    ) -> None:
        graph.load(ONE, [name(f"urn:{number}") for number in range(5_000)])
        asked = ServerGraphQuestions(address, workspace, Bounds(seconds=2))
        runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?d && ?g != ?j) }"
        with ThreadPoolExecutor(1) as strangers:
            stopped = strangers.submit(told, asked, runaway)
            while not stopped.done():
                assert len(list(graph.match(ONE, "urn:7"))) == 1
        with pytest.raises(BadInput, match="ask for less"):
            stopped.result()
        assert b"true" in told(asked, "ASK { ?s ?p ?o }")

    @given(
        st.lists(
            st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "de", "en-gb"])),
            max_size=40,
        )
    )
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_text_survives(self, graph: Graph, texts: list[tuple[str, str]]) -> None:
        said = {name("urn:a", text, language) for text, language in texts}
        graph.load(ONE, said)
        assert set(graph.match(ONE)) == said
        graph.replace(ONE, {"urn:a": []})
        assert list(graph.match(ONE)) == []
