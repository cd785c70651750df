"""Fruit, vegetables and bakery in millimetres; each stands or lies on the origin unless it says otherwise."""

from math import cos, pi, sin
from random import Random

from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.palette import Palette, darker, lighter, mix
from thesaury.sandbox.scenes.plants import leaf

CRUST, CRUMB = "#c98a4b", "#f0d3a0"
FRUIT = ("apple", "pear", "orange", "tomato", "lemon", "pumpkin")
_SKIN = {
    "apple": "#c8473f",
    "pear": "#b9bf5d",
    "orange": "#ea9437",
    "tomato": "#d8523b",
    "lemon": "#f0c64a",
    "pumpkin": "#df8136",
}


def fruit(c: Canvas, kind: str, tint: str = "") -> None:
    """One piece of fruit about 80 wide (a pumpkin 150)."""
    skin = tint or _SKIN[kind]
    paint = c.across(lighter(skin, 0.22), skin, darker(skin, 0.2))
    if kind == "pumpkin":
        _pumpkin(c, skin)
        return
    if kind == "pear":
        c.path("M0 -112C16 -112 16 -84 26 -66C46 -34 34 0 0 0C-34 0 -46 -34 -26 -66C-16 -84 -16 -112 0 -112Z", paint)
        c.line([(0, -110), (5, -126)], "#6d4c33", 4)
        return
    if kind == "apple":
        c.path("M0 -70C24 -84 46 -66 42 -38C38 -10 22 2 0 -2C-22 2 -38 -10 -42 -38C-46 -66 -24 -84 0 -70Z", paint)
        c.line([(0, -68), (5, -88)], "#6d4c33", 4)
        with c.at(4, -82, turn=60):
            leaf(c, 30, 14, "#7f9f55")
    elif kind == "lemon":
        c.path("M-50 -34Q-40 -38 -30 -54Q0 -76 30 -54Q40 -38 50 -34Q40 -28 30 -12Q0 6 -30 -12Q-40 -28 -50 -34Z", paint)
    else:
        c.ellipse(0, -37, 40, 38, paint)
        if kind == "tomato":
            for turn in (-70, -30, 10, 50, 80):
                with c.at(0, -71, turn=turn):
                    leaf(c, 20, 7, "#5f8648")
    c.ellipse(-16, -50, 9, 12, "#ffffff", 0.28)


def _pumpkin(c: Canvas, skin: str) -> None:
    for x, rx, part in ((-46, 30, 0.2), (46, 30, 0.3), (-26, 34, 0.08), (26, 34, 0.16), (0, 32, 0.0)):
        c.ellipse(x, -50, rx, 50, c.across(darker(skin, part), darker(skin, part + 0.1)))
    c.path("M-8 -96Q-6 -118 8 -124L16 -116Q8 -108 10 -96Z", "#7b7a48")
    c.ellipse(-34, -66, 8, 18, "#ffffff", 0.18)


def carrot(c: Canvas) -> None:
    """A carrot 150 long hanging tip downward from the origin."""
    for turn in (-24, -8, 10, 26):
        with c.at(0, 2, turn=turn):
            leaf(c, 70, 16, "#7d9f52")
    c.path("M-17 4Q-18 -6 0 -6Q18 -6 17 4Q12 90 0 140Q-12 90 -17 4Z", c.across("#f0a04d", "#e5812f", "#c56a25"))
    for y in (24, 50, 76):
        c.line([(-11, y), (-2, y + 2)], "#b9621f", 2, alpha=0.6)


def leek(c: Canvas, rng: Random) -> None:
    """A leek or bundle of greens, 260 high."""
    c.path("M-12 0L-12 -120L12 -120L12 0Z", c.across("#f7f5e4", "#dfe6bf"))
    for i, turn in enumerate((-24, 22, -12, 12, 0)):
        with c.at(0, -100, turn=turn):
            leaf(c, rng.uniform(130, 170), 34, ("#5f8b4c", "#4f7a42", "#7ba259", "#6a9650", "#86ad63")[i])


def lettuce(c: Canvas, rng: Random) -> None:
    """A head of lettuce, 170 wide."""
    for i, r in enumerate((86, 68, 50, 30)):
        tint = mix("#5f8f4a", "#c9dc93", i / 3)
        rim = [
            (r * k * cos(a), -70 + r * 0.82 * k * sin(a))
            for j in range(16)
            for a, k in [(2 * pi * j / 16, rng.uniform(0.88, 1.08))]
        ]
        c.blob(rim, tint)
    c.path("M0 -20Q-4 -70 0 -110M0 -50L-30 -80M0 -60L30 -90", stroke="#dfe9b8", width=3, alpha=0.7)


