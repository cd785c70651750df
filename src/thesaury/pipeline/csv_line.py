"""One line of a table that people open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from thesaury.model.table_cell import inert


def csv_line(cells: Iterable[object]) -> str:
    """The cells as CSV (RFC 4180) with its line end; whatever a spreadsheet would take for a formula has an apostrophe before it."""
    out = io.StringIO()
    csv.writer(out).writerow([inert(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue()
