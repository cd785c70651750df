"""Which sign parts the values of a field's cells, told from many of its cells together; `model.cells` cuts them."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.cells import pieces
from thesaury.onboarding.profiling.shapes import Shape, is_prose, shape_of


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign that may part values; `share` of the cells have to hold it, for it also stands inside single values."""

    text: str
    share: float


_SIGNS = (_Sign("\n", 0.1), _Sign("|", 0.05), _Sign(";", 0.05), _Sign(",", 0.2), _Sign(" / ", 0.2))
_CODES = " "
_LONGEST_PART, _LONG_PARTS = 3, 0.15
"""Words of a part, and how many parts may have more: longer ones are clauses of a text, and its commas part nothing."""
_WEAK = (",", " / ")


def separator_of(cells: Sequence[str]) -> str:
    """The sign at which these cells are lists, the strongest first: line break, bar, semicolon, comma, ` / `; a blank for codes of
    countries side by side. Empty where each cell is one value."""
    for sign in _SIGNS:
        holding = [cell for cell in cells if len(pieces(cell, sign.text)) > 1]
        if cells and len(holding) >= max(1.0, sign.share * len(cells)) and _listing(sign, holding):
            return sign.text
    several = [cell for cell in cells if _CODES in cell]
    return _CODES if several and all(shape_of(cell) is Shape.CAPITALS for cell in cells) else ""


def _listing(sign: _Sign, cells: Sequence[str]) -> bool:
    """Whether these cells are lists of short things and no sentences; signs of sentences have to part shorter ones than others."""
    parts = [part for cell in cells for part in pieces(cell, sign.text)]
    if sign.text in _WEAK and sum(len(part.split()) > _LONGEST_PART for part in parts) > _LONG_PARTS * len(parts):
        return False
    sentences = sum(cell.rstrip().endswith((".", "!", "?")) for cell in cells)
    return 2 * sum(map(is_prose, parts)) <= len(parts) and 2 * sentences < len(cells)
