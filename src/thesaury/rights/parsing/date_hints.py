"""What a text has to contain for the rules of dates to be worth trying: most texts have a date or two, and no rule but one reads it."""

import re

from thesaury.rights.parsing.calendar_days import MONTHS
from thesaury.rights.parsing.date_words import YEAR

_PIECES = {
    "month": tuple(name for name in MONTHS if not any(other in name for other in MONTHS if other != name)),
    "week": ("cw", "kw", "wk", "week", "woch", "sem"),
    "part": ("q1", "q2", "q3", "q4", "quart", "trimestre", "half", "halbj", "h1", "h2", "kw", "sem"),
    "fiscal": ("fy", "gj", "fiscal", "financial", "gesch", "exercice"),
    "year by name": ("year", "jahr", "annee"),
    "ISO week": ("-w",),
    "short year": ("'",),
}
_SHAPES = {
    "year": re.compile(YEAR),
    "apart": re.compile(r"\d\s?[./-]\s?\d"),
    "three numbers": re.compile(r"\d\D+\d+\D+\d"),
}
"""Pieces of words, one of which a text has to have, and shapes of its digits; by the names that rules call them."""


def missing_from(text: str, digit: int) -> set[str]:
    """The hints that a folded text does not have, by name; `digit` is the place of its first digit."""
    missing = {name for name, pieces in _PIECES.items() if not any(map(text.__contains__, pieces))}
    return missing | {name for name, shape in _SHAPES.items() if not shape.search(text, digit)}
