"""The graph store sink over a real SPARQL 1.1 store: replaced in one step, or not at all."""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from tests.contract.connectors.poolparty_server import Bench, served
from thesaury.connectors.poolparty.graph import SparqlGraphStore
from thesaury.connectors.poolparty.ntriples import lines
from thesaury.model.errors import LostReply, NeedsLogin, ThesauryError, Unreachable, Usage
from thesaury.model.statement import XSD, Iri, Literal, Statement
from thesaury.ports.source import Tools

GRAPH = "https://graph.example/assets"
STAGING = f"{GRAPH}/staging"


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with served() as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    server.touched = True
    server.fresh()
    return server


def store(bench: Bench, **settings: str) -> SparqlGraphStore:
    address = bench.where["graphstore"]
    given = {
        "graph_url": f"{address}/data",
        "graph_update_url": f"{address}/update",
        "graph_query_url": f"{address}/query",
        "graph_user": bench.where["graphstore_username"],
    }
    return bench.opened("graph", **(given | settings))  # type: ignore[no-any-return]


def ask(bench: Bench, query: str) -> Any:
    token = base64.b64encode(
        f"{bench.where['graphstore_username']}:{bench.where['graphstore_password']}".encode()
    ).decode()
    headers = {"Authorization": f"Basic {token}", "Accept": "application/sparql-results+json"}
    address = f"{bench.where['graphstore']}/query"
    with urlopen(Request(f"{address}?{urlencode({'query': query})}", headers=headers), timeout=30) as reply:
        return json.load(reply)


def held(bench: Bench, graph: str = GRAPH) -> int:
    found = ask(bench, f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return int(found["results"]["bindings"][0]["n"]["value"])


def some(count: int, word: str = "asset") -> Iterator[Statement]:
    for number in range(count):
        yield Statement(
            f"https://a.example/{word}/{number}", "https://a.example/name", Literal(f"{word} {number}", "en")
        )


def test_a_graph_is_replaced_in_pieces_and_counted(bench: Bench):
    shown: list[int] = []
    small = store(bench)
    object.__setattr__(small, "chunk", 10)
    assert small.put(GRAPH, some(35), lambda stage, done, total: shown.append(done)) == 35
    assert shown == [10, 20, 30, 35]
    assert (held(bench), held(bench, STAGING)) == (35, 0)
    assert store(bench).put(GRAPH, some(7, "other")) == 7
    assert held(bench) == 7


def test_an_empty_graph_leaves_nothing(bench: Bench):
    store(bench).put(GRAPH, some(3))
    assert store(bench).put(GRAPH, iter(())) == 0
    assert held(bench) == 0


def test_blank_nodes_of_different_pieces_stay_one(bench: Bench):
    small = store(bench)
    object.__setattr__(small, "chunk", 1)
    small.put(GRAPH, [Statement("_:b", "https://a.example/p", Literal(str(n))) for n in range(4)])
    found = ask(bench, f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}")
    assert found["results"]["bindings"][0]["n"]["value"] == "1"


@pytest.mark.parametrize("fault", ["status:500", "reset", "status:403"])
def test_a_failure_leaves_the_old_content(bench: Bench, fault: str):
    store(bench).put(GRAPH, some(3))
    bench.fault(fault, "/graphstore", times=None, skip=1)
    small = store(bench)
    object.__setattr__(small, "chunk", 5)
    with pytest.raises(ThesauryError):
        small.put(GRAPH, some(20, "other"))
    bench.fresh_circuits()
    assert held(bench) == 3
    assert store(bench).put(GRAPH, some(4)) == 4
    assert (held(bench), held(bench, STAGING)) == (4, 0)


def test_a_statement_that_cannot_be_made_leaves_the_old_content(bench: Bench):
    def broken() -> Iterator[Statement]:
        yield from some(2, "other")
        raise Unreachable("The catalogue went away.")

    store(bench).put(GRAPH, some(3))
    with pytest.raises(Unreachable, match="catalogue"):
        store(bench).put(GRAPH, broken())
    assert (held(bench), held(bench, STAGING)) == (3, 0)


@pytest.mark.parametrize("fault", ["reset_after", "truncate"])
def test_a_lost_last_reply_is_settled_by_looking(bench: Bench, fault: str):
    bench.fault(fault, "/graphstore", skip=2)
    assert store(bench).put(GRAPH, some(5)) == 5
    assert (held(bench), held(bench, STAGING)) == (5, 0)


def test_a_move_that_never_arrived_is_done_again(bench: Bench):
    store(bench).put(GRAPH, some(3))
    bench.fault("reset", "/graphstore", skip=2)
    assert store(bench).put(GRAPH, some(5)) == 5
    assert held(bench) == 5


def test_without_a_query_address_a_lost_reply_is_said(bench: Bench):
    bench.fault("reset_after", "/graphstore", skip=2)
    blind = store(bench)
    object.__setattr__(blind, "query", "")
    with pytest.raises(LostReply):
        blind.put(GRAPH, some(5))
    assert blind.put(GRAPH, some(5)) == 5


def test_settings_are_asked_for(bench: Bench):
    with pytest.raises(Usage, match="graph_update_url"):
        bench.opened("graph")
    with pytest.raises(Usage, match="is no IRI"):
        store(bench).put("my graph>", some(1))
    tools: Tools = bench.tools()
    tools.secrets.put("words", {"graph_password": ""})
    from thesaury.connectors.poolparty.graph import open_graph

    with pytest.raises(NeedsLogin, match="graph_password"):
        open_graph(bench.connection(graph_url="http://x/", graph_update_url="http://x/", graph_user="u"), tools)


LITERALS = st.builds(
    Literal,
    st.text(st.characters(exclude_categories=("Cs",))),
    st.sampled_from(["", "en", "de-AT", "not a tag"]),
    st.sampled_from(["", f"{XSD}integer", "https://a.example/type"]),
)
RESOURCES = st.sampled_from(["https://a.example/x", "_:b", "urn:a:b"]) | st.text().map("https://a.example/".__add__)


@given(st.lists(st.builds(Statement, RESOURCES, RESOURCES, st.builds(Iri, RESOURCES) | LITERALS), max_size=5))
def test_any_statement_becomes_one_good_line(statements: list[Statement]):
    written = "".join(lines(statements, GRAPH))
    read = list(parse(written.encode(), RdfFormat.N_TRIPLES))
    assert len(read) == len(statements)
    for statement, triple in zip(statements, read, strict=True):
        if isinstance(statement.object, Literal):
            assert triple.object.value == statement.object.value
