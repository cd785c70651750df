"""How often each letter occurs in each of many texts: two texts that differ much in this are far apart, which is quick to tell."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_COLUMNS = 32
_MOST = 63
"""Counts stop here, so that the difference of two of them fits a byte."""


def letter_counts(texts: Sequence[str]) -> NDArray[np.int8]:
    """A row of counts for each text; letters far apart in Unicode may share a column. One mistake changes a row by two at most."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32) % _COLUMNS
    cells = np.repeat(np.arange(len(texts)), lengths) * _COLUMNS + codes.astype(np.int64)
    counted = np.bincount(cells, minlength=len(texts) * _COLUMNS).clip(0, _MOST)
    return counted.astype(np.int8).reshape(len(texts), _COLUMNS)
