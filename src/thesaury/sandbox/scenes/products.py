"""Motifs of things to grow, give, eat and wash with."""

from collections.abc import Callable
from functools import partial

from thesaury.sandbox.scenes import containers as ware
from thesaury.sandbox.scenes import food, tableware
from thesaury.sandbox.scenes.arrangement import scale_for, set_down, side_plant, strew
from thesaury.sandbox.scenes.palette import KRAFT, darker, lighter, mix
from thesaury.sandbox.scenes.plants import leaf, pine_sprig, sprig
from thesaury.sandbox.scenes.stage import Stage
from thesaury.sandbox.scenes.studio import studio


def _compost_pack(s: Stage) -> None:
    c, p = s.canvas, s.colours
    base = studio(s, ("garden", "sun", "window", "panel"), 0.56) + 4 * s.unit
    k = scale_for(s, 300, 0.62)
    x = s.width * s.between(0.44, 0.54)
    _soil(s, x, base + 5 * s.unit, k)
    pulp = lighter(KRAFT, 0.35)
    with c.at(x, base, k):
        c.shadow(0, 0, 200, 26, p.ink, 0.5)
        for i, at in enumerate((-92, -32, 30, 90)):
            _seedling(s, at, -74, s.between(70, 130) - abs(i - 1.5) * 12)
        c.ellipse(0, -76, 146, 22, "#4d382b")
        c.path(
            "M-150 -84L150 -84Q154 -76 148 -72L120 -8Q116 0 104 0L-104 0Q-116 0 -120 -8L-148 -72Q-154 -76 -150 -84Z",
            c.across(lighter(pulp, 0.3), pulp, darker(pulp, 0.18)),
        )
        c.rect(-154, -88, 308, 15, lighter(pulp, 0.3), r=7)
        for i in range(-4, 5):
            c.line([(i * 27, -66), (i * 23, -10)], darker(pulp, 0.2), 2, alpha=0.45)
        with c.at(0, -38, 2.0):
            c.circle(0, 0, 15, p.pine)
            with c.at(-4, 8, turn=38):
                leaf(c, 21, 12, p.paper, p.pine)
    pieces = s.fit(2, 1, 0)
    for i in range(pieces):
        side = -1 if i else 1
        set_down(
            s,
            x + side * 260 * k,
            base + 2 * s.unit,
            k * 0.9,
            120,
            lambda: tableware.bowl(c, pulp, s.pick((p.leaf, p.second))),
        )
    strew(s, base + 12 * s.unit)


def _seedling(s: Stage, x: float, y: float, height: float) -> None:
    c = s.canvas
    green = mix(s.colours.leaf, "#8dbb4e", 0.5)
    bend = s.between(-8, 8)
    c.line([(x, y), (x + bend, y - height * 0.5), (x, y - height)], darker(green, 0.1), 4, soft=True)
    for turn, size in ((-62, 0.5), (58, 0.5), (-24, 0.34), (28, 0.34)):
        with c.at(x, y - height * (1 if size > 0.4 else 0.98), turn=turn):
            leaf(c, height * size, height * size * 0.6, green if turn < 0 else darker(green, 0.1), lighter(green, 0.4))


def _soil(s: Stage, x: float, y: float, k: float) -> None:
    """Crumbs of earth round the foot of the pack."""
    c, earth = s.canvas, "#5a4233"
    for part, tint in ((1.0, darker(earth, 0.1)), (0.82, earth)):
        rim = [
            (x + 215 * k * part * kx * s.between(0.9, 1.08), y - 26 * k + 30 * k * part * ky)
            for kx, ky in (
                (-1, 0.2),
                (-0.7, -0.6),
                (-0.2, -0.9),
                (0.3, -0.8),
                (0.8, -0.5),
                (1, 0.3),
                (0.6, 0.9),
                (0.05, 0.7),
                (-0.55, 0.95),
            )
        ]
        c.blob(rim, tint)
    for _ in range(50):
        c.ellipse(
            x + s.rng.gauss(0, 130) * k,
            y - s.rng.gauss(14, 14) * k,
            s.between(3, 7) * k,
            s.between(2, 5) * k,
            s.pick((darker(earth, 0.3), lighter(earth, 0.2), earth)),
        )


