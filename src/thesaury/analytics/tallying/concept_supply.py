"""The cube `concept-supply`: how many assets of a concept may be used on the day, by asked market and channel."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array

from thesaury.analytics.naming import ALL
from thesaury.analytics.tallying.cells import Cells
from thesaury.analytics.tallying.cube import Slice, Told
from thesaury.analytics.tallying.facts import CROSSED, NOBODY, Codes, Facts, Supply
from thesaury.analytics.tallying.rolling import Mask, bearing, by_concept

CUBE = "concept-supply"
_DIMENSION = "suppliedConcept"
"""Its own property, so that a question that begins with a few concepts reads nothing of other cubes."""


def concept_supply(facts: Facts) -> Iterator[Slice]:
    """A slice for every asked market and channel, for all of them together, and for single channels in single markets of the most asked
    ones: usable for all means usable for at least one.

    Counted are assets that are there and carry an accepted concept.
    """
    if facts.supply is None:
        return
    approved = facts.live.copy()
    approved[_without_concepts(facts)] = False
    usable = _usable(facts.supply, approved)
    cells = _cells(facts.supply)
    upward = bearing(facts, facts.annotated, len(facts.assets))
    everywhere = np.repeat(approved[:, None], len(cells.dimensions), axis=1)
    measures = [
        (name, csr_array(upward @ csr_array(mask.astype(np.int64)))) for name, mask in _both(usable, everywhere)
    ]
    totals = [(name, mask.sum(axis=0).tolist()) for name, mask in _both(usable, everywhere)]

    def told(cell: int) -> Told | None:
        return (*((name, numbers[cell]) for name, numbers in totals), ("asOf", facts.day)) if approved.any() else None

    yield from by_concept(facts, measures, _DIMENSION).slices(CUBE, cells, told)


def _both(usable: Mask, approved: Mask) -> tuple[tuple[str, Mask], tuple[str, Mask]]:
    return ("usable", usable), ("approved", approved)


def _without_concepts(facts: Facts) -> Mask:
    silent = np.ones(len(facts.assets), np.bool_)
    silent[facts.annotated.rows] = False
    return silent


def _usable(supply: Supply, approved: Mask) -> Mask:
    """Assets × cells, in their order."""
    by_market = np.concatenate((supply.usable.any(axis=0, keepdims=True), supply.usable))
    by_both = np.concatenate((by_market.any(axis=1, keepdims=True), by_market), axis=1)
    by_rights = by_both[*np.array(_places(supply)).T].T
    known = approved & (supply.rights != NOBODY)
    found = np.zeros((len(approved), by_rights.shape[1]), np.bool_)
    found[known] = by_rights[supply.rights[known]]
    return found


def _cells(supply: Supply) -> Cells:
    markets, channels = (ALL, *supply.markets), (ALL, *supply.channels)
    dimensions = [(("market", markets[row]), ("channel", channels[column])) for row, column in _places(supply)]
    nothing: Codes = np.zeros(0, np.int32)
    return Cells(nothing, nothing, dimensions)


def _places(supply: Supply) -> list[tuple[int, int]]:
    """Which markets and channels have a slice together, by their places, 0 for all of them."""
    return [
        (market, channel)
        for market in range(len(supply.markets) + 1)
        for channel in range(len(supply.channels) + 1)
        if not (market and channel) or max(market, channel) <= CROSSED
    ]
