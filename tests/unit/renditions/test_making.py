"""Renditions of every kind of file: upright, in sRGB, in their form, and with nothing of the original but the picture."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from tests.unit.renditions.pictures import deep_rgb, every_kind, from_a_camera, opened, quarters, texts_of
from thesaury.engines import pictures
from thesaury.engines.renditions.making import made, srgb_profile
from thesaury.model.rendition import BY_NAME, JPEG, PNG, WEBP, RenditionForm, RightsMarks

NOTHING = RightsMarks()
RIGHTS = RightsMarks(asset="a1", title="Lake", copyright="© Fennmoor")
SMALL = RenditionForm("t", 30)


def rendition(path: Path, form: RenditionForm = SMALL, marks: RightsMarks = NOTHING, focus=None) -> Image.Image:
    return opened(made(path, form, marks, focus))


def near(one, other, by: int = 30) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    width, height = image.size
    places = ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8))
    return [image.convert("RGB").getpixel((int(x * width), int(y * height))) for x, y in places]


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return every_kind(tmp_path_factory.mktemp("kinds"))


@pytest.mark.parametrize("media_type", [JPEG, WEBP, PNG])
def test_every_kind_of_file_becomes_every_kind_of_rendition(kinds, media_type):
    form = RenditionForm("t", 30, 30, True, media_type)
    for name, path in kinds.items():
        image = rendition(path, form)
        assert (image.size, Image.MIME[image.format or ""]) == ((30, 30), media_type), name
        assert image.mode in ("RGB", "RGBA"), name
        assert image.info["icc_profile"] == srgb_profile(), name


def test_colours_stay_what_they_were(kinds):
    expected = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]
    grey = [(76,) * 3, (150,) * 3, (29,) * 3, (255,) * 3]
    for name in ("rgb.jpg", "cmyk.jpg", "cmyk.tif", "palette.png", "moving.gif", "pages.tif", "plain.bmp", "lab.tif"):
        found = corners(rendition(kinds[name]))
        assert all(near(*pair, 60) for pair in zip(found, expected, strict=True)), (name, found)
    for name in ("grey.jpg", "deep.png", "deep.tif", "float.tif"):
        found = corners(rendition(kinds[name]))
        assert all(near(*pair) for pair in zip(found, grey, strict=True)), (name, found)


def test_sixteen_bits_a_colour_keep_their_upper_half(tmp_path):
    path = tmp_path / "deep.png"
    path.write_bytes(deep_rgb())
    assert near(rendition(path).getpixel((2, 2)), (128, 0, 0), 6)


def test_the_profile_of_a_picture_says_what_its_colours_mean(tmp_path):
    """A profile whose red is another red: what is delivered is that red in sRGB."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    path = tmp_path / "wrong.tif"
    Image.new("RGB", (20, 20), (200, 30, 40)).save(path, icc_profile=lab.tobytes())
    assert near(rendition(path).getpixel((5, 5)), (200, 30, 40)), "a profile of another space is passed over"
    Image.new("CMYK", (20, 20), (0, 255, 255, 0)).save(path)
    assert near(rendition(path).getpixel((5, 5)), (255, 0, 0))


def test_what_is_transparent_lies_on_white_in_jpeg_and_stays_so_elsewhere(tmp_path):
    path = tmp_path / "clear.png"
    Image.new("RGBA", (40, 40), (200, 0, 0, 0)).save(path)
    assert near(rendition(path).getpixel((5, 5)), (255, 255, 255))
    for media_type in (WEBP, PNG):
        assert rendition(path, RenditionForm("t", 30, media_type=media_type)).getpixel((5, 5))[3] == 0
    Image.new("RGBA", (40, 40), (200, 0, 0, 255)).save(path)
    assert rendition(path, RenditionForm("t", 30, media_type=PNG)).mode == "RGB", "nothing of it is transparent"


