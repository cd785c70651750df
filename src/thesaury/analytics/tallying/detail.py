"""How finely a cube is told by concept: as finely as questions ask, and no more than a graph is renewed with every day.

Two thousand concepts in every month of three years, ten markets and eight channels are a million observations, of which hardly one in a
thousand is ever asked for. Totals are told of every cell, whatever the size.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from thesaury.analytics.naming import ALL
from thesaury.analytics.tallying.cells import Cells, Dimensions
from thesaury.analytics.tallying.rolling import ByConcept, Mask

MOST = 500_000
"""So many observations a cube has at most before it is told less finely."""


def in_detail(found: ByConcept, cells: Cells, most: int = MOST) -> ByConcept:
    """The same without months of single markets and channels, which have totals alone; where there would be more than about so many
    observations all the same, without quarters of them. All other cells keep theirs, however many they are."""
    numbers = np.max([np.diff(matrix.indptr) for _, matrix in found.measures], axis=0)
    detailed = found.detailed & _others(cells, _is_month)
    if numbers[detailed].sum() > most:
        detailed &= _others(cells, _is_quarter)
    return replace(found, detailed=detailed)


def _others(cells: Cells, finest: Callable[[Dimensions], bool]) -> Mask:
    """All cells but those of single places and so fine a period."""
    return np.array([not (finest(cell) and _placed(cell)) for cell in cells.dimensions], np.bool_)


def _placed(cell: Dimensions) -> bool:
    """Whether it is of one market or one channel."""
    return any(value != ALL for name, value in cell if name != "period")


def _is_quarter(cell: Dimensions) -> bool:
    return "Q" in dict(cell)["period"]


def _is_month(cell: Dimensions) -> bool:
    return "-" in dict(cell)["period"] and not _is_quarter(cell)
