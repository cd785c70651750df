"""Stretches of a text, looked up by place: a long brief has thousands of them, and each sentence asks for its own."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Something with a place, in code points of the brief."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


P = TypeVar("P", bound=Placed)


class Stretches(Generic[P]):
    """What stands in a text, by its beginning."""

    def __init__(self, placed: Iterable[P]) -> None:
        """Sorted here."""
        self.all = tuple(sorted(placed, key=lambda one: one.start))
        self._starts = [one.start for one in self.all]
        self._longest = max((one.end - one.start for one in self.all), default=0)

    def within(self, start: int, end: int) -> list[P]:
        """Those that stand wholly in a stretch, in order."""
        first, after = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [one for one in self.all[first:after] if one.end <= end]

    def touching(self, start: int, end: int) -> list[P]:
        """Those that overlap a stretch, in order."""
        first, after = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [one for one in self.all[first:after] if one.end > start]
