"""Several processes with the same annotator, each minded by a thread of this one; they come when called and go when idle."""

import logging
import pickle
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from threading import Condition, Thread, current_thread

from thesaury.engines.pool.process import Gone, Process
from thesaury.engines.pool.wire import Answer, whole
from thesaury.model.asset import Asset
from thesaury.ports.annotator import Annotator

_MOST_LOSSES = 3
"""Processes that may die before no further ones are started: what kills them would kill those too."""

_PATIENCE = 5.0
_log = logging.getLogger(__name__)

Found = Future[list[Answer] | None]
"""The answers to a part; None where no process could give them, and it has to be done here."""


class Crew:
    """Takes parts from any number of callers, first come first served."""

    def __init__(self, annotator: Annotator, processes: int, idle: float) -> None:
        """Nothing is started yet; a process without work for `idle` seconds ends."""
        self._annotator, self._size, self._idle = annotator, processes, idle
        self._changed = Condition()
        self._waiting: deque[tuple[Sequence[Asset], Found]] = deque()
        self._members: dict[Thread, Process | None] = {}
        self._losses = 0
        self._closed = False
        self.seconds = 0.0
        self._peaks: dict[int, float] = {}

    @property
    def peak_mib(self) -> float:
        """The most memory that the processes held, each at its worst moment, added up, in MiB; pages they share count in each."""
        return sum(self._peaks.values())

    @property
    def pids(self) -> tuple[int, ...]:
        """The ids of the processes that are there now."""
        return tuple(process.pid for process in list(self._members.values()) if process)

    def hand(self, parts: Sequence[Sequence[Asset]]) -> list[Found]:
        """Hand parts over; each is done, or given back, sooner or later."""
        tasks: list[tuple[Sequence[Asset], Found]] = [(part, Future()) for part in parts]
        with self._changed:
            self._gather()
            self._waiting.extend(tasks)
            self._give_back()
            self._changed.notify_all()
        return [found for _, found in tasks]

    def close(self) -> None:
        """End all processes at once; what waits is given back."""
        with self._changed:
            self._closed = True
            self._give_back()
            members = dict(self._members)
            self._changed.notify_all()
        for process in filter(None, members.values()):
            process.kill()
        for thread in members:
            if thread is not current_thread():
                thread.join(_PATIENCE)

    def _gather(self) -> None:
        """Let the crew be complete, unless too many of it were lost. The annotator is pickled once for all who are new."""
        missing = self._size - len(self._members)
        if self._closed or missing <= 0 or self._losses >= _MOST_LOSSES:
            return
        try:
            annotator = pickle.dumps(self._annotator, pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 - an annotator of somebody else may raise anything here
            # Where another thread made it remember something just then, the next call tries again.
            if "changed size" not in str(error):
                self._losses = _MOST_LOSSES
                _log.warning("The annotator cannot be sent to other processes (%s); this process reads alone.", error)
            return
        _log.info("%d processes start to read assets", missing)
        for _ in range(missing):
            thread = Thread(target=self._mind, args=(annotator,), name="annotator", daemon=True)
            self._members[thread] = None
            thread.start()

    def _mind(self, annotator: bytes) -> None:
        """Be the thread of one process: give it parts until there are none for a while, or it dies."""
        process: Process | None = None
        try:
            process = Process(annotator)
            del annotator
            with self._changed:
                self._members[current_thread()] = process
            self._serve(process)
        except (Gone, OSError) as error:
            self._lost(error)
        finally:
            with self._changed:
                self._members.pop(current_thread(), None)
                self._give_back()
            if process:
                process.end()

    def _serve(self, process: Process) -> None:
        spent = 0.0
        while task := self._next():
            part, found = task
            if not found.set_running_or_notify_cancel():
                continue
            try:
                reply = process.ask(part)
                answers = [whole(answer) for answer in reply.answers] if reply.answers is not None else None
            except (Gone, OSError) as error:
                self._lost(error)  # said before anybody goes on without it
                found.set_result(None)
                return
            except BaseException:
                found.set_result(None)
                raise
            if reply.failure:
                _log.info("a process could not read %d assets, this one tries: %s", len(part), reply.failure)
            with self._changed:
                self.seconds += reply.seconds - spent
                self._peaks[process.pid] = reply.peak_mib
            spent = reply.seconds
            found.set_result(answers)

    def _next(self) -> tuple[Sequence[Asset], Found] | None:
        """The next part, or None when it is time to go."""
        with self._changed:
            if not self._waiting and not self._closed:
                self._changed.wait_for(lambda: self._waiting or self._closed, self._idle)
            if self._closed or not self._waiting:
                self._members.pop(current_thread())  # nobody is to count on this one any more
                return None
            return self._waiting.popleft()

    def _give_back(self) -> None:
        """Where nobody is left to do it, all that waits is given back."""
        while self._waiting and (self._closed or not self._members):
            _, found = self._waiting.popleft()
            if found.set_running_or_notify_cancel():
                found.set_result(None)

    def _lost(self, error: Exception) -> None:
        with self._changed:
            if not self._closed:
                self._losses += 1
                _log.warning(
                    "A process that reads assets ended before its time (%s); its assets are read in this one.", error
                )
