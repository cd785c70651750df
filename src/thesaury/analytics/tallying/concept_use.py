"""The cube `concept-use`: how often assets of a concept were used, how many of them, and how many more than once."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array, csr_array

from thesaury.analytics.tallying.cells import Cells, cells_of
from thesaury.analytics.tallying.cube import Slice, Told
from thesaury.analytics.tallying.detail import in_detail
from thesaury.analytics.tallying.facts import KINDS, NOBODY, Codes, Done, Facts, Numbers, Pairs
from thesaury.analytics.tallying.rolling import above, bearing, by_concept
from thesaury.model.usage import UsageKind

CUBE = "concept-use"
_TOTALS = (UsageKind.DOWNLOAD, "downloads"), (UsageKind.SHARE, "shares"), (UsageKind.VIEW, "views")


def concept_use(facts: Facts) -> Iterator[Slice]:
    """The slices in which anything was used, downloaded, shared or viewed.

    An asset that was used in sum twice or more counts as reused. Uses of assets nobody knows are in the totals of uses alone.
    """
    done = facts.done
    cells = cells_of(done.days, done.markets, single(done.channels), (facts.markets, facts.channels))
    used = assets_by_cell(facts, cells)
    upward = bearing(facts, facts.annotated, len(facts.assets))
    different, reused = above(used, 0), above(used, 1)
    measures = (("uses", upward @ used), ("assets", upward @ different), ("reused", upward @ reused))
    totals = {name: cells.sums(of_kind(done, kind)) for kind, name in ((UsageKind.USE, "uses"), *_TOTALS)}
    totals["assets"], totals["reused"] = np.asarray(different.sum(axis=0)), np.asarray(reused.sum(axis=0))

    def told(cell: int) -> Told | None:
        counted = tuple((name, int(numbers[cell])) for name, numbers in totals.items())
        return counted if any(number for _, number in counted) else None

    yield from in_detail(by_concept(facts, measures), cells).slices(CUBE, cells, told)


def assets_by_cell(facts: Facts, cells: Cells) -> csr_array:
    """How often each asset was used in each cell, assets × cells."""
    uses = of_kind(facts.done, UsageKind.USE)
    kept = (facts.done.assets[cells.rows] != NOBODY) & (uses[cells.rows] > 0)
    rows, columns = cells.rows[kept], cells.cells[kept]
    shape = len(facts.assets), len(cells.dimensions)
    return csr_array(coo_array((uses[rows], (facts.done.assets[rows], columns)), shape))


def of_kind(done: Done, kind: UsageKind) -> Numbers:
    """The quantities of rows of this kind, 0 for all others."""
    return np.where(done.kinds == KINDS.index(kind), done.quantities, 0)


def single(codes: Codes) -> Pairs:
    """Rows with at most one value each as pairs."""
    rows = np.flatnonzero(codes != NOBODY).astype(np.int32)
    return Pairs(rows, codes[rows])
