"""XLSX: the rows of the first sheet that has any, with a look at the archive before it is unpacked."""

import warnings
import zlib
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from thesaury.engines.tables.opening import unpacked
from thesaury.model.errors import BadInput

ARCHIVE_LIMIT = 256 << 20
"""Bytes a workbook may have on the disk."""

CONTENT_LIMIT = 1 << 30
"""Bytes its parts may unpack to; a workbook that unpacks to more is a bomb or should be CSV."""


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number, cells as stripped texts. Raises Unreachable, or BadInput."""
    from defusedxml.common import DefusedXmlException

    content = BytesIO(unpacked(path, ARCHIVE_LIMIT))
    line = 0
    try:
        _check(path, content)
        for line, cells in enumerate(_cells(content), start=1):
            yield line, [_text(cell) for cell in cells]
    except DefusedXmlException as error:
        raise BadInput(
            f"{path.name}: the workbook holds entity declarations, which are refused. Save it anew."
        ) from error
    except (BadZipFile, zlib.error, EOFError, KeyError, ValueError, SyntaxError, TypeError, AttributeError) as error:
        where = f"after row {line}" if line else "from the start"
        raise BadInput(f"{path.name} is damaged {where}. Open it in a spreadsheet and save it again.") from error


def _check(path: Path, content: BytesIO) -> None:
    with ZipFile(content) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > CONTENT_LIMIT:
        raise BadInput(f"{path.name} unpacks to more than {CONTENT_LIMIT >> 30} GiB. Bring it as CSV.")


def _cells(content: BytesIO) -> Iterator[tuple[Any, ...]]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and validations, which no table needs
        book = load_workbook(content, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            if any(any(cell is not None for cell in row) for row in sheet.iter_rows(values_only=True)):
                yield from sheet.iter_rows(values_only=True)
                return
    finally:
        book.close()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | time):
        return value.isoformat()
    return str(value).strip()
