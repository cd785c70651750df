"""Whose turn it is to have a question answered: so many at once, nobody all of them, and no long line of those who wait."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

from thesaury.model.errors import WorkspaceBusy

LOOK = 0.1
"""Seconds between looks at whether somebody still waits."""
MOST_WAITING = 16
"""Who waits holds a thread: whoever comes when so many wait is sent away at once."""


class QuestionTurns:
    """Turns at asking: so many at once, and others wait a moment for theirs. Where there are several, one asker has all but one of them
    at the most, so that a person whose questions never end leaves a turn to the others."""

    def __init__(self, at_once: int, patience: float) -> None:
        """`patience` is how many seconds others wait."""
        self._at_once, self._patience = at_once, patience
        self._of_one = max(1, at_once - 1)
        self._taken, self._waiting = Counter[str](), 0
        self._changed = Condition()

    @contextmanager
    def taken(self, asker: str, left: Callable[[], bool]) -> Iterator[None]:
        """Within, it is the turn of this asker; those without a name are not told apart, and may have all turns. Raises WorkspaceBusy
        where there is none in time, too many wait already, or whoever asked has left."""
        with self._changed:
            self._waited(asker, left)
            self._taken[asker] += 1
        try:
            yield
        finally:
            with self._changed:
                self._taken[asker] -= 1
                self._taken += Counter()  # forgets who has none
                self._changed.notify_all()

    def _waited(self, asker: str, left: Callable[[], bool]) -> None:
        if self._free(asker):
            return
        if self._waiting >= MOST_WAITING:
            raise self._busy(asker)
        until = monotonic() + self._patience
        self._waiting += 1
        try:
            while not self._free(asker):
                self._changed.wait(LOOK)
                if not self._free(asker) and (left() or monotonic() > until):
                    raise self._busy(asker)
        finally:
            self._waiting -= 1

    def _free(self, asker: str) -> bool:
        return self._taken.total() < self._at_once and (not asker or self._taken[asker] < self._of_one)

    def _busy(self, asker: str) -> WorkspaceBusy:
        if asker and self._taken[asker] >= self._of_one:
            yours = self._taken[asker]
            return WorkspaceBusy(
                f"{yours} of your questions are being answered, and no more at once: ask again in a moment."
            )
        return WorkspaceBusy(
            f"{self._at_once} questions are being answered, and no more at once: ask again in a moment."
        )
