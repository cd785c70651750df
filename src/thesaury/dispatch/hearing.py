"""What other systems and watchers say has changed: kept as hints, and the flows that wait for changes are started."""

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from threading import Event, Thread

from thesaury.dispatch.triggering import hook_digest, trigger
from thesaury.model.connection import Connection, Run
from thesaury.model.errors import Retry, ThesauryError
from thesaury.model.flow import ScheduleKind
from thesaury.pipeline import connections
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.hints import Hint
from thesaury.ports.workspace import Workspace

LOOK = 1.0
"""Seconds between two looks at which connections are to be watched."""
_log = logging.getLogger(__name__)


def new_address(catalogue: Catalogue, connection: str) -> str:
    """A new address for the events of a connection; the token is given once and only its digest is kept. Raises Usage."""
    token = secrets.token_urlsafe(32)
    catalogue.hints.set_hook(connection, hook_digest(token))
    return token


def heard(workspace: Workspace, token: str, headers: Mapping[str, str], body: bytes) -> list[Run] | None:
    """The runs a delivery to this address starts, or None where there is no such address.

    Raises Refused or BadInput for a delivery that is not to be trusted or not to be understood, Unreachable.
    """
    name = workspace.catalogue.hints.by_hook(hook_digest(token))
    if not name:
        return None
    (connection,) = connections(workspace, [name])
    return hinted(workspace.catalogue, connection, workspace.listener(connection).heard(headers, body))


def hinted(catalogue: Catalogue, connection: Connection, hints: Sequence[Hint]) -> list[Run]:
    """Let hints wait and start the flows that wait for changes of this connection."""
    if not hints:
        return []
    # To the microsecond: one that comes again while it is looked at, in the same second, has to be told from the first.
    catalogue.hints.put(connection.name, hints, datetime.now(UTC).isoformat())
    return [trigger(catalogue, flow) for flow in _waiting_flows(catalogue, connection.name)]


class Watching:
    """Watches the connections of flows that wait for changes, each in a thread of its own, until stopped."""

    def __init__(self, workspace: Workspace, submit: Callable[[int], None] = lambda run: None) -> None:
        """Nothing is watched yet. `submit` hears of each run that was started, so that it need not wait for the next look at all."""
        self._workspace = workspace
        self._submit = submit
        self._threads: dict[Connection, tuple[Thread, Event]] = {}

    def look(self) -> None:
        """Begin to watch what is to be watched by now, and end what is not."""
        wanted = set(_watchable(self._workspace))
        for connection in set(self._threads) - wanted:
            self._threads.pop(connection)[1].set()
        for connection in wanted:
            thread = self._threads.get(connection)
            if thread is None or not thread[0].is_alive():
                self._threads[connection] = self._begun(connection)

    def stop(self) -> None:
        """End all watching and wait for it."""
        for _, over in self._threads.values():
            over.set()
        for thread, _ in self._threads.values():
            thread.join()

    def _begun(self, connection: Connection) -> tuple[Thread, Event]:
        over = Event()
        thread = Thread(
            target=self._watch, args=(connection, over.is_set), name=f"watch {connection.name}", daemon=True
        )
        thread.start()
        return thread, over

    def _watch(self, connection: Connection, over: Callable[[], bool]) -> None:
        left: Sequence[Hint] = (Hint(""),)  # nobody saw what changed before
        try:
            for hints in self._workspace.watch(connection).hints(over):
                left = self._told(connection, tuple(dict.fromkeys((*left, *hints))))
        except ThesauryError as error:  # the next look begins anew
            _log.warning("%s is not watched just now: %s", connection.name, error.message)

    def _told(self, connection: Connection, hints: Sequence[Hint]) -> Sequence[Hint]:
        """Those of these hints that could not be kept just now: they are told again with the next ones."""
        try:
            for run in hinted(self._workspace.catalogue, connection, hints):
                _log.info("run %d of %s: something changed in %s", run.id, run.flow, connection.name)
                self._submit(run.id)
        except Retry as error:
            _log.info("changes in %s wait: %s", connection.name, error.message)
            return hints
        return ()


def _watchable(workspace: Workspace) -> list[Connection]:
    return [
        connection
        for connection in workspace.catalogue.records.connections()
        if "watch" in workspace.helps(connection) and _waiting_flows(workspace.catalogue, connection.name)
    ]


def _waiting_flows(catalogue: Catalogue, connection: str) -> list[str]:
    """The flows that are started by changes of this connection."""
    return [
        state.flow.name
        for state in catalogue.flows.all()
        if state.flow.enabled
        and state.flow.schedule.kind is ScheduleKind.CHANGES
        and connection in state.flow.connections
    ]
