"""A workspace whose graph is on a SPARQL server: filled, asked, kept up to date and rebuilt there, with sentences for every way to fail."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hosts import sparql
from tests.hosts.sparql import PASSWORD, USER, PlainServer
from tests.journeys.conftest import Command
from thesaury.analytics.statements import ASSETS_GRAPH
from thesaury.bootstrap import open_workspace
from thesaury.model.statement import Iri, Statement

ASKED = "SELECT DISTINCT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"


@pytest.fixture
def plain() -> Iterator[PlainServer]:
    with sparql.running() as server:
        yield server


def settings(plain: PlainServer, **different: str) -> dict[str, str]:
    """The environment of commands whose graph is on this server."""
    return {
        "THESAURY_GRAPH_SERVER": f"{plain.url}/sparql",
        "THESAURY_GRAPH_SERVER_UPDATE": f"{plain.url}/update",
        "THESAURY_GRAPH_SERVER_STORE": f"{plain.url}/store",
        "THESAURY_GRAPH_SERVER_USER": USER,
        "THESAURY_GRAPH_SECRET": PASSWORD,
    } | different


def graphs(thesaury: Command, place: Path, env: dict[str, str]) -> dict[str, int]:
    told = json.loads(thesaury("sparql", "-", cwd=place, stdin=ASKED, **env).stdout)
    return {row["g"]["value"]: int(row["n"]["value"]) for row in told["results"]["bindings"]}


def test_the_graph_is_the_same_on_a_server(thesaury: Command, synced: Path, plain: PlainServer):
    here, env = graphs(thesaury, synced, {}), settings(plain)
    assert len(here) > 1
    assert graphs(thesaury, synced, env) == {}
    thesaury("reindex", cwd=synced, **env)
    assert graphs(thesaury, synced, env) == here
    thesaury("export", "turtle", "there.nt", cwd=synced, **env)
    thesaury("export", "turtle", "here.nt", cwd=synced)
    said = [sorted((synced / name).read_text().splitlines()) for name in ("here.nt", "there.nt")]
    assert said[0] == said[1]
    thesaury("reindex", cwd=synced, **env)
    assert graphs(thesaury, synced, env) == here


def test_a_rebuild_that_breaks_off_leaves_the_old_graph(
    thesaury: Command, synced: Path, plain: PlainServer, monkeypatch: pytest.MonkeyPatch
):
    env = settings(plain)
    thesaury("reindex", cwd=synced, **env)
    before = graphs(thesaury, synced, env)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    workspace = open_workspace(synced)

    def broken() -> Iterator[Statement]:
        yield Statement("urn:a", "urn:b", Iri("urn:c"))
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"), workspace.writing(), workspace.rebuilding():
        workspace.graph.load(ASSETS_GRAPH, broken())
    workspace.close()
    assert graphs(thesaury, synced, env) == before
    thesaury("reindex", cwd=synced)
    assert graphs(thesaury, synced, env) == before


@pytest.mark.parametrize(
    ("different", "code", "said"),
    [
        ({"THESAURY_GRAPH_SERVER": "http://127.0.0.1:9/sparql"}, 6, "127.0.0.1:9 did not answer"),
        ({"THESAURY_GRAPH_SERVER": "graph.example.com"}, 2, "graph_server has to be an address"),
        ({"THESAURY_GRAPH_SERVER_STORE": "ftp://127.0.0.1/"}, 2, "graph_server_store has to be an address"),
        ({"THESAURY_GRAPH_SECRET": ""}, 9, "environment variable THESAURY_GRAPH_SECRET"),
        ({"THESAURY_GRAPH_SECRET": "wrong"}, 9, "refuses the login"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(
    thesaury: Command, synced: Path, plain: PlainServer, different: dict[str, str], code: int, said: str
):
    before = graphs(thesaury, synced, {})
    done = thesaury("reindex", cwd=synced, ok=False, **settings(plain, **different))
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert plain.graphs() == {}
    assert graphs(thesaury, synced, {}) == before
    assert not (synced / "index.new").exists()
