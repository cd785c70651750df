"""Where the graph of a workspace is: in its directory, or on the SPARQL server of its settings."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from thesaury.bootstrap.graphs_elsewhere import remember
from thesaury.model.errors import NeedsLogin, Usage
from thesaury.ports.graph import Graph, GraphReader
from thesaury.ports.graph_questions import GraphQuestions
from thesaury.ports.workspace import Workspace

if TYPE_CHECKING:
    from thesaury.config import Settings
    from thesaury.engines.sparql_server import Address, Register

GRAPH = "graph"
_OLD, _COPIES = ".old", "graph.asked"


class Home(Protocol):
    """What tells where the graph of a workspace is: its directory, its settings, and the id by which a server knows it."""

    @property
    def root(self) -> Path:
        """The directory."""

    @property
    def settings(self) -> "Settings":
        """The settings, which may name a server."""

    @property
    def id(self) -> str:
        """The id; asked for only where there is a server, for it is made at first use."""


@dataclass(frozen=True, slots=True)
class NewGraph:
    """A graph that is built beside the old one, and how it takes its place."""

    graph: Graph
    take_place: Callable[[], None]


def graph(home: Home) -> Graph:
    """The graph of this workspace. Raises Usage and NeedsLogin for a setting of a server that is wrong or missing."""
    if server := server_address(home.settings):
        from thesaury.engines.sparql_server import ServerGraph

        remember(home.root, home.settings)
        return ServerGraph(_register(home, server))
    from thesaury.engines.oxigraph import open_graph

    settle_graph(home.root)
    return open_graph(home.root / GRAPH)


def graph_reader(home: Home) -> GraphReader:
    """Its reader: a copy of the store that is renewed, or the server itself. Raises as `graph`."""
    if server := server_address(home.settings):
        from thesaury.engines.sparql_server import ServerGraphReader

        return ServerGraphReader(_register(home, server))
    from thesaury.engines.oxigraph.reading import SnapshotReader

    settle_graph(home.root)
    return SnapshotReader(home.root / GRAPH, home.root / _COPIES)


def graph_questions(home: Home) -> GraphQuestions:
    """Questions of strangers: each answered in a child process, or read there and asked of the server. Raises as `graph`."""
    from thesaury.engines.oxigraph.asking import Bounds, SafeGraphQuestions

    asked, root = home.settings, home.root
    bounds = Bounds(
        asked.sparql_seconds, asked.sparql_memory_mib, asked.sparql_rows, asked.sparql_mib, asked.sparql_at_once
    )
    if server := server_address(asked):
        from thesaury.engines.sparql_server import ServerGraphQuestions

        return ServerGraphQuestions(server, home.id, bounds)
    settle_graph(root)
    return SafeGraphQuestions(root / GRAPH, root / _COPIES, bounds)


@contextmanager
def graph_at_rest(workspace: Workspace) -> Iterator[Graph]:
    """The graph for reading much of it, as it stands at one moment: a copy of the store, while others write; on a server, where nothing
    can be copied, the graph itself, held. Raises as `graph`, and WorkspaceBusy and Unreachable where no copy can be made."""
    from thesaury.config import read_settings

    if server_address(read_settings(workspace.root)):
        with workspace.projecting():
            yield workspace.graph
        return
    from thesaury.engines.oxigraph import graph_copied

    settle_graph(workspace.root)
    with graph_copied(workspace.root / GRAPH, workspace.root / _COPIES) as copy:
        yield copy


@contextmanager
def new_graph(home: Home) -> Iterator[NewGraph]:
    """An empty graph beside the old one; what is left of it when the block ends is thrown away."""
    if server := server_address(home.settings):
        from thesaury.engines.sparql_server import ServerGraph

        remember(home.root, home.settings)
        own = _register(home, server)
        try:
            own.empty_beside()
            yield NewGraph(ServerGraph(_register(home, server).beside()), own.replaced)
        finally:
            own.server.close()
        return
    from thesaury.engines.oxigraph import open_graph

    folder = home.root / f"{GRAPH}.new"
    rmtree(folder, ignore_errors=True)
    try:
        yield NewGraph(open_graph(folder), lambda: _exchange(home.root, folder))
    finally:
        rmtree(folder, ignore_errors=True)


def cleared_on_server(home: Home) -> int | None:
    """Clear everything that a graph server holds of this workspace; returns how many graphs are there still, None where there is no
    server. Raises as `graph`, and as the server answers."""
    server = server_address(home.settings)
    if server is None:
        return None
    register = _register(home, server)
    try:
        return register.cleared()
    finally:
        register.server.close()


def server_address(settings: "Settings") -> "Address | None":
    """The server of the settings, None for none. Raises Usage for an address that is none, NeedsLogin for a user without a password."""
    if not settings.graph_server:
        return None
    from thesaury.engines.sparql_server import Address

    for name in ("graph_server", "graph_server_update", "graph_server_store"):
        _check_address(name, getattr(settings, name))
    password = os.environ.get(settings.graph_server_secret_from, "").strip()
    if settings.graph_server_user and not password:
        raise NeedsLogin(
            "graph_server_user is set, and there is no password for it. Put it into the environment variable "
            f"{settings.graph_server_secret_from}."
        )
    return Address(
        settings.graph_server,
        settings.graph_server_update or settings.graph_server,
        settings.graph_server_store,
        settings.graph_server_user,
        password,
    )


def settle_graph(root: Path) -> None:
    """Put the old graph back where a process ended between taking it away and putting the new one in its place."""
    here, old = root / GRAPH, root / f"{GRAPH}{_OLD}"
    if old.exists() and not here.exists():
        old.replace(here)


def _register(home: Home, server: "Address") -> "Register":
    from thesaury.engines.sparql_server import Register, SparqlServer

    return Register(SparqlServer(server), home.id)


def _check_address(name: str, value: str) -> None:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None):
        raise Usage(f"{name} has to be an address such as https://graph.example.com/sparql, without user and password.")


def _exchange(root: Path, new: Path) -> None:
    settle_graph(root)
    here, old = root / GRAPH, root / f"{GRAPH}{_OLD}"
    rmtree(old, ignore_errors=True)
    if here.exists():
        here.replace(old)
    new.replace(here)
    rmtree(old, ignore_errors=True)
