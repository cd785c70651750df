"""Opening a file as bytes or as lines of text: gzip, encodings, and the limits that keep a hostile file small."""

import codecs
import gzip
import io
import logging
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import IO, BinaryIO, cast

from thesaury.model.errors import BadInput, Unreachable
from thesaury.ports.opening import Opening

LINE_LIMIT = 16 << 20
"""Characters one line may have: far above any real row, far below what would hurt."""

UNPACKED_LIMIT = 2 << 30
"""Bytes a gzipped file may unpack to."""

Heard = Callable[[str], None]
"""Is told, in a sentence, what a person should know of how a table was read; the same twice, where it was read twice."""

_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, which begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_logger = logging.getLogger(__name__)


def unheard(_: str) -> None:
    """Nobody is told."""


def digest(path: Path, opening: Opening) -> str:
    """The SHA-256 of the file as it lies on the disk. Raises Unreachable."""
    with _on_disk(path, opening) as file:
        return file_digest(cast(io.BufferedReader, file), "sha256").hexdigest()


def head(path: Path, opening: Opening, size: int = 64) -> bytes:
    """The first bytes of the content, unpacked. Raises Unreachable or BadInput."""
    with opened(path, opening) as file:
        return file.read(size)


@contextmanager
def opened(path: Path, opening: Opening) -> Iterator[IO[bytes]]:
    """The content as a binary stream, unpacked where the file is gzipped. Raises Unreachable or BadInput."""
    with _on_disk(path, opening) as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        try:
            yield cast(IO[bytes], gzip.GzipFile(fileobj=file)) if packed else file
        except (gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise BadInput(f"{path.name} is a damaged or cut off gzip file. Fetch it or pack it again.") from error


def without_bom(start: bytes) -> bytes:
    """The same without the mark of its encoding."""
    return next((start.removeprefix(bom) for bom, _ in _BOMS if start.startswith(bom)), start)


def encoding_of(start: bytes) -> str:
    """The encoding that a text says it has, or shows by how it begins; UTF-8 otherwise."""
    return next((name for bom, name in _BOMS if start.startswith(bom)), _unmarked(start))


def lines(path: Path, opening: Opening, heard: Heard = unheard) -> Iterator[str]:
    """The lines of a text file with their endings, streaming. Raises Unreachable, or BadInput with the line."""
    encoding = _encoding(path, opening, heard)
    with opened(path, opening) as file:
        text = io.TextIOWrapper(file, encoding, newline="")
        number = 0
        while line := text.readline(LINE_LIMIT + 1):
            number += 1
            if len(line) > LINE_LIMIT:
                raise BadInput(
                    f"{path.name}, line {number}: the line is longer than {LINE_LIMIT:,} characters. Split it."
                )
            yield line
        text.detach()


def unpacked(path: Path, limit: int, opening: Opening) -> bytes:
    """The whole content, for forms that cannot be streamed. Raises BadInput when it has more bytes than `limit`."""
    with opened(path, opening) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise BadInput(f"{path.name} holds more than {limit >> 20} MiB. Split it, or bring it as CSV or JSON Lines.")
    return content


@contextmanager
def _on_disk(path: Path, opening: Opening) -> Iterator[BinaryIO]:
    try:
        file = opening(path)
    except OSError as error:
        raise Unreachable(f"{path} cannot be opened: {error.strerror}. Check the path and its permissions.") from error
    with file:
        yield file


def _encoding(path: Path, opening: Opening, heard: Heard) -> str:
    """The encoding that fits the whole file: a BOM's, else UTF-8, else Windows-1252, which is said, and stands in the log."""
    encoding = encoding_of(head(path, opening))
    if (bad := _undecodable(path, encoding, opening)) is None:
        return encoding
    if encoding != "utf-8" or _undecodable(path, "cp1252", opening) is not None:
        raise BadInput(f"{path.name}, line {bad}: the text is not {encoding.upper()}. Save the file as UTF-8.")
    _logger.warning("%s is not UTF-8 (line %d); it is read as Windows-1252", path.name, bad)
    heard(
        f"Read as Windows-1252, for line {bad} is not UTF-8. Where letters look wrong, save it as .xlsx or as CSV in UTF-8."
    )
    return "cp1252"


def _unmarked(start: bytes) -> str:
    """The encoding of a text that does not say it: in UTF-16 every second byte of most languages is 0, which no other text has."""
    first, second = start[0::2], start[1::2]
    for zeros, letters, encoding in ((second, first, "utf-16-le"), (first, second, "utf-16-be")):
        if 2 * zeros.count(0) > len(zeros) and 0 not in letters:
            return encoding
    return "utf-8"


def _undecodable(path: Path, encoding: str, opening: Opening) -> int | None:
    """The first line that does not decode, or None. Raises BadInput where there is a NUL or too much is unpacked."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, size = 1, 0
    with opened(path, opening) as file:
        while True:
            chunk = file.read(_CHUNK)
            size += len(chunk)
            _check_size(path, file, size)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return line + str(error.object[: error.start], encoding, "replace").count("\n")
            if (nul := text.find("\0")) >= 0:
                raise BadInput(
                    f"{path.name}, line {line + text.count(chr(10), 0, nul)}: there is a NUL character,"
                    " so this is no text file or a damaged one. Export it again."
                )
            line += text.count("\n")
            if not chunk:
                return None


def _check_size(path: Path, file: IO[bytes], size: int) -> None:
    if isinstance(file, gzip.GzipFile) and size > UNPACKED_LIMIT:
        raise BadInput(f"{path.name} unpacks to more than {UNPACKED_LIMIT >> 30} GiB. Split it, then try again.")
