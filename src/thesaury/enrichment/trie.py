"""A trie over sequences of word numbers, kept flat because most labels are one or two words long."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
Branch = dict[int, int]
_NONE: Branch = {}  # shared by all nodes that lead nowhere, never written to


class Trie(Generic[T]):
    """Sequences of word numbers and the items stored under each.

    The node of a single word is its number, so word numbers run from 1 to `words`; further nodes follow, 0 is none.
    `branches` has for each node the next nodes by word number.
    """

    def __init__(self, words: int) -> None:
        self._words = words
        self.items: list[tuple[T, ...]] = [()] * (words + 1)
        self.branches: list[Branch] = [_NONE] * (words + 1)

    def add(self, numbers: Sequence[int], items: Iterable[T]) -> int:
        """Store items under a sequence of at least one number; returns its node."""
        node = numbers[0]
        for number in numbers[1:]:
            branch = self.branches[node]
            if branch is _NONE:
                branch = self.branches[node] = {}
            node = branch.get(number) or self._grow(branch, number)
        self.items[node] += tuple(items)
        return node

    def __iter__(self) -> Iterator[tuple[tuple[int, ...], tuple[T, ...]]]:
        """Every sequence of more than one number that has items, with them."""
        waiting: list[tuple[tuple[int, ...], Branch]]
        waiting = [((word,), branch) for word, branch in enumerate(self.branches[: self._words + 1]) if branch]
        while waiting:
            path, branch = waiting.pop()
            for number, node in branch.items():
                if self.items[node]:
                    yield (*path, number), self.items[node]
                if further := self.branches[node]:
                    waiting.append(((*path, number), further))

    def _grow(self, branch: Branch, number: int) -> int:
        self.items.append(())
        self.branches.append(_NONE)
        branch[number] = len(self.items) - 1
        return branch[number]
