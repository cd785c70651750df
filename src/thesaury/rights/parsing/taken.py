"""Stretches of a text that a rule has read already, so that no other reads them once more."""

from bisect import bisect_left


class Taken:
    """Stretches that do not overlap, found again in the time of a search."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of a stretch is taken."""
        at = bisect_left(self._starts, end)
        return at == 0 or self._ends[at - 1] <= start

    def take(self, start: int, end: int) -> None:
        """Take a stretch that is free."""
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)
