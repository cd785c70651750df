"""Sizes and crops: how large a rendition is, and what of the picture it shows."""

from thesaury.engines.pictures import Size, within
from thesaury.model.rendition import RenditionForm

Box = tuple[int, int, int, int]
Focus = tuple[float, float]


def scaled_size(size: Size, form: RenditionForm) -> Size:
    """How large the whole picture is made: for a form that fills its box just so large that it covers it, else so that it lies within.
    Nothing is enlarged."""
    if not _fills(form):
        return within(size, form.width, form.height)
    share = min(1.0, max(form.width / size[0], form.height / size[1]))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def crop(size: Size, form: RenditionForm, focus: Focus) -> Box:
    """What of the scaled picture a form shows: all of it, or the largest part in the shape of its box that has the focus as near to its
    middle as the edges of the picture let it."""
    if not _fills(form):
        return 0, 0, *size
    share = min(1.0, size[0] / form.width, size[1] / form.height)
    shown = tuple(
        max(1, min(side, round(full * share))) for side, full in zip(size, (form.width, form.height), strict=True)
    )
    left, top = (_start(side, part, point) for side, part, point in zip(size, shown, focus, strict=True))
    return left, top, left + shown[0], top + shown[1]


def held(focus: Focus) -> Focus:
    """The focus as a point of the picture, whatever somebody gave: what is no number is the middle."""
    return _share(focus[0]), _share(focus[1])


def _fills(form: RenditionForm) -> bool:
    return form.fills and form.width > 0 and form.height > 0


def _start(side: int, part: int, point: float) -> int:
    return max(0, min(side - part, round(point * side - part / 2)))


def _share(value: float) -> float:
    return min(1.0, max(0.0, value)) if value == value else 0.5