def baguette(c: Canvas) -> None:
    """A baguette 330 long, standing upright."""
    c.rect(-25, -330, 50, 330, c.across(lighter(CRUST, 0.2), CRUST, darker(CRUST, 0.2)), r=25)
    for y in range(-300, -20, 52):
        c.path(f"M-14 {y + 22}Q-2 {y - 6} 16 {y}Q4 {y + 26} -14 {y + 22}Z", CRUMB, alpha=0.85)


def loaf(c: Canvas, rng: Random) -> None:
    """A round country loaf, 190 wide and 100 high."""
    c.path(
        "M-95 -30C-95 -120 95 -120 95 -30Q95 0 60 0L-60 0Q-95 0 -95 -30Z",
        c.down(lighter(CRUST, 0.15), darker(CRUST, 0.18)),
    )
    for x in (-45, 0, 45):
        c.path(f"M{x - 22} -34Q{x - 6} -84 {x + 20} -76Q{x + 4} -52 {x - 22} -34Z", CRUMB, alpha=0.9)
    for _ in range(16):
        c.ellipse(rng.uniform(-70, 70), rng.uniform(-84, -20), 3, 2, "#fff6e3", 0.6)


def croissant(c: Canvas) -> None:
    """A croissant 150 wide and 70 high."""
    for i in (-3, 3, -2, 2, -1, 1, 0):
        size = 1 - 0.17 * abs(i)
        with c.at(i * 23, -34 + i * i * 2.3, turn=i * 11):
            c.ellipse(0, 2, 22 * size + 3, 32 * size + 3, darker(CRUST, 0.32))
            c.ellipse(0, 0, 22 * size + 2, 32 * size + 2, c.down(lighter(CRUST, 0.32), darker(CRUST, 0.06)))
            c.ellipse(-5 * size, -14 * size, 6 * size, 9 * size, lighter(CRUST, 0.55), 0.6)


def cake(c: Canvas, p: Palette) -> None:
    """A slice of layer cake, 120 wide and 80 high."""
    c.polygon([(-60, 0), (60, 0), (60, -66), (-60, -66)], CRUMB)
    for y in (-20, -44):
        c.rect(-60, y, 120, 9, p.paper)
    c.path(
        "M-60 -66L44 -88Q58 -84 60 -66L60 -58Q50 -46 42 -58"
        "Q32 -42 22 -58Q10 -44 0 -58Q-14 -42 -26 -58Q-44 -46 -60 -58Z",
        p.second,
    )
    c.circle(20, -88, 12, _SKIN["apple"])


def sandwich(c: Canvas, p: Palette) -> None:
    """A sandwich seen from the side, 150 wide and 72 high."""
    c.rect(-72, -20, 144, 20, CRUST, r=8)
    c.rect(-70, -20, 140, 12, CRUMB, r=4)
    c.path("M-78 -26q13 -12 26 0t26 0t26 0t26 0t26 0t26 0l-4 8L-74 -18Z", "#84ab55")
    c.rect(-70, -36, 140, 9, _SKIN["tomato"], r=4)
    c.rect(-74, -43, 148, 8, "#f3cd62", r=2)
    c.path("M-72 -42Q-76 -74 -40 -74L40 -74Q76 -74 72 -42Z", c.down(lighter(CRUST, 0.2), CRUST))


def berries(c: Canvas, rng: Random, count: int, spread: float, tint: str) -> None:
    """A scatter of berries round the origin, seen from above."""
    for _ in range(count):
        x, y = rng.uniform(-spread, spread), rng.uniform(-spread * 0.4, spread * 0.4)
        c.circle(x, y, 11, c.across(lighter(tint, 0.2), darker(tint, 0.15)))
        c.circle(x - 3, y - 4, 2.6, "#ffffff", 0.45)


def grains(c: Canvas, rng: Random, count: int, wide: float, high: float, tint: str) -> None:
    """Loose grains or oats scattered on a surface round the origin."""
    for _ in range(count):
        x, y = rng.gauss(0, wide / 3), rng.gauss(0, high / 3)
        c.ellipse(
            x, y, rng.uniform(4, 7), rng.uniform(2.5, 4), rng.choice((tint, lighter(tint, 0.3), darker(tint, 0.15)))
        )
