"""Which slices of period, market and channel a row counts in.

Of all combinations those are kept that questions ask for: every period with every market and all channels, and every period with every
channel and all markets. Where nothing was reported the row counts as unknown there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from thesaury.analytics.naming import ALL, UNKNOWN
from thesaury.analytics.tallying.facts import Codes, Numbers, Pairs
from thesaury.analytics.tallying.periods import LEVELS, periods

Dimensions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Rows and the cells they count in: row `rows[i]` counts in cell `cells[i]`; `dimensions` says what a cell is."""

    rows: Codes
    cells: Codes
    dimensions: Sequence[Dimensions]

    def sums(self, numbers: Numbers) -> Numbers:
        """For every cell the sum of the numbers of its rows."""
        found = np.zeros(len(self.dimensions), np.int64)
        np.add.at(found, self.cells, numbers[self.rows])
        return found


def cells_of(days: Codes, markets: Pairs, channels: Pairs, names: tuple[Sequence[str], Sequence[str]]) -> Cells:
    """The cells of rows with these days, markets and channels; `names` are those of all markets and of all channels."""
    spans, told = periods(days)
    places = (
        [(ALL, ALL)] + [(name, ALL) for name in (UNKNOWN, *names[0])] + [(ALL, name) for name in (UNKNOWN, *names[1])]
    )
    count = len(days)
    by_market, by_channel = _placed(markets, count, 1), _placed(channels, count, 2 + len(names[0]))
    rows = np.concatenate((np.arange(count, dtype=np.int32), by_market.rows, by_channel.rows))
    values = np.concatenate((np.zeros(count, np.int32), by_market.values, by_channel.values))
    cells = told[rows] * len(places) + values[:, None]
    dimensions = [
        (("period", span), ("market", market), ("channel", channel)) for span in spans for market, channel in places
    ]
    return Cells(np.repeat(rows, LEVELS), cells.ravel(), dimensions)


def _placed(pairs: Pairs, count: int, unknown: int) -> Pairs:
    """The places of values, from the one of what is unknown on: rows without any value have that one."""
    silent = np.ones(count, np.bool_)
    silent[pairs.rows] = False
    rows = np.flatnonzero(silent).astype(np.int32)
    values = np.concatenate((np.full(len(rows), unknown, np.int32), pairs.values + np.int32(unknown + 1)))
    return Pairs(np.concatenate((rows, pairs.rows)), values)
