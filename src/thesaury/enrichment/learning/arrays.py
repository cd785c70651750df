"""Rows of different lengths in flat arrays: what the learned engine computes with."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.integer[Any]]
Flags: TypeAlias = NDArray[np.bool_]
Sparse: TypeAlias = sparse.csr_array

# Groups of columns for each value that is sought: with so many, two of the highest rarely share one.
_GROUPS = 16


def entries(pointers: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The places of all entries of these CSR rows, one row after another, and how many each row has."""
    first = pointers[rows].astype(np.int64)
    counts = pointers[rows + 1].astype(np.int64) - first
    shift = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) if len(rows) else first
    return shift + np.arange(len(shift)), counts


def highest(values: Floats, most: int) -> tuple[Ints, Ints]:
    """The places of the `most` highest values of each row, as rows and columns: by row, then falling value, equal ones by column.

    Only values above 0 count, so a row may have fewer.
    """
    kept = (values >= _bound(values, most)[:, None]) & (values > 0)
    rows, columns = np.divmod(np.flatnonzero(kept), max(1, values.shape[1]))
    order = np.lexsort((columns, -values[rows, columns], rows))
    rows, columns = rows[order], columns[order]
    first = np.arange(len(rows)) - np.searchsorted(rows, rows) < most
    return rows[first], columns[first]


def _bound(values: Floats, most: int) -> Floats:
    """A value in each row that at least `most` of its values reach, and hardly more.

    The highest of each of many groups of columns are so many different values, found at a fraction of what sorting a row costs.
    """
    rows, width = values.shape
    group = width // (_GROUPS * most)
    if group > 1:
        values = values[:, : width // group * group].reshape(rows, group, -1).max(axis=1)
    if values.shape[1] < most:
        return np.full(rows, -np.inf, np.float32)
    return np.asarray(np.partition(values, -most, axis=1)[:, -most])


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
