"""Pictures that look alike have looks that are near, and nothing that calls itself a picture does harm."""

import random
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from thesaury.connectors.looks import FORMATS, distance, look_of
from thesaury.engines import pictures

_NEAR = 6


def scene(seed: int, size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """A picture of some shapes."""
    chance = random.Random(seed)
    picture = Image.new(mode, size, tuple(chance.randrange(256) for _ in mode))
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        box = (x, y, x + chance.randrange(40, 300), y + chance.randrange(40, 300))
        chance.choice((draw.ellipse, draw.rectangle))(box, fill=tuple(chance.randrange(256) for _ in mode))
    return picture


def encoded(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("seed", range(6))
def test_size_format_and_quality_hardly_matter(seed: int, tmp_path: Path):
    picture = scene(seed)
    look = look_of(encoded(picture, "PNG"))
    assert len(look) == 16
    assert int(look, 16) >= 0
    (tmp_path / "a").write_bytes(encoded(picture, "PNG"))
    assert look_of(tmp_path / "a") == look
    small = picture.resize((160, 120))
    for other in (encoded(picture, quality=30), encoded(small), encoded(picture, "WEBP"), encoded(picture, "TIFF")):
        assert distance(look, look_of(other)) <= _NEAR


def test_different_pictures_are_far_apart():
    looks = [look_of(encoded(scene(seed))) for seed in range(20)]
    assert min(distance(a, b) for a in looks for b in looks if a is not b) > _NEAR


def test_a_picture_is_seen_upright():
    picture, exif = scene(1), Image.Exif()
    exif[0x0112] = 6
    lying = encoded(picture.transpose(Image.Transpose.ROTATE_90), quality=95, exif=exif)
    assert distance(look_of(lying), look_of(encoded(picture, quality=95))) <= _NEAR


def test_what_is_transparent_is_white():
    picture = scene(2, mode="RGBA")
    white = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    assert distance(look_of(encoded(picture, "PNG")), look_of(encoded(white, "PNG"))) <= _NEAR


def bomb() -> bytes:
    """A PNG of 20,000 by 20,000 pixels in some hundred bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 60_001))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        bomb(),
        encoded(scene(3))[:300],
        encoded(Image.new("RGB", (500, 500), "teal")),
        encoded(Image.new("L", (1, 1)), "PNG"),
    ],
)
def test_where_there_is_nothing_to_compare_there_is_no_look(data: bytes):
    assert look_of(data) == ""


def test_a_file_that_is_not_there_has_no_look(tmp_path: Path):
    assert look_of(tmp_path / "a.jpg") == ""


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(FORMATS),
    st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=9),
    st.floats(0, 1),
)
def test_broken_bytes_never_do_harm(kind: str, changes: list[tuple[int, int]], kept: float):
    data = bytearray(encoded(scene(4, (64, 48)), kind))
    for place, value in changes:
        data[place % len(data)] = value
    assert len(look_of(bytes(data[: int(len(data) * kept)]))) in (0, 16)


@given(st.integers(0, (1 << 64) - 1), st.integers(0, (1 << 64) - 1))
def test_the_distance_is_the_number_of_bits_that_differ(a: int, b: int):
    assert distance(f"{a:016x}", f"{b:016x}") == (a ^ b).bit_count()
    assert distance(f"{a:016x}", f"{a:016x}") == 0
    assert distance("", f"{a:016x}") == distance("", "") == 64


def test_the_same_formats_are_read_as_for_thumbnails():
    assert FORMATS == pictures.FORMATS
