"""Makes a rendition: reads the picture, brings it to its form, and writes it with its rights inside and nothing else of the original."""

import struct
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from thesaury.engines.pictures import in_srgb, on_white, upright
from thesaury.engines.renditions.cropping import Focus, crop, held, scaled_size
from thesaury.engines.renditions.iptc import resources
from thesaury.engines.renditions.said import SIZES, said, shortened
from thesaury.engines.renditions.xmp import packet
from thesaury.model.rendition import JPEG, PNG, WEBP, RenditionForm, RightsMarks

if TYPE_CHECKING:
    from PIL import Image

MAKER = "1"
"""Changes when renditions are made another way, so that kept ones are made again."""

_QUALITY = 85
_SEGMENT = 65_533
"""Bytes that one segment of a JPEG takes."""
_XMP, _PHOTOSHOP = b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0\0"
_DATE = slice(24, 36)
_DATED = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
Inside = tuple[bytes, bytes]


def made(file: Path | BinaryIO, form: RenditionForm, marks: RightsMarks, focus: Focus | None) -> bytes:
    """The rendition of this picture. ValueError when it cannot be read, is far too large, or the form asks for another kind of file."""
    return written(_formed(file, form, focus), form.media_type, marks)


def written(image: "Image.Image", media_type: str, marks: RightsMarks) -> bytes:
    """The picture, in sRGB, as a file of this kind with these marks inside. ValueError for another kind of file."""
    from PIL import PngImagePlugin

    out, profile, inside = BytesIO(), srgb_profile(), _inside(marks)
    xmp = inside[0]
    if media_type == JPEG:
        image = on_white(image)
    # What Pillow still knows of the original, comments among it, it would write again.
    image.info.clear()
    if media_type == JPEG:
        image.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True, icc_profile=profile)
        return _marked(out.getvalue(), inside)
    if media_type == WEBP:
        image.save(out, "WEBP", quality=_QUALITY, method=4, icc_profile=profile, xmp=xmp)
    elif media_type == PNG:
        told = PngImagePlugin.PngInfo()
        if xmp:
            told.add_itxt("XML:com.adobe.xmp", xmp.decode())
        image.save(out, "PNG", icc_profile=profile, pnginfo=told)
    else:
        raise ValueError(f"no renditions are made as {media_type!r}")
    return out.getvalue()


@cache
def srgb_profile() -> bytes:
    """The profile of sRGB, always with the same date: the same picture gives the same file."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE] = _DATED
    return bytes(profile)


def _formed(file: Path | BinaryIO, form: RenditionForm, focus: Focus | None) -> "Image.Image":
    image = upright(file, lambda size: scaled_size(size, form))
    everything = (0, 0, *image.size)
    box = crop(image.size, form, held(focus) if focus else (0.5, 0.5))
    if focus is None and box != everything:
        from thesaury.engines.renditions.focus import focus_of

        shown = (box[2] - box[0]) / image.width, (box[3] - box[1]) / image.height
        box = crop(image.size, form, focus_of(on_white(in_srgb(image)), shown))
    return in_srgb(image.crop(box) if box != everything else image)


def _inside(marks: RightsMarks) -> Inside:
    """XMP and IPTC of the same marks, as much of them as a JPEG takes."""
    whole = said(marks)
    for sizes in SIZES:
        told = shortened(whole, sizes)
        xmp, iptc = packet(told), resources(told)
        if max(len(_XMP) + len(xmp), len(_PHOTOSHOP) + len(iptc)) <= _SEGMENT:
            return xmp, iptc
    raise AssertionError("the rights alone fit")


def _marked(jpeg: bytes, inside: Inside) -> bytes:
    """The JPEG with both blocks behind its first segment, where readers look for them."""
    parts = ((0xE1, _XMP, inside[0]), (0xED, _PHOTOSHOP, inside[1]))
    segments = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(head) + len(body) + 2) + head + body
        for marker, head, body in parts
        if body
    )
    place = 2
    if jpeg[2:4] == b"\xff\xe0":
        place += 2 + int.from_bytes(jpeg[4:6], "big")
    return jpeg[:place] + segments + jpeg[place:]
