"""Rooms and what furnishes them, in centimetres, standing on the origin; `room` lays walls and floor over the stage."""

from collections.abc import Callable
from random import Random

from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.palette import Palette, darker, lighter, mix
from thesaury.sandbox.scenes.stage import Stage


def room(s: Stage, floor: float, tint: str = "", boards: bool = True) -> str:
    """A wall down to the line `floor` and boards or tiles below it; gives the wall's colour."""
    c, p, w, h = s.canvas, s.colours, s.width, s.height
    wall = tint or s.pick((p.wall, p.soft, mix(p.shade, p.wall, 0.4), mix(p.main, p.paper, 0.72)))
    c.wash(0, 0, w, floor + 1, lighter(wall, 0.12), darker(wall, 0.04))
    ground = mix(p.wood, p.floor, 0.45) if boards else mix(p.floor, p.paper, 0.35)
    c.wash(0, floor, w, h - floor, darker(ground, 0.08), lighter(ground, 0.12))
    for i in range(1, 5):
        y = floor + (h - floor) * (i / 5) ** 1.5
        c.line([(0, y), (w, y)], darker(ground, 0.16), 1.5, alpha=0.5)
    c.rect(0, floor - s.unit * 2.2, w, s.unit * 2.2, lighter(wall, 0.55))
    c.rect(0, floor, w, s.unit * 1.2, c.fade(p.ink, 0.2, 0))
    return wall


def window(s: Stage, x: float, y: float, w: float, h: float, curtains: str = "", view: str = "hills") -> None:
    """A window with its upper left corner at (x, y) in pixels, looking out on hills, a town, snow or the night."""
    c, p = s.canvas, s.colours
    above, low = s.sky()
    edge = min(w, h) * 0.045
    c.rect(x - edge * 2, y - edge * 2, w + edge * 4, h + edge * 4, p.paper, r=3)
    c.rect(x, y, w, h, c.down(above, low))
    _VIEWS[view](s, x, y, w, h)
    for i in range(1, 3 if w > h * 0.8 else 2):
        c.rect(x + w * i / (3 if w > h * 0.8 else 2) - edge / 2, y, edge, h, p.paper)
    c.rect(x, y + h * 0.36, w, edge, p.paper)
    c.polygon(
        [(x + w * 0.1, y), (x + w * 0.3, y), (x + w * 0.12, y + h), (x - 0, y + h), (x, y + h * 0.5)], "#ffffff", 0.14
    )
    c.rect(x - edge * 3.5, y + h + edge * 1.2, w + edge * 7, edge * 1.5, lighter(p.paper, 0.4), r=3)
    if curtains:
        _curtains(c, x - edge * 2, y - edge * 2.5, w + edge * 4, h + edge * 5, curtains)


def _view_hills(s: Stage, x: float, y: float, w: float, h: float) -> None:
    c, p, low = s.canvas, s.colours, s.sky()[1]
    for i, part in enumerate((0.62, 0.76)):
        top = y + h * part
        d = (
            f"M{x:.0f} {top:.0f}Q{x + w * (0.25 + 0.2 * i):.0f} {top - h * 0.16:.0f} {x + w * 0.55:.0f} {top:.0f}"
            f"T{x + w:.0f} {top - h * 0.04:.0f}V{y + h:.0f}H{x:.0f}Z"
        )
        c.path(d, mix(p.leaf, low, 0.55 - 0.3 * i))


def _view_town(s: Stage, x: float, y: float, w: float, h: float) -> None:
    c, p, low = s.canvas, s.colours, s.sky()[1]
    for i in range(8):
        tall = h * s.between(0.2, 0.62)
        c.rect(x + w * i / 8, y + h - tall, w / 8 + 1, tall, mix(p.main, low, 0.5 + 0.06 * (i % 4)))


