"""Backdrops for things on a table: window light, arches, a paper sun, tiles, a garden out of focus."""

from collections.abc import Callable, Sequence

from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.palette import darker, lighter, mix
from thesaury.sandbox.scenes.plants import leaf, sprig
from thesaury.sandbox.scenes.stage import Stage

BACKDROPS = ("window", "arch", "sun", "tiles", "garden", "panel")


def studio(s: Stage, kinds: Sequence[str] = BACKDROPS, edge: float = 0.66) -> float:
    """Sets a backdrop and a table whose far edge is at `edge` of the height; gives the line on which things stand."""
    c, p, w, h = s.canvas, s.colours, s.width, s.height
    kind = s.pick(kinds)
    top = h * edge
    base = s.pick((p.wall, p.soft, mix(p.shade, p.wall, 0.5)))
    c.rect(0, 0, w, top + 1, base if kind == "garden" else c.down(lighter(base, 0.2), darker(base, 0.05)))
    _BACKDROP[kind](s, top, base)
    _table(s, top, wooden=kind in ("garden", "tiles") or s.chance(0.3))
    return top + (h - top) * 0.5


def _table(s: Stage, top: float, wooden: bool) -> None:
    c, p, w, h = s.canvas, s.colours, s.width, s.height
    near = p.wood if wooden else s.pick((p.floor, mix(p.paper, p.soft, 0.5), mix(p.floor, p.soft, 0.5)))
    c.wash(0, top, w, h - top, lighter(near, 0.22), near)
    c.rect(0, top, w, s.unit * 1.6, c.fade(p.ink, 0.16, 0))
    if wooden:
        for i in range(1, 5):
            y = top + (h - top) * (i / 5) ** 1.4
            c.line([(0, y), (w, y)], darker(near, 0.2), 1.6, alpha=0.55)
        for _ in range(22):
            x, y = s.between(0, w), s.between(top + 8, h)
            c.line([(x, y), (x + s.between(30, 130), y + s.between(-1.5, 1.5))], darker(near, 0.22), 1.1, alpha=0.35)


def _window(s: Stage, top: float, base: str) -> None:
    """Panes of light thrown aslant on the wall, and the shadow of branches."""
    c, w, h = s.canvas, s.width, s.height
    light = lighter(base, 0.6)
    size = h * 0.2
    left = w * s.between(0.3, 0.55)
    for row in range(2):
        for column in range(3):
            x, y = left + column * size * 0.86 - row * size * 0.3, h * 0.05 + row * size * 1.12 + column * size * 0.18
            c.polygon(
                [
                    (x, y),
                    (x + size * 0.76, y + size * 0.16),
                    (x + size * 0.5, y + size * 1.16),
                    (x - size * 0.26, y + size),
                ],
                light,
                0.75,
            )
    for i in range(3):
        with c.at(w * s.between(0.72, 1.0), -top * 0.05 + i * top * 0.16, turn=s.between(-150, -112)):
            sprig(c, top * s.between(0.75, 1.0), s.colours.ink, pairs=6, alpha=0.1)


def _arch(s: Stage, top: float, base: str) -> None:
    c, p, w, h = s.canvas, s.colours, s.width, s.height
    for x, part, tint in ((s.between(0.3, 0.4), 0.5, p.shade), (s.between(0.58, 0.7), 0.38, mix(p.second, base, 0.35))):
        r = min(w, h * 1.2) * part * 0.52
        y = top - h * (0.30 if part > 0.4 else 0.12)
        c.path(
            f"M{w * x - r:.0f} {top:.0f}V{y:.0f}A{r:.0f} {r:.0f} 0 0 1 {w * x + r:.0f} {y:.0f}V{top:.0f}Z",
            c.down(darker(tint, 0.02), lighter(tint, 0.35)),
        )


