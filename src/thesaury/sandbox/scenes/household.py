"""Motifs of bathrooms, cleaning and the washing line."""

from collections.abc import Callable

from thesaury.sandbox.scenes import containers as ware
from thesaury.sandbox.scenes import furniture, tableware
from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.company import cast_of, put, stand
from thesaury.sandbox.scenes.figures import REACHING, Pose
from thesaury.sandbox.scenes.landscapes import copse, hills, sky
from thesaury.sandbox.scenes.palette import Palette, darker, lighter, mix
from thesaury.sandbox.scenes.plants import flower, grass, potted
from thesaury.sandbox.scenes.stage import Stage

BAMBOO = "#d3ae6c"


def _tiled(s: Stage, foot: float, tint: str) -> None:
    """A bathroom wall: paint above, upright tiles below."""
    c = s.canvas
    c.wash(0, 0, s.width, foot + 1, lighter(tint, 0.3), tint)
    top, wide = foot * s.between(0.1, 0.5), s.unit * s.pick((5, 7))
    c.rect(0, top, s.width, foot - top, darker(tint, 0.1))
    for row in range(int((foot - top) / (wide * 2)) + 1):
        for column in range(int(s.width / wide) + 1):
            y = top + row * wide * 2
            c.rect(
                column * wide + 1,
                y + 1,
                wide - 2,
                min(wide * 2, foot - y) - 2,
                lighter(tint, 0.1 + 0.16 * s.rng.random()),
                r=2,
            )
    c.rect(0, top - s.unit, s.width, s.unit * 1.4, lighter(tint, 0.6))


def _tint(s: Stage) -> str:
    p = s.colours
    return s.pick((p.wall, mix(p.leaf, p.paper, 0.5), mix(p.main, p.paper, 0.6), mix(p.second, p.paper, 0.6), p.shade))


def toothbrush(c: Canvas, colour: str) -> None:
    """A bamboo toothbrush 180 long, standing, bristles upward to the left."""
    c.path(
        "M-5 0L-4 -120Q-6 -140 -5 -178Q0 -184 5 -178Q6 -140 4 -120L5 0Q0 4 -5 0Z",
        c.across(lighter(BAMBOO, 0.25), BAMBOO, darker(BAMBOO, 0.12)),
    )
    c.rect(-18, -178, 14, 32, colour, r=2)
    for y in (-170, -162, -154):
        c.line([(-17, y), (-6, y)], darker(colour, 0.15), 1.4)


def _brush_cup(s: Stage, count: int) -> None:
    c, p = s.canvas, s.colours
    for i in range(count):
        with c.at(-24 + i * 48 / max(count - 1, 1), -14, turn=-13 + i * 26 / max(count - 1, 1), flip=i % 2 > 0):
            toothbrush(c, s.pick((p.paper, p.second, p.accent, p.main)))
    tint = s.pick((p.paper, BAMBOO, p.soft))
    c.path("M-46 -100H46L40 -6Q40 0 34 0H-34Q-40 0 -40 -6Z", c.across(lighter(tint, 0.25), tint, darker(tint, 0.2)))
    c.rect(-45, -70, 90, 7, darker(tint, 0.15), alpha=0.5)


def _mirror(s: Stage, x: float, y: float, r: float) -> None:
    c, p = s.canvas, s.colours
    c.circle(x + r * 0.04, y + r * 0.06, r * 1.06, p.ink, 0.14)
    c.circle(x, y, r * 1.06, c.down(lighter(BAMBOO, 0.1), darker(BAMBOO, 0.15)))
    c.circle(x, y, r * 0.96, c.down(mix(p.wall, "#ffffff", 0.5), mix(p.shade, p.main, 0.15)))
    for at, wide in ((-0.25, 0.2), (0.2, 0.08)):
        c.polygon(
            [
                (x + r * (at - 0.3), y + r * 0.7),
                (x + r * (at + 0.3), y - r * 0.7),
                (x + r * (at + 0.3 + wide), y - r * 0.7),
                (x + r * (at - 0.3 + wide), y + r * 0.7),
            ],
            "#ffffff",
            0.3,
        )


