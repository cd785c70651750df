"""The cube `concept-demand`: searches, recommendation requests and briefs by the concepts they name, for the use they plan."""

from collections.abc import Iterator

import numpy as np

from thesaury.analytics.tallying.cells import cells_of
from thesaury.analytics.tallying.cube import Slice, Told
from thesaury.analytics.tallying.detail import in_detail
from thesaury.analytics.tallying.facts import ASKED, BRIEF, NOBODY, Asked, Facts, Numbers
from thesaury.analytics.tallying.rolling import Mask, bearing, by_concept, gathered
from thesaury.model.search_log import SearchKind

CUBE = "concept-demand"
_MEASURES = (SearchKind.SEARCH.value, "searches"), (SearchKind.RECOMMENDATION.value, "requests"), (BRIEF, "briefs")


def concept_demand(facts: Facts) -> Iterator[Slice]:
    """The slices in which anything was asked for. Rates of searches count searches alone, no requests and no briefs."""
    asked, count = facts.asked, len(facts.asked.days)
    cells = cells_of(asked.days, asked.markets, asked.channels, (facts.markets, facts.channels))
    upward = bearing(facts, asked.concepts, count)
    rows = {name: asked.kinds == ASKED.index(kind) for kind, name in _MEASURES}
    measures = [(name, upward @ gathered(cells, quantities(asked, chosen))) for name, chosen in rows.items()]
    rows |= {"withoutResults": without_results(asked), "blocked": blocked(asked), "asked": with_use(asked)}
    totals = {name: cells.sums(quantities(asked, chosen)) for name, chosen in rows.items()}

    def told(cell: int) -> Told | None:
        counted = tuple((name, int(numbers[cell])) for name, numbers in totals.items())
        return counted if any(number for _, number in counted) else None

    yield from in_detail(by_concept(facts, measures), cells).slices(CUBE, cells, told)


def quantities(asked: Asked, chosen: Mask) -> Numbers:
    """How many things the chosen rows are, 0 for all others."""
    return np.where(chosen, asked.quantities, 0)


def searches(asked: Asked) -> Mask:
    """Which rows are searches."""
    return np.equal(asked.kinds, ASKED.index(SearchKind.SEARCH.value))


def without_results(asked: Asked) -> Mask:
    """Which rows are searches that found nothing."""
    return searches(asked) & np.equal(asked.results, 0)


def with_use(asked: Asked) -> Mask:
    """Which rows are searches that asked about a use."""
    return searches(asked) & np.not_equal(asked.usable, NOBODY)


def blocked(asked: Asked) -> Mask:
    """Which rows are searches that found something, and nothing of it for the use they planned."""
    return searches(asked) & np.greater(asked.results, 0) & np.equal(asked.usable, 0)