def _gift_box(s: Stage) -> None:
    c, p = s.canvas, s.colours
    base = studio(s, ("arch", "sun", "panel", "window")) + 2 * s.unit
    k = scale_for(s, 280, 0.54)
    x = s.width * s.between(0.46, 0.54)
    bodies, ribbons = (
        s.some((p.main, p.accent, p.paper, p.second, p.pine), 5),
        s.some((p.soft, p.second, p.accent, p.main), 5),
    )
    ribbons = [r if r != b else p.paper for r, b in zip(ribbons, bodies, strict=True)]
    for i, (off, size) in enumerate(((-240, 0.8), (235, 0.74)) if s.banner or not s.upright else ()):
        set_down(
            s,
            x + off * k,
            base - 2 * s.unit,
            k * size,
            150,
            partial(ware.gift, c, bodies[i + 1], ribbons[i + 1], 150, 130),
        )
    if s.banner:
        for i, side in enumerate((-470, 470)):
            set_down(
                s,
                x + side * k,
                base - s.unit,
                k * 0.95,
                150,
                partial(ware.gift, c, bodies[i + 3], ribbons[i + 3], 170, 100),
            )
    for turn, side in ((-68, -1), (72, 1)):
        with c.at(x + side * 70 * k, base, k, turn=turn):
            pine_sprig(c, 190, p.pine)
    set_down(s, x, base, k * 1.25, 170, lambda: ware.gift(c, bodies[0], ribbons[0], 170, 100, bow=False))
    with c.at(x, base - 123 * k, k * 0.86):
        ware.gift(c, bodies[2], ribbons[2], 120, 84)
    for at in s.row(s.fit(9, 6, 5), s.width * 0.1, s.width * 0.9, 0.3):
        y, r, tint = (
            base + s.between(7, 13) * s.unit,
            s.unit * s.between(1.4, 2.4),
            s.pick((p.accent, p.second, p.main)),
        )
        c.shadow(at + r * 0.4, y + r * 0.8, r * 2, r * 0.6, p.ink, 0.5)
        c.circle(at, y, r, c.across(lighter(tint, 0.35), darker(tint, 0.15)))
        c.circle(at - r * 0.35, y - r * 0.35, r * 0.22, "#ffffff", 0.7)


def _snack_bar(s: Stage) -> None:
    c, p = s.canvas, s.colours
    studio(s, ("garden", "panel", "sun", "window"), 0.36)
    k = min(s.width / 420, s.height / 290)
    x, y = s.width / 2, s.height * 0.62
    tints = s.some((p.main, p.accent, p.second, p.pine), 4)
    with c.at(x, y + 10 * k, k):
        food.grains(c, s.rng, 120, 330, 120, "#d9b27a")
    bars = [(-60, -62, -9, False), (70, -8, 6, False), (-26, 52, -4, True)]
    bars += [(-300, 10, 12, False), (300, 40, -14, True)] if s.banner else []
    for i, (dx, dy, turn, opened) in enumerate(bars):
        with c.at(x + dx * k, y + dy * k, k * 1.12, turn=turn + s.between(-4, 4), flip=False):
            c.shadow(6, 24, 118, 20, p.ink, 0.55)
            ware.bar_wrapper(c, p, tints[i % 4], opened)
    for dx, dy in ((128, 70), (-150, -8), (150, -84)):
        with c.at(x + dx * k, y + dy * k, k * 0.8):
            food.berries(c, s.rng, 5, 34, s.pick(("#a2324b", "#4b3f72", "#c8473f")))
    with c.at(x - 168 * k, y + 70 * k, k, turn=40):
        sprig(c, 70, p.leaf, pairs=3)


def _hand_soap(s: Stage) -> None:
    c, p = s.canvas, s.colours
    base = studio(s, ("tiles", "tiles", "window", "panel"))
    k = scale_for(s, 235)
    body = s.pick((p.main, p.accent, p.second, p.paper))
    side = s.pick((-1, 1))
    x = s.width / 2 - side * 40 * k
    set_down(s, x + side * 250 * k, base - 2 * s.unit, k, 170, lambda: tableware.towels(c, p))
    if not s.upright:
        side_plant(s, base - 3 * s.unit, k * 0.7)
    set_down(s, x, base, k, 84, lambda: ware.pump_bottle(c, p, body, "sorrel", glass=s.chance(0.4)))
    if s.banner or s.chance(0.5):
        set_down(
            s,
            x - side * 120 * k,
            base - s.unit,
            k * 0.86,
            84,
            lambda: ware.pump_bottle(c, p, s.pick((p.soft, p.second)), "sorrel"),
        )
    with c.at(x + side * 108 * k, base + 4 * s.unit, k):
        c.shadow(0, 0, 88, 14, p.ink, 0.5)
        c.ellipse(0, -4, 78, 13, darker(p.wood, 0.1))
        c.ellipse(0, -8, 78, 13, p.wood)
        with c.at(0, -10):
            ware.soap_bar(c, p, s.pick((p.soft, lighter(p.leaf, 0.4), lighter(p.second, 0.4))))
        for _ in range(16):
            r = s.between(4, 15)
            bx, by = s.rng.gauss(-6, 34), -44 - abs(s.rng.gauss(0, 22))
            c.circle(bx, by, r, "#ffffff", 0.42)
            c.circle(bx - r * 0.3, by - r * 0.35, r * 0.24, "#ffffff", 0.9)


MOTIFS: dict[str, Callable[[Stage], None]] = {
    "compost_pack": _compost_pack,
    "gift_box": _gift_box,
    "snack_bar": _snack_bar,
    "hand_soap": _hand_soap,
}