def _sun(s: Stage, top: float, base: str) -> None:
    c, p, w, h = s.canvas, s.colours, s.width, s.height
    x, r = w * s.between(0.38, 0.62), h * s.between(0.36, 0.44)
    tint = s.pick((p.second, p.accent, p.main, p.shade))
    c.circle(x, top - h * 0.16, r, c.down(mix(tint, base, 0.25), mix(tint, base, 0.7)))
    for side in (-1, 1):
        with c.at(x + side * r * 1.15, top, turn=side * 9):
            sprig(c, h * 0.52, mix(p.leaf, base, 0.3), pairs=7, round_=s.chance(0.5))


def _tiles(s: Stage, top: float, base: str) -> None:
    c, w = s.canvas, s.width
    size = s.unit * s.pick((9, 11, 13))
    wide = size * s.pick((1, 2))
    for row in range(int(top / size) + 1):
        y = top - (row + 1) * size
        for column in range(-1, int(w / wide) + 1):
            x = column * wide + (wide / 2 if row % 2 and wide > size else 0)
            tint = lighter(base, 0.18 + 0.14 * s.rng.random())
            c.rect(x + 1.5, y + 1.5, wide - 3, size - 3, tint, r=3)


def _garden(s: Stage, top: float, base: str) -> None:
    """Leaves and lights out of focus."""
    c, p, w = s.canvas, s.colours, s.width
    above, low = s.sky()
    c.wash(0, 0, w, top, mix(above, p.leaf, 0.2), mix(low, p.leaf, 0.55))
    for i in range(26):
        tint = s.pick((p.leaf, p.pine, p.leaf, p.second, p.haze, lighter(p.leaf, 0.4)))
        c.circle(s.between(0, w), s.between(top * 0.05, top), s.unit * s.between(5, 14), tint, 0.16 + 0.1 * (i % 3))
    for _ in range(7):
        with c.at(s.between(0, w), s.between(-20, top * 0.2), turn=s.between(140, 220)):
            leaf(c, s.unit * s.between(14, 26), s.unit * 8, mix(p.pine, p.leaf, s.between(0, 1)), alpha=0.5)


def _panel(s: Stage, top: float, base: str) -> None:
    """Two walls of different colour and a rounded panel."""
    c, p, w, h = s.canvas, s.colours, s.width, s.height
    x = w * s.between(0.28, 0.5)
    tint = s.pick((p.main, p.accent, p.pine, p.second))
    c.rect(x, 0, w - x, top, c.across(mix(tint, base, 0.12), mix(tint, base, 0.32)))
    c.rect(x, 0, s.unit * 2.5, top, c.across(darker(tint, 0.2), mix(tint, base, 0.12)), alpha=0.6)
    c.ellipse(x * 0.6, h * 0.2, w * 0.25, h * 0.4, c.glow(lighter(base, 0.8), 0.7))


_BACKDROP: dict[str, Callable[[Stage, float, str], None]] = {
    "window": _window,
    "arch": _arch,
    "sun": _sun,
    "tiles": _tiles,
    "garden": _garden,
    "panel": _panel,
}


def podium(c: Canvas, x: float, y: float, width: float, height: float, colour: str) -> None:
    """A round stand whose top edge is at y - height."""
    rx, ry = width / 2, width * 0.09
    c.path(
        f"M{x - rx:.0f} {y - height:.0f}V{y:.0f}A{rx:.0f} {ry:.0f} 0 0 0 {x + rx:.0f} {y:.0f}V{y - height:.0f}Z",
        c.across(lighter(colour, 0.2), colour, darker(colour, 0.25)),
    )
    c.ellipse(x, y - height, rx, ry, lighter(colour, 0.32))


def cast(s: Stage, x: float, y: float, width: float) -> None:
    """The soft shadow of a thing `width` pixels wide that stands at (x, y), thrown a little to the right."""
    s.canvas.shadow(x + width * 0.16, y, width * 0.78, width * 0.13, s.colours.ink, 0.5)
    s.canvas.shadow(x, y, width * 0.56, width * 0.07, s.colours.ink, 0.45)
