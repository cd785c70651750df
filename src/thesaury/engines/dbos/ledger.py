"""The queue as rows: what waits, what runs, what ended; seen by every process, worker or not."""

import sqlite3
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thesaury.engines.dbos.quiet import quieten
from thesaury.model.errors import NoSpace, Unreachable

if TYPE_CHECKING:
    from dbos import WorkflowStatus

APPLICATION = "thesaury"
VERSION = "1"
"""The version of the workflows, fixed by hand: DBOS would take a new one from every change of code, and no worker would
take up what an older one left. Raise it only when a run begun before cannot be gone on with."""

RUNS, CHUNKS = "runs", "chunks"
RUN_WORKFLOW, CHUNK_WORKFLOW = "thesaury.run", "thesaury.chunk"
_IDLE_POLL, _BUSY_POLL = 0.25, 0.05
"""Seconds between two looks at a queue, each of which costs about 3 ms."""

_RUNS_AT_ONCE = 32
_OPEN = ["ENQUEUED", "PENDING", "DELAYED"]
_GIVEN_UP = ["MAX_RECOVERY_ATTEMPTS_EXCEEDED", "ERROR", "CANCELLED"]
_SLICE = 500
_PATIENCE = 30.0
_ATTEMPTS = 50


class Ledger:
    """DBOS's tables through its client, which runs nothing itself."""

    def __init__(self, place: Path | str) -> None:
        """Open the tables of this file or postgresql:// URL, making them where there are none. Raises Unreachable or NoSpace."""
        quieten()
        from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer

        self._place, self.url = place, _url(place)
        with _named_failures(place):
            if not isinstance(place, str):
                _write_ahead(place)
            DBOS.migrate(self.url)
            self._client = DBOSClient(
                system_database_url=self.url,
                serializer=DBOSPortableJSONSerializer(),
                application_name=APPLICATION,
                system_database_pool_size=10,
                retry_connection_errors=False,
            )

    def declare(self, threads: int) -> None:
        """Make the queues; a worker does `threads` chunks side by side."""
        for name, limit in ((RUNS, _RUNS_AT_ONCE), (CHUNKS, threads)):
            self._client.register_queue(name, worker_concurrency=limit, polling_interval_sec=_IDLE_POLL)

    def pace(self, busy: bool) -> None:
        """Have all workers look for chunks often while there are runs, seldom while there are none."""
        wanted = _BUSY_POLL if busy else _IDLE_POLL
        with _named_failures(self._place):
            chunks = self._client.retrieve_queue(CHUNKS)
            if chunks and chunks.polling_interval_sec != wanted:
                chunks.set_polling_interval_sec(wanted)

    def enqueue_run(self, run: int) -> None:
        """Queue a run; the same one twice is one. Raises Unreachable or NoSpace, as all that follow."""
        self._enqueue(RUNS, RUN_WORKFLOW, run_id(run), run)
        self.pace(busy=True)  # a small run would be over before a worker notices that there is one

    def enqueue_chunks(self, run: int, number: int, chunks: Sequence[str]) -> list[str]:
        """Queue the chunks of one batch, those that are not yet, and give their ids."""
        ids = [f"{run_id(run)}/{number}/{index}" for index in range(len(chunks))]
        for name, chunk in zip(ids, chunks, strict=True):
            self._enqueue(CHUNKS, CHUNK_WORKFLOW, name, run, chunk)
        return ids

    def unfinished(self, ids: Sequence[str]) -> list[str]:
        """Those of these ids that still wait or run."""
        return [row.workflow_id for part in _slices(ids) for row in self._rows(workflow_ids=part, status=_OPEN)]

    def given_up(self, ids: Sequence[str]) -> list[str]:
        """Those of these ids that ended without being done: they took a worker down with them time and again."""
        return [row.workflow_id for part in _slices(ids) for row in self._rows(workflow_ids=part, status=_GIVEN_UP)]

    def ended(self, run: int) -> bool:
        """Whether this run was queued and is over."""
        return any(row.status not in _OPEN for row in self._rows(workflow_ids=[run_id(run)]))

    def workers(self) -> set[str]:
        """Everybody in whose name something runs, living or dead."""
        return {row.executor_id for row in self._rows(status="PENDING") if row.executor_id}

    def running(self, worker: str) -> list[str]:
        """The ids of what runs in this worker's name."""
        return [row.workflow_id for row in self._rows(status="PENDING", executor_id=worker)]

    def hand_on(self, worker: str, ids: Collection[str] | None = None) -> int:
        """Put back into their queues the runs and chunks (these only) that run in this worker's name. Returns how many.

        What somebody else took up meanwhile carries another name and is left alone, and a result this worker still
        brings is not recorded any more: each start has a token of its own. The client has no public call for this.
        """
        names = self.running(worker) if ids is None else ids
        with _named_failures(self._place):
            return sum(self._client._sys_db.reenqueue_for_recovery(name, [worker], RUNS) for name in names)

    def sweep(self, days: float = 7.0) -> int:
        """Forget chunks that were done this long ago; runs stay, so that one submitted again is still one."""
        before = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        old = self._rows(name=CHUNK_WORKFLOW, status="SUCCESS", completed_before=before, limit=_SLICE)
        with _named_failures(self._place):
            self._client.delete_workflows([row.workflow_id for row in old])
        return len(old)

    def close(self) -> None:
        """Release the database."""
        self._client.destroy()

    def _enqueue(self, queue: str, workflow: str, name: str, *arguments: int | str) -> None:
        with _named_failures(self._place):
            self._client.enqueue(
                {"queue_name": queue, "workflow_name": workflow, "workflow_id": name, "app_version": VERSION},
                *arguments,
            )

    def _rows(self, **criteria: Any) -> "list[WorkflowStatus]":
        with _named_failures(self._place):
            return self._client.list_workflows(load_input=False, load_output=False, **criteria)


def run_id(run: int) -> str:
    """The id of a run's workflow; those of its chunks begin with it and a slash."""
    return f"run-{run}"


def _url(place: Path | str) -> str:
    from sqlalchemy import URL

    if isinstance(place, str):
        return place
    return URL.create("sqlite", database=str(place)).render_as_string(hide_password=False)


def _write_ahead(path: Path) -> None:
    """Set the file to WAL for good: DBOS leaves the mode as it is, and readers would wait for writers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as connection:
        for attempt in range(_ATTEMPTS):
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                # Two that change the mode of a new file at once do not wait for each other, whatever the timeout.
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(0.1)


def _slices(ids: Sequence[str]) -> Iterator[list[str]]:
    return (list(ids[start : start + _SLICE]) for start in range(0, len(ids), _SLICE))


@contextmanager
def _named_failures(place: Path | str) -> Iterator[None]:
    """Give the failures of opening our names."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if "disk is full" in str(cause) or getattr(cause, "errno", None) == 28:
            raise NoSpace(f"The disk is full: the jobs in {_shown(place)} cannot be kept. Free some space.") from error
        message = f"The jobs in {_shown(place)} cannot be reached ({cause}). Check the place and its permissions."
        raise Unreachable(message) from error


def _shown(place: Path | str) -> str:
    """The place without a password."""
    from sqlalchemy import make_url

    return make_url(place).render_as_string(hide_password=True) if isinstance(place, str) else str(place)