def _bamboo(s: Stage) -> None:
    c, p = s.canvas, s.colours
    top = s.height * s.between(0.66, 0.7)
    _tiled(s, top, _tint(s))
    x = s.width * s.between(0.38, 0.62)
    r = s.unit * (26 if not s.upright else 32)
    _mirror(s, x, top - r * 1.42, r)
    c.wash(0, top, s.width, s.height - top, lighter(p.wood, 0.12), darker(p.wood, 0.12))
    c.wash(0, top - s.unit, s.width, s.unit * 3.4, lighter(BAMBOO, 0.3), BAMBOO)
    for i in range(1, 7):
        at = s.width * i / 7
        c.rect(at, top + s.unit * 2.4, s.unit * 0.4, s.height, darker(p.wood, 0.25), alpha=0.5)
    _basin(s, x, top - s.unit, s.unit * 0.23)
    k, gap = s.unit * 0.155, s.unit * (43 if not s.upright else 38)
    draws: list[Callable[[], None]] = [
        lambda: _brush_cup(s, 3),
        lambda: ware.pump_bottle(c, p, p.paper, "sorrel"),
        lambda: potted(c, p, s.rng, s.pick(("broad", "trailing", "snake"))),
        lambda: ware.jar(c, s.rng, p, p.paper, BAMBOO, 120),
        lambda: tableware.towels(c, p),
        lambda: _brush_cup(s, 2),
    ]
    order = [0, *s.rng.sample(range(1, 6), 5)]
    places = (-1.0, 1.0, 1.5, -1.5, 2.1, -2.1) if s.banner or not s.upright else (-0.97, 0.97)
    for i, place in zip(order, places, strict=False):
        at = x + place * gap
        if -0.02 * s.width < at < s.width * 1.02:
            put(s, at, top - s.unit * 0.4, k * 1.15, draws[i], 100)


def _basin(s: Stage, x: float, y: float, k: float) -> None:
    c, p = s.canvas, s.colours
    metal = s.pick(("#b9bcbf", "#c9a15a", "#54585e"))
    with c.at(x - 8 * k, y - 74 * k, k * 3.2):
        furniture.tap(c, metal)
    c.rect(x - 12 * k, y - 78 * k, 12 * k, 78 * k, metal)
    c.shadow(x, y, 140 * k, 14 * k, p.ink, 0.5)
    c.path(
        f"M{x - 130 * k:.0f} {y - 64 * k:.0f}H{x + 130 * k:.0f}"
        f"C{x + 126 * k:.0f} {y - 14 * k:.0f} {x + 84 * k:.0f} {y:.0f} {x + 60 * k:.0f} {y:.0f}H{x - 60 * k:.0f}"
        f"C{x - 84 * k:.0f} {y:.0f} {x - 126 * k:.0f} {y - 14 * k:.0f} {x - 130 * k:.0f} {y - 64 * k:.0f}Z",
        c.across("#ffffff", "#f7f6f3", p.shade),
    )
    c.ellipse(x, y - 64 * k, 130 * k, 9 * k, "#ffffff")
    c.ellipse(x, y - 63 * k, 118 * k, 6.5 * k, mix(p.shade, "#ffffff", 0.35))


def _shelf(s: Stage) -> None:
    c, p = s.canvas, s.colours
    _tiled(s, s.height, _tint(s))
    rows = 1 if s.banner else 3 if s.upright else 2
    k = s.height * (0.62 if rows == 1 else 0.68 / rows) / 250
    body = s.pick((p.main, p.accent, p.pine, p.second))
    things: list[tuple[float, Callable[[], None]]] = [
        (84, lambda: ware.pump_bottle(c, p, body, "sorrel")),
        (70, lambda: ware.tube(c, p, p.second, "sorrel")),
        (90, lambda: ware.paper_bottle(c, s.rng, p, p.paper, "sorrel")),
        (170, lambda: tableware.towels(c, p)),
        (104, lambda: ware.jar(c, s.rng, p, p.soft, BAMBOO, 130)),
        (92, lambda: _brush_cup(s, 3)),
        (150, lambda: potted(c, p, s.rng, s.pick(("trailing", "snake", "cactus")))),
        (110, lambda: ware.soap_bar(c, p, p.soft)),
        (60, lambda: tableware.candle(c, p.paper, 90)),
        (70, lambda: ware.tube(c, p, lighter(body, 0.5), "sorrel")),
    ]
    wood = s.pick((p.wood, BAMBOO, p.paper))
    for row in range(rows):
        y = s.height * ((row + 0.86) / rows if rows > 1 else 0.82)
        left, right = s.width * 0.08, s.width * 0.92
        with c.at(s.width / 2, y, s.unit * 0.55):
            furniture.board(c, (right - left) * 1.06 / (s.unit * 0.55), wood)
        x = left + s.unit * 3
        for width, draw in s.some(things, len(things)):
            size = k * (0.72 if width == 150 else 1)
            if x + width * size > right - s.unit * 2:
                continue
            put(s, x + width * size / 2, y, size, draw, width)
            x += width * size + s.unit * s.between(3, 6)


