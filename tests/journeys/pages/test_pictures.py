"""Thumbnails: made, kept, placeholders, and nothing but what records name."""

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from thesaury.model.asset import Asset, File, Record
from thesaury.web.thumbnails import Thumbnails, local_pictures, scaled


def asset(*locations: str, media_type: str = "") -> Asset:
    records = (Record("s", str(n), "1", file=File(place, media_type)) for n, place in enumerate(locations))
    return Asset("x", tuple(records))


def test_a_thumbnail_is_no_wider_than_asked_and_kept(served, tmp_path):
    client = served()
    answer = client.get("/pictures/a1/320")
    assert answer.headers["content-type"] == "image/jpeg"
    assert Image.open(BytesIO(answer.content)).size == (320, 213)
    kept = list((tmp_path / "previews").rglob("*.jpg"))
    assert [path.read_bytes() for path in kept] == [answer.content]


def test_a_kept_thumbnail_is_used_until_the_picture_changes(served, tmp_path):
    client = served()
    first = client.get("/pictures/a1/320")
    (kept,) = (tmp_path / "previews").rglob("*.jpg")
    kept.write_bytes(b"kept")
    assert client.get("/pictures/a1/320").content == b"kept"
    Image.new("RGB", (600, 900), "red").save(tmp_path / "box.jpg")
    changed = client.get("/pictures/a1/320")
    assert changed.headers["etag"] != first.headers["etag"]
    assert Image.open(BytesIO(changed.content)).size == (320, 480)


def test_a_reader_who_has_it_is_told_so(client):
    first = client.get("/pictures/a1/640?v=ab")
    assert "immutable" in first.headers["cache-control"]
    again = client.get("/pictures/a1/640", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("wanted", "status"), [("a2", 200), ("a3", 200), ("a4", 200), ("nope", 404)])
def test_broken_far_and_missing_pictures_give_the_placeholder(client, wanted, status):
    answer = client.get(f"/pictures/{wanted}/320")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "max-age=60" in answer.headers["cache-control"]


@pytest.mark.parametrize("width", ["1", "321", "-320", "x", "99999"])
def test_other_widths_are_not_there(client, width):
    assert client.get(f"/pictures/a1/{width}").status_code == 404


def test_a_picture_is_never_enlarged_and_stands_upright(tmp_path):
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (100, 50)).save(path, exif=exif)
    assert Image.open(BytesIO(scaled(path, 320))).size == (50, 100)


@pytest.mark.parametrize(
    ("mode", "form"), [("RGBA", "PNG"), ("P", "GIF"), ("CMYK", "JPEG"), ("I;16", "TIFF"), ("1", "BMP")]
)
def test_every_kind_of_colour_becomes_a_jpeg(tmp_path, mode, form):
    path = tmp_path / "picture"
    Image.new(mode, (40, 30)).save(path, form)
    assert Image.open(BytesIO(scaled(path, 320))).mode == "RGB"


def test_transparency_becomes_white(tmp_path):
    path = tmp_path / "clear.png"
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(path)
    assert Image.open(BytesIO(scaled(path, 320))).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content", [b"", b"not a picture", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"<svg/>"]
)
def test_what_is_no_picture_is_refused(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(ValueError):
        scaled(path, 320)


def test_a_picture_of_far_too_many_pixels_is_refused(tmp_path):
    path = tmp_path / "bomb.png"
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"")
    chunks = (struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (head, data))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    with pytest.raises(ValueError, match="pixels"):
        scaled(path, 320)


def test_only_local_picture_files_are_opened(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    good = str(tmp_path / "a.jpg")
    elsewhere = (
        "https://x.example/a.jpg",
        f"file://{good}",
        "a.jpg",
        "",
        "\0",
        str(pipe),
        str(tmp_path),
        f"{good}.gone",
    )
    assert local_pictures(asset(*elsewhere, good)) == [Path(good)]
    assert local_pictures(asset(good, media_type="application/pdf")) == []


def test_the_next_record_helps_where_the_first_cannot(tmp_path):
    (tmp_path / "bad.jpg").write_bytes(b"bad")
    Image.new("RGB", (20, 20)).save(tmp_path / "good.png")
    thumbnails = Thumbnails(tmp_path / "previews")
    assert thumbnails.thumbnail(asset(str(tmp_path / "bad.jpg"), str(tmp_path / "good.png")), 320) is not None


def test_a_thumbnail_that_cannot_be_kept_is_still_shown(tmp_path):
    Image.new("RGB", (20, 20)).save(tmp_path / "a.png")
    (tmp_path / "previews").write_text("a file where a folder should be")
    found = Thumbnails(tmp_path / "previews").thumbnail(asset(str(tmp_path / "a.png")), 320)
    assert found is not None
    assert found.jpeg.startswith(b"\xff\xd8")
