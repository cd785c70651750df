"""Thumbnails of the pictures that records name: made once, kept beside the catalogue, never read from anywhere else."""

import logging
import os
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO

from thesaury.engines.pictures import in_srgb, on_white, upright, within
from thesaury.model.asset import Asset, File
from thesaury.model.errors import ThesauryError
from thesaury.ports.files import written_whole
from thesaury.ports.opening import Opening, opened
from thesaury.ports.previews import Preview

_LOG = logging.getLogger(__name__)

_QUALITY = 80
_JPEG_QUALITY = 88
_MAKER = "4"
"""Changes when thumbnails are made another way, so that kept ones are made again."""


class Thumbnails:
    """Makes and keeps the thumbnails of one workspace."""

    def __init__(self, folder: Path, opening: Opening = opened) -> None:
        """Keep them in this folder, made when first needed; pictures are opened by `opening`."""
        self._folder, self._opening = folder, opening
        # Two at a time: a large picture takes much memory, and the server has other pages to answer.
        self._turns = BoundedSemaphore(2)

    def thumbnail(self, paths: Iterable[Path], width: int) -> Preview | None:
        """The first of these pictures that can be read at most this wide, upright and never enlarged; None where none can."""
        for path in paths:
            try:
                with self._opening(path) as file:
                    return self._of(file, path, width)
            except (OSError, ValueError) as error:
                _LOG.info("no thumbnail of %s: %s", path, error)
        return None

    def _of(self, file: BinaryIO, path: Path, width: int) -> Preview:
        etag = _etag(file, path, width)
        kept = self._folder / etag[:2] / f"{etag}.webp"
        try:
            return Preview(etag, kept.read_bytes())
        except OSError:
            return Preview(etag, self._made(file, width, kept))

    def _made(self, file: BinaryIO, width: int, kept: Path) -> bytes:
        with self._turns:
            webp = scaled(file, width)
        try:
            with written_whole(kept) as place:
                place.write(webp)
        except ThesauryError as error:
            _LOG.warning("a thumbnail is shown but not kept: %s", error.message)
        return webp


def local_pictures(asset: Asset) -> list[Path]:
    """The picture files on this machine that the asset's records name, in their order."""
    files = (record.file for record in asset.records if record.file)
    return [path for file in files if (path := _local(file))]


def scaled(file: Path | BinaryIO, width: int) -> bytes:
    """The picture as WebP in sRGB at most this wide. ValueError when it cannot be read or is far too large."""
    image = on_white(in_srgb(upright(file, lambda size: within(size, width, width * 4))))
    image.info.clear()
    out = BytesIO()
    image.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()


def as_jpeg(webp: bytes) -> bytes:
    """One of our own pictures as JPEG; the same picture gives the same bytes."""
    from PIL import Image

    with Image.open(BytesIO(webp), formats=("WEBP",)) as image:
        out = BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True)
        return out.getvalue()


def _local(file: File) -> Path | None:
    if "://" in file.location or (file.media_type and not file.media_type.startswith("image/")):
        return None
    path = Path(file.location) if "\0" not in file.location else Path()
    return path if path.is_absolute() and path.is_file() else None


def _etag(file: BinaryIO, path: Path, width: int) -> str:
    """Changes with the file, its place, the width and the way thumbnails are made."""
    stat = os.fstat(file.fileno())
    return sha256(
        f"{_MAKER} {path} {stat.st_mtime_ns} {stat.st_size} {width}".encode("utf-8", "surrogatepass")
    ).hexdigest()[:32]
