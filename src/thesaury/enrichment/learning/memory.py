"""What labelled assets teach: who carried which concept, seen four ways, and how often a found label was right."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from thesaury.enrichment.learning.arrays import Floats, Ints, Sparse, entries, highest, rounded, unit_rows

NEIGHBOURS = 30
_RIDGE = 1.0
# Parts of 1 to which regression is rounded; with those of latent vectors they leave 64-bit floats room for sums up to 4,096.
_FINE = 1 << 30
# A concept found in so few assets or fewer says nothing of what else they carry.
_SEEN_TOGETHER = 2
_DOUBT = 3.0
CHANNELS = (
    "neighbours",
    "nearest",
    "closest",
    "centroid",
    "company",
    "best company",
    "latent neighbours",
    "regression",
)
"""What speaks for a concept, in the order of `Memory.recall`: shares of the neighbours' votes, the same with the third power of
their likeness, the likeness of the nearest that carries it, the centroid (Rocchio 1971), concepts that were found where it held
(their sum, and the best), neighbours in the latent space, and a ridge regression from the latent space."""


@dataclass(frozen=True, eq=False)
class Memory:
    """Labelled assets as word vectors (`vectors`, rows at length 1) and latent vectors, with `carried` (assets × concepts learned)
    and `found` (assets × all concepts: where labels stood). `learned` are the numbers of the concepts somebody carried."""

    vectors: Sparse
    latent: Floats
    carried: Sparse
    learned: Ints
    together: Sparse

    def prepare(self) -> None:
        """Compute what is computed once, so that the first assets are read as fast as the next."""
        _ = self._by_word, self.centroids, self._regression

    @cached_property
    def _by_word(self) -> Sparse:
        return sparse.csr_array(self.vectors.T)

    @cached_property
    def centroids(self) -> Sparse:
        """Words × learned concepts, each column at length 1."""
        return sparse.csr_array(unit_rows(sparse.csr_array(self.carried.T @ self.vectors)).T)

    @cached_property
    def _regression(self) -> Floats:
        """Latent dimensions × concepts, in closed form; rounded, so that its products add up exactly (see `WordSpace.latent`)."""
        square = self.latent.T @ self.latent + _RIDGE * np.eye(self.latent.shape[1], dtype=np.float32)
        solved = np.linalg.solve(square, np.asarray((self.carried.T @ self.latent).T, np.float32))
        return rounded(solved.astype(np.float64), _FINE)

    @cached_property
    def carriers(self) -> Floats:
        """How many assets carried each learned concept."""
        return np.asarray(self.carried.sum(axis=0)).ravel().astype(np.float32)

    def neighbours(self, vectors: Sparse, own: Ints | None = None) -> tuple[Ints, Floats]:
        """For each asset the rows of those most like it and their cosine, from 0 to 1, the nearest first: assets × `NEIGHBOURS`.

        Where fewer are like it at all, the rest have a cosine of 0. `own` is the row of each asset itself, -1 for new ones: what was
        said of it is to be said anew, so it is no neighbour.
        """
        return _nearest(np.asarray((vectors @ self._by_word).toarray(), np.float32), own)

    def place_of(self, concepts: Ints, total: int) -> Ints:
        """For each of these concepts, of `total` in all, its column among the learned ones, -1 for others."""
        column = np.full(total, -1, np.int64)
        column[self.learned] = np.arange(len(self.learned))
        return column[concepts]

    def recall(
        self, vectors: Sparse, latent: Floats, found: Sparse, near: Ints, likeness: Floats, own: Ints | None = None
    ) -> list[Floats]:
        """For each of `CHANNELS` a matrix assets × learned concepts; `near` and `likeness` are from `neighbours`, `own` as there."""
        near_too, likeness_too = _nearest(latent @ self.latent.T, own)
        return [
            self._votes(near, likeness),
            self._votes(near, likeness**3),
            self._closest(near, likeness),
            np.asarray((vectors @ self.centroids).toarray(), np.float32),
            np.asarray((found @ self.together).toarray(), np.float32),
            self._best_company(found),
            self._votes(near_too, likeness_too**4),
            np.asarray(latent.astype(np.float64) @ self._regression, np.float32),
        ]

    def _votes(self, near: Ints, likeness: Floats) -> Floats:
        """The share of all likeness that comes from neighbours with a concept."""
        keys, votes = self._spoken(near, likeness)
        shape = len(near), len(self.learned)
        total = np.maximum(likeness.sum(axis=1, keepdims=True), 1e-6)
        shares = np.bincount(keys, votes, minlength=shape[0] * shape[1]).reshape(shape) / total
        return np.asarray(shares, np.float32)

    def _closest(self, near: Ints, likeness: Floats) -> Floats:
        keys, votes = self._spoken(near, likeness)
        return self._highest(keys, votes, len(near))

    def _best_company(self, found: Sparse) -> Floats:
        place, counts = entries(self.together.indptr, found.indices)
        rows = np.repeat(np.repeat(np.arange(found.shape[0]), np.diff(found.indptr)), counts)
        return self._highest(
            rows * len(self.learned) + self.together.indices[place], self.together.data[place], found.shape[0]
        )

    def _spoken(self, near: Ints, likeness: Floats) -> tuple[Ints, Floats]:
        """One key (asset and concept) for each concept of each neighbour, with that neighbour's likeness."""
        place, counts = entries(self.carried.indptr, near.ravel())
        rows = np.repeat(np.repeat(np.arange(len(near)), near.shape[1]), counts)
        return rows * len(self.learned) + self.carried.indices[place], np.repeat(likeness.ravel(), counts)

    def _highest(self, keys: Ints, values: Floats, rows: int) -> Floats:
        best = np.zeros(rows * len(self.learned), np.float32)
        np.maximum.at(best, keys, values)
        return best.reshape(rows, len(self.learned))


def _nearest(likeness: Floats, own: Ints | None) -> tuple[Ints, Floats]:
    """For each row the `NEIGHBOURS` columns of its highest values above 0, and the values, highest first; filled up with zeros."""
    if own is not None:
        known = np.flatnonzero(own >= 0)
        likeness[known, own[known]] = 0
    rows, columns = highest(likeness, NEIGHBOURS)
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    near, found = (np.zeros((len(likeness), NEIGHBOURS), kind) for kind in (np.int64, np.float32))
    near[rows, rank], found[rows, rank] = columns, likeness[rows, columns]
    return near, found


def remember(vectors: Sparse, latent: Floats, carried: Sparse, found: Sparse) -> Memory:
    """The memory of labelled assets; `carried` and `found` are assets × all concepts, with ones."""
    learned = np.flatnonzero(np.asarray(carried.sum(axis=0)).ravel() > 0)
    if not len(learned):
        learned = np.arange(min(1, carried.shape[1]))  # carried by nobody, but a matrix wants a column
    kept = sparse.csr_array(carried.tocsc()[:, learned])
    times = np.asarray(found.sum(axis=0)).ravel()
    together = sparse.coo_array(found.T @ kept)
    often = together.data >= _SEEN_TOGETHER
    rows, columns = together.coords[0][often], together.coords[1][often]
    shares = (together.data[often] / (times[rows] + _DOUBT)).astype(np.float32)
    return Memory(
        vectors,
        latent,
        kept,
        learned,
        sparse.csr_array((shares, (rows, columns)), shape=(found.shape[1], len(learned))),
    )
