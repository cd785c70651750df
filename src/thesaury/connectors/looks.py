"""What a picture looks like in 64 bits, so that the same picture is found again in another size or format."""

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from thesaury.connectors.image_data import BROKEN_PICTURE

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
"""Read these alone: some of Pillow's other readers start programs of the system."""

_MOST_PIXELS = 120_000_000
# The hash looks at 32 by 32 grey pixels; a JPEG is decoded at no more than a few times that.
_SIDE = 32
_DRAFT = (4 * _SIDE, 4 * _SIDE)
# In a surface of one colour the hash would be that of rounding errors, and all such pictures would look alike.
_LEAST_CONTRAST = 4


def look_of(data: bytes | BinaryIO) -> str:
    """The perceptual hash of a picture, seen upright, as 16 hex digits.

    Empty where there is nothing to see or to compare: no picture, a broken or far too large one, or one plain colour.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data) if isinstance(data, bytes) else data, formats=FORMATS) as picture:
                return _hash(_small(picture)) if picture.width * picture.height <= _MOST_PIXELS else ""
    except (*BROKEN_PICTURE, Image.DecompressionBombError):
        return ""


def distance(a: str, b: str) -> int:
    """How many of the 64 bits of two looks differ; all of them where one is empty."""
    return (int(a, 16) ^ int(b, 16)).bit_count() if a and b else 64


def _small(picture: "Image.Image") -> "Image.Image":
    """The picture upright in 32 by 32 shades of grey, on white where it is transparent."""
    from PIL import Image, ImageOps

    picture.draft("L", _DRAFT)
    picture.thumbnail(_DRAFT)  # before it is turned, or there would be two large ones at a time
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        opaque = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", opaque.size, "white"), opaque)
    return upright.convert("L").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS)


def _hash(grey: "Image.Image") -> str:
    import imagehash

    shades = grey.tobytes()
    return str(imagehash.phash(grey)) if max(shades) - min(shades) >= _LEAST_CONTRAST else ""
