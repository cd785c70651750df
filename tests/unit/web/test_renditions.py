"""The files of an asset as panels get them: upright, in sRGB, in JPEG, and no larger than they may be."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from thesaury.model.asset import Asset, File, Record, Text
from thesaury.web.panel.renditions import Rendition, renditions_of, scaled


def asset(file: File) -> Asset:
    return Asset("a1", (Record("studio", "1", "1", texts=(Text("title", "Lake", "en"),), file=file),))


def test_a_picture_on_this_machine_can_be_had_whole_large_and_small(tmp_path: Path):
    path = tmp_path / "lake.jpg"
    path.write_bytes(b"x")
    found = renditions_of(asset(File(str(path), "image/jpeg", "d", 1, 8000, 4000)))
    assert found == (
        Rendition("original", "image/jpeg", 8000, 4000),
        Rendition("large", "image/jpeg", 4096, 2048),
        Rendition("preview", "image/jpeg", 1280, 640),
    )


@pytest.mark.parametrize("location", ["https://cdn.example/a.jpg", "/nowhere/at/all.jpg", "relative.jpg", "/a\0b"])
def test_of_a_file_elsewhere_there_is_the_preview_alone(location: str):
    found = renditions_of(asset(File(location, "image/jpeg", "d")))
    assert found == (Rendition("preview", "image/jpeg", None, None),)


def test_a_film_is_had_whole(tmp_path: Path):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"x")
    names = [one.name for one in renditions_of(asset(File(str(path), "video/mp4", "d")))]
    assert names == ["original", "preview"]


def test_what_is_sent_is_upright_rgb_in_srgb_and_no_side_is_too_long(tmp_path: Path):
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.new("L", (600, 300), 200).save(path, exif=exif)
    with Image.open(BytesIO(scaled(path, 200))) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (100, 200))
        assert not image.getexif().get(0x0112)


def test_colours_are_those_that_the_profile_of_the_picture_means(tmp_path: Path):
    path = tmp_path / "lab.png"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(path, icc_profile=profile.tobytes())
    with Image.open(BytesIO(scaled(path, 100))) as image:
        assert min(image.getpixel((5, 5))) > 250, "what is transparent lies on white"
    broken = tmp_path / "broken.jpg"
    Image.new("RGB", (10, 10), (10, 200, 30)).save(broken, icc_profile=b"no profile")
    with Image.open(BytesIO(scaled(broken, 100))) as image:
        assert image.getpixel((5, 5))[1] > 180, "a profile that is none is passed over"


def test_what_is_no_picture_is_refused(tmp_path: Path):
    path = tmp_path / "x.jpg"
    path.write_bytes(b"\xff\xd8 no picture")
    with pytest.raises(ValueError, match=r"."):
        scaled(path, 100)
