"""Reads the picture files of others: upright, small before anything copies all of them, and in sRGB."""

import logging
import struct
import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from PIL import Image

_LOG = logging.getLogger(__name__)

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
"""Read these alone: some of Pillow's other readers start programs of the system."""
MOST_PIXELS = 120_000_000
"""What has more is refused: as many already take up to a gigabyte of memory."""
MOST_CLEAR_PIXELS = 60_000_000
"""The same for pictures that something may be transparent of: each point is held twice over in four bytes, however few its file has."""

Size = tuple[int, int]

_BROKEN = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, AttributeError, EOFError, ArithmeticError, MemoryError),
    struct.error,
)
"""What Pillow's parsers answer broken bytes with."""
_LYING = (5, 6, 7, 8)
_ORIENTATION = 0x0112


def upright(file: Path | BinaryIO, sized: Callable[[Size], Size]) -> "Image.Image":
    """The picture, or the first one of several, upright and scaled to what `sized` says of its upright size; in its own colours still,
    with its profile. ValueError when it cannot be read or is far too large."""
    from PIL import Image

    try:
        # For good, and not for this block: what is put back at its end would be another thread's.
        warnings.filterwarnings("ignore", module=r"PIL\.")
        with Image.open(file, formats=FORMATS) as image:
            return _read(image, sized)
    except (*_BROKEN, Image.DecompressionBombError) as error:
        raise ValueError(str(error) or type(error).__name__) from error


def in_srgb(image: "Image.Image") -> "Image.Image":
    """The picture in RGB, or in RGBA where something of it is transparent, with the colours that its own profile means."""
    profile = image.info.get("icc_profile")
    if image.mode in ("RGBA", "LA", "PA", "P"):
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        plain = _meant(image.convert("RGB"), profile)
        if alpha.getextrema()[0] != 255:
            plain.putalpha(alpha)
        return plain
    return _meant(image, profile)


def on_white(image: "Image.Image") -> "Image.Image":
    """The picture in RGB, on white where it is transparent."""
    from PIL import Image

    if image.mode != "RGBA":
        return image.convert("RGB")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def within(size: Size, width: int, height: int) -> Size:
    """The size of a picture that lies within a box and is not enlarged; 0 is no bound."""
    share = min(1.0, *(most / side for most, side in zip((width, height), size, strict=True) if most > 0))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _read(image: "Image.Image", sized: Callable[[Size], Size]) -> "Image.Image":
    from PIL import ImageOps

    _check_size(image)
    # Of a TIFF that lies, Pillow tells the upright size, and turns it while it reads.
    lies = image.format != "TIFF" and image.getexif().get(_ORIENTATION) in _LYING
    size = _turned(sized(_turned(image.size, lies)), lies)
    # A JPEG is read at a half, a quarter or an eighth of its size where that is enough.
    image.draft(None, size)
    # What turns a picture copies all of it, so it is made small first.
    return ImageOps.exif_transpose(_scaled(image, size))


def _check_size(image: "Image.Image") -> None:
    if image.width * image.height > (MOST_CLEAR_PIXELS if image.has_transparency_data else MOST_PIXELS):
        raise ValueError(f"{image.width} x {image.height} pixels are too many")


def _turned(size: Size, lies: bool) -> Size:
    return (size[1], size[0]) if lies else size


def _scaled(image: "Image.Image", size: Size) -> "Image.Image":
    """This size, with all its tones: a picture in one bit or by numbers of a palette is made one of colours first, and one of many greys
    one of 256 afterwards."""
    from PIL.Image import Resampling

    profile = image.info.get("icc_profile")
    turns = 1 if image.format == "TIFF" else image.getexif().get(_ORIENTATION, 1)
    image = _resizable(image)
    if image.size != size:
        image = image.resize(size, Resampling.LANCZOS, reducing_gap=2.0)
    if image.mode in ("I", "F"):
        image = _in_eight_bits(image)
    image.info.pop("transparency", None)
    if profile:
        image.info["icc_profile"] = profile
    image.getexif()[_ORIENTATION] = turns
    return image


def _resizable(image: "Image.Image") -> "Image.Image":
    """The picture in a mode whose neighbouring points can be mixed."""
    import numpy as np
    from PIL import Image

    image.load()
    _check_size(image)  # once more: a PNG may say behind its points that some are transparent
    if image.mode == "PA" or (image.mode in ("1", "L", "P", "RGB") and "transparency" in image.info):
        return image.convert("RGBA")
    if image.mode in ("1", "P"):
        return image.convert("L" if image.mode == "1" else "RGB")
    if image.mode.startswith("I;16"):
        # The upper half of sixteen bits, without a copy of all of them in more.
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    return image


def _in_eight_bits(image: "Image.Image") -> "Image.Image":
    """A picture of numbers: shares of white where they end at 1, as they are where they end at 255, else sixteen bits."""
    import numpy as np
    from PIL import Image

    grey = np.nan_to_num(np.asarray(image, dtype=np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    top = float(grey.max(initial=0.0))
    # Sharp edges overshoot a little when a picture is made small.
    white = next((white for white, most in ((1.0, 1.5), (255.0, 400.0)) if top <= most), 65535.0)
    return Image.fromarray(np.clip(grey * (255.0 / white), 0, 255).astype(np.uint8))


def _meant(image: "Image.Image", profile: bytes | None) -> "Image.Image":
    """In RGB, by the profile where there is one that can be used."""
    from PIL import ImageCms

    srgb = ImageCms.createProfile("sRGB")
    try:
        if image.mode == "LAB":
            given = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        elif profile and image.mode in ("RGB", "CMYK", "L"):
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
        else:
            return image.convert("RGB")
        turned = ImageCms.profileToProfile(image, given, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        _LOG.info("the colour profile of a picture is not used: %s", error)
        turned = None
    return turned or image.convert("RGB")
