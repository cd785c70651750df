"""Where most is to be seen, in pictures whose subject is known: it is inside every crop that could hold it."""

from functools import cache
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from thesaury.engines.renditions.cropping import crop, scaled_size
from thesaury.engines.renditions.focus import focus_of
from thesaury.model.rendition import BY_NAME, RenditionForm

SKIN = ((241, 205, 180), (198, 134, 98), (110, 69, 50))
Box = tuple[int, int, int, int]


def plain(size, colour=(214, 222, 230)) -> Image.Image:
    return Image.new("RGB", size, colour)


def sky(size) -> Image.Image:
    """A ground that goes from blue to green, with a soft line of hills."""
    down = np.linspace(0, 1, size[1])[:, None, None]
    rows = np.array([150, 190, 235]) * (1 - down) + np.array([96, 128, 80]) * down
    return Image.fromarray(np.broadcast_to(rows, (size[1], size[0], 3)).astype(np.uint8))


def grainy(size) -> Image.Image:
    chance = np.random.default_rng(5)
    return Image.fromarray((128 + chance.normal(0, 9, (size[1], size[0], 3))).clip(0, 255).astype(np.uint8))


GROUNDS = {"plain": plain, "sky": sky, "grainy": grainy}


@cache
def drawn(name: str, size: tuple[int, int]) -> Image.Image:
    return GROUNDS[name](size)


def ground_of(name: str, size: tuple[int, int]) -> Image.Image:
    """A ground of its own to draw on."""
    return drawn(name, size).copy()


def person(image: Image.Image, box: Box, skin: tuple[int, int, int]) -> None:
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = box
    neck = top + (bottom - top) * 2 // 5
    draw.rectangle((left, neck, right, bottom), fill=(60, 70, 120))
    draw.ellipse((left + (right - left) // 5, top, right - (right - left) // 5, neck), fill=skin)
    draw.pieslice((left + (right - left) // 5, top, right - (right - left) // 5, neck), 180, 360, fill=(50, 36, 30))


def thing(image: Image.Image, box: Box, seed: int) -> None:
    chance, draw = Random(seed), ImageDraw.Draw(image)
    draw.rounded_rectangle(box, 20, fill=(190, 40, 50))
    for row in range(6):
        y = box[1] + (row + 1) * (box[3] - box[1]) // 8
        draw.line((box[0] + 15, y, box[2] - chance.randrange(15, 60), y), fill="white", width=6)


def shown(image: Image.Image, form: RenditionForm) -> tuple[float, float, float, float]:
    """What a form shows of the picture, as shares of its width and height."""
    whole = scaled_size(image.size, form)
    box = crop(whole, form, (0.5, 0.5))
    share = (box[2] - box[0]) / whole[0], (box[3] - box[1]) / whole[1]
    box = crop(whole, form, focus_of(image, share))
    return box[0] / whole[0], box[1] / whole[1], box[2] / whole[0], box[3] / whole[1]


def inside(image: Image.Image, form: RenditionForm, box: Box) -> bool:
    left, top, right, bottom = shown(image, form)
    width, height = image.size
    return (
        left * width <= box[0] + 2
        and top * height <= box[1] + 2
        and right * width >= box[2] - 2
        and bottom * height >= box[3] - 2
    )


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("place", [0.02, 0.25, 0.5, 0.75, 0.98])
@pytest.mark.parametrize("who", [*SKIN, None])
def test_the_subject_of_a_wide_picture_is_inside_the_square(ground, place, who):
    image = ground_of(ground, (1600, 800))
    left = round(place * (1600 - 300))
    box = (left, 300, left + 300, 780) if who else (left, 250, left + 300, 600)
    person(image, box, who) if who else thing(image, box, round(place * 100))
    assert inside(image, BY_NAME["square"], box)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("place", [0.02, 0.5, 0.98])
def test_the_subject_of_a_tall_picture_is_inside_the_banner(ground, place):
    image = ground_of(ground, (900, 1600))
    top = round(place * (1600 - 200))
    box = (300, top, 600, top + 200)
    thing(image, box, 3)
    assert inside(image, BY_NAME["banner"], box)


def test_a_sharp_subject_before_a_blurred_ground_is_found():
    chance = np.random.default_rng(7)
    noise = Image.fromarray(chance.integers(0, 255, (80, 160, 3), dtype=np.uint8)).resize((1600, 800))
    image = noise.filter(ImageFilter.GaussianBlur(40))
    box = (1150, 200, 1500, 700)
    thing(image, box, 1)
    assert inside(image, BY_NAME["square"], box)


def test_of_a_subject_larger_than_the_crop_the_middle_is_shown():
    image = sky((2000, 800))
    ImageDraw.Draw(image).ellipse((700, 50, 1900, 750), fill=(200, 60, 40))
    left, _, right, _ = shown(image, BY_NAME["portrait"])
    assert left < 1300 / 2000 < right


@pytest.mark.parametrize("ground", ["plain", "grainy"])
@pytest.mark.parametrize("skin", SKIN)
@pytest.mark.parametrize("top", [200, 450])
def test_of_somebody_who_stands_the_head_is_shown(ground, skin, top):
    image = ground_of(ground, (900, 1600))
    draw = ImageDraw.Draw(image)
    head = (380, top, 520, top + 180)
    draw.rounded_rectangle((320, top + 190, 580, top + 640), 40, fill=(150, 60, 70))
    draw.rectangle((350, top + 640, 550, top + 1100), fill=(40, 50, 90))
    draw.ellipse(head, fill=skin)
    assert inside(image, BY_NAME["social"], head)


def test_a_focus_is_not_raised_out_of_what_it_is_on():
    """Calm things above a subject, clouds for instance, are not its top."""
    image = sky((900, 1600))
    for x in range(60, 900, 200):
        ImageDraw.Draw(image).ellipse((x, 120, x + 120, 200), fill=(235, 240, 245))
    box = (350, 1000, 550, 1250)
    thing(image, box, 2)
    assert inside(image, BY_NAME["social"], box)


@pytest.mark.parametrize("colour", ["white", "black", (10, 200, 90)])
def test_where_nothing_is_to_be_seen_it_is_the_middle(colour):
    assert focus_of(Image.new("RGB", (300, 200), colour)) == (0.5, 0.5)


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (2, 3), (97, 95)])
def test_any_size_and_colour_has_a_focus_and_always_the_same(size):
    chance = np.random.default_rng(3)
    for mode, bands in (("RGB", 3), ("L", 1), ("RGBA", 4), ("CMYK", 4)):
        values = chance.integers(0, 255, (size[1], size[0], bands), dtype=np.uint8)
        image = Image.fromarray(values[..., 0] if bands == 1 else values, mode)
        x, y = focus_of(image)
        assert 0 <= x <= 1
        assert 0 <= y <= 1
        assert focus_of(image) == (x, y)
        for shown in ((1.0, 0.01), (0.01, 1.0), (0.0, 0.0)):
            assert all(0 <= share <= 1 for share in focus_of(image, shown))
