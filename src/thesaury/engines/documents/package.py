"""A look at an office file before a library opens it: what it unpacks to, and whether its XML could harm."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from thesaury.engines.documents.wire import Limits
from thesaury.model.errors import BadInput

_MOST_PARTS = 5_000
_XML_LIMIT = 64 << 20
"""Bytes of all parts in XML together: they are held in memory as trees."""
_LOCKED = 0x1
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_HEAD = 1 << 12
_BEFORE = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
"""What may stand before the first sign of XML: marks of its encoding, halves of signs, blanks."""
_MAINFRAME = b"\x4c\x6f\xa7\x94"
"""`<?xm` in EBCDIC, which XML libraries know by itself."""
_SAYS = re.compile(rb"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
_TYPES, _TYPES_LIMIT = "[Content_Types].xml", 1 << 20
_UNREAD = r'[^<>]*?ContentType="(?:image/svg\+xml|text/html|application/xhtml\+xml)"'
_ENDING = re.compile(rf'<Default\b(?=[^<>]*?Extension="([^"]*)"){_UNREAD}')
_PART = re.compile(rf'<Override\b(?=[^<>]*?PartName="([^"]*)"){_UNREAD}')
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
            pictures = _pictures(archive)
            written = [part for part in parts if not pictures(part.filename) and _is_xml(archive, part)]
            if sum(part.file_size for part in written) > _XML_LIMIT:
                raise BadInput(f"{name} holds more than {_XML_LIMIT >> 20} MiB of text. Give the part that matters.")
            for part in written:
                if _DECLARED.search(_in_ascii(name, archive.read(part))):
                    raise BadInput(f"{name} holds entity declarations, which are refused. Save it anew.")
    except BadZipFile:
        raise BadInput(f"{name} is damaged. Open it where it was made, and save it again.") from None


def _pictures(archive: ZipFile) -> Callable[[str], bool]:
    """Which parts are pictures or pages by what the package says of itself: those are kept as they are, and read by nobody."""
    if _TYPES not in archive.namelist() or archive.getinfo(_TYPES).file_size > _TYPES_LIMIT:
        return lambda name: False
    told = archive.read(_TYPES).decode("utf-8", "replace")
    endings, names = ({said.lower() for said in named.findall(told)} for named in (_ENDING, _PART))
    endings -= {"xml", "rels"}

    def unread(name: str) -> bool:
        small = name.lower()
        package = small.endswith(".rels") or name == _TYPES
        return not package and (f"/{small}" in names or small.rpartition(".")[2] in endings)

    return unread


def _is_xml(archive: ZipFile, part: ZipInfo) -> bool:
    """Whether a library could read this part as XML; what it is called says little, for the package itself says what a part is."""
    if part.filename.lower().endswith((".xml", ".rels")):
        return True
    begin = b""
    with archive.open(part) as opened:
        while not begin and (head := opened.read(_HEAD)):
            begin = head.lstrip(_BEFORE)
    return begin.startswith((b"<", _MAINFRAME))


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
