"""The digest sees the picture and nothing but the picture."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.contract.connectors.pictures import IPTC, XMP, jpeg
from thesaury.connectors.image_data import described, image_digest, media_type
from thesaury.model.errors import BadInput


def test_a_jpeg_keeps_its_digest_whatever_its_metadata(tmp_path: Path):
    digests = {
        image_digest(jpeg(tmp_path / "a.jpg")),
        image_digest(jpeg(tmp_path / "b.jpg", XMP)),
        image_digest(jpeg(tmp_path / "c.jpg", XMP, IPTC, exif=True)),
    }
    assert len(digests) == 1


def png(path: Path, colour: str, **texts: str) -> Path:
    info = PngInfo()
    for key, text in texts.items():
        info.add_text(key, text)
    Image.new("RGB", (5, 4), colour).save(path, pnginfo=info)
    return path


def test_a_png_keeps_its_digest_whatever_its_texts_but_not_its_pixels(tmp_path: Path):
    plain, named, other = (
        image_digest(png(tmp_path / "a.png", "red")),
        image_digest(png(tmp_path / "b.png", "red", Title="x")),
        image_digest(png(tmp_path / "c.png", "blue")),
    )
    assert plain == named
    assert plain != other


def test_transparency_is_part_of_the_picture(tmp_path: Path):
    picture = Image.new("P", (4, 4))
    picture.save(tmp_path / "a.png")
    picture.save(tmp_path / "b.png", transparency=0)
    assert image_digest(tmp_path / "a.png") != image_digest(tmp_path / "b.png")


@given(st.integers(0, 400), st.binary(max_size=8))
def test_a_broken_picture_still_has_a_digest(tmp_path_factory: pytest.TempPathFactory, cut: int, patch: bytes):
    path = tmp_path_factory.getbasetemp() / "broken"
    for form in ("JPEG", "PNG"):
        stream = BytesIO()
        Image.new("RGB", (6, 6)).save(stream, form)
        data = stream.getvalue()
        path.write_bytes(data[:cut] + patch + data[cut + len(patch) :])
        assert len(image_digest(path)) == 64


def test_an_empty_file_has_no_digest(tmp_path: Path):
    (tmp_path / "a.pdf").touch()
    assert image_digest(tmp_path / "a.pdf") == ""


def test_a_file_is_described_by_its_content(tmp_path: Path):
    Image.new("RGB", (7, 5)).save(tmp_path / "really.png", "JPEG")
    file = described(tmp_path / "really.png")
    assert (file.media_type, file.width, file.height) == ("image/jpeg", 7, 5)
    assert file.bytes == (tmp_path / "really.png").stat().st_size
    assert described(png(tmp_path / "a.png", "red")).location == str(tmp_path / "a.png")
    (tmp_path / "b.gif").write_bytes(b"GIF")
    with pytest.raises(BadInput, match=r"b\.gif"):
        described(tmp_path / "b.gif")
    (tmp_path / "c.mp4").write_bytes(b"film")
    assert described(tmp_path / "c.mp4").media_type == "video/mp4"


def test_media_types_go_by_the_ending():
    assert (media_type("a/B.JPG"), media_type("b.heic"), media_type("c.txt")) == ("image/jpeg", "image/heic", "")
