"""Assets as vectors of their words, weighted by how rare a word is, and shortened to the directions in which they differ most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from thesaury.enrichment.learning.arrays import Floats, Ints, Sparse, rounded, unit_rows
from thesaury.enrichment.learning.reading import Readings

DIMENSIONS = 200
_SEED = 20_260
_POWER_STEPS = 2
_SPARE = 20
_EXACT = 1 << 11


@dataclass(frozen=True, eq=False)
class WordSpace:
    """Words with their weights, and the basis of the latent space: `basis` is words × dimensions."""

    words: tuple[str, ...]
    weights: Floats
    basis: Floats

    @cached_property
    def _column(self) -> dict[str, int]:
        return {word: column for column, word in enumerate(self.words)}

    def vectors(self, readings: Readings) -> Sparse:
        """Assets × words at length 1, with the logarithm of how often a word occurs; words nobody knew are left out.

        Numbers are those of half precision, as they are kept.
        """
        rows = moved(readings.words, columns_of(readings.stems, self._column), len(self.words))
        rows.data = np.log1p(rows.data)
        vectors = unit_rows(sparse.csr_array(rows @ sparse.diags_array(self.weights)).astype(np.float32))
        vectors.data = _halved(vectors.data)
        return vectors

    def latent(self, vectors: Sparse) -> Floats:
        """Assets × dimensions at length 1; latent semantic analysis (Deerwester et al. 1990).

        Numbers are multiples of 1/2,048: the products of two such vectors add up without a rounding error in 32-bit floats, so an asset
        is as much like another whatever other assets are computed with it.
        """
        found = np.asarray(vectors @ self.basis, np.float32)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        return np.asarray(rounded(found / lengths, _EXACT), np.float32)


def word_space(readings: Readings) -> WordSpace:
    """The space of the words that at least two of these assets share."""
    total = len(readings)
    assets = np.bincount(readings.words.indices, minlength=len(readings.stems))
    seen = dict(sorted((readings.stems[place], int(assets[place])) for place in np.flatnonzero(assets > 1)))
    words = tuple(seen)
    weights = np.array([np.log((total + 1) / (seen[word] + 1)) + 1 for word in words], np.float32)
    flat = WordSpace(words, weights, np.zeros((len(words), 0), np.float32))
    vectors = flat.vectors(readings)
    return WordSpace(words, weights, _halved(_directions(vectors, min(DIMENSIONS, total - 1, len(words) - 1))))


def columns_of(words: Sequence[str], column: Mapping[str, int]) -> Ints:
    """The column of each word, -1 for words without one."""
    return np.array([column.get(word, -1) for word in words], np.int64)


def moved(rows: Sparse, columns: Ints, width: int) -> Sparse:
    """A matrix with its columns elsewhere, those at -1 left out; the order within a row stays, so that its sums do."""
    place = columns[rows.indices]
    kept = place >= 0
    before = np.concatenate(([0], np.cumsum(kept)))
    return sparse.csr_array((rows.data[kept], place[kept], before[rows.indptr]), shape=(rows.shape[0], width))


def _directions(vectors: Sparse, most: int) -> Floats:
    """The first right singular vectors, by random projection with power steps (Halko, Martinsson and Tropp 2011, 5.1)."""
    if most < 1:
        return np.zeros((vectors.shape[1], 0), np.float32)
    width = min(most + _SPARE, *vectors.shape)
    draw = np.random.default_rng(_SEED).standard_normal((vectors.shape[1], width)).astype(np.float32)
    seen = _orthonormal(vectors @ draw)
    for _ in range(_POWER_STEPS):
        seen = _orthonormal(vectors @ _orthonormal(vectors.T @ seen))
    _, _, right = np.linalg.svd(np.asarray(vectors.T @ seen, np.float32).T, full_matrices=False)
    return np.ascontiguousarray(right[:most].T, np.float32)


def _halved(values: Floats) -> Floats:
    return np.asarray(values.astype(np.float16), np.float32)


def _orthonormal(columns: Sequence[Sequence[float]] | Floats) -> Floats:
    return np.asarray(np.linalg.qr(np.asarray(columns, np.float32))[0], np.float32)
