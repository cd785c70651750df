"""Graph stores elsewhere kept current: by a worker, and after commands that bring the graph up to date where no worker may be."""

import logging
from collections.abc import Callable
from datetime import datetime

from thesaury.model.connection import Connection
from thesaury.model.errors import WorkspaceBusy
from thesaury.pipeline import connections
from thesaury.pipeline.graph_stores import Put, is_due, kept_graphs, put_graphs
from thesaury.pipeline.measuring.running import never
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace

LOOK = 60.0
"""Seconds between two looks whether a graph store is behind."""
PATIENCE = 30.0
"""Seconds that a worker which ends waits for a store that does not answer: what is cut off then is put again the next time."""

_log = logging.getLogger(__name__)


def put_where_due(
    workspace: Workspace,
    moment: datetime,
    stopped: Callable[[], bool] = never,
    progress: Progress = unheard,
) -> list[Put]:
    """Put the graph into every graph store that is kept current and is behind; what was done. Somebody else who is at it is let be.

    A store that fails keeps no other one from its turn, and fails nobody: it is noted, and tried again when its pause is over.
    """
    done: list[Put] = []
    for connection in connections(workspace):
        if not stopped() and is_due(workspace, connection, moment):
            done += _put(workspace, connection, stopped, progress)
    return done


def _put(workspace: Workspace, connection: Connection, stopped: Callable[[], bool], progress: Progress) -> list[Put]:
    before = kept_graphs(workspace, connection).failed
    try:
        done = put_graphs(workspace, connection, progress, stopped)
    except WorkspaceBusy as busy:
        _log.info("%s: %s", connection.name, busy.message)
        return []
    for graph, error in done.failed[:1]:
        # Told once: a store that is away for a day would say the same a hundred times.
        level = logging.INFO if error.message == before else logging.WARNING
        _log.log(level, "%s, %s: %s", connection.name, graph or "the graph", error.message)
    return [done]
