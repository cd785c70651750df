"""Sets on an ordered axis, as intervals between cuts: exact at open and closed ends.

A cut is (number, 0) just before the number or (number, 1) just after it, so [a, b] runs from (a, 0) to (b, 1) and (a, b) from (a, 1)
to (b, 0). A span is never empty, and the spans of a set are in order and apart from each other.
"""

from fractions import Fraction
from math import ceil, floor, inf

Number = Fraction | float
"""An exact number; floats only for the two infinities."""

Cut = tuple[Number, int]
Spans = tuple[tuple[Cut, Cut], ...]

LEAST: Cut = (-inf, 0)
MOST: Cut = (inf, 1)
EVERYTHING: Spans = ((LEAST, MOST),)


def spans(start: Cut, end: Cut) -> Spans:
    """What lies between two cuts."""
    return ((start, end),) if start < end else ()


def common(one: Spans, other: Spans) -> Spans:
    """What lies in both."""
    met = (spans(max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple(sorted(span for found in met for span in found))


def rest(of: Spans) -> Spans:
    """What lies outside."""
    cuts = [LEAST, *(cut for span in of for cut in span), MOST]
    pairs = zip(cuts[::2], cuts[1::2], strict=True)
    return tuple(pair for pair in pairs if pair[0] < pair[1])


def whole(of: Spans) -> Spans:
    """Only the stretches that hold a whole number, cut down to their first and last."""
    found = []
    for start, end in of:
        least = start[0] if start[0] == -inf else floor(start[0]) + 1 if start[1] else ceil(start[0])
        most = end[0] if end[0] == inf else floor(end[0]) if end[1] else ceil(end[0]) - 1
        if least <= most:
            found.append(
                ((Fraction(least) if least != -inf else least, 0), (Fraction(most) if most != inf else most, 1))
            )
    return tuple(found)
