"""The sheets of a workbook, row by row: every part is measured while it is read, and nothing is kept but the strings."""

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from thesaury.engines.tables.opening import Heard, unheard
from thesaury.model.errors import BadInput

CONTENT_LIMIT = 256 << 20
"""Bytes all parts may unpack to; a workbook that unpacks to more is a bomb or should be CSV."""

STRINGS_LIMIT = 64 << 20
"""Bytes of the texts that cells share, for they are held in memory."""

WHOLE_LIMIT, TAG_LIMIT = 16 << 20, 250_000
"""Bytes, and tags, of a part that is read as one: formats and lists of parts. The form knows 65,490 formats."""

ROW_LIMIT = 1_048_576
"""Rows the form has in a sheet."""

CELL_LIMIT = 20_000_000
"""Cells of a sheet, with the empty ones before the last of each row."""

_HELD = 1 << 18
"""Elements one row or one text may have: 16 for each of the columns that the form has."""

_LOOKED = 100
"""Rows that show whether a sheet is a table."""

_CSV = "Bring it as CSV."


class Archive(ZipFile):
    """The parts, within limits. Raises BadInput, or BadZipFile for what no spreadsheet packs."""

    def __init__(self, content: bytes) -> None:
        """Only the list of parts is read; a part cannot unpack to more than is listed there."""
        super().__init__(BytesIO(content))
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in self.infolist()):
            raise BadZipFile
        if sum(part.file_size for part in self.infolist()) > CONTENT_LIMIT:
            raise BadInput(f"The workbook unpacks to more than {CONTENT_LIMIT >> 20} MiB. {_CSV}")

    def read(self, name: Any, pwd: bytes | None = None) -> bytes:
        """One part as a whole."""
        with self.open(name, pwd=pwd) as part:
            content = part.read(WHOLE_LIMIT + 1)
        if len(content) > WHOLE_LIMIT or content.count(b"<") > TAG_LIMIT:
            raise BadInput(f"The workbook has more formats than a table needs. {_CSV}")
        return content


