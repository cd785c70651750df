"""Turns at work that takes much memory: so many at once, so many waiting, and everybody else is told to ask again."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from thesaury.ports.renditions import Busy


class Turns:
    """The turns of one kind of work; threads share it."""

    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        """`waiting` may wait for `patience` seconds while `at_once` are at work."""
        self._patience = patience
        # Each that waits holds a thread that other pages need.
        self._turns, self._places = BoundedSemaphore(at_once), BoundedSemaphore(at_once + waiting)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Within, it is our turn. Raises Busy where there is none in time."""
        with _held(self._places, 0), _held(self._turns, self._patience):
            yield


@contextmanager
def _held(turns: BoundedSemaphore, patience: float) -> Iterator[None]:
    if not turns.acquire(blocking=patience > 0, timeout=patience or None):
        raise Busy("Many pictures are being made. Ask for this one again in some seconds.")
    try:
        yield
    finally:
        turns.release()
