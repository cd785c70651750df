"""The `Jobs` port on DBOS: a queue any process can put runs into, and a worker that does them."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from thesaury.engines.dbos.ledger import Ledger
from thesaury.engines.dbos.runs import OnError
from thesaury.engines.dbos.session import Session
from thesaury.model.errors import WorkspaceBusy
from thesaury.ports.flows import Leases
from thesaury.ports.jobs import Chunk, Work

_WORKING = threading.Lock()
"""Held by the one worker a process may be: DBOS is a single object per process."""


class DbosJobs:
    """Runs as workflows, each chunk a workflow of its own; `ports.jobs.Jobs`."""

    def __init__(self, place: Path | str, session: Callable[[Ledger], Session], threads: int) -> None:
        """Nothing is opened before the first call."""
        self._place, self._session, self._threads = place, session, threads
        self._opening = threading.Lock()
        self._opened: Ledger | None = None
        self._closed = threading.Event()
        self._idle = threading.Event()
        self._idle.set()

    def submit(self, run: int) -> None:
        """Queue a run, durable on return; the same run twice is one, and whichever worker lives takes it up."""
        self._ledger.enqueue_run(run)

    def work(self, stopped: Callable[[], bool]) -> None:
        """Be a worker until `stopped`, a few seconds more at most; a chunk under way then is done again by another worker.

        Raises WorkspaceBusy where this process is a worker already.
        """
        if not _WORKING.acquire(blocking=False):
            raise WorkspaceBusy("This process is a worker already. End that work first, or start another process.")
        self._idle.clear()
        try:
            while not (stopped() or self._closed.is_set()):
                # A second turn only after the lease was lost: others hold the old name for dead, so go on with a new one.
                self._session(self._ledger).run(lambda: stopped() or self._closed.is_set(), self._threads)
        finally:
            self._idle.set()
            _WORKING.release()

    def wait(self, run: int, seconds: float) -> bool:
        """Whether the run ended within this time."""
        deadline = time.monotonic() + seconds
        while not (ended := self._ledger.ended(run)) and time.monotonic() < deadline:
            time.sleep(min(0.05, max(0.0, deadline - time.monotonic())))
        return ended

    def close(self) -> None:
        """Release everything, ending `work` where another thread is in it; what was under way is taken up by the next worker."""
        self._closed.set()
        self._idle.wait()
        with self._opening:
            if self._opened:
                self._opened.close()
            self._opened = None

    @property
    def _ledger(self) -> Ledger:
        with self._opening:
            if self._opened is None:
                self._opened = Ledger(self._place)
            return self._opened


def open_jobs(
    path_or_url: Path | str,
    work: Work,
    leases: Leases,
    worker: str = "worker",
    lease_seconds: float = 10.0,
    threads: int = 4,
    on_error: OnError | None = None,
) -> DbosJobs:
    """The jobs kept in this SQLite file or postgresql:// database; `worker` names this process in leases and logs.

    A worker does `threads` chunks side by side. What `work` raises although it should not goes to `on_error`.
    """
    place = path_or_url if "://" in str(path_or_url) else Path(path_or_url)

    def session(ledger: Ledger) -> Session:
        return Session(ledger, work, leases, worker or "worker", lease_seconds, on_error or _unheard)

    return DbosJobs(place, session, threads)


def _unheard(run: int, chunk: Chunk | None, error: Exception) -> None:
    """Nobody listens; the log has it."""
