"""Leaves, sprigs, pot plants, trees and flowers; each stands on the origin and grows upward."""

from math import cos, pi, radians, sin
from random import Random

from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.palette import Palette, darker, lighter, mix

POTTED = ("broad", "snake", "trailing", "olive", "cactus")
TREES = ("round", "oval", "cloud", "pine", "poplar")


def leaf(c: Canvas, length: float, width: float, fill: str, vein: str = "", alpha: float = 1) -> None:
    """One pointed leaf from the origin upward."""
    w, n = width / 2, -length
    c.path(
        f"M0 0C{-w * 1.3:.1f} {n * 0.3:.1f} {-w:.1f} {n * 0.75:.1f} 0 {n:.1f}"
        f"C{w:.1f} {n * 0.75:.1f} {w * 1.3:.1f} {n * 0.3:.1f} 0 0Z",
        fill,
        alpha=alpha,
    )
    if vein:
        c.line([(0, 0), (0, n * 0.85)], vein, max(length * 0.018, 0.6), alpha=0.6)


def sprig(c: Canvas, length: float, fill: str, pairs: int = 6, alpha: float = 1, round_: bool = False) -> None:
    """A stem with leaves in pairs, smaller toward the tip."""
    stem = [(0.0, 0.0), (length * 0.06, -length * 0.5), (0.0, -length)]
    c.line(stem, darker(fill, 0.1), length * 0.012, alpha=alpha, soft=True)
    for i in range(pairs):
        part = (i + 1) / (pairs + 0.6)
        size = length * (0.30 - 0.17 * part)
        x = length * 0.06 * (1 - (2 * part - 1) ** 2)
        for side in (-1, 1):
            with c.at(x, -length * part, turn=side * (62 - 22 * part)):
                tint = fill if side < 0 else darker(fill, 0.08)
                leaf(c, size, size * (0.85 if round_ else 0.42), tint, alpha=alpha)
    with c.at(0, -length):
        leaf(c, length * 0.14, length * 0.06, fill, alpha=alpha)


def pine_sprig(c: Canvas, length: float, fill: str) -> None:
    """A twig of pine needles."""
    c.line([(0, 0), (0, -length)], darker(fill, 0.3), length * 0.02)
    for i in range(13):
        y = -length * (i + 1) / 14
        reach = length * (0.24 - 0.012 * i)
        for side in (-1, 1):
            c.line([(0, y), (side * reach, y - reach * 0.8)], fill if i % 2 else lighter(fill, 0.12), length * 0.022)


def potted(c: Canvas, p: Palette, rng: Random, kind: str) -> None:
    """A plant in a pot; the pot is 100 wide and 90 high, the whole about 300 high."""
    pot = rng.choice((p.accent, p.second, p.paper, p.main))
    greens = (p.leaf, p.pine, mix(p.leaf, p.pine, 0.5))
    with c.at(0, -78):
        {"broad": _broad, "snake": _snake, "trailing": _trailing, "olive": _olive, "cactus": _cactus}[kind](
            c, greens, rng
        )
    c.path("M-50 -90L50 -90L40 -6Q39 0 32 0L-32 0Q-39 0 -40 -6Z", c.across(lighter(pot, 0.15), pot, darker(pot, 0.2)))
    c.rect(-54, -96, 108, 20, c.across(lighter(pot, 0.25), pot, darker(pot, 0.12)), r=4)
    if kind == "trailing":
        _falling(c, greens, rng)


def _broad(c: Canvas, greens: tuple[str, ...], rng: Random) -> None:
    for i, angle in enumerate((-62, 60, -36, 38, -14, 16, 0)):
        reach = rng.uniform(95, 150) - abs(angle) * 0.3
        tip = (reach * sin(radians(angle)), -reach * cos(radians(angle)))
        c.line([(0, 0), (tip[0] * 0.35, tip[1] * 0.7), tip], greens[1], 4, soft=True)
        with c.at(*tip, turn=angle * 1.25):
            leaf(c, rng.uniform(84, 108), rng.uniform(52, 64), greens[i % 3], lighter(greens[i % 3], 0.3))


def _snake(c: Canvas, greens: tuple[str, ...], rng: Random) -> None:
    for i, x in enumerate((-26, 24, -14, 12, 0)):
        with c.at(x, 0, turn=x * 0.45 + rng.uniform(-4, 4)):
            height = rng.uniform(130, 210)
            leaf(c, height, 30, lighter(greens[0], 0.3))
            leaf(c, height * 0.97, 21, greens[1 + i % 2])


def _trailing(c: Canvas, greens: tuple[str, ...], rng: Random) -> None:
    for i in range(9):
        with c.at(rng.uniform(-30, 30), rng.uniform(-10, 0), turn=-60 + i * 15):
            leaf(c, rng.uniform(44, 70), 34, greens[i % 3])


def _falling(c: Canvas, greens: tuple[str, ...], rng: Random) -> None:
    for side, drop in ((-1, rng.uniform(10, 70)), (1, rng.uniform(20, 80)), (-0.55, rng.uniform(0, 40))):
        x = 52 * side
        c.line([(x * 0.7, -96), (x * 1.15, -80), (x * 1.2, drop - 60)], greens[1], 3, soft=True)
        for i in range(int((drop + 40) / 18) + 1):
            with c.at(x * 1.19, -84 + i * 18, turn=130 if i % 2 else -130):
                leaf(c, 24, 18, greens[i % 3])


