"""The graph of a workspace on a SPARQL server, whichever it is: a module of tests says by its fixture `address` where."""

from collections.abc import Iterator
from itertools import count

import pytest

from tests.contract.graph_questions_suite import Asking, two_workspaces
from thesaury.engines.sparql_server import (
    Address,
    Register,
    ServerGraph,
    ServerGraphQuestions,
    ServerGraphReader,
    SparqlServer,
)
from thesaury.ports.graph import Graph, GraphReader

_WORKSPACES = count()


def graph_at(address: Address, workspace: str) -> ServerGraph:
    return ServerGraph(Register(SparqlServer(address), workspace))


def filled_at(address: Address) -> str:
    """The id of a workspace that holds the graphs of the suite, beside one that holds another."""
    return two_workspaces(lambda workspace: graph_at(address, workspace))


class OnServer:
    @pytest.fixture
    def workspace(self) -> str:
        """Another one for each test: they share the server."""
        return f"w{next(_WORKSPACES)}"

    @pytest.fixture
    def graph(self, address: Address, workspace: str) -> Iterator[Graph]:
        graph = graph_at(address, workspace)
        yield graph
        graph.close()

    @pytest.fixture
    def reader(self, address: Address, workspace: str) -> Iterator[GraphReader]:
        reader = ServerGraphReader(Register(SparqlServer(address), workspace))
        yield reader
        reader.close()

    @pytest.fixture
    def asking(self, address: Address, filled: str) -> Asking:
        return lambda bounds: ServerGraphQuestions(address, filled, bounds)