def _view_snow(s: Stage, x: float, y: float, w: float, h: float) -> None:
    c, p, low = s.canvas, s.colours, s.sky()[1]
    for i in range(5):
        at, tall = x + w * (i + 0.5) / 5, h * s.between(0.25, 0.45)
        c.polygon(
            [(at - w * 0.09, y + h * 0.86), (at, y + h * 0.86 - tall), (at + w * 0.09, y + h * 0.86)],
            mix(p.pine, low, 0.4),
        )
    c.path(
        f"M{x:.0f} {y + h * 0.8:.0f}"
        f"Q{x + w * 0.4:.0f} {y + h * 0.7:.0f} {x + w:.0f} {y + h * 0.82:.0f}V{y + h:.0f}H{x:.0f}Z",
        "#f4f8fb",
    )
    for _ in range(30):
        c.circle(s.between(x, x + w), s.between(y, y + h), min(w, h) * s.between(0.006, 0.014), "#ffffff", 0.9)


_VIEWS: dict[str, Callable[[Stage, float, float, float, float], None]] = {
    "hills": _view_hills,
    "town": _view_town,
    "snow": _view_snow,
}


def _curtains(c: Canvas, x: float, y: float, w: float, h: float, tint: str) -> None:
    c.line([(x - w * 0.12, y - h * 0.02), (x + w * 1.12, y - h * 0.02)], darker(tint, 0.5), h * 0.014)
    for side, edge in ((1, x - w * 0.1), (-1, x + w * 1.1)):
        wide = w * 0.24 * side
        c.path(
            f"M{edge:.0f} {y - h * 0.02:.0f}H{edge + wide:.0f}"
            f"Q{edge + wide * 0.9:.0f} {y + h * 0.5:.0f} {edge + wide * 0.7:.0f} {y + h * 1.1:.0f}H{edge:.0f}Z",
            c.across(tint, lighter(tint, 0.25), tint, darker(tint, 0.12)),
        )
        for part in (0.3, 0.6):
            c.line(
                [(edge + wide * part, y), (edge + wide * part * 0.8, y + h * 1.08)],
                darker(tint, 0.15),
                h * 0.006,
                alpha=0.6,
            )


def table(c: Canvas, width: float, height: float, colour: str, cloth: str = "") -> None:
    """A table seen from the front; with a cloth that hangs over its edge."""
    w = width / 2
    for side in (-1, 1):
        c.polygon(
            [(side * (w - 6), -height), (side * (w - 15), -height), (side * (w - 9), 0), (side * (w - 5), 0)],
            darker(colour, 0.25),
        )
    c.rect(-w + 6, -height + 3, width - 12, 9, darker(colour, 0.3))
    if cloth:
        drop = height * 0.42
        waves = "".join(f"q{-width / 24:.1f} {5 if i % 2 else -2} {-width / 12:.1f} 0" for i in range(12))
        c.path(
            f"M{-w - 2:.1f} {-height - 4:.1f}H{w + 2:.1f}V{-height + drop:.1f}{waves}Z",
            c.down(lighter(cloth, 0.2), darker(cloth, 0.1)),
        )
        c.rect(-w - 2, -height - 4, width + 4, 4, lighter(cloth, 0.4))
    else:
        c.rect(-w, -height - 4, width, 8, c.down(lighter(colour, 0.28), colour), r=2)


def chair(c: Canvas, colour: str, back: bool = False) -> None:
    """A chair with a round back, 46 wide and 90 high; `back` shows it from behind."""
    dark = darker(colour, 0.22)
    for x in (-18, 18):
        c.line([(x * 0.85, -44), (x, -1)], dark, 4)
    c.path(
        "M-21 -48C-23 -84 -16 -92 0 -92C16 -92 23 -84 21 -48Z",
        c.down(lighter(colour, 0.15), colour) if back else "none",
        stroke=colour,
        width=4,
    )
    if not back:
        for x in (-10, 0, 10):
            c.line([(x, -88), (x, -48)], dark, 2.6)
    c.rect(-23, -50, 46, 8, colour, r=4)


def pendant(c: Canvas, colour: str, drop: float) -> None:
    """A lamp hanging `drop` below the origin, with its light."""
    c.line([(0, 0), (0, drop - 26)], darker(colour, 0.5), 1.2)
    c.ellipse(0, drop + 22, 74, 62, c.glow("#ffe2a6", 0.45))
    c.path(
        f"M-26 {drop:.0f}C-26 {drop - 18:.0f} -8 {drop - 26:.0f} 0 {drop - 27:.0f}"
        f"C8 {drop - 26:.0f} 26 {drop - 18:.0f} 26 {drop:.0f}Z",
        c.across(lighter(colour, 0.2), colour, darker(colour, 0.25)),
    )
    c.ellipse(0, drop, 26, 3.5, "#fff0c9")


