"""Second thoughts: how a candidate fits the company of the other likely ones of the same asset."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from thesaury.enrichment.learning.arrays import Floats, Ints, Sparse, at
from thesaury.enrichment.learning.concept_table import STEPS, ConceptTable
from thesaury.enrichment.learning.memory import Memory

MOST = 30
"""Candidates of each asset that get a second thought; the rest are dropped."""

_DOUBT = 3.0
NAMES = (
    "carried with",
    "more than usual",
    *(f"likely {step}" for step in STEPS),
    "rank",
    "of likeliest",
    "all",
    "first",
)
"""The columns of `Company.columns`: the likelihood that others of the asset lend it by how often they were carried together, that
against chance, likelihoods one step away, its rank, its likelihood against the best, the sum of all, and its own."""


@dataclass(frozen=True, eq=False)
class Company:
    """Which concepts go together: from the graph, and from what labelled assets carried together."""

    table: ConceptTable
    memory: Memory | None

    @cached_property
    def _together(self) -> Sparse | None:
        """The share of the carriers of one learned concept that carry another, learned × learned."""
        if self.memory is None:
            return None
        carried = self.memory.carried
        pairs = sparse.csr_array(carried.T @ carried)
        pairs.setdiag(0)
        pairs.eliminate_zeros()
        return sparse.csr_array(sparse.diags_array(1 / (self.memory.carriers + _DOUBT)) @ pairs).astype(np.float32)

    def columns(self, assets: Ints, concepts: Ints, likelihoods: Floats) -> Floats:
        """The columns of `NAMES` for candidates in the order of their assets."""
        row = _numbered(assets)
        rows = int(row.max(initial=-1)) + 1
        likely = sparse.csr_array((likelihoods, (row, concepts)), shape=(rows, len(self.table)))
        total = np.bincount(row, likelihoods, minlength=rows).astype(np.float32)
        best = np.zeros(rows)
        np.maximum.at(best, row, likelihoods)
        steps = [
            at(sparse.csr_array(likely @ step), row, concepts) if step.nnz else np.zeros(len(row), np.float32)
            for step in self.table.steps
        ]
        columns = (
            *self._carried_together(likely, row, concepts, total),
            *steps,
            _ranks(row, likelihoods),
            likelihoods / np.maximum(best[row], 1e-6),
            total[row],
            likelihoods,
        )
        return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)

    def _carried_together(self, likely: Sparse, row: Ints, concepts: Ints, total: Floats) -> tuple[Floats, Floats]:
        if self.memory is None or self._together is None:
            return np.zeros(len(row), np.float32), np.zeros(len(row), np.float32)
        place = self.memory.place_of(concepts, len(self.table))
        lent = sparse.csr_array(sparse.csr_array(likely[:, self.memory.learned]) @ self._together)
        given = np.where(place >= 0, at(lent, row, np.maximum(place, 0)), 0).astype(np.float32)
        usual = np.where(place >= 0, self.memory.carriers[place], 0) / max(1, self.memory.carried.shape[0])
        return given, (given / (total[row] * usual + 1e-3)).astype(np.float32)


def likeliest(assets: Ints, likelihoods: Floats) -> Ints:
    """The places of the `MOST` likeliest candidates of each asset, in the order of assets and candidates."""
    return np.flatnonzero(_ranks(_numbered(assets), likelihoods) < MOST)


def _numbered(assets: Ints) -> Ints:
    """Assets numbered from 0 in their order."""
    return np.asarray(np.cumsum(np.concatenate(([0], assets[1:] != assets[:-1])) if len(assets) else assets), np.int64)


def _ranks(row: Ints, likelihoods: Floats) -> Ints:
    """The rank of each candidate in its asset, from 0; equal ones in their order."""
    order = np.lexsort((-likelihoods, row))
    first = np.searchsorted(row[order], row[order])
    ranks = np.empty(len(row), np.int64)
    ranks[order] = np.arange(len(row)) - first
    return ranks
