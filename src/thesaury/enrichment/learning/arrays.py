"""Rows of different lengths in flat arrays: what the learned engine computes with."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.integer[Any]]
Flags: TypeAlias = NDArray[np.bool_]
Sparse: TypeAlias = sparse.csr_array


def entries(pointers: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The places of all entries of these CSR rows, one row after another, and how many each row has."""
    first = pointers[rows].astype(np.int64)
    counts = pointers[rows + 1].astype(np.int64) - first
    shift = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) if len(rows) else first
    return shift + np.arange(len(shift)), counts


def highest(values: Floats, most: int) -> tuple[Ints, Floats]:
    """For each row the columns of its `most` highest values, in no order, and the values."""
    most = min(most, values.shape[1])
    columns = np.argpartition(values, values.shape[1] - most, axis=1)[:, values.shape[1] - most :]
    return columns, np.take_along_axis(values, columns, axis=1)


def at(matrix: Sparse, rows: Ints, columns: Ints) -> Floats:
    """The values of a sparse matrix at these places, 0 where it has none."""
    if not len(rows):
        return np.zeros(0, np.float32)
    return np.asarray(matrix[rows, columns], np.float32).ravel()


def rounded(values: NDArray[Any], parts: int) -> NDArray[Any]:
    """The values as multiples of 1 / `parts`, a power of two."""
    return np.round(values * parts) / parts


def flags(rows: Ints, columns: Ints, shape: tuple[int, int]) -> Sparse:
    """A sparse matrix with 1 at these places, however often each is named."""
    made = sparse.csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    made.data[:] = 1
    return made


def unit_rows(matrix: Sparse) -> Sparse:
    """Every row at length 1; empty ones stay."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return sparse.csr_array(sparse.diags_array((1 / lengths).astype(np.float32)) @ matrix)
