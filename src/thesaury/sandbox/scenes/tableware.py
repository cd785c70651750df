"""What lies on tables and desks, in millimetres, standing on the origin."""

from random import Random

from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.palette import Palette, darker, lighter, mix


def mug(c: Canvas, body: str, steam: bool = False, ink: str = "#ffffff") -> None:
    """A mug, 90 wide and 92 high, with its handle on the right."""
    c.path("M42 -72Q74 -74 70 -44Q66 -20 38 -20", stroke=darker(body, 0.12), width=11)
    c.path(
        "M-45 -88L45 -88L41 -14Q40 0 26 0L-26 0Q-40 0 -41 -14Z", c.across(lighter(body, 0.25), body, darker(body, 0.2))
    )
    c.ellipse(0, -88, 45, 9, lighter(body, 0.35))
    c.ellipse(0, -87, 39, 6.5, "#5a3825")
    if steam:
        _steam(c, -104, ink)


def cup(c: Canvas, body: str, latte: bool = False, steam: bool = True) -> None:
    """A cup on a saucer, 150 wide and 84 high, its coffee seen from a little above."""
    c.ellipse(0, -6, 78, 15, darker(body, 0.22))
    c.ellipse(0, -10, 78, 15, lighter(body, 0.3))
    c.ellipse(0, -11, 48, 8, darker(body, 0.12))
    c.path("M42 -62Q78 -68 72 -42Q66 -24 34 -28", stroke=darker(body, 0.1), width=9)
    c.path(
        "M-50 -74C-50 -30 -34 -10 0 -10C34 -10 50 -30 50 -74Z", c.across(lighter(body, 0.3), body, darker(body, 0.22))
    )
    c.ellipse(0, -74, 50, 14, lighter(body, 0.4))
    c.ellipse(0, -73, 44, 11, "#6b4128")
    if latte:
        c.path("M-16 -76C-26 -82 -6 -84 0 -78C6 -84 26 -82 16 -76Q8 -70 0 -66Q-8 -70 -16 -76Z", "#f2dcbc")
    if steam:
        _steam(c, -94, "#ffffff")


def _steam(c: Canvas, y: float, ink: str) -> None:
    for x, rise in ((-14, 46), (2, 66), (18, 50)):
        c.line(
            [(x, y), (x + 8, y - rise * 0.35), (x - 6, y - rise * 0.7), (x + 4, y - rise)], ink, 5, alpha=0.4, soft=True
        )


def glass(c: Canvas, drink: str, height: float = 110) -> None:
    """A tumbler with a drink."""
    c.path(f"M-30 {-height}L30 {-height}L25 -4Q25 0 20 0L-20 0Q-25 0 -25 -4Z", "#ffffff", alpha=0.4)
    c.path(f"M-28 {-height * 0.76:.0f}L28 {-height * 0.76:.0f}L24 -5L-24 -5Z", drink, alpha=0.85)
    c.line([(-21, -height * 0.9), (-18, -14)], "#ffffff", 4, alpha=0.6)


def plate(c: Canvas, colour: str, width: float = 170) -> None:
    """A plate seen from a little above."""
    c.ellipse(0, 2, width / 2, width * 0.13, darker(colour, 0.25), 0.5)
    c.ellipse(0, -4, width / 2, width * 0.13, colour)
    c.ellipse(0, -5, width * 0.34, width * 0.08, darker(colour, 0.07))


def bowl(c: Canvas, colour: str, content: str, width: float = 140) -> None:
    """A bowl heaped with something."""
    w = width / 2
    c.ellipse(0, -w * 0.82, w * 0.86, w * 0.34, content)
    for x, y in ((-0.4, -0.92), (0.05, -1.0), (0.42, -0.9), (-0.12, -0.84)):
        c.circle(x * w, y * w, w * 0.16, lighter(content, 0.2))
    c.path(
        f"M{-w:.0f} {-w * 0.8:.0f}Q{-w * 0.9:.0f} 0 {-w * 0.3:.0f} 0L{w * 0.3:.0f} 0"
        f"Q{w * 0.9:.0f} 0 {w:.0f} {-w * 0.8:.0f}Q0 {-w * 0.52:.0f} {-w:.0f} {-w * 0.8:.0f}Z",
        c.across(lighter(colour, 0.22), colour, darker(colour, 0.2)),
    )


def jug(c: Canvas, colour: str, height: float = 190) -> None:
    """A jug or vase with a narrow neck."""
    h = height
    c.path(
        f"M-26 {-h}L26 {-h}Q18 {-h * 0.76:.0f} 34 {-h * 0.62:.0f}C66 {-h * 0.4:.0f} 54 0 30 0"
        f"L-30 0C-54 0 -66 {-h * 0.4:.0f} -34 {-h * 0.62:.0f}Q-18 {-h * 0.76:.0f} -26 {-h}Z",
        c.across(lighter(colour, 0.25), colour, darker(colour, 0.22)),
    )
    c.ellipse(0, -h, 26, 5, darker(colour, 0.3))