@pytest.mark.parametrize("name", ["a.jpg", "a.tif", "a.png", "a.webp"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_pictures_stand_upright(tmp_path, name, turn):
    """For each way a camera can be held; what is cut is cut from the upright picture."""
    exif, upright = Image.Exif(), quarters(120, 80)
    exif[0x0112] = turn
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the transposition that undoes each
    lying = upright.transpose(Image.Transpose(back[turn])) if turn in back else upright
    lying.save(tmp_path / name, exif=exif)
    assert ImageOps.exif_transpose(Image.open(tmp_path / name)).size == (120, 80)
    for form in (RenditionForm("w", 60), RenditionForm("f", 60, 20, True)):
        image = rendition(tmp_path / name, form, focus=(0.5, 0.5))
        assert image.size == (60, form.height or 40)
        assert all(
            near(*pair, 60)
            for pair in zip(corners(image), [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)], strict=True)
        )
        assert not image.getexif().get(0x0112)


def test_the_focus_that_is_given_is_shown(tmp_path):
    path = tmp_path / "a.png"
    quarters(400, 100).save(path)
    form = RenditionForm("f", 50, 50, True)
    assert near(rendition(path, form, focus=(0.0, 0.0)).getpixel((20, 10)), (255, 0, 0))
    assert near(rendition(path, form, focus=(1.0, 1.0)).getpixel((20, 40)), (255, 255, 255))


def test_nothing_is_enlarged(tmp_path):
    path = tmp_path / "a.png"
    quarters(300, 200).save(path)
    assert rendition(path, BY_NAME["large"]).size == (300, 200)
    assert rendition(path, BY_NAME["square"]).size == (200, 200)
    assert rendition(path, BY_NAME["banner"]).size == (300, 100)


@pytest.mark.parametrize("media_type", [JPEG, WEBP, PNG])
@pytest.mark.parametrize("marks", [NOTHING, RIGHTS])
def test_nothing_of_the_original_is_delivered_but_the_picture(tmp_path, media_type, marks):
    content = made(from_a_camera(tmp_path / "a.jpg"), RenditionForm("t", 300, media_type=media_type), marks, None)
    image = opened(content)
    assert not dict(image.getexif())
    assert not any(hint in content for hint in (b"SN-00815", b"ACME", b"Raw Studio", b"Exif"))
    assert image.info.get("comment") is None
    assert (b"Fennmoor" in content) is (marks is RIGHTS)
    if media_type == PNG:
        assert list(texts_of(content)) == (["XML:com.adobe.xmp"] if marks is RIGHTS else [])


def test_the_same_picture_gives_the_same_file(tmp_path):
    path = from_a_camera(tmp_path / "a.jpg")
    for media_type in (JPEG, WEBP, PNG):
        form = RenditionForm("t", 200, 100, True, media_type)
        assert made(path, form, RIGHTS, None) == made(path, form, RIGHTS, None)


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8 no picture", b"<svg/>", b"GIF89a", b"%!PS-Adobe"])
def test_what_is_no_picture_is_refused(tmp_path, content):
    path = tmp_path / "x.jpg"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"."):
        made(path, SMALL, NOTHING, None)
    with pytest.raises(ValueError, match=r"."):
        made(tmp_path / "gone.jpg", SMALL, NOTHING, None)


def test_half_a_picture_is_none(tmp_path):
    path = from_a_camera(tmp_path / "a.jpg")
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(ValueError, match=r"."):
        made(path, BY_NAME["large"], NOTHING, None)


def test_another_kind_of_file_is_refused(tmp_path):
    with pytest.raises(ValueError, match="image/avif"):
        made(from_a_camera(tmp_path / "a.jpg"), RenditionForm("t", 30, media_type="image/avif"), NOTHING, None)


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_does_no_harm(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("damaged")
    kind, mode = data.draw(
        st.sampled_from([("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB"), ("GIF", "P"), ("TIFF", "CMYK")])
    )
    out = BytesIO()
    quarters(40, 30).convert(mode).save(out, kind)
    content = bytearray(out.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = folder / "x"
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    with suppress(ValueError):
        assert opened(made(path, SMALL, RIGHTS, None)).width <= 30


@pytest.mark.parametrize("late", [False, True])
def test_a_small_file_that_takes_far_too_much_memory_is_refused(tmp_path, monkeypatch, late):
    monkeypatch.setattr(pictures, "MOST_CLEAR_PIXELS", 60 * 60)
    Image.new("P", (60, 61)).save(tmp_path / "opaque.png")
    assert rendition(tmp_path / "opaque.png").size == (30, 30)
    Image.new("P", (60, 61)).save(tmp_path / "clear.png", transparency=0)
    content = (tmp_path / "clear.png").read_bytes()
    if late:  # what is transparent is said behind the points
        start = content.index(b"tRNS") - 4
        length = 12 + int.from_bytes(content[start : start + 4])
        said, rest = content[start : start + length], content[:start] + content[start + length :]
        end = rest.index(b"IEND") - 4
        (tmp_path / "clear.png").write_bytes(rest[:end] + said + rest[end:])
    with pytest.raises(ValueError, match="60 x 61 pixels are too many"):
        rendition(tmp_path / "clear.png")
