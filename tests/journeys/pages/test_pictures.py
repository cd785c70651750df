"""Thumbnails: made, kept, placeholders, and nothing but what records name."""

import os
import struct
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from thesaury.engines.previews.remote import RemotePictures
from thesaury.engines.previews.thumbnails import Thumbnails, as_jpeg, local_pictures, scaled
from thesaury.model.asset import Asset, File, Record
from thesaury.model.errors import Unreachable


def asset(*locations: str, media_type: str = "") -> Asset:
    records = (Record("s", str(n), "1", file=File(place, media_type)) for n, place in enumerate(locations))
    return Asset("x", tuple(records))


def test_a_thumbnail_is_no_wider_than_asked_and_kept(served, tmp_path):
    client = served()
    answer = client.get("/pictures/a1/320")
    assert answer.headers["content-type"] == "image/webp"
    assert Image.open(BytesIO(answer.content)).size == (320, 213)
    kept = list((tmp_path / "previews").rglob("*.webp"))
    assert [path.read_bytes() for path in kept] == [answer.content]


def test_a_kept_thumbnail_is_used_until_the_picture_changes(served, tmp_path):
    client = served()
    first = client.get("/pictures/a1/320")
    (kept,) = (tmp_path / "previews").rglob("*.webp")
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
    assert thumbnails.thumbnail([tmp_path / "bad.jpg", tmp_path / "good.png"], 320) is not None


def test_a_thumbnail_that_cannot_be_kept_is_still_shown(tmp_path):
    Image.new("RGB", (20, 20)).save(tmp_path / "a.png")
    (tmp_path / "previews").write_text("a file where a folder should be")
    found = Thumbnails(tmp_path / "previews").thumbnail([tmp_path / "a.png"], 320)
    assert found is not None
    assert found.webp.startswith(b"RIFF")


class Album:
    """A picture for every record, until it is told to fail."""

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.asked: list[str] = []

    def preview(self, record: Record) -> bytes:
        self.asked.append(record.key)
        if self.failure:
            raise self.failure
        out = BytesIO()
        Image.new("RGB", (90, 60), "navy").save(out, "PNG")
        return out.getvalue() if record.external_id == "0" else b""

    def original(self, record: Record, place: Path, most: int) -> bool:
        return False


def remote(tmp_path: Path) -> tuple[RemotePictures, Album]:
    workspace, album = FakeWorkspace(s=FakeSource()), Album()
    workspace.albums["s"] = album
    return RemotePictures(workspace, tmp_path / "remote"), album


def test_a_picture_of_another_system_is_fetched_once_until_its_record_changes(tmp_path):
    pictures, album = remote(tmp_path)
    there = asset("https://dam.example/a")
    path = pictures.picture(there)
    assert path is not None
    assert pictures.picture(there) == path
    assert Thumbnails(tmp_path / "previews").thumbnail([path], 320) is not None
    changed = Asset("x", (replace(there.records[0], etag="2"),))
    assert pictures.picture(changed) not in (None, path)
    assert album.asked == ["s/0"] * 2


def test_what_no_system_shows_now_is_asked_for_again(tmp_path):
    pictures, album = remote(tmp_path)
    album.failure = Unreachable("The DAM does not answer. Wait.")
    assert pictures.picture(asset("https://dam.example/a")) is None
    album.failure = None
    assert pictures.picture(asset("https://dam.example/a")) is not None
    assert pictures.picture(asset("a.jpg", "https://dam.example/b")) is None
    assert pictures.picture(Asset("x", (Record("elsewhere", "1", "1", file=File("https://y.example/z")),))) is None


def test_colours_are_those_that_the_pictures_own_profile_means(tmp_path):
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = swapped.replace(b"rXYZ", b"____", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"____", b"gXYZ", 1)
    Image.new("RGB", (40, 40), (255, 0, 0)).save(tmp_path / "a.png", icc_profile=swapped)
    Image.new("RGB", (40, 40), (255, 0, 0)).save(tmp_path / "b.png", icc_profile=b"no profile")
    for name, first in (("a.png", 1), ("b.png", 0)):
        found = Thumbnails(tmp_path / "previews").thumbnail([tmp_path / name], 320)
        assert found is not None
        red, green, _ = Image.open(BytesIO(as_jpeg(found.webp))).getpixel((20, 20))
        assert (red, green).index(max(red, green)) == first
