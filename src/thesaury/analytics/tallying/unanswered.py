"""The cubes `found-nothing` and `blocked`: concepts that were searched for in vain, by language, and by what stood in the way."""

from collections.abc import Iterator, Sequence

import numpy as np

from thesaury.analytics.naming import ALL, UNKNOWN
from thesaury.analytics.tallying.cells import Cells
from thesaury.analytics.tallying.concept_demand import blocked, quantities, searches, without_results
from thesaury.analytics.tallying.cube import Slice, Told
from thesaury.analytics.tallying.facts import AXES, NOBODY, Codes, Facts, Pairs
from thesaury.analytics.tallying.periods import LEVELS, periods
from thesaury.analytics.tallying.rolling import bearing, by_concept, gathered

FOUND_NOTHING, BLOCKED = "found-nothing", "blocked"


def found_nothing(facts: Facts) -> Iterator[Slice]:
    """The slices in which anybody searched, with the concepts of searches that found nothing."""
    asked, count = facts.asked, len(facts.asked.days)
    spoken = np.where(asked.languages == NOBODY, 1, asked.languages + 2).astype(np.int32)
    everywhere = np.arange(count, dtype=np.int32)
    both = Pairs(np.tile(everywhere, 2), np.concatenate((np.zeros(count, np.int32), spoken)))
    cells = _cells(asked.days, both, "language", (ALL, UNKNOWN, *facts.languages))
    upward = bearing(facts, asked.concepts, count)
    every, vain = quantities(asked, searches(asked)), quantities(asked, without_results(asked))
    found, nothing = upward @ gathered(cells, every), upward @ gathered(cells, vain)
    totals = cells.sums(every), cells.sums(vain)

    def told(cell: int) -> Told | None:
        counted = ("searches", int(totals[0][cell])), ("withoutResults", int(totals[1][cell]))
        return counted if counted[0][1] else None

    measures = (("searches", found * (nothing > 0)), ("withoutResults", nothing))
    yield from by_concept(facts, measures).slices(FOUND_NOTHING, cells, told)


def blocked_by_rights(facts: Facts) -> Iterator[Slice]:
    """The slices in which searches found something, and nothing usable; an axis counts where it denies any of what was found."""
    asked, count = facts.asked, len(facts.asked.days)
    everywhere = np.arange(count, dtype=np.int32)
    rows = np.concatenate((everywhere, asked.axes.rows))
    values = np.concatenate((np.zeros(count, np.int32), asked.axes.values + np.int32(1)))
    cells = _cells(asked.days, Pairs(rows, values), "axis", (ALL, *AXES))
    counted = quantities(asked, blocked(asked))
    measures = [("searches", bearing(facts, asked.concepts, count) @ gathered(cells, counted))]
    totals = cells.sums(counted)

    def told(cell: int) -> Told | None:
        return (("searches", int(totals[cell])),) if totals[cell] else None

    yield from by_concept(facts, measures).slices(BLOCKED, cells, told)


def _cells(days: Codes, pairs: Pairs, dimension: str, names: Sequence[str]) -> Cells:
    """The cells of rows by period and one more dimension."""
    spans, told = periods(days)
    cells = told[pairs.rows] * len(names) + pairs.values[:, None]
    dimensions = [(("period", span), (dimension, name)) for span in spans for name in names]
    return Cells(np.repeat(pairs.rows, LEVELS), cells.ravel(), dimensions)