def picture(c: Canvas, rng: Random, p: Palette, width: float, height: float) -> None:
    """A framed print with simple shapes, its middle at the origin."""
    w, h = width / 2, height / 2
    c.rect(-w + 2, -h + 3, width, height, p.ink, alpha=0.12)
    c.rect(-w, -h, width, height, rng.choice((p.wood, p.paper, p.ink)))
    c.rect(-w * 0.88, -h * 0.9, width * 0.88, height * 0.9, p.paper)
    tones = rng.sample((p.main, p.second, p.accent, p.pine, p.shade), 3)
    c.circle(-w * 0.1, -h * 0.2, min(w, h) * 0.4, tones[0])
    c.path(
        f"M{-w * 0.7:.1f} {h * 0.72:.1f}Q{-w * 0.2:.1f} {-h * 0.1:.1f} {w * 0.1:.1f} {h * 0.3:.1f}"
        f"T{w * 0.7:.1f} {h * 0.1:.1f}V{h * 0.72:.1f}Z",
        tones[1],
    )
    c.path(
        f"M{-w * 0.7:.1f} {h * 0.72:.1f}Q{0:.1f} {h * 0.3:.1f} {w * 0.7:.1f} {h * 0.6:.1f}V{h * 0.72:.1f}Z", tones[2]
    )


def board(c: Canvas, width: float, colour: str, brackets: bool = True) -> None:
    """A wall shelf whose upper edge is the origin's line, centred."""
    c.rect(-width / 2 + 2, 4, width - 4, 6, darker(colour, 0.55), alpha=0.16)
    c.rect(-width / 2, 0, width, 4.5, c.down(lighter(colour, 0.2), darker(colour, 0.1)), r=1)
    for side in (-1, 1) if brackets else ():
        c.polygon(
            [(side * width * 0.36, 4.5), (side * width * 0.36 + 2.4, 4.5), (side * width * 0.36 + 1.2, 15)],
            darker(colour, 0.3),
        )


def cabinets(s: Stage, y: float, height: float, colour: str, top: str) -> None:
    """Kitchen base units over the whole width, in pixels: the worktop's upper edge at y."""
    c, w = s.canvas, s.width
    door = height * s.between(0.8, 1.0)
    c.wash(0, y, w, height, colour, darker(colour, 0.12))
    for i in range(int(w / door) + 1):
        x = i * door
        c.rect(
            x + height * 0.04,
            y + height * 0.16,
            door - height * 0.08,
            height * 0.74,
            lighter(colour, 0.12),
            r=height * 0.02,
        )
        c.rect(
            x + height * 0.09,
            y + height * 0.21,
            door - height * 0.18,
            height * 0.64,
            darker(colour, 0.02),
            r=height * 0.015,
        )
        c.rect(x + door * 0.42, y + height * 0.255, door * 0.16, height * 0.022, s.colours.wood, r=4)
    c.rect(0, y + height * 0.93, w, height * 0.07, darker(colour, 0.5))
    c.wash(0, y - height * 0.02, w, height * 0.085, lighter(top, 0.35), top)
    c.rect(0, y + height * 0.065, w, height * 0.05, c.fade(s.colours.ink, 0.22, 0))


def tap(c: Canvas, metal: str) -> None:
    """A bent tap, 34 high."""
    c.path("M0 0V-24Q0 -34 10 -34Q20 -34 20 -24V-20", stroke=metal, width=3.6)
    c.path("M0.5 -2V-24Q0.5 -33 10 -33", stroke=lighter(metal, 0.6), width=1)
    c.rect(-5, -4, 10, 4, darker(metal, 0.15), r=1)


