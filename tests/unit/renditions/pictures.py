"""Picture files of every kind, as they come out of cameras, programs and scanners."""

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, PngImagePlugin

QUARTERS = ("red", "lime", "blue", "white")
"""The colours of the quarters: upper left, upper right, lower left, lower right."""


def quarters(width: int, height: int) -> Image.Image:
    """A picture by which can be told how it lies."""
    image = Image.new("RGB", (width, height), QUARTERS[0])
    halves = width // 2, height // 2
    image.paste(QUARTERS[1], (halves[0], 0, width, halves[1]))
    image.paste(QUARTERS[2], (0, halves[1], halves[0], height))
    image.paste(QUARTERS[3], (*halves, width, height))
    return image


def from_a_camera(path: Path, size: tuple[int, int] = (1200, 800)) -> Path:
    """A JPEG with everything that must not be delivered: place, serial number, a smaller picture, comments, foreign rights."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0131] = "ACME", "Raw Studio"
    exif.get_ifd(0x8769)[0xA431] = "SN-00815"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (54.0, 19.0, 30.0)
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></x:xmpmeta>"
    quarters(*size).save(path, "JPEG", exif=exif, comment=b"taken by SN-00815", xmp=xmp, dpi=(300, 300))
    return path


def every_kind(folder: Path) -> dict[str, Path]:
    """Files of all colours and depths, 60 x 40 pixels, by their name."""
    base = quarters(60, 40)
    deep = (np.asarray(base.convert("L"), dtype=np.uint16) * 257).astype(np.uint16)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clear = base.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(base.size))
    made = {
        "rgb.jpg": (base, {"icc_profile": profile}),
        "grey.jpg": (base.convert("L"), {"icc_profile": b"no profile"}),
        "cmyk.jpg": (base.convert("CMYK"), {}),
        "cmyk.tif": (base.convert("CMYK"), {}),
        "lab.tif": (_lab(base), {}),
        "rgba.png": (clear, {"icc_profile": profile}),
        "la.png": (clear.convert("LA"), {}),
        "palette.png": (base.convert("P"), {}),
        "clear palette.png": (base.convert("P"), {"transparency": 0}),
        "key.png": (base, {"transparency": (255, 0, 0)}),
        "bits.png": (base.convert("1"), {}),
        "deep.png": (Image.fromarray(deep), {}),
        "deep.tif": (Image.fromarray(deep), {}),
        "float.tif": (Image.fromarray(np.asarray(base.convert("L"), dtype=np.float32) / 255.0), {}),
        "clear.webp": (clear, {"lossless": True}),
        "still.gif": (base.convert("P"), {}),
        "plain.bmp": (base, {}),
    }
    for name, (image, further) in made.items():
        image.save(folder / name, **further)
    second = Image.new("RGB", base.size, "black")
    base.save(folder / "moving.gif", save_all=True, append_images=[second])
    base.save(folder / "pages.tif", save_all=True, append_images=[second])
    return {name: folder / name for name in [*made, "moving.gif", "pages.tif"]}


def deep_rgb() -> bytes:
    """A PNG of sixteen bits a colour, which Pillow cannot write itself: red of half strength."""
    import struct
    import zlib

    row = b"\0" + struct.pack(">3H", 0x8000, 0, 0) * 4
    chunks = [b"IHDR" + struct.pack(">IIBBBBB", 4, 4, 16, 2, 0, 0, 0), b"IDAT" + zlib.compress(row * 4), b"IEND"]
    told = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


def opened(content: bytes) -> Image.Image:
    """The picture of a file that was made."""
    image = Image.open(BytesIO(content))
    image.load()
    return image


def texts_of(content: bytes) -> PngImagePlugin.PngInfo | dict[str, str]:
    """The texts of a PNG."""
    image = opened(content)
    assert isinstance(image, PngImagePlugin.PngImageFile)
    return image.text


def _lab(image: Image.Image) -> Image.Image:
    srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    turned = ImageCms.profileToProfile(image, srgb, lab, outputMode="LAB")
    assert turned is not None
    return turned
