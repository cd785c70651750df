"""Writing CSV and TSV that a spreadsheet opens as text: no cell is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any

from thesaury.engines.tables.cells_written import written
from thesaury.ports.table import Sheets

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Signs that begin a formula; spreadsheets take the wide ones for the narrow ones."""

_NUMBER = re.compile(r"[+-]?\d[\d .,]*%?")


def inert(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front of it; numbers with a sign are no formulas."""
    risky = cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell


@contextmanager
def comma(file: IO[bytes]) -> Iterator[Sheets]:
    """CSV in UTF-8 with a byte order mark, without which spreadsheets read umlauts wrongly."""
    yield from _opened(file, ",", "utf-8-sig")


@contextmanager
def tab(file: IO[bytes]) -> Iterator[Sheets]:
    """Cells apart by tabs, in UTF-8."""
    yield from _opened(file, "\t", "utf-8")


def _opened(file: IO[bytes], delimiter: str, encoding: str) -> Iterator[Sheets]:
    text = io.TextIOWrapper(file, encoding, newline="")
    yield _Delimited(text, delimiter)
    text.flush()
    text.detach()


class _Delimited:
    """One table; only of the first sheet."""

    def __init__(self, text: io.TextIOWrapper, delimiter: str) -> None:
        self._rows = csv.writer(text, delimiter=delimiter)
        self._written = False

    def add(self, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the first sheet."""
        if self._written:
            return
        self._written = True
        self._rows.writerow([inert(column) for column in columns])
        for row in rows:
            self._rows.writerow([inert(written(row.get(column))) for column in columns])
