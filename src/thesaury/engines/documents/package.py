"""A look at an office file before a library opens it: what it unpacks to, and whether its XML could harm."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from thesaury.engines.documents.wire import Limits
from thesaury.model.errors import BadInput

_MOST_PARTS = 5_000
_XML_LIMIT = 64 << 20
"""Bytes of all parts in XML together: they are held in memory as trees."""
_LOCKED = 0x1
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_HEAD = 64
_BEFORE = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
"""What may stand before the first sign of XML: marks of its encoding, halves of signs, blanks."""
_MAINFRAME = b"\x4c\x6f\xa7\x94"
"""`<?xm` in EBCDIC, which XML libraries know by itself."""
_SAYS = re.compile(rb"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
_PLAIN = re.compile(rb"(?i)(?:utf-?8|(?:us-)?ascii|iso-8859-\d+|(?:windows-|cp)125\d)\Z")
"""Encodings in which a declaration is the same bytes as in ASCII."""


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
            written = [part for part in parts if _is_xml(archive, part)]
            if sum(part.file_size for part in written) > _XML_LIMIT:
                raise BadInput(f"{name} holds more than {_XML_LIMIT >> 20} MiB of text. Give the part that matters.")
            for part in written:
                if _DECLARED.search(_in_ascii(name, archive.read(part))):
                    raise BadInput(f"{name} holds entity declarations, which are refused. Save it anew.")
    except BadZipFile:
        raise BadInput(f"{name} is damaged. Open it where it was made, and save it again.") from None


def _is_xml(archive: ZipFile, part: ZipInfo) -> bool:
    """Whether a library could read this part as XML; what it is called says little, for the package itself says what a part is."""
    if part.filename.lower().endswith((".xml", ".rels")):
        return True
    with archive.open(part) as opened:
        head = opened.read(_HEAD)
    begin = head.lstrip(_BEFORE)
    return bool(head) and (not begin or begin.startswith((b"<", _MAINFRAME)))


def _in_ascii(name: str, content: bytes) -> bytes:
    """The XML with what is ASCII of it as such. Raises BadInput where its encoding could hide a declaration."""
    if content.startswith((b"\xff\xfe", b"<\0")):
        content = content.decode("utf-16-le", "replace").encode()
    elif content.startswith((b"\xfe\xff", b"\0<")):
        content = content.decode("utf-16-be", "replace").encode()
    else:
        said = _SAYS.match(content.removeprefix(b"\xef\xbb\xbf"))
        if said and not _PLAIN.match(said[1]):
            raise BadInput(f"{name} is in an encoding that office files do not have. Save it anew.")
    if b"\0" in content or content.startswith(_MAINFRAME):
        raise BadInput(f"{name} is in an encoding that office files do not have. Save it anew.")
    return content
