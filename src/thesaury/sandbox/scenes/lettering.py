"""Letters as pen strokes and the marks of the three brands, so that no picture depends on a font."""

from thesaury.sandbox.scenes.canvas import Canvas, Point

BRANDS = ("lumo", "kibo", "sorrel")
WIDTH, HEIGHT = 4.0, 6.0

# Pen strokes on a grid four wide and six high, y downward: a point is two digits, a bar lifts the pen.
_STROKES = {
    "A": "06 20 46|14 34",
    "B": "06 00 30 41 42 33 03|33 44 45 36 06",
    "C": "41 30 10 01 05 16 36 45",
    "D": "00 06 26 45 41 20 00",
    "E": "40 00 06 46|03 33",
    "F": "40 00 06|03 33",
    "G": "41 30 10 01 05 16 36 45 43 23",
    "H": "00 06|40 46|03 43",
    "I": "20 26",
    "J": "40 45 36 16 05",
    "K": "00 06|40 03 46",
    "L": "00 06 46",
    "M": "06 00 23 40 46",
    "N": "06 00 46 40",
    "O": "10 30 41 45 36 16 05 01 10",
    "P": "06 00 30 41 42 33 03",
    "Q": "10 30 41 45 36 16 05 01 10|24 46",
    "R": "06 00 30 41 42 33 03|23 46",
    "S": "41 30 10 01 02 13 33 44 45 36 16 05",
    "T": "00 40|20 26",
    "U": "00 05 16 36 45 40",
    "V": "00 26 40",
    "W": "00 16 23 36 40",
    "X": "00 46|40 06",
    "Y": "00 23 40|23 26",
    "Z": "00 40 06 46",
    "1": "11 20 26",
    "2": "01 10 30 41 42 06 46",
    "3": "01 10 30 41 42 33 13|33 44 45 36 16 05",
    "+": "22 24|13 33",
}


def letters(c: Canvas, text: str, x: float, y: float, height: float, colour: str, weight: float = 0.16) -> None:
    """Writes capitals centred on (x, y); `weight` is the pen's width as a part of the height."""
    unit = height / HEIGHT
    step = (WIDTH + 2.2) * unit
    left = x - (len(text) * step - 2.2 * unit) / 2
    for place, letter in enumerate(text.upper()):
        for stroke in filter(None, _STROKES.get(letter, "").split("|")):
            points: list[Point] = [
                (left + place * step + int(p[0]) * unit, y - height / 2 + int(p[1]) * unit) for p in stroke.split()
            ]
            c.line(points, colour, height * weight)


def brand_mark(c: Canvas, brand: str, x: float, y: float, size: float, colour: str, ground: str) -> None:
    """The sign of a brand, `size` high round (x, y): a drop of light, a smiling bowl or a sorrel leaf."""
    with c.at(x, y, size / 20):
        {"lumo": _drop, "kibo": _bowl, "sorrel": _leaf}[brand](c, colour, ground)


def label(c: Canvas, brand: str, x: float, y: float, width: float, colour: str, ground: str) -> None:
    """A brand mark above the brand's name, within `width`."""
    brand_mark(c, brand, x, y - width * 0.24, width * 0.62, colour, ground)
    letters(c, brand, x, y + width * 0.34, width * 0.9 / len(brand), colour)


def _drop(c: Canvas, colour: str, ground: str) -> None:
    c.path("M0 -10C4 -4 7 -1 7 3.5A7 7 0 0 1 -7 3.5C-7 -1 -4 -4 0 -10Z", colour)
    c.path("M-3.6 3.6A3.7 3.7 0 0 0 0 7.2", stroke=ground, width=1.5)


def _bowl(c: Canvas, colour: str, ground: str) -> None:
    c.circle(0, 0, 9.5, colour)
    c.circle(-3.4, -2.2, 1.4, ground)
    c.circle(3.4, -2.2, 1.4, ground)
    c.path("M-5 2.2A5.2 5.2 0 0 0 5 2.2Z", ground)


def _leaf(c: Canvas, colour: str, ground: str) -> None:
    c.path("M0 10C-9 5 -9 -4 0 -10C9 -4 9 5 0 10Z", colour)
    c.path("M0 8L0 -5M0 3L-4 -0.5M0 3L4 -0.5M0 -1.5L-3 -4.5M0 -1.5L3 -4.5", stroke=ground, width=1.1)
