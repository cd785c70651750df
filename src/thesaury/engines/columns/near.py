"""The channel of vectors: every cosine where there are few, and the nearest by signs where there are many."""

import numpy as np

from thesaury.engines.columns.arrays import Array, Floats, Mask
from thesaury.engines.columns.snapshot import Snapshot

EXACT = 50_000
"""Up to so many rows every cosine is computed."""
NEAREST = 4_000
"""Of more, so many are looked at closely: those whose vectors differ in the fewest signs."""


class Near:
    """One question to the vectors of a snapshot."""

    def __init__(self, snapshot: Snapshot, vector: Floats, bar: float) -> None:
        self._snapshot, self._bar = snapshot, bar
        self._vector = np.asarray(vector, np.float32)
        self._fits = len(self._vector) == snapshot.vectors.dimensions > 0
        self._all = self._every() if snapshot.rows <= EXACT else None
        self._distances = self._differences() if self._all is None and self._fits else None

    def candidates(self, passing: Mask) -> tuple[Array, Floats]:
        """The rows that pass and may be the best, and their cosines: none without a vector."""
        if self._distances is not None:
            far = np.uint16(self._snapshot.vectors.dimensions + 1)
            rows = _nearest(self._distances if passing.all() else np.where(passing, self._distances, far), far)
        else:
            rows = np.flatnonzero(passing)
        found = self.cosines(rows)
        there = ~np.isnan(found)
        return rows[there], found[there]

    def hits(self, candidates: tuple[Array, Floats]) -> Array:
        """Those that are near enough by themselves."""
        rows, cosines = candidates
        return rows[cosines >= self._bar]

    def cosines(self, rows: Array) -> Floats:
        """Those of ascending rows; NaN where there is no vector."""
        if self._all is not None:
            return self._all[rows]
        made = np.full(len(rows), np.nan, np.float32)
        wanted = {id(part) for part, _ in self._snapshot.with_vectors()} if self._fits else ()
        for part, own, at in self._snapshot.by_part(rows):
            if id(part) in wanted:
                made[at] = part.segment.vectors.cosines(own, self._vector)
        return made

    def _every(self) -> Floats:
        made = np.full(self._snapshot.rows, np.nan, np.float32)
        if self._fits:
            for part, vectors in self._snapshot.with_vectors():
                made[part.rows] = vectors.all_cosines(self._vector)
        return made

    def _differences(self) -> Array:
        made = np.full(self._snapshot.rows, self._snapshot.vectors.dimensions + 1, np.uint16)
        for part, vectors in self._snapshot.with_vectors():
            made[part.rows] = vectors.distances(self._vector)
        return made


def _nearest(distances: Array, far: np.uint16) -> Array:
    """The places of the smallest ones below `far`, ascending; of equal ones at the end the first."""
    upto = np.cumsum(np.bincount(distances, minlength=far + 1)[:far])
    last = np.uint16(np.searchsorted(upto, NEAREST))
    sure = np.flatnonzero(distances < last)
    if last == far:
        return sure
    more = np.flatnonzero(distances == last)[: NEAREST - len(sure)]
    return np.sort(np.concatenate([sure, more]))