def _cleaning(s: Stage) -> None:
    c, p = s.canvas, s.colours
    floor = s.height * 0.76
    cm = s.height / (235 if not s.upright else 260)
    furniture.room(s, floor)
    for left in (0.08, 0.42, 0.74) if s.banner else (0.1, 0.6) if not s.upright else (0.14,):
        wide = s.width * (0.28 if not s.upright else 0.62) * (0.62 if s.banner else 1)
        furniture.window(s, s.width * left, s.height * 0.08, wide, s.height * 0.4, s.pick((p.paper, p.second, p.soft)))
    ground = floor + (s.height - floor) * 0.45
    people = cast_of(s, ("adult", "child", "adult")[: s.fit(3, 2, 1)])
    places = s.row(len(people), s.width * 0.2, s.width * 0.72, 0.08)
    for i, (x, look) in enumerate(zip(places, people, strict=True)):
        if i == 0:
            _mop(s, x + 30 * cm, ground, cm)
            stand(s, x, ground, cm, look, Pose((22, -96), (34, -122), turn=0.5, mouth="laugh"))
        else:
            stand(s, x, ground, cm, look, REACHING)
            put(
                s,
                x + 45 * cm * (0.72 if look.age == "child" else 1),
                ground - 138 * cm * (0.72 if look.age == "child" else 1),
                cm * 0.1,
                lambda: ware.spray_bottle(c, p, p.second, "lumo"),
            )
    _bucket(s, s.width * 0.82, ground + 2 * s.unit, cm)
    k = cm * 0.15
    put(s, s.width * 0.92, ground + s.unit, k, lambda: ware.spray_bottle(c, p, p.main, "lumo"), 90)
    put(s, s.width * 0.07, ground, cm * 0.3, lambda: potted(c, p, s.rng, "broad"), 110)
    for _ in range(18):
        x, y, r = s.width * s.between(0.72, 0.95), ground - s.between(20, 110) * cm, s.unit * s.between(0.6, 2)
        c.circle(x, y, r, "#ffffff", 0.35)
        c.circle(x - r * 0.3, y - r * 0.3, r * 0.25, "#ffffff", 0.9)


