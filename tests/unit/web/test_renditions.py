"""The files of an asset as panels get them: upright, in sRGB, in JPEG, and no larger than they may be."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps

from thesaury.model.asset import Asset, File, Record, Text
from thesaury.web.panel.pictures import Busy, LargePictures, scaled
from thesaury.web.panel.renditions import Rendition, renditions_of


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


@pytest.mark.parametrize(
    ("name", "mode"), [("cmyk.jpg", "CMYK"), ("rgb.jpg", "RGB"), ("deep.tif", "RGB"), ("p.png", "RGBA")]
)
def test_a_large_picture_of_any_kind_is_upright_after_it_was_made_small(tmp_path: Path, name: str, mode: str):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new(mode, (1600, 800)).save(tmp_path / name, exif=exif)
    with Image.open(BytesIO(scaled(tmp_path / name, 200))) as image:
        assert (image.mode, image.size) == ("RGB", (100, 200))


def test_a_large_picture_is_made_small_before_anything_copies_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, turned = tmp_path / "wide.png", []
    Image.new("RGB", (900, 300)).save(path)
    real = ImageOps.exif_transpose
    monkeypatch.setattr(ImageOps, "exif_transpose", lambda image: turned.append(image.size) or real(image))
    scaled(path, 300)
    assert turned == [(300, 100)]


class Made:
    """Makes pictures, and counts; `within` is done while one is made."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.within = lambda: None

    def __call__(self, path: Path) -> bytes:
        self.paths.append(path.name)
        self.within()
        return path.read_bytes()


@pytest.fixture
def made() -> Made:
    return Made()


def written(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(name.encode())
    return path


def test_a_large_picture_is_made_once_until_its_file_changes(tmp_path: Path, made: Made):
    path = written(tmp_path, "a.jpg")
    for _ in range(2):
        assert LargePictures(tmp_path / "kept", made).jpeg(path) == b"a.jpg"
    assert made.paths == ["a.jpg"]
    path.write_bytes(b"another one")
    assert LargePictures(tmp_path / "kept", made).jpeg(path) == b"another one"


@pytest.mark.parametrize("waiting", [0, 1])
def test_who_asks_while_too_many_are_made_is_told_to_ask_again(tmp_path: Path, made: Made, waiting: int):
    pictures = LargePictures(tmp_path / "kept", made, at_once=1, waiting=waiting, patience=0)
    first, second = written(tmp_path, "a.jpg"), written(tmp_path, "b.jpg")

    def refused() -> None:
        with pytest.raises(Busy):
            pictures.jpeg(second)

    made.within = refused
    pictures.jpeg(first)
    made.within = lambda: None
    assert pictures.jpeg(second) == b"b.jpg"


def test_one_that_cannot_be_read_gives_its_turn_back(tmp_path: Path):
    pictures = LargePictures(tmp_path / "kept", at_once=1, waiting=0, patience=0)
    path = written(tmp_path, "a.jpg")
    for _ in range(2):
        with pytest.raises(ValueError, match=r"."):
            pictures.jpeg(path)


def test_no_more_large_pictures_are_kept_than_may_be(tmp_path: Path, made: Made):
    pictures = LargePictures(tmp_path / "kept", made, most=2)
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        pictures.jpeg(written(tmp_path, name))
    assert len(list((tmp_path / "kept").iterdir())) == 2
