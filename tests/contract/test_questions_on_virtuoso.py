"""The named questions on a real Virtuoso: the same text gives the same answers as on the engine that is here by default."""

from collections.abc import Iterator

import pyoxigraph
import pytest

from tests.hosts import virtuoso
from tests.hosts.virtuoso import PASSWORD, USER
from tests.unit.analytics.test_questions import ANSWERS, GRAPH, SLY, answered
from thesaury.analytics.definitions import definitions
from thesaury.analytics.naming import SEARCHES_GRAPH
from thesaury.engines.oxigraph.terms import statement
from thesaury.engines.sparql_server.graph import ServerGraph
from thesaury.engines.sparql_server.register import Register
from thesaury.engines.sparql_server.server import Address, SparqlServer
from thesaury.ports.graph import Graph

pytestmark = pytest.mark.skipif(bool(virtuoso.absent()), reason=virtuoso.absent())


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with virtuoso.running(tmp_path_factory.mktemp("virtuoso")) as running:
        address = Address(running.query, running.update, running.store, USER, PASSWORD)
        graph = ServerGraph(Register(SparqlServer(address), "questions"))
        graph.load(SEARCHES_GRAPH, [statement(found) for found in pyoxigraph.parse(path=str(GRAPH))])
        yield graph
        graph.close()


@pytest.mark.parametrize("name", definitions())
def test_every_question_has_the_same_answer(graph: Graph, name: str):
    given, rows = ANSWERS[name]
    assert sorted(answered(graph, name, **given), key=str) == sorted(rows, key=str)


@pytest.mark.parametrize("sly", SLY)
def test_hostile_values_are_values_there_too(graph: Graph, sly: str):
    assert answered(graph, "impact-of-withdrawal", asset=sly) == [(sly, None, None, None, 0, 0, None)]
    assert answered(graph, "purchases-behind", subject=sly) == []
