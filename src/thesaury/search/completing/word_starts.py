"""Which texts have words that begin with what was typed: words in order, looked up by bisection."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from thesaury.vocabulary.words.folding import split, ways

_AFTER = "\U0010ffff"


class WordStarts:
    """Texts by the starts of their words. Texts are known by their place in the sequence given."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the words of each text apart; 81,000 labels take well below a second."""
        places: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for way in ways(text):
                for place, word in enumerate(split(way)):
                    places.setdefault(word, []).append(number * 2 + (place == 0))
        self._words = sorted(places)
        self._size = len(texts)
        counts = [len(places[word]) for word in self._words]
        self._bounds = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
        self._places = np.array([place for word in self._words for place in places[word]], np.int64)

    @property
    def words(self) -> Sequence[str]:
        """Every folded word, in order."""
        return self._words

    def has(self, start: str) -> bool:
        """Some word begins with this (folded)."""
        low = bisect_left(self._words, start)
        return low < len(self._words) and self._words[low].startswith(start)

    def summed(self, weights: NDArray[np.float64]) -> Sequence[float]:
        """For each of `words` the sum of the weights of the texts that have it, once for each place."""
        upto = np.concatenate(([0.0], np.cumsum(weights[self._places >> 1])))
        summed: list[float] = (upto[self._bounds[1:]] - upto[self._bounds[:-1]]).tolist()
        return summed

    def texts_of(self, word: str) -> Sequence[int]:
        """The texts that have exactly this folded word."""
        low = bisect_left(self._words, word)
        if low == len(self._words) or self._words[low] != word:
            return ()
        return [int(place) // 2 for place in self._places[self._bounds[low] : self._bounds[low + 1]]]

    def matching(self, typed: Sequence[Iterable[str]]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """The texts that have, for each typed word, a word that begins with one of its folded ways, in ascending order; and
        whether the first typed word begins the text."""
        all_of = np.ones(self._size, np.bool_)
        begins = np.zeros(self._size, np.bool_)
        for number, starts in enumerate(typed):
            one_of = np.zeros(self._size, np.bool_)
            for start in starts:
                places = self._between(start)
                one_of[places >> 1] = True
                if number == 0:
                    begins[places[places & 1 == 1] >> 1] = True
            all_of &= one_of
        found = np.flatnonzero(all_of) if typed else np.zeros(0, np.int64)
        return found, begins[found]

    def _between(self, start: str) -> NDArray[np.int64]:
        low, high = bisect_left(self._words, start), bisect_left(self._words, start + _AFTER)
        return self._places[self._bounds[low] : self._bounds[high]]