def waste_bin(c: Canvas, colour: str, sign: str) -> None:
    """A sorting bin, 42 wide and 68 high, marked with arrows, a bottle, a leaf or paper."""
    c.polygon([(-21, -58), (21, -58), (17, 0), (-17, 0)], c.across(lighter(colour, 0.18), colour, darker(colour, 0.2)))
    c.rect(-23, -67, 46, 10, c.across(lighter(colour, 0.3), lighter(colour, 0.08), darker(colour, 0.1)), r=4)
    with c.at(0, -30):
        _SIGNS[sign](c, "#ffffff")


def _arrows(c: Canvas, ink: str) -> None:
    for turn in (0, 120, 240):
        with c.at(0, 0, turn=turn):
            c.path("M-5.6 -6.4A8.6 8.6 0 0 1 4.6 -7.2", stroke=ink, width=2.4)
            c.polygon([(3, -11.2), (9.2, -5), (2, -3.8)], ink)


def _bottle(c: Canvas, ink: str) -> None:
    c.path("M-4.6 11V-1C-4.6 -5 -2 -5 -2 -11H2C2 -5 4.6 -5 4.6 -1V11Z", ink)


def _leaf(c: Canvas, ink: str) -> None:
    c.path("M-8 9C-11 -4 -2 -11 9 -10C10 2 3 10 -6 7L-8 11Z", ink)


def _sheet(c: Canvas, ink: str) -> None:
    c.path("M-7 -11H3L8 -6V11H-7Z", ink)


_SIGNS: dict[str, Callable[[Canvas, str], None]] = {
    "arrows": _arrows,
    "bottle": _bottle,
    "leaf": _leaf,
    "paper": _sheet,
}


def crate(c: Canvas, colour: str, width: float = 60, height: float = 28) -> None:
    """A slatted wooden crate."""
    c.rect(-width / 2, -height, width, height, darker(colour, 0.35))
    for i in range(3):
        c.rect(
            -width / 2,
            -height + i * height / 3 + 0.6,
            width,
            height / 3 - 1.6,
            c.across(lighter(colour, 0.2), colour),
            r=0.8,
        )
    for side in (-1, 1):
        c.rect(side * (width / 2 - 2.5) - 2.5, -height, 5, height, darker(colour, 0.14), r=0.8)


def basket(c: Canvas, colour: str, width: float = 50, height: float = 30, handle: bool = False) -> None:
    """A woven basket."""
    w = width / 2
    if handle:
        c.path(
            f"M{-w * 0.9:.1f} {-height}"
            f"C{-w:.1f} {-height * 2.3:.1f} {w:.1f} {-height * 2.3:.1f} {w * 0.9:.1f} {-height}",
            stroke=darker(colour, 0.15),
            width=3,
        )
    c.path(
        f"M{-w} {-height}H{w}L{w * 0.84:.1f} -3Q{w * 0.82:.1f} 0 {w * 0.7:.1f} 0"
        f"H{-w * 0.7:.1f}Q{-w * 0.82:.1f} 0 {-w * 0.84:.1f} -3Z",
        c.across(lighter(colour, 0.2), colour, darker(colour, 0.2)),
    )
    for row in range(int(height / 6)):
        for i in range(int(width / 8)):
            x = -w * 0.8 + i * 8 + (4 if row % 2 else 0)
            c.line([(x, -3.5 - row * 6), (x + 3.5, -3.5 - row * 6)], darker(colour, 0.25), 1.3, alpha=0.7)
    c.rect(-w - 1.5, -height - 2, width + 3, 5, lighter(colour, 0.15), r=2.5)


def blackboard(c: Canvas, p: Palette, width: float, height: float) -> None:
    """A framed school board, its lower edge on the origin."""
    c.rect(-width / 2 - 4, -height - 4, width + 8, height + 8, c.down(lighter(p.wood, 0.1), darker(p.wood, 0.12)), r=2)
    c.rect(-width / 2, -height, width, height, c.down("#3b5a52", "#2f4a45"))
    c.ellipse(-width * 0.2, -height * 0.4, width * 0.2, height * 0.2, "#ffffff", 0.05)
    c.rect(-width * 0.3, 1, width * 0.6, 4, darker(p.wood, 0.1), r=1)
