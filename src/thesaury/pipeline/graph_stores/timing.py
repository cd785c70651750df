"""Which graph stores are kept current, when it is time for it, and how far that is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.graph_put import GraphPut, GraphRound
from thesaury.pipeline.measuring.running import AT, FAILED
from thesaury.ports.graph_store import KEEPS, GraphStore
from thesaury.ports.workspace import Workspace

PAUSE = 900.0
"""Seconds that pass at least between the end of one round and the next, failed ones too. A graph is exchanged as a whole: its store
writes and indexes every statement again, and readers there do better with figures of a quarter of an hour ago than with a store that
only ever loads."""
SHARE = 10
"""A pause is so many times as long as the round before it took, where that is longer: ten million statements take minutes on both sides,
and both have other work most of the time."""


@dataclass(frozen=True, slots=True)
class KeptGraphs:
    """How far the graph store of a connection is: whether it is kept current, when everything there was as here last (UTC, empty for
    never), how many statements it holds of which graphs, when it was tried last, and why that failed (empty where it did not)."""

    keeps: bool
    whole: str
    statements: int
    graphs: tuple[GraphPut, ...]
    tried: str
    failed: str


def keeps_graph(workspace: Workspace, connection: Connection) -> bool:
    """Whether the graph is to be kept current in the graph store of a connection, which it has to have; one whose connector is not
    installed any more has none."""
    if connection.setting(KEEPS).strip().lower() != "yes":
        return False
    try:
        return "graph" in workspace.roles(connection)
    except Usage:
        return False


def kept_graphs(workspace: Workspace, connection: Connection) -> KeptGraphs:
    """How far its graph store is; the store is not asked."""
    puts = workspace.catalogue.graph_puts
    graphs, newest = tuple(puts.graphs(connection.name)), puts.newest_round(connection.name)
    return KeptGraphs(
        keeps_graph(workspace, connection),
        newest.whole if newest else "",
        sum(put.statements for put in graphs),
        graphs,
        newest.ended if newest else "",
        newest.failed if newest else "",
    )


def standing(workspace: Workspace, store: GraphStore) -> str:
    """Tells the store, when the graph was measured last, and what was written to it last: three words."""
    marks = workspace.catalogue.measuring.marks()
    return " ".join((_word(store.place), marks.get(AT) or "never", _word(workspace.graph_reader.state)))


def is_due(workspace: Workspace, connection: Connection, moment: datetime) -> bool:
    """Whether the graph store of a connection is kept current, something is left to be put, and it is time for it.

    Nothing is put before analytics were measured since it was written: figures would go out that are of something else than the assets
    beside them. Where measuring fails, what is there goes out as it is.
    """
    marks = workspace.catalogue.measuring.marks()
    if not keeps_graph(workspace, connection) or not (marks.get(AT) or marks.get(FAILED)):
        return False
    newest = workspace.catalogue.graph_puts.newest_round(connection.name)
    if newest is None:
        return True
    return not _rests(newest, moment) and _anything_came(workspace, connection, newest)


def _rests(newest: GraphRound, moment: datetime) -> bool:
    ended = datetime.fromisoformat(newest.ended)
    return ended <= moment < ended + timedelta(seconds=max(PAUSE, SHARE * newest.seconds))


def _anything_came(workspace: Workspace, connection: Connection, newest: GraphRound) -> bool:
    if not newest.seen:
        return True
    place, at, state = newest.seen.split(" ")
    try:
        place_now, at_now, state_now = standing(workspace, workspace.graph_store(connection)).split(" ")
    except ThesauryError:  # the round meets it again, and tells it
        return True
    measured = at != at_now or bool(workspace.catalogue.measuring.marks().get(FAILED))
    return place != place_now or (measured and state != state_now)


def _word(text: str) -> str:
    return sha256(text.encode()).hexdigest()
