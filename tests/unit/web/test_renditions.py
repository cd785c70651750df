"""The files of an asset as panels get them: upright, in sRGB, in JPEG, and no larger than they may be."""

from pathlib import Path

import pytest

from tests.fakes.previews import FakePreviews
from tests.fakes.renditions import FakeRenditions
from thesaury.model.asset import Asset, File, Record, Text
from thesaury.ports.opening import opened
from thesaury.web.panel.renditions import Rendition, content_of, renditions_of


def asset(file: File) -> Asset:
    return Asset("a1", (Record("studio", "1", "1", texts=(Text("title", "Lake", "en"),), file=file),))


def test_a_picture_on_this_machine_can_be_had_whole_large_and_small(tmp_path: Path):
    path = tmp_path / "lake.jpg"
    path.write_bytes(b"x")
    found = renditions_of(asset(File(str(path), "image/jpeg", "d", 1, 8000, 4000)), opened)
    assert found == (
        Rendition("original", "image/jpeg", 8000, 4000),
        Rendition("large", "image/jpeg", 4096, 2048),
        Rendition("preview", "image/jpeg", 1280, 640),
    )


@pytest.mark.parametrize("location", ["https://cdn.example/a.jpg", "/nowhere/at/all.jpg", "relative.jpg", "/a\0b"])
def test_of_a_file_elsewhere_there_is_the_preview_alone(location: str):
    found = renditions_of(asset(File(location, "image/jpeg", "d")), opened)
    assert found == (Rendition("preview", "image/jpeg", None, None),)


def test_a_film_is_had_whole(tmp_path: Path):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"x")
    names = [one.name for one in renditions_of(asset(File(str(path), "video/mp4", "d")), opened)]
    assert names == ["original", "preview"]


def test_what_is_placed_comes_from_the_renditions_and_says_so_when_it_cannot_be_read(tmp_path: Path):
    path, previews, renditions = tmp_path / "lake.jpg", FakePreviews(), FakeRenditions()
    path.write_bytes(b"x")
    lake = asset(File(str(path), "image/jpeg", "d"))
    assert content_of(lake, "large", previews, renditions, opened) is None, "there is no picture"
    renditions.colours["a1"] = "navy"
    found = content_of(lake, "large", previews, renditions, opened)
    assert found is not None
    assert found.made().startswith(b"\xff\xd8")
    renditions.colours.clear()
    with pytest.raises(ValueError, match="cannot be read"):
        found.made()


def test_previews_are_jpeg_too(tmp_path: Path):
    previews = FakePreviews()
    lake = asset(File("https://cdn.example/a.jpg", "image/jpeg", "d"))
    assert content_of(lake, "thumbnail", previews, FakeRenditions(), opened) is None
    previews.colours["a1"] = "navy"
    found = content_of(lake, "thumbnail", previews, FakeRenditions(), opened)
    assert found is not None
    assert found.made().startswith(b"\xff\xd8")
    assert content_of(lake, "large", previews, FakeRenditions(), opened) is None, "the file does not lie here"
