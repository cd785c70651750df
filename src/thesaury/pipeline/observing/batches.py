"""Notes that are written a moment later, many at once, so that nobody waits for it."""

import logging
from collections.abc import Callable, Sequence
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

from thesaury.model.errors import ThesauryError

_log = logging.getLogger(__name__)

LINGER = 1.0
"""Seconds for which notes gather; what was noted in them is lost when the process is killed."""
_MOST = 10_000
_TRIES = 5

N = TypeVar("N")


class Batches(Generic[N]):
    """Writes notes in a thread that is there only while some wait. What cannot be written is tried again a few times, and then left out
    with a line in the log: what is observed is never worth a failure."""

    def __init__(self, write: Callable[[Sequence[N]], None], linger: float = LINGER, most: int = _MOST) -> None:
        """Write by this function; at most so many notes wait, and what comes beyond is left out."""
        self._write, self._linger, self._most = write, linger, most
        self._lock, self._writing, self._hurry = Lock(), Lock(), Event()
        self._waiting: list[N] = []
        self._thread: Thread | None = None
        self._failed = 0

    def put(self, note: N) -> None:
        """Have this written soon."""
        with self._lock:
            if len(self._waiting) < self._most:
                self._waiting.append(note)
            if self._thread is None:
                self._hurry.clear()
                self._thread = Thread(target=self._run, name="observing", daemon=True)
                self._thread.start()

    def flush(self) -> None:
        """Write what waits now; when this returns, it is written or given up for this time."""
        self._hurry.set()
        self._write_waiting()

    def _run(self) -> None:
        while True:
            self._hurry.wait(self._linger)
            self._write_waiting()
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return

    def _write_waiting(self) -> None:
        with self._writing:
            with self._lock:
                batch, self._waiting = self._waiting, []
            try:
                if batch:
                    self._write(batch)
                self._failed = 0
            except ThesauryError as error:  # a busy database, a full disk
                self._again(batch, error.message)
            except Exception:  # noqa: BLE001 - a thread that ends would leave the next notes unwritten
                _log.exception("%d notes of searches and uses are left out", len(batch))

    def _again(self, batch: list[N], why: str) -> None:
        self._failed += 1
        if self._failed >= _TRIES:
            _log.warning("%d notes of searches and uses are left out: %s", len(batch), why)
            self._failed = 0
            return
        with self._lock:
            self._waiting = [*batch, *self._waiting][: self._most]
            self._hurry.clear()
