"""XLSX: the rows of the sheet that is a table, with a look at the archive before it is unpacked."""

import zlib
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from thesaury.engines.tables.opening import Heard, unheard, unpacked
from thesaury.engines.tables.recognising import ARCHIVE_LIMIT, refuse_packed
from thesaury.engines.tables.sheets import filled_rows
from thesaury.model.errors import BadInput
from thesaury.ports.opening import Opening

PART_LIMIT = 10_000
"""Parts a workbook may have: each is listed in memory before anything is known of it."""

_LISTED = b"PK\x01\x02"
"""How an entry of that list begins."""

_DAMAGED = (
    *(BadZipFile, zlib.error, EOFError, OSError, LookupError, ArithmeticError),
    *(ValueError, SyntaxError, TypeError, AttributeError, RuntimeError),
)
"""What the library raises for workbooks that are none."""


def rows(path: Path, opening: Opening, heard: Heard = unheard) -> Iterator[tuple[int, list[str]]]:
    """Every row that is written down, with its number, cells as stripped texts. Raises Unreachable, or BadInput."""
    from defusedxml.common import DefusedXmlException

    content, line = unpacked(path, ARCHIVE_LIMIT, opening), 0
    if content.count(_LISTED) > PART_LIMIT:
        raise BadInput(f"{path.name} has more than {PART_LIMIT:,} parts. Bring it as CSV.")
    refuse_packed(path, content)
    try:
        for line, cells in filled_rows(content, heard):
            yield line, [_text(cell) for cell in cells]
    except BadInput as error:
        raise BadInput(f"{path.name}: {error.message}") from error
    except DefusedXmlException as error:
        raise BadInput(
            f"{path.name}: the workbook holds entity declarations, which are refused. Save it anew."
        ) from error
    except _DAMAGED as error:
        where = f"after row {line}" if line else "from the start"
        raise BadInput(f"{path.name} is damaged {where}. Export or fetch it again, as .xlsx or CSV.") from error


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
