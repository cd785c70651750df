"""How near a vector has to be to make a hit by itself: set for every query, so that no list ends in a tail of chance likenesses."""

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SAMPLED = 2_000
"""So many vectors of the workspace say how near a query is to just anything."""

_LEAST = 0.3
"""Below this cosine nothing is alike, whatever the rest is like."""
_BY_CHANCE, _PART = 100, 0.025
"""So many hits chance alone may make, three pages, and in a small workspace this part of all: were the cosines normally distributed,
no more would pass the bar if nothing in the workspace fitted the query."""
_OFTEN = 50
"""A sample smaller than this says nothing; the least cosine holds alone."""


def bar(query: Floats, sample: Floats, total: int) -> float:
    """The cosine from which a vector alone makes a hit among so many assets."""
    if len(sample) < _OFTEN or not sample.shape[1]:
        return _LEAST
    cosines = sample @ query
    above = -NormalDist().inv_cdf(min(_PART, _BY_CHANCE / max(total, 1)))
    return max(_LEAST, float(cosines.mean() + above * cosines.std()))
