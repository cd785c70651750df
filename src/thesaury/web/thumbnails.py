"""Thumbnails of the pictures that records name: made once, kept beside the catalogue, never read from anywhere else."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from thesaury.model.asset import Asset, File
from thesaury.model.errors import ThesauryError
from thesaury.ports.files import written_whole

if TYPE_CHECKING:
    from PIL import Image

_LOG = logging.getLogger(__name__)

WIDTHS = (320, 640, 1280)
"""The widths in pixels a page may ask for."""

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
"""Read these alone: some of Pillow's other readers start programs of the system."""

_MOST_PIXELS = 120_000_000
_QUALITY = 82
_MAKER = "1"
"""Changes when thumbnails are made another way, so that kept ones are made again."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A JPEG and the tag that changes with it."""

    etag: str
    jpeg: bytes


class Thumbnails:
    """Makes and keeps the thumbnails of one workspace."""

    def __init__(self, folder: Path) -> None:
        """Keep them in this folder, made when first needed."""
        self._folder = folder
        # Two at a time: a large picture takes much memory, and the server has other pages to answer.
        self._turns = BoundedSemaphore(2)

    def thumbnail(self, paths: Iterable[Path], width: int) -> Thumbnail | None:
        """The first of these pictures that can be read at most this wide, upright and never enlarged; None where none can."""
        for path in paths:
            try:
                return self._of(path, width)
            except ValueError as error:
                _LOG.info("no thumbnail of %s: %s", path, error)
        return None

    def _of(self, path: Path, width: int) -> Thumbnail:
        etag = _etag(path, width)
        kept = self._folder / etag[:2] / f"{etag}.jpg"
        try:
            return Thumbnail(etag, kept.read_bytes())
        except OSError:
            return Thumbnail(etag, self._made(path, width, kept))

    def _made(self, path: Path, width: int, kept: Path) -> bytes:
        with self._turns:
            jpeg = scaled(path, width)
        try:
            with written_whole(kept) as file:
                file.write(jpeg)
        except ThesauryError as error:
            _LOG.warning("a thumbnail is shown but not kept: %s", error.message)
        return jpeg


def local_pictures(asset: Asset) -> list[Path]:
    """The picture files on this machine that the asset's records name, in their order."""
    files = (record.file for record in asset.records if record.file)
    return [path for file in files if (path := _local(file))]


def scaled(path: Path, width: int) -> bytes:
    """The picture as an sRGB JPEG at most this wide. ValueError when it cannot be read or is far too large."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path, formats=FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise ValueError(f"{image.width} x {image.height} pixels are too many")
            image.draft("RGB", (width, width * 4))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((width, width * 4))
            out = BytesIO()
            _flat(upright).save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
            return out.getvalue()
    except (OSError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(str(error)) from error


def _flat(image: "Image.Image") -> "Image.Image":
    """The picture in RGB, on white where it is transparent."""
    from PIL import Image

    if image.mode not in ("RGBA", "LA", "PA", "P"):
        return image.convert("RGB")
    opaque = image.convert("RGBA")
    white = Image.new("RGBA", opaque.size, "white")
    return Image.alpha_composite(white, opaque).convert("RGB")


def _local(file: File) -> Path | None:
    if "://" in file.location or (file.media_type and not file.media_type.startswith("image/")):
        return None
    path = Path(file.location) if "\0" not in file.location else Path()
    return path if path.is_absolute() and path.is_file() else None


def _etag(path: Path, width: int) -> str:
    """Changes with the file, its place, the width and the way thumbnails are made. ValueError when the file is gone."""
    try:
        stat = path.stat()
    except OSError as error:
        raise ValueError(str(error)) from error
    return sha256(
        f"{_MAKER} {path} {stat.st_mtime_ns} {stat.st_size} {width}".encode("utf-8", "surrogatepass")
    ).hexdigest()[:32]
