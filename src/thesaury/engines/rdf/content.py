"""The bytes of an RDF file as the parser may see them: unpacked within a limit, in UTF-8, without DOCTYPE or bottomless nesting."""

import codecs
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from thesaury.engines.rdf.form import Form
from thesaury.model.errors import BadInput

CHUNK = 1 << 18
"""Bytes handed on at a time."""

DEPTH_LIMIT = 2_000
"""Elements or brackets that may stand open: parsing deeper ones takes quadratic time."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BARE_UTF16 = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["'][^>]*\?>""")
_ENCODINGS = re.compile(r"utf-?8|utf-?16(-?[lb]e)?|us-ascii|iso-?8859-\d{1,2}|latin-?1|windows-125\d", re.IGNORECASE)
_REFUSED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)[^>]*?(/?)>")
_TAIL = 4096
_OVERLAP = len(b"<!DOCTYPE") - 1


def unpacked(file: IO[bytes], name: str, limit: int) -> Iterator[bytes]:
    """The content in chunks, gzipped or not. Raises BadInput for a damaged archive or more than `limit` bytes."""
    start = file.read(2)
    file.seek(0)
    source = gzip.GzipFile(fileobj=file) if start == b"\x1f\x8b" else file
    size = 0
    try:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise BadInput(f"{name} holds more than {limit >> 20} MiB. Split it into several vocabularies.")
            yield chunk
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise BadInput(f"{name} is a damaged or cut off gzip file. Fetch it or pack it again.") from error


def as_utf8(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The same text in UTF-8 without BOM and, where the encoding had to change, without XML declaration."""
    source = iter(chunks)
    first = next(source, b"")
    encoding, skip = _encoding(first, name)
    if encoding == "utf-8":
        yield first[skip:]
        yield from source
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(first[skip:])
        yield re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).encode()
        for chunk in source:
            yield decoder.decode(chunk).encode()
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        raise BadInput(f"{name}: the text is not {encoding.upper()}, as it says. Save the file as UTF-8.") from error


def _encoding(first: bytes, name: str) -> tuple[str, int]:
    """The encoding, and how many bytes of BOM to leave out."""
    for bom, encoding in _BOMS:
        if first.startswith(bom):
            return encoding, len(bom)
    for start, encoding in _BARE_UTF16:
        if first.startswith(start):
            return encoding, 0
    declared = _DECLARED.match(first[:1024])
    encoding = declared[1].decode().lower() if declared else "utf-8"
    if not _ENCODINGS.fullmatch(encoding):
        raise BadInput(f"{name}: the encoding {encoding!r} is not known here. Save the file as UTF-8.")
    return codecs.lookup(encoding).name, 0


def guarded(chunks: Iterable[bytes], name: str, form: Form) -> Iterator[bytes]:
    """The same chunks, as long as they are safe to parse. Raises BadInput for DOCTYPE, ENTITY, NUL or bottomless nesting."""
    line, depth, tail = 1, 0, b""
    for chunk in chunks:
        if (nul := chunk.find(b"\0")) >= 0:
            where = line + chunk.count(b"\n", 0, nul)
            raise BadInput(
                f"{name}, line {where}: there is a NUL, so this is no text or a damaged one. Export it again."
            )
        if form is Form.RDF_XML and (found := _REFUSED.search(tail + chunk)):
            where = line + (tail + chunk).count(b"\n", 0, found.start()) - tail.count(b"\n")
            raise BadInput(f"{name}, line {where}: a DOCTYPE is refused, for it can hide a bomb. Export without one.")
        depth += _opened(chunk, form)
        if depth > DEPTH_LIMIT:
            raise BadInput(f"{name}, line {line}: more than {DEPTH_LIMIT:,} levels are open. Nest less deeply.")
        line += chunk.count(b"\n")
        tail = (tail + chunk)[-_OVERLAP:]
        yield chunk


def _opened(chunk: bytes, form: Form) -> int:
    """About how many more elements or brackets the chunk opens than it closes."""
    if form is Form.RDF_XML:
        tags = chunk.count(b"<") - chunk.count(b"<!") - chunk.count(b"<?")
        return tags - 2 * chunk.count(b"</") - chunk.count(b"/>")
    if form is Form.JSON_LD:
        return chunk.count(b"{") + chunk.count(b"[") - chunk.count(b"}") - chunk.count(b"]")
    return 0


def complete(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The same chunks of RDF/XML. Raises BadInput at the end when the root element was never closed: parsers let that pass."""
    head = tail = b""
    for chunk in chunks:
        head = head or chunk
        tail = (tail + chunk)[-_TAIL:]
        yield chunk
    root = _ROOT.search(_COMMENT.sub(b"", head))
    if root and not root[2] and not re.search(rb"</" + re.escape(root[1]) + rb"\s*>", tail):
        raise BadInput(f"{name} is cut off: its root element is never closed. Fetch the file again.")


class Reading:
    """Chunks as the file object a parser reads from."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        """Take the chunks; none is fetched yet."""
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`; none at the end."""
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._rest = memoryview(chunk)
        size = len(self._rest) if size < 0 else size
        taken, self._rest = self._rest[:size], self._rest[size:]
        return bytes(taken)
