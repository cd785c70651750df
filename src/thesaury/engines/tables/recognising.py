"""What a file is that is no table, told by how it begins: whoever brings it has to know what to bring instead."""

import codecs
import re
from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from thesaury.engines.tables.opening import encoding_of, head, unpacked, without_bom
from thesaury.model.errors import BadInput
from thesaury.ports.opening import Opening

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How workbooks begin: those of today, and those of old or with a password."""

ARCHIVE_LIMIT = 256 << 20
"""Bytes a workbook may have on the disk."""

_LOOKED = 4096
_SIGNS = (
    (b"%PDF-", "a PDF"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89PNG\r\n", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"Rar!\x1a\x07", "an archive"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"PK\x05\x06", "an empty archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "a database"),
    (b"{\\rtf", "a text document"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "an XML file"),
)
"""How other files begin, letters small."""
_PARTS = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("word/document.xml", "a text document"),
    ("ppt/presentation.xml", "a presentation"),
    ("Index/Document.iwa", "a Numbers document"),
)
"""Parts that tell what is packed so."""
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_LISTED = "[Content_Types].xml"
"""The part that every workbook has."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
"""Bytes that no text has."""


def refuse_others(path: Path, opening: Opening) -> None:
    """Return where this may be a table, or an archive, which only who unpacks it knows. Raises BadInput, with what it is and what to bring
    instead; Unreachable."""
    start = head(path, opening, _LOOKED)
    if start.startswith(OLE):
        _refuse_ole(path, opening)
    small = without_bom(start).lstrip().lower()
    for sign, what in _SIGNS:
        if start.startswith(sign) or small.startswith(sign):
            raise _no_table(path, what)
    if not start.startswith(ZIP) and _binary(start):
        raise BadInput(f"{path.name} is neither a workbook nor text, or is damaged. Save it anew as .xlsx or CSV.")


def refuse_packed(path: Path, content: bytes) -> None:
    """Return where this archive may be a workbook, also one that is damaged. Raises BadInput as `refuse_others`."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            what = _of_parts(set(archive.namelist()), content)
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return
    if what:
        raise _no_table(path, what)


def _no_table(path: Path, what: str) -> BadInput:
    return BadInput(f"{path.name} is {what}, not a table. Save the table as .xlsx or CSV, and bring that.")


def _refuse_ole(path: Path, opening: Opening) -> None:
    if _ENCRYPTED in unpacked(path, ARCHIVE_LIMIT, opening):
        raise BadInput(f"{path.name} is protected by a password. Take that off in your spreadsheet, and save it anew.")
    raise BadInput(f"{path.name} is a workbook of the old Excel form. Save it as .xlsx or CSV.")


def _of_parts(parts: Collection[str], content: bytes) -> str:
    if _OPEN_DOCUMENT in content[:200]:  # the form asks that it is the first part, and not packed
        return "an OpenDocument file (.ods)"
    other = "" if _LISTED in parts else "an archive"
    return next((what for part, what in _PARTS if part in parts), other)


def _binary(start: bytes) -> bool:
    """Whether this is no text in any encoding: bytes that no text has, beside those that are no UTF-8."""
    if encoding_of(start) != "utf-8" or not _CONTROLS.search(start):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return True
    return False
