"""How close assets and concepts are in meaning, as candidates and columns."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from thesaury.enrichment.learning.arrays import Floats, Ints

COSINES = ("title like label", "text like label", "like label", "like definition")
NAMES = (*COSINES, "closeness", "behind closest", "rank of closeness")
"""The columns of `Likeness.columns`: the cosine of title and tags to the concept's label most like them, that of the beginning of all
texts, the greater of the two, and the greater of theirs to its definition; the closeness of asset and concept (see `Likeness`), how
far it lies behind that of the asset's closest concept, and the logarithm of its rank, at most `RANKS`. `COSINES` say something only
to who learned from the same embedding model; the others of any."""

MOST = 15
"""Candidates by meaning for each asset."""

RANKS = 100
"""Ranks that are told apart."""

_LEAST = 1e-6


@dataclass(frozen=True, eq=False)
class Likeness:
    """How like some assets are to all concepts: cosines, assets × concepts, of title and tags and of the beginning of all texts to
    labels, and, assets × `defined`, of the more like of the two to the definitions of the concepts that have one.

    The closeness of a concept is how far these cosines stand above those to the labels of all concepts, in standard deviations: models
    differ in what cosine means much, and less in this.
    """

    title: Floats
    text: Floats
    definition: Floats
    defined: Ints

    @cached_property
    def closeness(self) -> Floats:
        """Assets × concepts; NaN for assets of which nothing is known."""
        close = (_standing(self.title, self.title) + _standing(self.text, self.text)) / 2
        if len(self.defined):
            defined = _standing(self.definition, np.maximum(self.title, self.text))
            close[:, self.defined] = np.maximum(close[:, self.defined], defined)
        return np.asarray(close, np.float32)

    @cached_property
    def closest(self) -> Ints:
        """The numbers of the closest concepts, assets × at most `RANKS`, closest first."""
        most = min(RANKS, self.closeness.shape[1])
        found = np.argpartition(-self.closeness, most - 1, axis=1)[:, :most]
        order = np.lexsort((found, -np.take_along_axis(self.closeness, found, axis=1)))
        return np.take_along_axis(found, order, axis=1)

    def candidates(self) -> Ints:
        """The `MOST` closest concepts of each asset, as keys: asset * concepts + concept."""
        rows = np.flatnonzero(~np.isnan(self.closeness[:, 0]))
        return np.asarray((rows[:, None] * self.closeness.shape[1] + self.closest[rows, :MOST]).ravel(), np.int64)

    def columns(self, rows: Ints, concepts: Ints) -> Floats:
        """The columns of `NAMES` for pairs of asset and concept."""
        title, text, close = (matrix[rows, concepts] for matrix in (self.title, self.text, self.closeness))
        best = self.closeness[np.arange(len(self.closest)), self.closest[:, 0]]
        columns = (
            title,
            text,
            np.maximum(title, text),
            self._to_definition(rows, concepts),
            close,
            best[rows] - close,
            np.where(np.isnan(close), np.nan, np.log1p(self.ranks[rows, concepts])),
        )
        return np.stack(columns, axis=1).astype(np.float32)

    def _to_definition(self, rows: Ints, concepts: Ints) -> Floats:
        column = np.full(self.closeness.shape[1], -1, np.int64)
        column[self.defined] = np.arange(len(self.defined))
        found = np.full(len(rows), np.nan, np.float32)
        here = np.flatnonzero(column[concepts] >= 0)
        found[here] = self.definition[rows[here], column[concepts[here]]]
        return found

    @cached_property
    def ranks(self) -> Ints:
        """The place of each concept in `closest`, from 0; `RANKS` for those beyond."""
        ranks = np.full(self.closeness.shape, RANKS, np.int16)
        np.put_along_axis(ranks, self.closest, np.arange(self.closest.shape[1], dtype=np.int16)[None, :], axis=1)
        return ranks


def _standing(values: Floats, among: Floats) -> Floats:
    """How far each value stands above the mean of its row in `among`, in standard deviations of that."""
    mean, spread = among.mean(axis=1, keepdims=True), among.std(axis=1, keepdims=True)
    return np.asarray((values - mean) / np.maximum(spread, _LEAST), np.float32)
