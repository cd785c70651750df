"""Vectors of one segment: each number as one byte, and its sign as one bit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from thesaury.engines.columns.arrays import Array, Floats, Ints, Mask

Bytes = NDArray[np.int8]
Bits = NDArray[np.uint64]
Distances = NDArray[np.uint16]

_BLOCK = 16_384
"""Rows looked at together: what is computed of them stays in the processor's cache."""

_FIT = 3
"""So many times 64 differences can be counted in a byte."""


@dataclass(frozen=True, eq=False)
class Vectors:
    """`codes` × `scales` are the vectors, rows × dimensions; a scale of 0 is no vector. `signs` has 64 dimensions in each of its rows."""

    model: str
    codes: Bytes
    scales: Floats
    signs: Bits

    @property
    def dimensions(self) -> int:
        """0 where no row has a vector."""
        return int(self.codes.shape[1])

    @cached_property
    def there(self) -> Mask:
        """Which rows have one."""
        return self.scales > 0

    @cached_property
    def exact(self) -> Floats:
        """All of them as floats; for small segments only."""
        return self.rows(np.arange(len(self.scales)))

    def rows(self, which: Array) -> Floats:
        """Some of them as floats; zeros where there is none."""
        return self.codes[which].astype(np.float32) * self.scales[which, None]

    def cosines(self, which: Array, vector: Floats) -> Floats:
        """Those of some rows; NaN where there is no vector."""
        scales = self.scales[which]
        made = (self.codes[which].astype(np.float32) @ vector) * scales
        made[scales == 0] = np.nan
        return made.astype(np.float32, copy=False)

    def all_cosines(self, vector: Floats) -> Floats:
        """Those of all rows; NaN where there is no vector."""
        made = self.exact @ vector
        made[~self.there] = np.nan
        return made

    def distances(self, vector: Floats) -> Distances:
        """In how many signs each row differs; more than there are where there is no vector."""
        asked = sign_bits(vector[None, :])[:, 0]
        made = np.zeros(len(self.scales), np.uint16)
        different, count = np.empty(_BLOCK, np.uint64), np.empty(_BLOCK, np.uint8)
        for start in range(0, len(made), _BLOCK):
            part = slice(start, min(start + _BLOCK, len(made)))
            size = part.stop - start
            for three in range(0, len(asked), _FIT):
                total = np.zeros(size, np.uint8)
                for signs, wanted in zip(self.signs[three : three + _FIT], asked[three : three + _FIT], strict=True):
                    np.bitwise_xor(signs[part], wanted, out=different[:size])
                    total += np.bitwise_count(different[:size], out=count[:size])
                made[part] += total
        made[~self.there] = self.dimensions + 1
        return made


def no_vectors(rows: int) -> Vectors:
    """Where no document has one."""
    return Vectors("", np.zeros((rows, 0), np.int8), np.zeros(rows, np.float32), np.zeros((0, rows), np.uint64))


def quantised(model: str, vectors: Sequence[Floats | None], dimensions: int) -> Vectors:
    """Each vector by its largest number."""
    matrix = np.zeros((len(vectors), dimensions), np.float32)
    for row, vector in enumerate(vectors):
        if vector is not None:
            matrix[row] = vector
    scales = (np.abs(matrix).max(axis=1, initial=0.0) / 127).astype(np.float32)
    codes = np.rint(matrix / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8)
    return Vectors(model, codes, scales, sign_bits(matrix))


def sign_bits(matrix: Floats) -> Bits:
    """One bit for each number that is above 0: dimensions / 64 × rows."""
    rows, dimensions = matrix.shape
    words = -(-dimensions // 64)
    bits = np.zeros((rows, words * 8), np.uint8)
    found = np.packbits(matrix > 0, axis=1)
    bits[:, : found.shape[1]] = found
    return np.ascontiguousarray(bits.view(np.uint64).T)


def merged(parts: Sequence[Vectors], kept: Sequence[Ints], newest: Vectors) -> Vectors:
    """Those of some rows of each part, one after the other; only those that are of the same model as the newest ones."""
    model, dimensions, words = newest.model, newest.dimensions, len(newest.signs)
    total = sum(map(len, kept))
    if not dimensions:
        return no_vectors(total)
    made = Vectors(
        model, np.zeros((total, dimensions), np.int8), np.zeros(total, np.float32), np.zeros((words, total), np.uint64)
    )
    start = 0
    for part, rows in zip(parts, kept, strict=True):
        to = slice(start, start + len(rows))
        if (part.model, part.dimensions) == (model, dimensions):
            made.codes[to], made.scales[to] = part.codes[rows], part.scales[rows]
            for column in range(words):
                made.signs[column, to] = part.signs[column][rows]
        start += len(rows)
    return made
