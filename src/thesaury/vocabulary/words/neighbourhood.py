"""The texts nearest to a misspelt one among many, by the deletions that both have in common (symmetric delete, as in SymSpell).

Two texts within d mistakes of each other become the same when at most d letters are taken from each. So every text is filed under what
is left of its first letters when some are taken away; few texts share such a rest with the one that was typed, and only they are compared.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from thesaury.vocabulary.words.edits import FAR, distance
from thesaury.vocabulary.words.letters import letter_counts

_PREFIX = 7
_MOST = 2
_SHORTEST, _LONG = 4, 8
_LONGEST = 80
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_KEPT = [kept for left in range(_MOST + 1) for kept in combinations(range(_PREFIX), _PREFIX - left)]
"""Which letters of the beginning stay: all, then all but one, then all but two."""
_OF_ONE_MISTAKE = _PREFIX + 1


def mistakes(text: str) -> int:
    """How many mistakes a text may have: none below 4 letters, 1 up to 7, 2 from 8 letters on."""
    return 0 if not _SHORTEST <= len(text) <= _LONGEST else 1 if len(text) < _LONG else _MOST


class Neighbourhood:
    """Finds texts by misspelt ones. Takes about 300 bytes a text; nothing changes once it is built."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take folded texts, each once."""
        self._texts = texts
        self._lengths = np.fromiter(map(len, texts), np.int32, len(texts))
        self._letters = letter_counts(texts)
        rests = _rests(texts)
        numbers = np.tile(np.arange(len(texts), dtype=np.int32), len(_KEPT))
        order = np.argsort(rests.T.ravel())
        self._rests, self._numbers = rests.T.ravel()[order], numbers[order]

    def near(self, typed: Sequence[str]) -> list[list[tuple[str, int]]]:
        """For each of these the texts within `mistakes` of it, each with its distance, the nearest first; the text itself is none.

        Many are looked up faster together than one by one.
        """
        found: list[list[tuple[str, int]]] = [[] for _ in typed]
        for at, number in self._candidates(typed):
            if far := self._distance(typed[at], self._texts[number]):
                found[at].append((self._texts[number], far))
        return [sorted(near, key=lambda one: (one[1], one[0])) for near in found]

    def _distance(self, typed: str, text: str) -> int:
        """0 where they are the same or too far apart."""
        far = distance(typed, text, mistakes(typed))
        return 0 if far == FAR else far

    def _candidates(self, typed: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Pairs of a typed text and a text that may be near it, by number, each once."""
        most = np.fromiter(map(mistakes, typed), np.int32, len(typed))
        asked, sought = self._asked(typed, most)
        first, last = (np.searchsorted(self._rests, sought, side) for side in ("left", "right"))
        sizes = last - first
        at = np.repeat(asked, sizes)
        # The places from `first` to `last` of every rest, one after the other.
        places = np.repeat(last - sizes.cumsum(), sizes) + np.arange(sizes.sum())
        number = self._numbers[places]
        lengths = np.fromiter(map(len, typed), np.int32, len(typed))
        close = np.abs(self._lengths[number] - lengths[at]) <= most[at]
        pairs = np.unique(at[close].astype(np.int64) * len(self._texts) + number[close])
        at, number = np.divmod(pairs, max(1, len(self._texts)))
        # Each mistake changes how often letters occur by two at most.
        apart = np.abs(self._letters[number] - letter_counts(typed)[at]).sum(axis=1)
        alike = apart <= 2 * most[at]
        return zip(at[alike].tolist(), number[alike].tolist(), strict=True)

    def _asked(self, typed: Sequence[str], most: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """The rests to look for, each with the number of the text it is of."""
        rests = _rests(typed)
        wanted = np.zeros(rests.shape, bool)
        wanted[most >= 1, :_OF_ONE_MISTAKE] = True
        wanted[most >= _MOST] = True
        at, column = np.nonzero(wanted)
        return at, rests[at, column]


def _rests(texts: Sequence[str]) -> NDArray[np.uint32]:
    """For each text the hashes of what is left of its first letters, in the order of `_KEPT`."""
    starts = "".join(text[:_PREFIX].ljust(_PREFIX, "\0") for text in texts)
    codes = np.frombuffer(starts.encode("utf-32-le", "surrogatepass"), np.uint32).reshape(len(texts), _PREFIX)
    wide = codes.astype(np.uint64)
    powers = [np.uint64(pow(int(_FACTOR), place + 1, 1 << 64)) for place in range(_PREFIX)]
    hashed = np.empty((len(texts), len(_KEPT)), np.uint32)
    for column, kept in enumerate(_KEPT):
        whole = np.zeros(len(texts), np.uint64)
        for place, letter in enumerate(kept):
            whole += wide[:, letter] * powers[place]
        hashed[:, column] = (whole * _FACTOR) >> np.uint64(32)
    return hashed
