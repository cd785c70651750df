"""Sizes and crops keep to their box, to the shape, and to what has to be seen, whatever the picture."""

from hypothesis import example, given
from hypothesis import strategies as st

from thesaury.engines.renditions.cropping import crop, held, scaled_size
from thesaury.model.rendition import FORMS, RenditionForm

SIDES = st.integers(1, 6_000)
SIZES = st.tuples(SIDES, SIDES)
SHARES = st.floats(0, 1)
POINTS = st.tuples(SHARES, SHARES)
FULL = st.builds(RenditionForm, st.just("f"), SIDES, SIDES, st.just(True))
WITHIN = st.builds(RenditionForm, st.just("w"), SIDES, st.one_of(st.just(0), SIDES))


@given(SIZES, WITHIN)
@example((1, 6_000), RenditionForm("w", 1))
def test_what_lies_within_a_box_keeps_its_shape_and_is_never_enlarged(size, form):
    width, height = scaled_size(size, form)
    assert width <= min(form.width, size[0])
    assert height <= min(form.height or size[1], size[1])
    assert abs(width * size[1] - height * size[0]) <= max(size), "the shape is kept within a pixel"
    assert width == form.width or height == form.height or (width, height) == size or 1 in (width, height)
    assert crop((width, height), form, (0.5, 0.5)) == (0, 0, width, height)


@given(SIZES, FULL, POINTS)
@example((6_000, 1), RenditionForm("f", 1, 6_000, True), (1.0, 1.0))
def test_what_fills_a_box_has_its_shape_and_shows_the_focus(size, form, focus):
    whole = scaled_size(size, form)
    left, top, right, bottom = crop(whole, form, focus)
    width, height = right - left, bottom - top
    assert left >= 0 <= top
    assert right <= whole[0]
    assert bottom <= whole[1]
    assert 0 < width <= form.width
    assert 0 < height <= form.height
    assert left <= focus[0] * whole[0] <= right
    assert top <= focus[1] * whole[1] <= bottom
    # Of the shape of the box, but for the pixel to which sizes are rounded.
    assert abs(width * form.height - height * form.width) <= max(form.width, form.height) or 1 in (width, height)
    assert max(whole) <= max(size), "nothing is enlarged"


@given(SIZES, FULL, POINTS)
def test_a_picture_larger_than_the_box_fills_it_wholly(size, form, focus):
    if size[0] >= form.width and size[1] >= form.height:
        whole = scaled_size(size, form)
        left, top, right, bottom = crop(whole, form, focus)
        assert (right - left, bottom - top) == (form.width, form.height)


def test_a_focus_that_is_none_is_held_to_the_picture():
    assert held((float("nan"), float("inf"))) == (0.5, 1.0)
    assert held((-3.0, 0.25)) == (0.0, 0.25)


def test_the_forms_there_are_have_names_of_their_own():
    assert len({form.name for form in FORMS}) == len(FORMS)
    assert all(form.height for form in FORMS if form.fills)
