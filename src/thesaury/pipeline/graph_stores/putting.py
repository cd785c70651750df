"""One round: every graph of a workspace put into the store of a connection, where it is another one than was put last.

What the store holds is noted graph by graph. A graph that is being put is noted as unknown first, so that after a round that was cut off,
or heard no answer, it is put again whatever is there; those that were put before it are not put twice.
"""

import logging
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from time import monotonic
from uuid import uuid4

from thesaury.model.connection import Connection
from thesaury.model.errors import Refused, ThesauryError, WorkspaceBusy
from thesaury.model.graph_put import GraphPut, GraphRound
from thesaury.model.time import now
from thesaury.pipeline.graph_stores.laying import CutOff, Laid, Stopped, laid_down
from thesaury.pipeline.graph_stores.timing import standing
from thesaury.pipeline.measuring.running import never
from thesaury.pipeline.uncollected import uncollected
from thesaury.ports.graph_store import GraphStore
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import holding, this_process

_LEASE = "graph stores"
_BUSY = (
    "The graph is being put into a graph store already ({holder}). Wait until that has finished, then run this again."
)
_log = logging.getLogger(__name__)


@dataclass
class Put:
    """What a round did: the statements of each graph that was put, how many graphs were there already, and what could not be put, by graph
    (empty for all of them). `whole`: nothing was left because somebody stopped it."""

    connection: str
    graphs: dict[str, int] = field(default_factory=dict)
    unchanged: int = 0
    failed: list[tuple[str, ThesauryError]] = field(default_factory=list)
    whole: bool = True


def put_graphs(
    workspace: Workspace,
    connection: Connection,
    progress: Progress = unheard,
    stopped: Stopped = never,
    *,
    again: bool = False,
) -> Put:
    """Put the graphs that are others than what was put last, or with `again` all of them; a graph that is here no more goes there, too.

    Others write to the workspace meanwhile. What fails is told in `failed` and noted: a graph that the store refuses does not keep the
    others from being put, everything else ends the round. Raises WorkspaceBusy while somebody else puts graphs of this workspace.
    """
    with _alone(workspace), uncollected():
        return _Round(workspace, connection, progress, stopped, again).done()


class _Round:
    def __init__(
        self, workspace: Workspace, connection: Connection, progress: Progress, stopped: Stopped, again: bool
    ) -> None:
        self._workspace, self._connection = workspace, connection
        self._progress, self._stopped, self._again = progress, stopped, again
        self._puts, self._done = workspace.catalogue.graph_puts, Put(connection.name)
        self._known = {put.graph: put for put in self._puts.graphs(connection.name)}

    def done(self) -> Put:
        started, seen = monotonic(), ""
        try:
            store = self._workspace.graph_store(self._connection)
            # Asked before reading: what comes meanwhile is another state, and put the next time.
            seen = standing(self._workspace, store)
            with laid_down(self._workspace, self._stopped) as laid:
                self._put_all(store, laid)
        except CutOff:
            self._done.whole = False
            return self._done
        except WorkspaceBusy:
            raise
        except ThesauryError as error:
            self._done.failed.append(("", error))
        except Exception as error:  # a round that ended as nobody foresaw waits for its turn, too
            self._note(started, "", f"An unforeseen failure, please report it: {error!r}")
            raise
        failed = self._done.failed
        self._note(started, "" if failed else seen, failed[0][1].message if failed else "")
        return self._done

    def _put_all(self, store: GraphStore, laid: list[Laid]) -> None:
        here = {one.graph for one in laid}
        work: list[tuple[str, Laid | None]] = [(one.graph, one) for one in laid]
        work += [(graph, None) for graph in self._known if graph not in here]
        for graph, one in work:
            digest = sha256(f"{store.place} {one.count} {one.digest}".encode()).hexdigest() if one else ""
            before = self._known.get(graph, GraphPut(graph))
            if one and digest == before.digest and not self._again:
                self._done.unchanged += 1
                continue
            try:
                self._put(store, before, one, digest)
            except (CutOff, WorkspaceBusy):
                raise
            except ThesauryError as error:
                self._done.failed.append((graph, error))
                self._puts.note(self._connection.name, replace(before, digest="", failed=error.message))
                if not isinstance(error, Refused):
                    return

    def _put(self, store: GraphStore, before: GraphPut, one: Laid | None, digest: str) -> None:
        name, graph = self._connection.name, before.graph
        self._puts.note(name, replace(before, digest=""))
        count = store.put(graph, one.statements(self._stopped) if one else (), self._progress)
        self._done.graphs[graph] = count
        if one:
            self._puts.note(name, GraphPut(graph, digest, count, now()))
        else:
            self._puts.drop(name, graph)

    def _note(self, started: float, seen: str, failed: str) -> None:
        ended, before = now(), self._puts.newest_round(self._connection.name)
        whole = (before.whole if before else "") if failed else ended
        self._puts.note_round(
            self._connection.name, GraphRound(ended, round(monotonic() - started, 3), seen, whole, failed)
        )


def _alone(workspace: Workspace) -> AbstractContextManager[None]:
    """Two at once would send the same twice, and lay it down in the same place."""
    return holding(workspace.catalogue.leases, [_LEASE], f"{this_process()}-{uuid4().hex[:8]}", _BUSY)
