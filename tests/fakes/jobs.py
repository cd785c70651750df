"""Jobs in memory: the queue outlives the `Jobs` that stand on it, as a file would."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from thesaury.ports.jobs import Batch, Chunk, Work


@dataclass
class QueuedRun:
    """Where a run stands: its batch under way, what of that is done, and whether it is over."""

    batch: Batch | None = None
    done: int = 0
    taken: bool = False
    ended: bool = False


@dataclass
class FakeQueue:
    runs: dict[int, QueuedRun] = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)


def _unheard(run: int, chunk: Chunk | None, error: Exception) -> None:
    pass


class FakeJobs:
    def __init__(
        self, queue: FakeQueue, work: Work, on_error: Callable[[int, Chunk | None, Exception], None] = _unheard
    ) -> None:
        self._queue, self._work, self._on_error = queue, work, on_error
        self._closed = threading.Event()
        self._idle = threading.Event()
        self._idle.set()

    def submit(self, run: int) -> None:
        with self._queue.changed:
            self._queue.runs.setdefault(run, QueuedRun())

    def work(self, stopped: Callable[[], bool]) -> None:
        self._idle.clear()
        try:
            while not self._over(stopped):
                if not self._take_up(stopped):
                    time.sleep(0.01)
        finally:
            self._idle.set()

    def wait(self, run: int, seconds: float) -> bool:
        def ended() -> bool:
            return run in self._queue.runs and self._queue.runs[run].ended

        with self._queue.changed:
            return self._queue.changed.wait_for(ended, seconds)

    def close(self) -> None:
        self._closed.set()
        self._idle.wait()

    def _over(self, stopped: Callable[[], bool]) -> bool:
        return stopped() or self._closed.is_set()

    def _take_up(self, stopped: Callable[[], bool]) -> bool:
        with self._queue.changed:
            free = [run for run, state in self._queue.runs.items() if not (state.taken or state.ended)]
            if not free:
                return False
            state = self._queue.runs[free[0]]
            state.taken = True
        try:
            while not state.ended and not self._over(stopped):
                self._one_step(free[0], state)
        finally:
            state.taken = False
        return True

    def _one_step(self, run: int, state: QueuedRun) -> None:
        if state.batch is None or state.done == len(state.batch.chunks):
            state.batch, state.done = self._next(run, state.batch.position if state.batch else ""), 0
            if not state.batch.chunks:
                with self._queue.changed:
                    state.ended = True
                    self._queue.changed.notify_all()
            return
        chunk = state.batch.chunks[state.done]
        try:
            self._work.do(run, chunk)
        except Exception as error:  # noqa: BLE001
            self._tell(run, chunk, error)
        state.done += 1

    def _next(self, run: int, position: str) -> Batch:
        try:
            return self._work.next(run, position)
        except Exception as error:  # noqa: BLE001
            self._tell(run, None, error)
            return Batch((), position)

    def _tell(self, run: int, chunk: Chunk | None, error: Exception) -> None:
        with suppress(Exception):
            self._on_error(run, chunk, error)