def _olive(c: Canvas, greens: tuple[str, ...], rng: Random) -> None:
    c.line([(0, 0), (4, -60), (-3, -120)], "#8a6a4c", 8, soft=True)
    for angle in (-70, 65, -42, 40, -18, 20, 0):
        with c.at(0, -rng.uniform(70, 115), turn=angle):
            sprig(c, rng.uniform(80, 110), greens[rng.randrange(3)], pairs=5)


def _cactus(c: Canvas, greens: tuple[str, ...], rng: Random) -> None:
    paint = c.across(greens[0], greens[2], greens[1])
    height = rng.uniform(110, 150)
    c.rect(-26, -height, 52, height, paint, r=26)
    c.path(f"M-26 {-height * 0.35:.0f}h-22a8 8 0 0 1 -8 -8v-24", stroke=greens[2], width=20)
    c.path(f"M26 {-height * 0.55:.0f}h18a8 8 0 0 0 8 -8v-18", stroke=greens[1], width=18)
    for x in (-10, 4, 16):
        c.line([(x, -height * 0.9), (x, -8)], lighter(greens[0], 0.25), 1.6, alpha=0.6)


def tree(c: Canvas, rng: Random, kind: str, fill: str, trunk: str) -> None:
    """A tree about 500 high."""
    if kind == "pine":
        _conifer(c, fill, trunk)
        return
    c.path("M-13 0L-8 -230L8 -230L13 0Z", c.across(lighter(trunk, 0.1), darker(trunk, 0.25)))
    c.line([(0, -150), (46, -230)], darker(trunk, 0.12), 9)
    c.line([(0, -180), (-40, -250)], trunk, 8)
    if kind == "poplar":
        _crown(c, rng, fill, 62, 250, -330, 9)
    elif kind == "oval":
        _crown(c, rng, fill, 108, 165, -335, 10)
    elif kind == "round":
        _crown(c, rng, fill, 140, 140, -340, 11)
    else:
        _cloud_crown(c, fill)


def _crown(c: Canvas, rng: Random, fill: str, rx: float, ry: float, y: float, corners: int) -> None:
    rim = [
        (rx * k * cos(a), y + ry * k * sin(a))
        for i in range(corners)
        for a, k in [(2 * pi * i / corners, rng.uniform(0.93, 1.06))]
    ]
    d_light, d_dark = lighter(fill, 0.2), darker(fill, 0.16)
    c.blob(rim, c.across(lighter(fill, 0.06), fill, d_dark))
    for _ in range(5):
        x, top = rng.uniform(-0.5, 0.35) * rx, y + rng.uniform(-0.6, 0.5) * ry
        c.ellipse(x, top, rx * 0.2, ry * 0.09, d_light, 0.5)
        c.ellipse(x + rx * 0.35, top + ry * 0.15, rx * 0.18, ry * 0.08, d_dark, 0.4)


def _cloud_crown(c: Canvas, fill: str) -> None:
    for x, y, r, shade in ((70, -290, 85, 0.16), (-75, -285, 88, 0.08), (0, -330, 110, 0.05), (45, -395, 78, 0.02)):
        c.circle(x, y, r, darker(fill, shade))
    c.circle(-40, -390, 80, lighter(fill, 0.1))
    c.ellipse(-60, -410, 34, 22, lighter(fill, 0.25), 0.6)


def _conifer(c: Canvas, fill: str, trunk: str) -> None:
    c.rect(-11, -70, 22, 70, darker(trunk, 0.2))
    for i, (y, w) in enumerate(((-50, 130), (-170, 108), (-280, 84), (-375, 58))):
        tint = mix(darker(fill, 0.12), lighter(fill, 0.12), i / 3)
        c.path(
            f"M0 {y - 155}C{w * 0.25:.0f} {y - 80} {w * 0.6:.0f} {y - 35} {w} {y}Q0 {y + 22} {-w} {y}"
            f"C{-w * 0.6:.0f} {y - 35} {-w * 0.25:.0f} {y - 80} 0 {y - 155}Z",
            c.across(lighter(tint, 0.1), tint),
        )


def bush(c: Canvas, rng: Random, fill: str, width: float = 160) -> None:
    """A low round bush, `width` wide and half as high."""
    for x, y, r, shade in ((-0.3, 0.1, 0.24, 0.05), (0.3, 0.1, 0.25, 0.18), (0, 0.16, 0.3, 0.1)):
        top = -width * (y + rng.uniform(0, 0.06))
        c.path(
            f"M{(x - r) * width:.1f} 0V{top:.1f}"
            f"A{r * width:.1f} {r * width:.1f} 0 0 1 {(x + r) * width:.1f} {top:.1f}V0Z",
            darker(fill, shade),
        )


def grass(c: Canvas, rng: Random, fill: str, blades: int = 7, height: float = 40) -> None:
    """A tuft of grass."""
    for i in range(blades):
        lean = (i - blades / 2) * height * 0.13
        tip = (lean * 2.2, -height * rng.uniform(0.6, 1))
        c.line(
            [(lean * 0.4, 0), (lean, tip[1] * 0.6), tip],
            fill if i % 2 else darker(fill, 0.12),
            height * 0.055,
            soft=True,
        )


def flower(c: Canvas, height: float, petals: str, heart: str, stem: str) -> None:
    """A simple flower with six petals on a stem."""
    c.line([(0, 0), (height * 0.05, -height * 0.5), (0, -height)], stem, height * 0.035, soft=True)
    with c.at(height * 0.03, -height * 0.4, turn=50):
        leaf(c, height * 0.28, height * 0.1, stem)
    for i in range(6):
        with c.at(0, -height, turn=i * 60):
            c.ellipse(0, -height * 0.11, height * 0.065, height * 0.11, petals if i % 2 else darker(petals, 0.06))
    c.circle(0, -height, height * 0.06, heart)