def filled_rows(content: bytes, heard: Heard = unheard) -> Iterator[tuple[int, list[Any]]]:
    """The rows with their numbers, of the first sheet that looks like a table, or else has a value; hidden ones after all others. Values
    as they are meant. Rows that are not written down are left out. Raises BadInput beyond the limits, many other errors for a damaged
    workbook."""
    with Archive(content) as archive:
        book, sheets, strings = _opened(archive, content)

        def rows(sheet: _Sheet) -> Iterator[tuple[int, list[Any], int]]:
            return _rows(archive, sheet.part, strings, book)

        filled = [sheet for sheet in sheets if any(any(_filled(row)) for _, row, _ in rows(sheet))]
        shown = [sheet for sheet in filled if not sheet.hidden]
        if (wanted := _first(shown or filled, rows)) is None:
            return
        if others := [f"“{sheet.name}”" for sheet in shown if sheet is not wanted]:
            heard(
                f"Read is the sheet “{wanted.name}”, and not: {', '.join(others)}. Bring those as files of their own."
            )
        unsaved = 0
        for number, row, formulas in rows(wanted):
            unsaved += formulas
            yield number, row
        if unsaved:
            heard(
                f"Formulas whose values were not saved, {unsaved}, are read as empty cells. "
                "Open the workbook in a spreadsheet, and save it."
            )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet: what it is called, the part that holds it, and whether it is out of sight."""

    name: str
    part: str
    hidden: bool


def _first(sheets: Sequence[_Sheet], rows: Callable[[_Sheet], Iterator[tuple[int, list[Any], int]]]) -> _Sheet | None:
    """The one that is a table: before it there may be one that explains it."""
    if len(sheets) < 2:
        return next(iter(sheets), None)
    return next((sheet for sheet in sheets if _is_table(row for _, row, _ in islice(rows(sheet), _LOOKED))), sheets[0])


def _is_table(rows: Iterable[list[Any]]) -> bool:
    """Whether two rows have cells beside each other."""
    return sum(sum(_filled(row)) > 1 for row in rows) > 1


def _filled(row: list[Any]) -> Iterator[bool]:
    return (value is not None for value in row)


def _opened(archive: Archive, content: bytes) -> tuple[Any, list[_Sheet], list[str]]:
    """The book, its sheets, and the texts. Themes, links and names are left alone."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and validations, which no table needs
        reader = ExcelReader(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        reader.archive = archive
        reader.read_manifest()
        reader.read_workbook()
        apply_stylesheet(archive, reader.wb)
        found = [(sheet, part) for sheet, part in reader.parser.find_sheets() if "chartsheet" not in part.Type]
    sheets = [
        _Sheet(str(sheet.name), part.target, sheet.state in ("hidden", "veryHidden"))
        for sheet, part in found
        if part.target in reader.valid_files
    ]
    return reader.wb, sheets, _strings(archive, reader.package)


def _strings(archive: Archive, package: Any) -> list[str]:
    """The texts that cells share."""
    from openpyxl.cell.text import Text
    from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

    if (part := package.find(SHARED_STRINGS)) is None:
        return []
    name = part.PartName[1:]
    if archive.getinfo(name).file_size > STRINGS_LIMIT:
        raise BadInput(f"The texts of the workbook have more than {STRINGS_LIMIT >> 20} MiB. {_CSV}")
    with archive.open(name) as source:
        found: Iterator[Any] = map(Text.from_tree, _each(source, f"{{{SHEET_MAIN_NS}}}si", depth=1))
        return [text.content.replace("x005F_", "") for text in found]


def _rows(archive: Archive, name: str, strings: list[str], book: Any) -> Iterator[tuple[int, list[Any], int]]:
    """Each row with its number, and how many of its cells are formulas that nobody worked out."""
    from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser

    cells, last = 0, 0
    with archive.open(name) as source:
        parser = WorkSheetParser(
            source,
            strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for seen, element in enumerate(_each(source, ROW_TAG, depth=2), start=1):
            number, found = parser.parse_row(element)
            width = max((cell["column"] for cell in found), default=0)
            cells += width
            if max(seen, number) > ROW_LIMIT or cells > CELL_LIMIT:
                raise BadInput(f"The sheet has more than {ROW_LIMIT:,} rows or {CELL_LIMIT:,} cells. {_CSV}")
            if number > last:
                last = number
                yield number, _in_columns(found, width), _unsaved(element, found)


def _unsaved(element: Any, found: list[dict[str, Any]]) -> int:
    """How many formulas have no value; one that is text has been worked out to be empty."""
    from openpyxl.worksheet._reader import FORMULA_TAG

    empty = (cell for cell, read in zip(element, found, strict=False) if read["value"] is None)
    return sum(cell.get("t") != "str" and cell.find(FORMULA_TAG) is not None for cell in empty)


def _in_columns(found: list[dict[str, Any]], width: int) -> list[Any]:
    row = [None] * width
    for cell in found:
        row[cell["column"] - 1] = cell["value"]
    return row


def _each(source: IO[bytes], tag: str, depth: int) -> Iterator[Any]:
    """Each element of this tag so far below the root, forgotten after it; ends with what holds the rows."""
    from openpyxl.worksheet._reader import DATA_TAG
    from openpyxl.xml.functions import iterparse

    above: list[Any] = []
    held = 0
    for event, element in iterparse(source, ("start", "end")):
        if event == "start":
            above.append(element)
            held += 1
            if held > _HELD:
                raise BadInput(f"A row or text of the workbook has more parts than the form has columns. {_CSV}")
            continue
        above.pop()
        if element.tag == tag and len(above) == depth:
            yield element
            above[-1].clear()
            held = len(above)
        elif element.tag == DATA_TAG:
            return
