"""Arranging things on a studio table: scale, shadow, a plant at the side, something small in the foreground."""

from collections.abc import Callable

from thesaury.sandbox.scenes import tableware
from thesaury.sandbox.scenes.palette import darker, lighter
from thesaury.sandbox.scenes.plants import leaf, potted, sprig
from thesaury.sandbox.scenes.stage import Stage
from thesaury.sandbox.scenes.studio import cast


def set_down(
    s: Stage,
    x: float,
    y: float,
    scale: float,
    width: float,
    draw: Callable[[], None],
    turn: float = 0,
    flip: bool = False,
) -> None:
    """Draws a thing `width` of its own units wide standing at (x, y), with its shadow."""
    cast(s, x, y, width * scale)
    with s.canvas.at(x, y, scale, turn, flip):
        draw()


def scale_for(s: Stage, height: float, part: float = 0.6) -> float:
    """The scale at which a thing `height` high fills a fair part of the picture."""
    return min(s.height * part, s.width * 0.62) / height


def side_plant(s: Stage, y: float, scale: float) -> None:
    """A pot plant or a jug with sprigs, half behind the scene at its left or right edge."""
    c, p = s.canvas, s.colours
    x = s.width * (s.between(0.06, 0.12) if s.chance(0.5) else s.between(0.88, 0.94))
    if s.chance(0.55):
        set_down(
            s, x, y, scale * 1.05, 100, lambda: potted(c, p, s.rng, s.pick(("broad", "snake", "trailing", "olive")))
        )
        return
    cast(s, x, y, 90 * scale)
    with c.at(x, y, scale):
        for turn in (-26, 4, 30):
            with c.at(0, -180, turn=turn):
                sprig(c, s.between(170, 230), s.pick((p.leaf, p.pine)), pairs=6, round_=s.chance(0.4))
        tableware.jug(c, s.pick((p.paper, p.second, p.accent)))


def strew(s: Stage, y: float) -> None:
    """A few loose leaves or pebbles in the foreground."""
    c, p = s.canvas, s.colours
    pebbles = s.chance(0.4)
    for x in s.row(s.fit(6, 4, 3), s.width * 0.08, s.width * 0.92, 0.35):
        top = y + s.between(0, 4) * s.unit
        c.shadow(x, top + s.unit * 0.8, s.unit * 7, s.unit * 1.6, p.ink, 0.35)
        if pebbles:
            tint = s.pick((p.shade, p.soft, p.floor))
            c.ellipse(
                x,
                top - s.unit,
                s.unit * s.between(2.6, 5),
                s.unit * s.between(1.6, 2.4),
                c.down(lighter(tint, 0.4), darker(tint, 0.16)),
            )
        else:
            with c.at(x - s.unit * 3, top, turn=s.between(60, 110)):
                tint = s.pick((p.leaf, p.pine))
                leaf(c, s.unit * s.between(7, 11), s.unit * s.between(2.4, 3.6), tint, lighter(tint, 0.4))
