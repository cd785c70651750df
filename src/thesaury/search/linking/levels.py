"""What speaks for narrower concepts speaks for the one above them."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_FEW = 5
"""As if each concept had so many narrower ones more, of which nothing is said: one of one says less than ten of ten."""
_AT_MOST = 20
"""So many times the mean over the narrower concepts is the most that it counts, where the best of all is weaker than that."""


class Levels:
    """The broader and narrower concepts of a vocabulary, by number."""

    def __init__(self, above: Mapping[int, Sequence[int]], concepts: int) -> None:
        """For each concept the numbers of those directly above; numbers lie below `concepts`."""
        pairs = [(below, broader) for below, all_above in above.items() for broader in all_above]
        both: Ints = np.array(pairs, np.int32).reshape(len(pairs), 2)
        self._below, self._above = both[:, 0], both[:, 1]
        self._counts = np.bincount(self._above, minlength=concepts)

    def upwards(self, scores: Floats, share: float) -> Floats:
        """Each concept with at least this share of what the best one directly below it has."""
        found = scores.copy()
        np.maximum.at(found, self._above, np.float32(share) * scores[self._below])
        return found

    def gathered(self, weights: Floats) -> Floats:
        """For each concept, 0 to 1, the mean of those directly below it, beside the highest mean of all: where most of what is narrower
        fits a query, the query means what stands above: "feathers, bones and shells" are features of animals."""
        sums = np.bincount(self._above, weights[self._below], len(weights))
        means = sums / (self._counts[: len(weights)] + _FEW)
        best = float(means.max(initial=0))
        return np.asarray(means * min(_AT_MOST, 1 / best) if best > 0 else means, np.float32)
