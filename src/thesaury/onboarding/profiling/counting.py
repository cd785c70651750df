"""Counts the values of a field in bounded memory: the frequent ones by name, and how many different ones there are by a sketch."""

from hashlib import blake2b
from heapq import heappush, heappushpop

_NAMED = 2048
"""Values that stay known by name when there are more than twice as many: far more than a controlled list has."""
_HASHES = 1024
"""The smallest hashes that are kept; with so many the number of different values is told within some 3 %."""
_SPACE = 2**64
_LONGEST = 500


class ValueCount:
    """Values with how often each was counted.

    Up to 1,024 different values everything is exact. With more, `different` is an estimate (the k minimum values of Bar-Yossef et al.,
    2002), and a value that was rare for long may be counted too low.
    """

    __slots__ = ("_counts", "_known", "_smallest")

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
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
        if len(self._counts) > 2 * _NAMED:
            self._counts = dict(self.most(_NAMED))

    @property
    def exact(self) -> bool:
        """Whether no value was lost and `different` is no estimate."""
        return len(self._smallest) < _HASHES

    @property
    def different(self) -> int:
        """How many different values there were."""
        if self.exact:
            return len(self._smallest)
        return max(len(self._counts), round((_HASHES - 1) * _SPACE / (1 - self._smallest[0])))

    def most(self, many: int) -> list[tuple[str, int]]:
        """The most frequent values with their counts, those that came first before others that are as frequent."""
        return sorted(self._counts.items(), key=lambda pair: -pair[1])[:many]

    def _note(self, value: str) -> None:
        """Keep the smallest hashes; the heap holds them negative, so that its first is the largest of them."""
        hashed = int.from_bytes(blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).digest())
        if hashed in self._known or (not self.exact and hashed >= -self._smallest[0]):
            return
        self._known.add(hashed)
        if self.exact:
            heappush(self._smallest, -hashed)
        else:
            self._known.discard(-heappushpop(self._smallest, -hashed))