def _mop(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    c.line([(x + 18 * cm, y - 4 * cm), (x - 4 * cm, y - 138 * cm)], p.wood, 2.6 * cm)
    c.path(
        f"M{x + 14 * cm:.0f} {y - 14 * cm:.0f}L{x + 24 * cm:.0f} {y - 14 * cm:.0f}"
        f"Q{x + 36 * cm:.0f} {y - 2 * cm:.0f} {x + 40 * cm:.0f} {y + 3 * cm:.0f}H{x + 2 * cm:.0f}"
        f"Q{x + 8 * cm:.0f} {y - 2 * cm:.0f} {x + 14 * cm:.0f} {y - 14 * cm:.0f}Z",
        p.second,
    )
    for i in range(5):
        c.line(
            [(x + (16 + i * 1.8) * cm, y - 12 * cm), (x + (8 + i * 6) * cm, y + 2 * cm)],
            darker(p.second, 0.18),
            0.8 * cm,
        )


def _bucket(s: Stage, x: float, y: float, cm: float) -> None:
    c, tint = s.canvas, s.pick((s.colours.accent, s.colours.main))
    c.shadow(x, y, 26 * cm, 4 * cm, s.colours.ink, 0.5)
    with c.at(x, y, cm):
        c.path("M-19 -30C-18 -58 18 -58 19 -30", stroke=darker(tint, 0.4), width=1.8)
        c.path("M-20 -32H20L15 -2Q15 0 12 0H-12Q-15 0 -15 -2Z", c.across(lighter(tint, 0.25), tint, darker(tint, 0.22)))
        for i, (bx, r) in enumerate(((-12, 5.5), (-4, 7), (5, 6.4), (13, 5), (0, 5))):
            c.circle(bx, -34 - (i % 2) * 3, r, "#ffffff", 0.85)


def _garment(c: Canvas, p: Palette, kind: int, tint: str) -> None:
    """A garment hanging from the origin's line, in centimetres."""
    paint = c.across(lighter(tint, 0.18), tint, darker(tint, 0.14))
    if kind == 0:
        c.path("M-20 0L-38 14L-30 28L-22 22L-23 58Q0 63 23 58L22 22L30 28L38 14L20 0Q0 12 -20 0Z", paint)
        c.path("M-12 2Q0 14 12 2", stroke=darker(tint, 0.2), width=2)
    elif kind == 1:
        c.path("M-17 0H17L21 74L6 75L1 28L-4 75L-20 74Z", paint)
    elif kind == 2:
        c.path("M-44 0H44Q42 40 46 78Q0 84 -45 78Q-42 40 -44 0Z", paint)
        for x in (-26, 0, 26):
            c.line([(x, 3), (x + 1, 77)], mix(tint, p.paper, 0.45), 5, alpha=0.7)
    elif kind == 3:
        c.path("M-12 0Q0 9 12 0L17 26L30 78Q0 86 -30 78L-17 26Z", paint)
        c.line([(-17, 27), (17, 27)], darker(tint, 0.2), 2.4)
    else:
        for x in (-9, 9):
            c.path(f"M{x - 5} 0H{x + 5}V20Q{x + 15} 22 {x + 14} 29Q{x} 31 {x - 5} 28Z", paint)


def _laundry(s: Stage) -> None:
    c, p = s.canvas, s.colours
    horizon = s.height * 0.58
    cm = s.height / (225 if not s.upright else 250)
    sky(s, horizon)
    hills(s, horizon, 3, 0.2)
    copse(s, s.height * 0.68, s.height * 0.26, s.fit(6, 3, 2), 0.3)
    ground = s.height * 0.88
    left, right, top = s.width * 0.05, s.width * 0.95, ground - 150 * cm
    for x in (left, right):
        c.shadow(x, ground, 20 * cm, 3 * cm, p.ink, 0.5)
        c.rect(
            x - 3 * cm,
            top - 10 * cm,
            6 * cm,
            ground - top + 10 * cm,
            c.across(lighter(p.wood, 0.15), darker(p.wood, 0.2)),
            r=3,
        )
    c.line([(left, top), ((left + right) / 2, top + 9 * cm), (right, top)], p.paper, 1.2 * cm, soft=True)
    space = (right - left) * 0.92
    count = int(space / (82 * cm))
    order = s.some((0, 2, 1, 3, 0, 4), max(count, 2))
    for i, x in enumerate(s.row(len(order), left + space * 0.06, left + space * 1.02)):
        part = (x - left) / (right - left)
        y = top + 9 * cm * 4 * part * (1 - part)
        with c.at(x, y, cm * 0.98, turn=s.between(-4, 4)):
            _garment(c, p, order[i], s.pick((p.paper, p.main, p.second, p.accent, p.soft)))
            for px in (-12, 12):
                c.rect(px - 1.6, -5, 3.2, 11, lighter(p.wood, 0.2), r=1)
    if s.chance(0.75):
        stand(
            s,
            s.width * s.between(0.3, 0.7),
            ground + 3 * s.unit,
            cm,
            cast_of(s, ("adult",))[0],
            REACHING,
            flip=s.chance(0.5),
        )
    x = s.width * s.between(0.16, 0.24)
    put(s, x, ground + 5 * s.unit, cm, lambda: _full_basket(c, p), 60)
    for _ in range(s.fit(26, 16, 12)):
        with c.at(s.between(0, s.width), s.between(ground + 2 * s.unit, s.height + 10), cm * 0.3):
            grass(c, s.rng, mix(p.leaf, p.pine, 0.5), 6, 50)
    for _ in range(s.fit(12, 8, 6)):
        with c.at(s.between(0, s.width), s.between(ground + 4 * s.unit, s.height), cm * 0.22):
            flower(c, 90, s.pick((p.paper, p.accent, p.second)), "#f3c84f", p.pine)


def _full_basket(c: Canvas, p: Palette) -> None:
    for x, tint in ((-14, p.paper), (4, p.second), (16, p.accent)):
        c.ellipse(x, -30, 15, 11, tint)
    furniture.basket(c, p.wood, 58, 30)


MOTIFS: dict[str, Callable[[Stage], None]] = {
    "bamboo_bathroom": _bamboo,
    "bathroom_shelf": _shelf,
    "spring_cleaning": _cleaning,
    "laundry_line": _laundry,
}
