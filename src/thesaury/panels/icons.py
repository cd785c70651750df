"""The icons of a package: our mark, drawn at the sizes the programs ask for."""

from io import BytesIO

_GROUND, _WHITE, _AMBER, _MINT = "#1d6b59", "#ffffff", "#f3c66b", "#9fdcc7"
_FINER = 8
"""Drawn so many times larger, then made smaller, for smooth edges."""


def icon(side: int) -> bytes:
    """Our mark as PNG, `side` pixels a side, transparent at its round corners."""
    from PIL import Image, ImageDraw

    unit = side * _FINER / 32
    image = Image.new("RGBA", (side * _FINER, side * _FINER))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, 32 * unit - 1, 32 * unit - 1), radius=8 * unit, fill=_GROUND)
    for x in (9.0, 16.0, 23.0):
        draw.line([(16 * unit, 13.5 * unit), (x * unit, 22 * unit)], fill=_WHITE, width=round(2 * unit))
    draw.line([(16 * unit, 9 * unit), (16 * unit, 14 * unit)], fill=_WHITE, width=round(2 * unit))
    for x, y, radius, colour in (
        (16, 8.5, 3.0, _WHITE),
        (9, 23, 2.6, _AMBER),
        (16, 23, 2.6, _WHITE),
        (23, 23, 2.6, _MINT),
    ):
        draw.ellipse(
            [((x - radius) * unit, (y - radius) * unit), ((x + radius) * unit, (y + radius) * unit)], fill=colour
        )
    out = BytesIO()
    image.resize((side, side), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
