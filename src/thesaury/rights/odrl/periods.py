"""Time intervals that come again and again: whether the days of two of them ever meet.

`timeInterval eq P30D`, counted from an anchor, happens at anchor + n * 30 days. Two of them meet where their anchors differ by a
multiple of what both periods are multiples of (the Chinese remainder theorem), and then again after their least common multiple.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, gcd, inf, lcm

from thesaury.model.statement import ODRL
from thesaury.model.use import Fit
from thesaury.rights.odrl.branches import Atom
from thesaury.rights.odrl.intervals import Spans
from thesaury.rights.odrl.quantity import place

INTERVAL = f"{ODRL}timeInterval"
"""The left operand of recurring times."""

Series = tuple[int, int]
"""First time and period, in seconds; a period of 0 means never."""


def meeting(atoms: Sequence[Atom], times: Spans, reading: int) -> Fit:
    """Whether all these intervals happen together at a time in `times`; unknown where one lacks an anchor or is no exact period."""
    if not atoms:
        return Fit.YES
    found = [_series(atom, reading) for atom in atoms]
    series = [each for each in found if each]
    together: Series | None = series[0] if series else None
    for each in series[1:]:
        together = _together(together, each) if together else None
        if together is None:
            return Fit.NO
    if together and not any(_happens(together, start[0], end[0]) for start, end in times):
        return Fit.NO
    return Fit.YES if len(series) == len(found) else Fit.UNKNOWN


def _series(atom: Atom, reading: int) -> Series | None:
    constraint = atom.constraint
    if not atom.holds or constraint.operator != f"{ODRL}eq" or len(constraint.right) != 1 or not constraint.anchor:
        return None
    every, start = place(constraint.right[0], reading), place(constraint.anchor, reading)
    if not every or not start:
        return None
    period, first = every[0][0][0], start[0][0][0]
    whole = (
        isinstance(period, Fraction) and isinstance(first, Fraction) and period.denominator == first.denominator == 1
    )
    return (int(first), int(period)) if whole and period > 0 else None


def _together(one: Series, other: Series) -> Series | None:
    """The times of both; they count from before their anchors too, as the days of a rota do."""
    shared = gcd(one[1], other[1])
    if (other[0] - one[0]) % shared:
        return None
    period = lcm(one[1], other[1])
    step = (other[0] - one[0]) // shared * pow(one[1] // shared, -1, other[1] // shared) % (other[1] // shared)
    return one[0] + one[1] * step, period


def _happens(series: Series, start: Fraction | float, end: Fraction | float) -> bool:
    """Whether one of the times lies between the two, ends included: an end that is shut out makes no surer proof."""
    if start == -inf or end == inf:
        return True
    first = series[0] + ceil((start - series[0]) / series[1]) * series[1]
    return first <= end
