"""How evenly phrases are spread: what stands beside everything alike ("provides", "however") says little of any asset."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_DIMENSIONS = 56
_ONE = 1 << 10  # the length of a vector, whose parts are whole numbers so that sums do not depend on the order
_BITS = np.arange(1, _DIMENSIONS + 1, dtype=np.uint64)  # the lowest bit of a word's number marks function words

# Two assets with the same topical word were alike by 0.02 and more in catalogue records, abstracts and captions, in two
# languages; those with the same general word by less than 0.005.
_TOPICAL = 0.02
_DOUBT = 50  # assets taken for alike before any was seen, for the likeness of a few says nothing
_LEAST = 0.05


class Spread:
    """Keeps for each phrase the sum of the contexts it stands in; 450 bytes a phrase, however many assets there are.

    A context is the sum of the other words of the asset, each a fixed random direction (random indexing: Kanerva, Kristoferson
    and Holst 2000) and as long as the word is rare. That topical words stand in a biased choice of contexts, and general ones
    do not, is the ground of keyword extraction by co-occurrence (Matsuo and Ishizuka 2004).
    """

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._sums = np.zeros((1 << 10, _DIMENSIONS), np.int64)
        self._counts = np.zeros(1 << 10, np.int64)
        self._all, self._contexts = np.zeros(_DIMENSIONS, np.int64), 0

    def add(self, rarities: Mapping[int, float], phrases: Mapping[int, tuple[int, ...]]) -> None:
        """Add one asset: its words with their rarities, and its phrases by key with their words."""
        if not phrases or len(rarities) < 2:
            return
        directions = _directions(rarities)
        place = {word: at for at, word in enumerate(rarities)}
        own = np.zeros((len(phrases), len(rarities)), np.float64)
        for row, numbers in enumerate(phrases.values()):
            own[row, [place[number] for number in numbers if number in place]] = 1.0
        contexts = directions.sum(axis=0) - own @ directions
        lengths = np.linalg.norm(contexts, axis=1)
        told = lengths > 1e-9
        vectors = np.rint(contexts[told] * (_ONE / lengths[told, None])).astype(np.int64)
        rows = np.array([self._row(key) for key, tells in zip(phrases, told, strict=True) if tells], np.intp)
        self._sums[rows] += vectors
        self._counts[rows] += 1
        self._all += vectors.sum(axis=0)
        self._contexts += len(rows)

    def topical(self, key: int, numbers: Sequence[int]) -> float:
        """1 for a phrase, given by its key and words, whose assets are alike or few; down to 0.05 the less two of them share."""
        row = self._rows.get(key)
        count = int(self._counts[row]) if row is not None else 0
        if row is None or count < 2:
            return 1.0
        own = self._sums[row] / _ONE
        usual = (self._all / _ONE - own) / max(1, self._contexts - count)
        words = _directions(dict.fromkeys(numbers, 1 / _DIMENSIONS**0.5))
        usual -= (words @ usual) @ words  # the phrase itself stands in no context of its own
        apart = own - count * usual
        single = count * (1 + float(usual @ usual)) - 2 * float(own @ usual)
        likeness = (float(apart @ apart) - single) / (count - 1)
        return min(1.0, max(_LEAST, (likeness + _DOUBT * _TOPICAL) / (count + _DOUBT) / _TOPICAL))

    def _row(self, key: int) -> int:
        row = self._rows.setdefault(key, len(self._rows))
        if row == len(self._counts):
            self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
            self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
        return row


def _directions(rarities: Mapping[int, float]) -> NDArray[np.float64]:
    """Words × dimensions: the bits of a word's hash as signs, times its rarity."""
    numbers = np.fromiter(rarities, np.uint64, len(rarities))
    signs = (numbers[:, None] >> _BITS & np.uint64(1)).astype(np.float64) * 2 - 1
    return signs * np.fromiter(rarities.values(), np.float64, len(rarities))[:, None]
