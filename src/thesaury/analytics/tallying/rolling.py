"""Numbers rolled up the tree: what holds for a concept holds for everything broader, and nothing counts twice there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from thesaury.analytics.statements import concept_iri
from thesaury.analytics.tallying.cells import Cells
from thesaury.analytics.tallying.cube import Observation, Slice, Told
from thesaury.analytics.tallying.facts import Codes, Facts, Numbers, Pairs
from thesaury.model.statement import Iri

TOTALS: Told = (("detail", "totals"),)
"""Said of a slice whose observations are left out."""

Mask = NDArray[np.bool_]
"""Which rows are meant."""
Measures = Sequence[tuple[str, csc_array]]
"""Names of measures, each with its numbers, concepts × cells."""


def bearing(facts: Facts, pairs: Pairs, count: int) -> csr_array:
    """Concepts × rows, 1 where one of the row's concepts is the concept or below it, however many of them are."""
    direct = _matrix(pairs.values, pairs.rows, (len(facts.concepts), count))
    upward = _matrix(facts.above.values, facts.above.rows, (len(facts.concepts), len(facts.concepts)))
    return above(csr_array(upward @ direct), 0)


def above(counts: csr_array, bar: int) -> csr_array:
    """1 wherever there is a number above this one, which is not below 0."""
    found = counts.copy()
    found.data = (counts.data > bar).astype(np.int64)
    found.eliminate_zeros()
    return found


def gathered(rows: Cells, numbers: Numbers) -> csr_array:
    """Rows × cells, the number of a row in each cell in which it counts."""
    kept = numbers[rows.rows] > 0
    places = rows.rows[kept], rows.cells[kept]
    return csr_array((numbers[places[0]], places), (len(numbers), len(rows.dimensions)))


@dataclass(frozen=True, slots=True, eq=False)
class ByConcept:
    """Observations by concept: in each cell those of which the first measure, or any of them, is above 0."""

    facts: Facts
    terms: Sequence[Iri]
    ranks: Codes
    """The place of every concept among all, by name."""
    measures: Measures
    detailed: Mask
    """Of which cells there are observations; of all others there are totals alone."""
    dimension: str = "concept"
    """By which property observations name their concept."""

    def slices(self, cube: str, rows: Cells, told: Callable[[int], Told | None]) -> Iterator[Slice]:
        """A slice for each cell about which anything is told."""
        for cell, dimensions in enumerate(rows.dimensions):
            if (totals := told(cell)) is not None:
                if self.detailed[cell]:
                    yield Slice(cube, dimensions, totals, partial(self.observations, cell))
                else:
                    yield Slice(cube, dimensions, (*totals, *TOTALS))

    def observations(self, cell: int) -> Iterable[Observation]:
        """The observations of one cell by concept, so that the same ones come in the same order whatever the codes are."""
        columns = [_column(matrix, cell) for _, matrix in self.measures]
        concepts = np.unique(np.concatenate([places for places, _ in columns]))
        order = np.argsort(self.ranks[concepts])
        numbers = [_looked_up(concepts, *column) for column in columns]
        names = [name for name, _ in self.measures]
        for place, *counted in zip(
            concepts[order].tolist(), *(column[order].tolist() for column in numbers), strict=True
        ):
            told = (self.dimension, self.terms[place]), *zip(names, counted, strict=True)
            yield Observation((self.facts.concepts[place],), told)


def by_concept(facts: Facts, measures: Sequence[tuple[str, csr_array]], dimension: str = "concept") -> ByConcept:
    """Observations of these measures, concepts × cells, in every cell."""
    terms = [Iri(concept_iri(concept)) for concept in facts.concepts]
    ranks = np.empty(len(terms), np.int32)
    ranks[sorted(range(len(terms)), key=facts.concepts.__getitem__)] = np.arange(len(terms), dtype=np.int32)
    columns = [(name, _columns(matrix)) for name, matrix in measures]
    return ByConcept(facts, terms, ranks, columns, np.ones(columns[0][1].shape[1], np.bool_), dimension)


def _columns(matrix: csr_array) -> csc_array:
    found = csc_array(matrix)
    found.eliminate_zeros()
    found.sort_indices()
    return found


def _column(matrix: csc_array, cell: int) -> tuple[Codes, Numbers]:
    start, end = matrix.indptr[cell], matrix.indptr[cell + 1]
    return matrix.indices[start:end], matrix.data[start:end]


def _looked_up(concepts: Codes, places: Codes, numbers: Numbers) -> Numbers:
    found = np.zeros(len(concepts), np.int64)
    found[np.searchsorted(concepts, places)] = numbers
    return found


def _matrix(rows: Codes, columns: Codes, shape: tuple[int, int]) -> csr_array:
    return csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape)
