"""Describes the file behind a record: media type, size, and a digest of the image data without metadata."""

import os
import struct
import warnings
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from thesaury.model.asset import File
from thesaury.model.errors import BadInput
from thesaury.ports.opening import MayOpen, anywhere, opened

# Formats Pillow opens for certain; in these a file it cannot identify is broken.
_RASTER = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".psd": "image/vnd.adobe.photoshop",
}
_OTHER = {
    ".heic": "image/heic",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
}
MEDIA_TYPES = _RASTER | _OTHER
_CHUNK = 1 << 20
# PNG chunks that are not critical but change what is seen: transparency and animation.
_PNG_SEEN = frozenset({b"tRNS", b"acTL", b"fcTL", b"fdAT"})

BROKEN_PICTURE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    EOFError,
    ArithmeticError,
    struct.error,
)
"""What Pillow's parsers answer broken bytes with."""


def media_type(name: str) -> str:
    """The media type that goes with the name's ending, or an empty string."""
    return MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "")


def image_digest(path: Path) -> str:
    """SHA-256 in hex of the image data: JPEG without APPn and comment segments, PNG without text chunks, others whole.

    A file that breaks its format's rules is digested whole, an empty one has no digest. Raises OSError.
    """
    with opened(path) as stream:
        return _image_digest(stream)


def described(path: Path, may_open: MayOpen = anywhere) -> File:
    """The file with media type, digest, bytes, width and height (0 where only the format's own programs can tell).

    Raises OSError when it cannot be read, BadInput when its name says picture and its content does not.
    """
    with opened(path, may_open) as file:
        kind, width, height = _header(file, path)
        file.seek(0)
        return File(str(path), kind, _image_digest(file), os.fstat(file.fileno()).st_size, width, height)


def _image_digest(stream: BinaryIO) -> str:
    head = stream.read(8)
    stream.seek(0)
    if not head:
        return ""
    try:
        if head.startswith(b"\xff\xd8\xff"):
            return _digest(_jpeg(stream))
        if head == b"\x89PNG\r\n\x1a\n":
            return _digest(_png(stream))
    except ValueError:
        stream.seek(0)
    return _digest(_rest(stream))


def _header(file: BinaryIO, path: Path) -> tuple[str, int, int]:
    """Media type, width and height, read from the header only."""
    from PIL import Image, UnidentifiedImageError

    kind = media_type(path.name)
    if path.suffix.lower() not in _RASTER and kind != "image/avif":
        return kind, 0, 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file) as picture:
                return Image.MIME.get(picture.format or "", kind), picture.width, picture.height
    except Image.DecompressionBombError:
        return kind, 0, 0
    except (UnidentifiedImageError, ValueError, OverflowError, EOFError, SyntaxError) as error:
        if kind == "image/avif":
            return kind, 0, 0
        message = f"{path.name} cannot be read as a picture; open it in an image program and save it anew"
        raise BadInput(message) from error


def _digest(parts: Iterator[bytes]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _rest(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _jpeg(stream: BinaryIO) -> Iterator[bytes]:
    """Every segment before the first scan but APPn and COM, then everything from that scan on."""
    yield stream.read(2)
    while True:
        marker = stream.read(2)
        if len(marker) < 2 or marker[0] != 0xFF:
            raise ValueError("no marker where one must be")
        if marker[1] == 0xFF:
            stream.seek(-1, 1)
        elif marker[1] in (0xDA, 0xD9):
            yield marker
            yield from _rest(stream)
            return
        else:
            length = stream.read(2)
            body = stream.read(max(0, int.from_bytes(length, "big") - 2))
            if len(body) + 2 != int.from_bytes(length, "big"):
                raise ValueError("a segment ends too early")
            if not 0xE0 <= marker[1] <= 0xEF and marker[1] != 0xFE:
                yield marker + length + body


def _png(stream: BinaryIO) -> Iterator[bytes]:
    """The critical chunks (capital first letter) and those that change what is seen."""
    yield stream.read(8)
    while head := stream.read(8):
        length, name = int.from_bytes(head[:4], "big"), head[4:]
        if len(head) < 8:
            raise ValueError("a chunk ends too early")
        left = length + 4
        seen = name[:1].isupper() or name in _PNG_SEEN
        if seen:
            yield head
        while left:
            part = stream.read(min(left, _CHUNK))
            if not part:
                raise ValueError("a chunk ends too early")
            left -= len(part)
            if seen:
                yield part


def shown(data: bytes) -> bytes:
    """These bytes where they are a picture a browser shows (JPEG, PNG or WebP), else nothing: servers answer with pages too."""
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return data if webp or data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) else b""
