"""Work that takes long, done beside the pages: one thread for each name, and how far it is."""

import logging
import time
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, replace
from threading import Lock, Thread
from typing import Generic, TypeVar

from thesaury.model.errors import ThesauryError, WorkspaceBusy
from thesaury.ports.progress import Progress
from thesaury.web.texts import phrase

_LOG = logging.getLogger(__name__)
_TRIES, _PAUSE = 30, 1.0
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class At(Generic[T]):
    """How far some work is: a stage while somebody works at it (empty: nobody does), how much of it is done, and of how much (0:
    unknown); then what came of it, or why not (`message`)."""

    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    came: T | None = None


class Works(Generic[T]):
    """The work of one kind that goes on in this server, by name; what came of the last one is remembered until the next begins."""

    def __init__(self, kind: str, first: str = "begin") -> None:
        """Nothing goes on yet. `kind` is what the log calls it, `first` the stage in which it begins."""
        self._kind, self._first = kind, first
        self._lock = Lock()
        self._at: dict[str, At[T]] = {}

    def at(self, name: str) -> At[T]:
        """How far it is with this name."""
        with self._lock:
            return self._at.get(name, At())

    def begin(self, name: str, work: Callable[[Progress], T]) -> At[T]:
        """Begin, unless that goes on already; in the name and language of whoever asked. It is tried again where somebody else writes."""
        with self._lock:
            held: At[T] = self._at.get(name, At())
            if held.stage:
                return held
            begun = self._at[name] = At(self._first)
        context = copy_context()
        Thread(target=context.run, args=(self._worked, name, work), name=self._kind, daemon=True).start()
        return begun

    def forget(self, name: str) -> None:
        """Forget what came of it, unless somebody works at it."""
        with self._lock:
            if name in self._at and not self._at[name].stage:
                del self._at[name]

    def _worked(self, name: str, work: Callable[[Progress], T]) -> None:
        def heard(stage: str, done: int, total: int | None) -> None:
            with self._lock:
                self._at[name] = replace(self._at[name], stage=stage, done=done, total=total or 0)

        try:
            ended: At[T] = At(came=patiently(lambda: work(heard)))
        except ThesauryError as error:
            _LOG.warning("%s %s: %s", self._kind, name, error.message)
            ended = At(message=error.message)
        except Exception:  # noqa: BLE001 - the end of the thread: what nobody foresaw is told, not lost
            _LOG.exception("%s %s broke", self._kind, name)
            ended = At(message=phrase("import.broke"))
        with self._lock:
            self._at[name] = ended


def patiently(work: Callable[[], T]) -> T:
    """Do it; where somebody else writes just now, wait for him for a while and try again. Raises WorkspaceBusy after that."""
    for left in range(_TRIES, -1, -1):
        try:
            return work()
        except WorkspaceBusy:
            if not left:
                raise
            time.sleep(_PAUSE)
    raise AssertionError  # the last try returns or raises
