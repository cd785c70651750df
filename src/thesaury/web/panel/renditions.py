"""The files that an asset can be had as: small upright pictures for the panel, larger ones to place, and the file itself."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from thesaury.model.asset import Asset, File
from thesaury.ports.previews import Previews

if TYPE_CHECKING:
    from PIL import Image

THUMBNAIL, PREVIEW, LARGE, ORIGINAL = "thumbnail", "preview", "large", "original"
_WIDTHS = {THUMBNAIL: 320, PREVIEW: 1280}
_LONGEST_SIDE = 4096
"""What Figma takes at most, and enough for a page of a magazine at 300 dots an inch."""
_QUALITY = 85
_MOST_PIXELS = 120_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
"""Read these alone: some of Pillow's other readers start programs of the system."""
_JPEG = "image/jpeg"
_turns = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file an asset can be had as: its media type, and its pixels where they are known."""

    name: str
    type: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Content:
    """A file to send: its bytes, or where they lie."""

    type: str
    etag: str = ""
    content: bytes = b""
    path: Path | None = None


def renditions_of(asset: Asset) -> tuple[Rendition, ...]:
    """What may be placed of an asset, the largest first; nothing is opened."""
    file, local = _file(asset), _local(asset)
    whole = _sized(ORIGINAL, local.media_type, local.width, local.height) if local and local.media_type else None
    pictures = [_scaled(PREVIEW, file, _WIDTHS[PREVIEW], wide=True)]
    if local and local.media_type.startswith("image/"):
        pictures.insert(0, _scaled(LARGE, local, _LONGEST_SIDE))
    return ((whole,) if whole else ()) + tuple(pictures)


def content_of(asset: Asset, name: str, previews: Previews) -> Content | None:
    """The file of this name; None where it cannot be had now. Pictures are upright, in sRGB, and JPEG: every host can show that."""
    if name in _WIDTHS:
        found = previews.preview(asset, _WIDTHS[name])
        return Content(_JPEG, f"{found.etag}-{name}", _as_jpeg(found.webp)) if found else None
    if (local := _local(asset)) is None:
        return None
    path = Path(local.location)
    if name == ORIGINAL:
        return Content(local.media_type, path=path) if local.media_type else None
    if name != LARGE or not local.media_type.startswith("image/"):
        return None
    try:
        with _turns:
            return Content(_JPEG, f"{local.digest[:32]}-{name}", scaled(path, _LONGEST_SIDE))
    except ValueError:
        return None


def scaled(path: Path, longest: int) -> bytes:
    """The picture as JPEG, upright, in sRGB, no side longer than this. ValueError when it cannot be read or is far too large."""
    from PIL import Image, ImageOps

    try:
        with Image.open(path, formats=_FORMATS) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise ValueError(f"{image.width} x {image.height} pixels are too many")
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((longest, longest))
            return _written(_in_srgb(upright))
    except (OSError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(str(error)) from error


def _as_jpeg(webp: bytes) -> bytes:
    from PIL import Image

    with Image.open(BytesIO(webp), formats=["WEBP"]) as image:
        return _written(image.convert("RGB"))


def _written(image: "Image.Image") -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _in_srgb(image: "Image.Image") -> "Image.Image":
    """In RGB as the picture's own profile means it, on white where it is transparent."""
    from PIL import Image, ImageCms

    if image.mode in ("RGBA", "LA", "PA", "P"):
        opaque = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", opaque.size, "white"), opaque).convert("RGB")
    if (profile := image.info.get("icc_profile")) and image.mode in ("RGB", "CMYK"):
        try:
            meant = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(image, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned is not None:
            return turned
    return image.convert("RGB")


def _file(asset: Asset) -> File | None:
    return asset.picture() or next((record.file for record in asset.records if record.file), None)


def _local(asset: Asset) -> File | None:
    """The first file of the asset that lies on this machine."""
    return next((one.file for one in asset.records if one.file and _lies_here(one.file)), None)


def _lies_here(file: File) -> bool:
    if "://" in file.location or "\0" in file.location:
        return False
    path = Path(file.location)
    return path.is_absolute() and path.is_file()


def _sized(name: str, type: str, width: int, height: int) -> Rendition:
    known = width > 0 and height > 0
    return Rendition(name, type, width if known else None, height if known else None)


def _scaled(name: str, file: File | None, most: int, wide: bool = False) -> Rendition:
    """A picture that is no larger than the file it is made of."""
    width, height = (file.width, file.height) if file else (0, 0)
    side = width if wide else max(width, height)
    share = min(1.0, most / side) if side > 0 else 0.0
    return _sized(name, _JPEG, round(width * share), round(height * share))
