"""What a worker does: a run batch by batch, a chunk in one step."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event

from thesaury.engines.dbos.ledger import CHUNK_WORKFLOW, RUN_WORKFLOW, Ledger
from thesaury.engines.dbos.quiet import LOG
from thesaury.engines.dbos.takeover import Tenure
from thesaury.model.errors import Retry
from thesaury.ports.jobs import Batch, Chunk, Work

OnError = Callable[[int, Chunk | None, Exception], None]
"""Hears of what `Work` raised although it should not: the run, the chunk (None for the run itself) and the exception."""

DISPATCHES = 30
"""How often a chunk may be started: one that takes every worker down with it must not do so for ever."""

_PAUSES = (0.02, 0.2)


class Halted(BaseException):
    """Leaves a workflow as it stands, to be taken up again: DBOS records what an `Exception` ends, but not this."""


class GaveUp(Exception):
    """A chunk was started time and again and never came to an end."""


class Runs:
    """The two workflows. `active` are the ids of those this process is in, `busy` those within a chunk's work."""

    def __init__(self, ledger: Ledger, work: Work, on_error: OnError, tenure: Tenure, ending: Event) -> None:
        """Nothing more is begun at the end, nor when the lease is lost."""
        self._ledger, self._work, self._on_error = ledger, work, on_error
        self._tenure, self._ending = tenure, ending
        self.active: set[str] = set()
        self.busy: set[str] = set()

    def register(self) -> None:
        """Tell DBOS of the workflows, under names that stay whatever becomes of this code."""
        from dbos import DBOS

        # A run goes on over any number of deaths of its workers.
        @DBOS.workflow(name=RUN_WORKFLOW, max_recovery_attempts=None)
        def whole_run(run: int) -> None:
            with self._within(DBOS.workflow_id or "", run):
                self._run(run)

        @DBOS.workflow(name=CHUNK_WORKFLOW, max_recovery_attempts=DISPATCHES)
        def one_chunk(run: int, chunk: str) -> None:
            name = DBOS.workflow_id or ""
            with self._within(name, run):
                DBOS.run_step({"name": "do"}, self._do, name, run, chunk)

    @contextmanager
    def _within(self, name: str, run: int) -> Iterator[None]:
        from dbos import error as dbos_errors
        from sqlalchemy.exc import DBAPIError

        self.active.add(name)
        try:
            yield
        except (DBAPIError, Retry) as error:
            # The queue itself could not be read or written, for a full disk say: what is still pending is given back later.
            LOG.warning("%s is put off: %s", name, error)
            raise Halted from error
        except dbos_errors.DBOSException:
            # Its own business: this start is no longer the one that counts.
            raise
        except Exception as error:  # noqa: BLE001 - an end nobody hears of would be worse
            LOG.error("%s failed", name, exc_info=True)
            self._tell(run, None, error)
        finally:
            self.active.discard(name)

    def _run(self, run: int) -> None:
        from dbos import DBOS

        self._ledger.pace(busy=True)
        position, number = "", 0
        while True:
            # The batch is recorded before a chunk of it is queued: read again once some are done, it could be another one.
            position, chunks = json.loads(DBOS.run_step({"name": "next"}, self._next, run, position))
            if not chunks:
                return
            ids = DBOS.run_step({"name": "queue"}, self._queue, run, number, chunks)
            self._await(ids)
            self._report(run, ids, chunks)
            number += 1

    def _next(self, run: int, position: str) -> str:
        with self._ours():
            batch = Batch((), position)
            with self._caught(run, None):
                try:
                    batch = self._work.next(run, position)
                except Retry as error:
                    # A busy or full catalogue: what cannot be read now is read later, and the end could not be noted either.
                    LOG.warning("run %d is put off: %s", run, error)
                    raise Halted from error
            return json.dumps([batch.position, [_packed(chunk) for chunk in batch.chunks]])

    def _queue(self, run: int, number: int, chunks: list[str]) -> list[str]:
        try:
            return self._ledger.enqueue_chunks(run, number, chunks)
        except Retry as error:
            # Raised as it is it would be the recorded result of this step, and every later try would raise it again.
            raise Halted from error

    def _do(self, name: str, run: int, packed: str) -> None:
        chunk = _unpacked(packed)
        with self._ours():
            self.busy.add(name)
            try:
                with self._caught(run, chunk):
                    self._work.do(run, chunk)
            finally:
                self.busy.discard(name)

    @contextmanager
    def _ours(self) -> Iterator[None]:
        """Leave a step alone that is not to begin, or whose lease was lost meanwhile: somebody else has it, and DBOS would keep
        a thread waiting for what that one records."""
        self._check()
        yield
        if not self._tenure.held():
            raise Halted

    def _await(self, ids: Sequence[str]) -> None:
        pause, longest = _PAUSES
        while ids := self._ledger.unfinished(ids):
            self._check()
            time.sleep(pause)
            pause = min(pause * 1.5, longest)

    def _report(self, run: int, ids: Sequence[str], chunks: Sequence[str]) -> None:
        for name in self._ledger.given_up(ids):
            error = GaveUp(
                f"Begun {DISPATCHES} times, each time without an end: see the log for what it does to a worker."
            )
            LOG.error("run %d: %s is given up", run, name)
            self._tell(run, _unpacked(chunks[ids.index(name)]), error)

    def _check(self) -> None:
        if self._ending.is_set() or not self._tenure.held():
            raise Halted

    @contextmanager
    def _caught(self, run: int, chunk: Chunk | None) -> Iterator[None]:
        """Tell of an exception and go on: one chunk must not end the worker, nor leave a run without an end."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - told to whoever listens
            LOG.error("run %d: %s failed", run, chunk or "the next batch", exc_info=True)
            self._tell(run, chunk, error)

    def _tell(self, run: int, chunk: Chunk | None, error: Exception) -> None:
        try:
            self._on_error(run, chunk, error)
        except Exception:  # noqa: BLE001 - the log has both
            LOG.error("run %d: the failure could not be noted", run, exc_info=True)


def _packed(chunk: Chunk) -> str:
    """A chunk as a string of ASCII: ids of other systems may hold what neither database takes as text."""
    return json.dumps([chunk.stage, chunk.connection, chunk.items])


def _unpacked(packed: str) -> Chunk:
    stage, connection, items = json.loads(packed)
    return Chunk(stage, connection, tuple(items))
