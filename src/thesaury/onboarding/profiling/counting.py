"""Counts the values of a field in bounded memory: the frequent ones by name, and how many different ones there are by a sketch."""

from hashlib import blake2b
from heapq import heappush, heappushpop

LIMIT = 2_000_000
"""Bytes that the values of one field may take, as far as that can be told: some 15,000 tags, or 10,000 sentences."""

_HASHES = 1024
"""The smallest hashes that are kept; with so many the number of different values is told within some 3 %."""
_SPACE = 2**64
_LONGEST = 500
_ENTRY = 100
"""What a value takes beside its letters, about."""


class ValueCount:
    """Values with how often each was counted.

    While all of them fit in the limit everything is exact. Later the rarest are let go of by name: `different` is then an estimate (the k
    minimum values of Bar-Yossef et al., 2002), and a value that was rare for long may be counted too low.
    """

    __slots__ = ("_counts", "_known", "_size", "_smallest", "exact", "limit")

    def __init__(self, limit: int = LIMIT) -> None:
        """Nothing is counted yet; `limit` may be changed at any time."""
        self.limit = limit
        self.exact = True
        self._counts: dict[str, int] = {}
        self._size = 0
        self._smallest: list[int] = []
        self._known: set[int] = set()

    def add(self, value: str) -> None:
        """Count a value once more; very long ones are told apart by their beginning alone."""
        key = value[:_LONGEST]
        if key in self._counts:
            self._counts[key] += 1
            return
        self._note(key)
        self._counts[key] = 1
        self._size += len(key) + _ENTRY
        if self._size > self.limit:
            self._let_go()

    @property
    def different(self) -> int:
        """How many different values there were."""
        if self.exact or len(self._smallest) < _HASHES:
            return max(len(self._counts), len(self._smallest))
        return max(len(self._counts), round((_HASHES - 1) * _SPACE / (1 - self._smallest[0])))

    def most(self) -> list[tuple[str, int]]:
        """The values that are known by name with their counts, the most frequent first, and of those as frequent the first ones."""
        return sorted(self._counts.items(), key=lambda pair: -pair[1])

    def _let_go(self) -> None:
        """Keep the most frequent values that take half the room."""
        kept: dict[str, int] = {}
        self._size, self.exact = 0, False
        for value, count in self.most():
            if 2 * (self._size + len(value) + _ENTRY) > self.limit:
                break
            kept[value] = count
            self._size += len(value) + _ENTRY
        self._counts = kept

    def _note(self, value: str) -> None:
        """Keep the smallest hashes; the heap holds them negative, so that its first is the largest of them."""
        hashed = int.from_bytes(blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).digest())
        full = len(self._smallest) >= _HASHES
        if hashed in self._known or (full and hashed >= -self._smallest[0]):
            return
        self._known.add(hashed)
        if not full:
            heappush(self._smallest, -hashed)
        else:
            self._known.discard(-heappushpop(self._smallest, -hashed))
