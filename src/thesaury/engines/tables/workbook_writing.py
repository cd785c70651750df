"""Writing XLSX row by row, every text as text: nothing that was uploaded becomes a formula."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from thesaury.engines.tables.cells_written import written
from thesaury.model.errors import BadInput
from thesaury.ports.table import Sheets

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CELL_LIMIT = 32_767
"""Characters a cell may have in the form."""

ROW_LIMIT = 1_048_576
"""Rows a sheet may have in the form."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDEST = 60


@contextmanager
def workbook(file: IO[bytes]) -> Iterator[Sheets]:
    """A workbook that is written to the disk while rows come."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheets = _Sheets(book)
    try:
        yield sheets
        book.save(file)
    except BaseException:
        sheets.drop()
        raise


class _Sheets:
    """One workbook, sheet by sheet."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: list[WriteOnlyWorksheet] = []

    def drop(self) -> None:
        """Close what was begun, and take it from the disk: each sheet is a file of its own until the book is saved."""
        for sheet in self._made:
            if not sheet.closed:
                sheet.close()
            with suppress(OSError, ValueError):  # gone already, where saving broke off
                sheet._writer.cleanup()  # type: ignore[attr-defined]  # the stubs leave it out

    def add(self, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        """Write one sheet; its head stays in sight. Raises BadInput for more rows, or a longer cell, than the form holds."""
        sheet = self._book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31])
        self._made.append(sheet)
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, start=1):
            sheet.column_dimensions[_letters(number)].width = min(_WIDEST, max(12, len(column) + 2))
        sheet.append([_cell(sheet, column, 1) for column in columns])
        for line, row in enumerate(rows, start=2):
            if line > ROW_LIMIT:
                raise BadInput(f"A workbook holds {ROW_LIMIT:,} rows in a sheet. Write CSV instead.")
            sheet.append([_cell(sheet, row.get(column), line) for column in columns])


def _cell(sheet: "WriteOnlyWorksheet", value: Any, line: int) -> Any:
    """A number as number, all else as text; a text that begins like a formula is said to be one, or it would be run."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = _UNWRITABLE.sub("", written(value))
    if len(text) > CELL_LIMIT:
        raise BadInput(
            f"Row {line} has a cell of more than {CELL_LIMIT:,} characters. Write CSV or JSON Lines instead."
        )
    if text[:1] not in ("=", "#"):  # what begins with # may be the name of an error
        return text or None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _letters(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))
