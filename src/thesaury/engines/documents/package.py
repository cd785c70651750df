"""A look at an office file before a library opens it: what it unpacks to, and whether its XML could harm."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from thesaury.engines.documents.wire import Limits
from thesaury.model.errors import BadInput

_MOST_PARTS = 5_000
_XML_LIMIT = 64 << 20
"""Bytes of all parts in XML together: they are held in memory as trees."""
_LOCKED = 0x1
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def checked(name: str, content: bytes, limits: Limits) -> None:
    """Raises BadInput where the archive is locked, damaged, unpacks to too much, or declares entities."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked_bytes:
                raise BadInput(
                    f"{name} unpacks to more than {limits.unpacked_bytes >> 20} MiB. Save it without its pictures."
                )
            if any(part.flag_bits & _LOCKED for part in parts):
                raise BadInput(f"{name} is locked with a password. Save it anew without one.")
            if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
                raise BadZipFile
            written = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if sum(part.file_size for part in written) > _XML_LIMIT:
                raise BadInput(f"{name} holds more than {_XML_LIMIT >> 20} MiB of text. Give the part that matters.")
            for part in written:
                if _DECLARED.search(archive.read(part)):
                    raise BadInput(f"{name} holds entity declarations, which are refused. Save it anew.")
    except BadZipFile:
        raise BadInput(f"{name} is damaged. Open it where it was made, and save it again.") from None
