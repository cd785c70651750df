"""The nearest rows of two matrices: for each concept of one side the few of the other whose labels, letters or vectors are most alike."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = sparse.csr_array
Cells = NDArray[np.floating]
Looked = Callable[[int, int], None]
"""Told how many sources were compared by now, and of how many."""

_DEEP = 20
"""How many targets of each kind are looked at for a source; of a thousand right ones hardly any lies deeper."""
_DEEP_BACK = 3
"""And how many sources for a target: those it would choose itself."""
_AT_ONCE = 256
"""Sources that are compared with all targets at a time: two large vocabularies have more pairs than fit into memory."""
_FEW = 32
"""And of these so many whose labels are multiplied at a time: a concept has several, and letters are common to nearly all."""


def unlooked(done: int, total: int) -> None:
    """Nobody wants to know."""


def nearest(
    one: Matrix | NDArray[np.float32],
    other: Matrix | NDArray[np.float32],
    sizes: Sequence[int] | None = None,
    other_sizes: Sequence[int] | None = None,
    looked: Looked = unlooked,
) -> Matrix:
    """Sources × targets: the products of their nearest rows, where they are among the highest of their source or target.

    `sizes` says how many rows each concept has, one after the other; None is one each. Rows of sparse matrices have no negative values.
    """
    sizes, other_sizes = sizes or [1] * one.shape[0], other_sizes or [1] * other.shape[0]
    if not one.shape[1]:
        return sparse.csr_array((len(sizes), len(other_sizes)))
    products = _Products(one, other, sizes, other_sizes)
    kept = [sparse.csr_array((0, len(other_sizes)))]
    for start in range(0, len(sizes), _AT_ONCE):
        end = min(start + _AT_ONCE, len(sizes))
        cells = products.of(start, end)
        back = sparse.csr_array(_highest(cells.T, _DEEP_BACK).T)
        kept.append(sparse.csr_array(_highest(cells, _DEEP).maximum(back)))
        looked(end, len(sizes))
    return sparse.csr_array(sparse.vstack(kept))


def chosen(ways: Iterable[Matrix]) -> list[list[int]]:
    """For each source the targets among the nearest of any way, in their order."""
    ways = list(ways)
    found: list[set[int]] = [set() for _ in range(ways[0].shape[0])]
    for way in ways:
        cells = way.tocoo()
        rows, columns = cells.coords
        there = _first(rows, columns, cells.data, _DEEP)
        back = _first(columns, rows, cells.data, _DEEP_BACK)
        for at, target in zip(*(side[np.concatenate((there, back))].tolist() for side in (rows, columns)), strict=True):
            found[at].add(target)
    return [sorted(targets) for targets in found]


class _Products:
    """Concepts × concepts: the product of the nearest pair of their rows."""

    def __init__(
        self,
        one: Matrix | NDArray[np.float32],
        other: Matrix | NDArray[np.float32],
        sizes: Sequence[int],
        other_sizes: Sequence[int],
    ) -> None:
        self._one = one
        self._turned = other.T if isinstance(other, np.ndarray) else sparse.csr_array(other.T)
        self._ends, self._width = np.cumsum([0, *sizes]), len(other_sizes)
        self._concept = np.repeat(np.arange(self._width), other_sizes)

    def of(self, start: int, end: int) -> Cells:
        """Those of the sources between these."""
        if isinstance(self._one, np.ndarray):
            return np.asarray(self._one[start:end] @ self._turned)
        return np.concatenate([self._few(at, min(at + _FEW, end)) for at in range(start, end, _FEW)])

    def _few(self, start: int, end: int) -> Cells:
        ends = self._ends[start : end + 1]
        product = sparse.csr_array(self._one[ends[0] : ends[-1]] @ self._turned)
        rows = np.repeat(np.arange(end - start), np.diff(product.indptr[ends - ends[0]]))
        cells = np.zeros((end - start) * self._width)
        np.maximum.at(cells, rows * self._width + self._concept[product.indices], product.data)
        return cells.reshape(end - start, self._width)


def _highest(cells: Cells, most: int) -> Matrix:
    """Nothing but the greatest values of each row; a value of 0 is none."""
    held = np.where(cells, cells, -np.inf)
    least = np.partition(held, -most, axis=1)[:, -most] if held.shape[1] > most else np.full(len(held), -np.inf)
    rows, columns = np.nonzero((held >= least[:, None]) & (cells != 0))
    first = _first(rows, columns, cells[rows, columns], most)
    rows, columns = rows[first], columns[first]
    return sparse.csr_array((cells[rows, columns], (rows, columns)), shape=cells.shape)


def _first(rows: NDArray[np.integer], columns: NDArray[np.integer], values: Cells, most: int) -> NDArray[np.int64]:
    """The places of the greatest values of each row, first those of the lower column where they are equal."""
    order = np.lexsort((columns, -values, rows))
    starts = np.flatnonzero(np.diff(rows[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    return np.asarray(order[rank < most])
