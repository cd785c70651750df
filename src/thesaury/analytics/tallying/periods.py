"""The periods a day counts in: all time, its year, its quarter and its month."""

from datetime import date

import numpy as np

from thesaury.analytics.naming import ALL
from thesaury.analytics.tallying.facts import Codes

LEVELS = 4


def periods_of(day: date) -> tuple[str, str, str, str]:
    """The four periods of a day: `all`, `2026`, `2026-Q4` and `2026-11`."""
    quarter = (day.month + 2) // 3
    return ALL, f"{day.year:04}", f"{day.year:04}-Q{quarter}", f"{day.year:04}-{day.month:02}"


def periods(days: Codes) -> tuple[tuple[str, ...], Codes]:
    """The names of all periods of these days (ordinals), and the codes of the four of each day, days × 4."""
    different, where = np.unique(days, return_inverse=True)
    told = [periods_of(date.fromordinal(int(day))) for day in different]
    codes = {name: code for code, name in enumerate(sorted({name for names in told for name in names}))}
    table = np.array([[codes[name] for name in names] for names in told], np.int32).reshape(-1, LEVELS)
    return tuple(codes), table[where]
