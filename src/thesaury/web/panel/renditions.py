"""The files that an asset can be had as: small upright pictures for the panel, larger ones to place, and the file itself."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from thesaury.model.asset import Asset, File
from thesaury.model.rendition import RenditionForm, RightsMarks
from thesaury.ports.opening import Opening
from thesaury.ports.previews import Previews
from thesaury.ports.renditions import Renditions

THUMBNAIL, PREVIEW, LARGE, ORIGINAL = "thumbnail", "preview", "large", "original"
_WIDTHS = {THUMBNAIL: 320, PREVIEW: 1280}
TO_KEEP = frozenset({LARGE, ORIGINAL})
"""What nobody fetches only to look at it: the others are shown by the picker itself."""
_JPEG = "image/jpeg"
LONGEST_SIDE = 4096
"""What Figma takes at most, and enough for a page of a magazine at 300 dots an inch."""
_LARGE = RenditionForm("placed", LONGEST_SIDE, LONGEST_SIDE)
_NO_MARKS = RightsMarks()


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file an asset can be had as: its media type, and its pixels where they are known."""

    name: str
    type: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Content:
    """A file to send: what makes its bytes (ValueError where it cannot be read; raises Busy), or the open file."""

    type: str
    etag: str
    made: Callable[[], bytes] = bytes
    file: BinaryIO | None = None


def renditions_of(asset: Asset, opening: Opening) -> tuple[Rendition, ...]:
    """What may be placed of an asset, the largest first; files of this machine are there where `opening` opens them."""
    file, local = _file(asset), _local(asset, opening)
    whole = _sized(ORIGINAL, local.media_type, local.width, local.height) if local and local.media_type else None
    pictures = [_scaled(PREVIEW, file, _WIDTHS[PREVIEW], wide=True)]
    if local and local.media_type.startswith("image/"):
        pictures.insert(0, _scaled(LARGE, local, LONGEST_SIDE))
    return ((whole,) if whole else ()) + tuple(pictures)


def content_of(asset: Asset, name: str, previews: Previews, larger: Renditions, opening: Opening) -> Content | None:
    """The file of this name; None where it cannot be had now. Pictures are upright, in sRGB, and JPEG: every host can show that."""
    if name in _WIDTHS:
        return _preview(asset, name, previews)
    if (local := _local(asset, opening)) is None:
        return None
    if name == LARGE:
        return _large(asset, larger) if local.media_type.startswith("image/") else None
    return _original(local, opening) if name == ORIGINAL and local.media_type else None


def _original(local: File, opening: Opening) -> Content | None:
    try:
        file = opening(Path(local.location))
    except OSError:
        return None
    return Content(local.media_type, f"{_tag(file, local)}-{ORIGINAL}", file=file)


def _preview(asset: Asset, name: str, previews: Previews) -> Content | None:
    if (found := previews.preview(asset, _WIDTHS[name])) is None:
        return None

    def made() -> bytes:
        return _there(previews.jpeg(asset, _WIDTHS[name]))

    return Content(_JPEG, f"{found.etag}-{name}", made)


def _large(asset: Asset, larger: Renditions) -> Content | None:
    tag = larger.tag(asset, _LARGE, _NO_MARKS)

    def made() -> bytes:
        found = larger.render(asset, _LARGE, _NO_MARKS)
        return _there(found.content if found else None)

    return Content(_JPEG, f"{tag}-{LARGE}", made) if tag else None


def _there(content: bytes | None) -> bytes:
    if content is None:
        raise ValueError("the picture cannot be read")
    return content


def _tag(file: BinaryIO, local: File) -> str:
    """Changes with the file and its place."""
    stat = os.fstat(file.fileno())
    said = f"{local.location} {stat.st_mtime_ns} {stat.st_size}"
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _file(asset: Asset) -> File | None:
    return asset.picture() or next((record.file for record in asset.records if record.file), None)


def _local(asset: Asset, opening: Opening) -> File | None:
    """The first file of the asset that lies on this machine."""
    return next((one.file for one in asset.records if one.file and _lies_here(one.file, opening)), None)


def _lies_here(file: File, opening: Opening) -> bool:
    if "://" in file.location or "\0" in file.location or not Path(file.location).is_absolute():
        return False
    try:
        opening(Path(file.location)).close()
    except OSError:
        return False
    return True


def _sized(name: str, type: str, width: int, height: int) -> Rendition:
    known = width > 0 and height > 0
    return Rendition(name, type, width if known else None, height if known else None)


def _scaled(name: str, file: File | None, most: int, wide: bool = False) -> Rendition:
    """A picture that is no larger than the file it is made of."""
    width, height = (file.width, file.height) if file else (0, 0)
    side = width if wide else max(width, height)
    share = min(1.0, most / side) if side > 0 else 0.0
    return _sized(name, _JPEG, round(width * share), round(height * share))
