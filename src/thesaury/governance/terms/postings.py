"""An inverted list in two arrays: from texts to the numbers that stand under them, at twelve bytes an entry."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


class Postings:
    """Numbers by text. Texts are held by their 64-bit hash, so that one in 10¹² askings finds what stands under another text."""

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        """Take pairs of text and number; a pair may come more than once."""
        pairs = set(entries)
        hashes = np.fromiter((hash(text) for text, _ in pairs), np.int64, len(pairs))
        numbers = np.fromiter((number for _, number in pairs), np.int32, len(pairs))
        order = np.lexsort((numbers, hashes))
        self._hashes: NDArray[np.int64] = hashes[order]
        self._numbers: NDArray[np.int32] = numbers[order]

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self._numbers)

    def of(self, texts: Sequence[str]) -> tuple[int, ...]:
        """The numbers under any of these texts, sorted, each once."""
        found: set[int] = set()
        for text in texts:
            sought = hash(text)
            first = int(self._hashes.searchsorted(sought))
            while first < len(self._hashes) and self._hashes[first] == sought:
                found.add(int(self._numbers[first]))
                first += 1
        return tuple(sorted(found))
