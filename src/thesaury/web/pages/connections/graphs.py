"""What the page of a connection shows of its graph store; the store is not asked."""

from dataclasses import dataclass

from thesaury.model.connection import Connection
from thesaury.pipeline.graph_stores import keeps_graph, kept_graphs
from thesaury.web.desk import Desk
from thesaury.web.parts.moments import ago


@dataclass(frozen=True, slots=True)
class GraphRow:
    """One graph there: how many statements, since when, and why the newest try did not put it."""

    name: str
    statements: int
    put: str
    failed: str


@dataclass(frozen=True, slots=True)
class GraphSheet:
    """All of them, and whether they are kept current."""

    keeps: bool
    whole: str
    statements: int
    rows: tuple[GraphRow, ...]


def graph_sheet(desk: Desk, connection: Connection) -> GraphSheet | None:
    """What is there; None for a connection without a graph store."""
    if "graph" not in desk.workspace.roles(connection):
        return None
    known = kept_graphs(desk.workspace, connection)
    rows = tuple(GraphRow(one.graph, one.statements, ago(one.at), one.failed) for one in known.graphs)
    return GraphSheet(known.keeps, ago(known.whole), known.statements, rows)


def graph_failure(desk: Desk, connection: Connection) -> str:
    """Why the graph, which is to be kept current, was not put into the store of a connection; empty where it was, or is not to be."""
    if not keeps_graph(desk.workspace, connection):
        return ""
    newest = desk.workspace.catalogue.graph_puts.newest_round(connection.name)
    return newest.failed if newest else ""
