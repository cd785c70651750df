"""A brand: colours that words can be read in, and logos of which nothing but the picture is left."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from thesaury.model.errors import Usage
from thesaury.web.branding.brand import BrandKeeper, colours
from thesaury.web.branding.colours import (
    DARK_GROUNDS,
    ENOUGH,
    LIGHT_GROUNDS,
    contrast,
    lighter_shade,
    readable,
    shades,
    weakest,
)
from thesaury.web.branding.logo import LARGEST, cleaned, keep_logo, kept_logo

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 8 8">%s</svg>'


def drawn(inner: bytes) -> str:
    ending, kept = cleaned(SVG % inner)
    assert ending == "svg"
    return kept.decode()


def picture(form: str, side: int = 900) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (side, side), "teal").save(made, form)
    return made.getvalue()


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@given(COLOURS)
def test_any_colour_has_a_shade_for_dark_pages(colour):
    assert readable(lighter_shade(colour), DARK_GROUNDS)


@given(COLOURS)
def test_words_on_an_accent_and_the_accent_on_its_tint_can_be_read(colour):
    for accent, grounds in ((colour, LIGHT_GROUNDS), (lighter_shade(colour), DARK_GROUNDS)):
        if readable(accent, grounds):
            made = shades(accent, grounds[0])
            assert contrast(made.on_accent, accent) >= ENOUGH
            assert contrast(accent, made.tint) >= ENOUGH


def test_the_grounds_are_those_of_the_sheet():
    from thesaury.web.styles import style_sheet

    for light, dark in zip(LIGHT_GROUNDS, DARK_GROUNDS, strict=True):
        assert f"light-dark({light}, {dark})" in style_sheet()
    assert weakest("#1d6b59", LIGHT_GROUNDS) >= ENOUGH
    assert weakest("#86d3bb", DARK_GROUNDS) >= ENOUGH


def test_a_sheet_of_colours_takes_a_lighter_shade_where_the_dark_one_cannot_be_read():
    assert "--accent: light-dark(#003399, #8899ff)" in colours("#003399", "#8899ff")
    assert colours("#003399", "#001122") == colours("#003399", "")


@pytest.mark.parametrize(
    "inner",
    [
        b"<script>alert(1)</script>",
        b'<g onload="alert(1)"/>',
        b'<a xlink:href="javascript:alert(1)"><path d="M0 0"/></a>',
        b'<use href="https://elsewhere.example/x.svg#y"/>',
        b'<image href="https://elsewhere.example/x.png"/>',
        b"<foreignObject><p>alert</p></foreignObject>",
        b"<style>@import url(https://elsewhere.example)</style>",
        b'<rect fill="url(https://elsewhere.example/x)"/>',
        b'<rect style="background:url(//elsewhere.example)"/>',
        b'<set attributeName="href" to="javascript:alert(1)"/>',
    ],
)
def test_nothing_that_runs_or_leads_elsewhere_stays_in_a_drawing(inner):
    kept = drawn(inner)
    assert not any(word in kept for word in ("alert", "elsewhere", "onload", "script", "style", "image"))


def test_a_drawing_stays_what_it_is():
    kept = drawn(
        b'<defs><linearGradient id="a"/></defs><path d="M0 0L8 8" fill="url(#a)" transform="scale(2)"/><use href="#a"/>'
    )
    assert 'd="M0 0L8 8"' in kept
    assert 'fill="url(#a)"' in kept
    assert 'href="#a"' in kept
    assert 'viewBox="0 0 8 8"' in kept


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_made_anew_and_no_larger_than_needed(form):
    ending, kept = cleaned(picture(form))
    assert ending == "png"
    assert Image.open(io.BytesIO(kept)).size == (512, 512)


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a",
        b"nothing at all",
        b"<svg",
        b'<!DOCTYPE svg [<!ENTITY a "aa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"<html><svg/></html>",
        picture("PNG")[:300],
        b"\0" * (LARGEST + 1),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(content):
    with pytest.raises(Usage, match="Choose"):
        cleaned(content)


@given(st.binary(max_size=400))
def test_any_bytes_are_cleaned_or_refused(content):
    for one in (content, b"<svg " + content):
        with suppress(Usage):
            assert cleaned(one)[0] in ("svg", "png")


def test_a_new_logo_takes_the_place_of_the_old(tmp_path):
    (tmp_path / "thesaury.toml").write_text("")
    keeper = BrandKeeper(tmp_path)
    assert keeper.brand().logo == ""
    keep_logo(tmp_path, SVG % b"")
    assert kept_logo(tmp_path).name == "logo.svg"
    first = keeper.brand()
    keep_logo(tmp_path, picture("PNG"))
    assert kept_logo(tmp_path).name == "logo.png"
    assert keeper.brand().logo != first.logo != ""
    keep_logo(tmp_path, None)
    assert kept_logo(tmp_path) is None
    assert keeper.brand().logo == ""


def test_a_colour_written_by_hand_that_cannot_be_read_is_left_out(tmp_path):
    (tmp_path / "thesaury.toml").write_text('brand_name = "Fennmoor"\nbrand_accent = "#ffee00"\n')
    brand = BrandKeeper(tmp_path).brand()
    assert (brand.name, brand.sheet) == ("Fennmoor", "")
