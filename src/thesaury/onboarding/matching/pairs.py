"""Pairs of a source and a target that are looked at closely, as arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.float64]

_AT_ONCE = 10_000


@dataclass(frozen=True)
class Pairs:
    """`sources` and `targets` are the numbers of both concepts of each pair, ordered by source and then target."""

    sources: NDArray[np.int64]
    targets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.sources)

    def spans(self) -> Iterator[tuple[int, int, int]]:
        """Each source that has pairs, with where they begin and end."""
        starts = np.flatnonzero(np.diff(self.sources, prepend=-1))
        for start, end in pairwise([*starts.tolist(), len(self)]):
            yield int(self.sources[start]), start, end

    def best(self, scores: Numbers) -> dict[int, int]:
        """The pair with the highest score of each source; the first where several have it."""
        return {at: start + int(np.argmax(scores[start:end])) for at, start, end in self.spans()}

    def of(self, matrix: sparse.csr_array) -> Numbers:
        """What a matrix of sources × targets has for each pair."""
        if not len(self):
            return np.zeros(0)
        return np.asarray(sparse.csr_matrix(matrix)[self.sources, self.targets], np.float64).ravel()

    def products(self, one: sparse.csr_array, other: sparse.csr_array) -> Numbers:
        """The product of the rows of both concepts of each pair."""
        found = np.zeros(len(self))
        for start in range(0, len(self), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            rows = one[self.sources[some]].multiply(other[self.targets[some]])
            found[some] = np.asarray(rows.sum(axis=1)).ravel()
        return found

    def below_best(self, values: Numbers, by_target: bool = False) -> Numbers:
        """By how much each pair falls short of the best of its source, or of its target; 0 for the best itself."""
        groups = self.targets if by_target else self.sources
        highest = np.full(int(groups.max(initial=-1)) + 1, -np.inf)
        np.maximum.at(highest, groups, values)
        return np.asarray(highest[groups] - values)


def paired(chosen: Sequence[Sequence[int]]) -> Pairs:
    """The pairs of each source with its chosen targets, which come in order."""
    sources = [at for at, targets in enumerate(chosen) for _ in targets]
    targets = [target for all_ in chosen for target in all_]
    return Pairs(np.array(sources, np.int64), np.array(targets, np.int64))