def candle(c: Canvas, colour: str, height: float = 120) -> None:
    """A burning candle on a small dish."""
    c.ellipse(0, -3, 36, 8, darker(colour, 0.3))
    c.rect(-14, -height, 28, height - 4, c.across(lighter(colour, 0.3), colour, darker(colour, 0.12)), r=4)
    c.circle(0, -height - 20, 70, c.glow("#ffd68a", 0.6))
    c.path(
        f"M0 {-height - 44}C14 {-height - 22} 10 {-height - 6} 0 {-height - 4}"
        f"C-10 {-height - 6} -14 {-height - 22} 0 {-height - 44}Z",
        "#ffb84d",
    )
    c.ellipse(0, -height - 13, 4, 8, "#fff3c9")


def books(c: Canvas, rng: Random, p: Palette, count: int, upright: bool = False) -> None:
    """Books lying in a pile or standing in a row centred on the origin."""
    place = -count * 14.0 if upright else 0.0
    for _ in range(count):
        tint = rng.choice((p.main, p.second, p.accent, p.pine, p.ink, p.soft))
        size, thick = rng.uniform(150, 190), rng.uniform(24, 34)
        if upright:
            c.rect(place, -size, thick, size, c.across(lighter(tint, 0.12), darker(tint, 0.1)), r=2)
            c.rect(place, -size * 0.82, thick, 8, lighter(tint, 0.45))
            place += thick + 1
        else:
            x = rng.uniform(-10, 10)
            c.rect(x - size / 2, place - thick, size, thick, tint, r=4)
            c.rect(x - size / 2 + 10, place - thick + 5, size - 10, thick - 10, p.paper)
            c.rect(x - size / 2, place - thick, 16, thick, darker(tint, 0.1), r=3)
            place -= thick


def pencil(c: Canvas, colour: str, length: float = 175) -> None:
    """A pencil standing on its end, tip upward."""
    c.rect(-7, -14, 14, 14, "#e79a94", r=2)
    c.rect(-7, -22, 14, 8, "#c7cacc")
    c.rect(-7, -length + 26, 14, length - 48, c.across(lighter(colour, 0.25), colour, darker(colour, 0.15)))
    c.polygon([(-7, -length + 26), (7, -length + 26), (0, -length)], "#efd2a6")
    c.polygon([(-2.4, -length + 9), (2.4, -length + 9), (0, -length)], colour)


def pencil_cup(c: Canvas, rng: Random, p: Palette, colour: str) -> None:
    """A cup full of pencils, 76 wide and about 200 high."""
    for x in (-24, -12, 1, 13, 25):
        with c.at(x * 0.7, -22, turn=x * 0.5):
            pencil(c, rng.choice(p.wares), rng.uniform(140, 180))
    c.rect(-38, -100, 76, 100, c.across(lighter(colour, 0.2), colour, darker(colour, 0.2)), r=6)
    c.rect(-38, -74, 76, 8, lighter(colour, 0.4), alpha=0.6)


def laptop(c: Canvas, p: Palette, back: bool = False) -> None:
    """An open laptop, 330 wide and 220 high, seen from the front or from behind."""
    shell = mix(p.shade, "#8f969c", 0.5)
    c.rect(-150, -214, 300, 206, shell, r=12)
    if back:
        c.circle(0, -112, 16, lighter(shell, 0.4))
    else:
        c.rect(-140, -204, 280, 184, p.ink, r=6)
        c.rect(-132, -196, 264, 168, c.down(p.wall, p.paper))
        for i, part in enumerate((0.4, 0.65, 0.5, 0.85)):
            c.rect(-110 + i * 34, -44 - 110 * part, 22, 110 * part, (p.main, p.second, p.accent, p.main)[i], r=3)
        for y in (-170, -150, -130):
            c.rect(44, y, 66, 8, p.shade, r=4)
    c.rect(-166, -10, 332, 10, darker(shell, 0.15), r=5)


def towels(c: Canvas, p: Palette, count: int = 3, width: float = 170) -> None:
    """Folded towels in a pile."""
    for i in range(count):
        tint = (p.paper, p.second, p.soft, p.main)[i % 4]
        c.rect(-width / 2, -38 * (i + 1), width, 36, c.down(lighter(tint, 0.25), darker(tint, 0.08)), r=17)
        c.line([(-width / 2 + 14, -38 * i - 20), (width / 2 - 8, -38 * i - 20)], darker(tint, 0.16), 2.4, alpha=0.6)
