"""Motifs of kitchens, tables and cups."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from thesaury.sandbox.scenes import containers as ware
from thesaury.sandbox.scenes import food, furniture, tableware
from thesaury.sandbox.scenes.company import TABLE_POSES, cast_of, put, seat, stand, tabletop
from thesaury.sandbox.scenes.figures import HOLDING, POINTING, Pose, figure
from thesaury.sandbox.scenes.landscapes import sky, street
from thesaury.sandbox.scenes.palette import darker, lighter, mix
from thesaury.sandbox.scenes.plants import pine_sprig, potted, sprig
from thesaury.sandbox.scenes.stage import Stage
from thesaury.sandbox.scenes.studio import studio


def _wall_tiles(s: Stage, top: float, foot: float, tint: str) -> None:
    c, size = s.canvas, s.unit * 5
    c.rect(0, top, s.width, foot - top, darker(tint, 0.08))
    for row in range(int((foot - top) / size) + 1):
        for column in range(-1, int(s.width / size / 2) + 1):
            y = top + row * size
            c.rect(
                column * size * 2 + (size if row % 2 else 0) + 1,
                y + 1,
                size * 2 - 2,
                min(size, foot - y) - 2,
                lighter(tint, 0.12 + 0.14 * s.rng.random()),
                r=2,
            )


def _shelf(s: Stage, x: float, y: float, cm: float, width: float) -> None:
    """A kitchen shelf with jars, bowls and a trailing plant, `width` centimetres wide."""
    c, p = s.canvas, s.colours
    put(s, x, y, cm, lambda: furniture.board(c, width, p.wood))
    left = x - width * cm * 0.42
    for i, at in enumerate(s.row(max(int(width / 17), 3), left, x + width * cm * 0.42)):
        kind = (i + s.rng.randrange(2)) % 4
        tint = s.pick((p.main, p.second, p.accent, p.paper))
        with s.canvas.at(at, y, cm * 0.125):
            if kind == 0:
                ware.jar(c, s.rng, p, s.pick(("#c98f55", "#d9b36c", "#8a5436", "#a7b06a")), p.wood, 150)
            elif kind == 1:
                tableware.bowl(c, tint, darker(tint, 0.3), 120)
            elif kind == 2:
                tableware.mug(c, tint)
            else:
                potted(c, p, s.rng, s.pick(("trailing", "snake")))


def _backdrop(s: Stage, floor: float, cm: float) -> float:
    """A kitchen's back wall with window, shelf, lamp and base units; gives the worktop's line."""
    p = s.colours
    wall = furniture.room(s, floor, boards=s.chance(0.6))
    worktop = floor - 90 * cm
    _wall_tiles(s, worktop - 42 * cm, worktop, mix(wall, p.paper, 0.5))
    side = s.chance(0.5)
    left = s.width * (0.08 if side else 0.58)
    furniture.window(
        s, left, worktop - 122 * cm, s.width * 0.3, 96 * cm, s.pick(("", p.second, p.paper)), s.pick(("hills", "town"))
    )
    _shelf(s, s.width * (0.76 if side else 0.24), worktop - 62 * cm, cm, min(110, s.width * 0.36 / cm))
    cupboard = s.pick((p.main, p.pine, mix(p.accent, p.wood, 0.3), p.paper, mix(p.second, p.paper, 0.3)))
    furniture.cabinets(s, worktop, 90 * cm, mix(cupboard, p.paper, 0.12), p.wood)
    return worktop


def _worktop(s: Stage, y: float, cm: float, places: int) -> None:
    """Things on a worktop, spread over the width."""
    c, p, k = s.canvas, s.colours, cm * 0.135
    tint = s.pick((p.main, p.accent, p.second))
    draws: list[Callable[[], None]] = [
        lambda: ware.pump_bottle(c, p, tint, "lumo"),
        lambda: food.loaf(c, s.rng),
        lambda: tableware.jug(c, p.paper),
        lambda: _kettle(s, tint),
        lambda: tableware.bowl(c, p.paper, "#e2953b", 170),
        lambda: potted(c, p, s.rng, "broad"),
        lambda: ware.jar(c, s.rng, p, "#d9b36c", p.wood, 170),
        lambda: ware.spray_bottle(c, p, p.second, "lumo"),
    ]
    for x, draw in zip(s.row(places, s.width * 0.04, s.width * 0.96, 0.2), s.some(draws, places), strict=True):
        put(s, x, y, k, draw, 130)


def _kettle(s: Stage, tint: str) -> None:
    c = s.canvas
    c.path("M-62 -120C-62 -190 62 -190 62 -120", stroke=darker(tint, 0.5), width=12)
    c.path("M56 -70L104 -120L110 -112L66 -34Z", darker(tint, 0.1))
    c.path(
        "M-74 -10C-84 -90 -50 -130 0 -130C50 -130 84 -90 74 -10Q72 0 60 0H-60Q-72 0 -74 -10Z",
        c.across(lighter(tint, 0.3), tint, darker(tint, 0.25)),
    )
    c.circle(0, -134, 9, darker(tint, 0.5))


def _recycling(s: Stage) -> None:
    c, p = s.canvas, s.colours
    floor = s.height * 0.74
    cm = s.height / (262 if not s.upright else 300)
    worktop = _backdrop(s, floor, cm)
    _worktop(s, worktop, cm, s.fit(7, 4, 3))
    ground = floor + (s.height - floor) * 0.5
    tints, signs = s.some((p.main, p.second, p.accent, p.pine), 4), s.some(("arrows", "bottle", "leaf", "paper"), 4)
    middle = s.width * s.between(0.54, 0.6)
    for i in range(s.fit(4, 3, 3)):
        put(s, middle + i * 50 * cm, ground, cm * 1.05, partial(furniture.waste_bin, c, tints[i], signs[i]), 54)
    adult, child = cast_of(s, ("adult", "child"))
    hand = (46.0, -92.0)
    x = middle - 56 * cm
    stand(s, x, ground + 2 * s.unit, cm, adult, Pose((-22, -88), hand, turn=0.8, lean=2))
    with c.at(x + hand[0] * cm, ground + 2 * s.unit + (hand[1] + 14) * cm, cm * 0.11, turn=12):
        ware.paper_bottle(c, s.rng, p, p.paper, "lumo")
    if not s.upright or s.chance(0.6):
        stand(s, x - 58 * cm, ground + 4 * s.unit, cm, child, s.pick((HOLDING, POINTING)))
        if s.banner:
            put(s, x - 150 * cm, ground + 2 * s.unit, cm, lambda: furniture.crate(c, p.wood), 70)


def _counter(s: Stage) -> None:
    c, p = s.canvas, s.colours
    floor = s.height * 1.2
    cm = s.height / (165 if not s.upright else 185)
    worktop = _backdrop(s, floor, cm)
    if s.chance(0.5):
        put(s, s.width * 0.5, 0, cm, lambda: furniture.pendant(c, s.pick((p.accent, p.main, p.ink)), 34))
    x, k = s.width * s.between(0.4, 0.56), cm * 0.19
    _worktop(s, worktop, cm * 1.3, s.fit(7, 4, 3))
    y = worktop + 3.4 * cm
    c.shadow(x, y + 1, 260 * k, 20 * k, p.ink, 0.4)
    c.rect(x - 210 * k, y - 16 * k, 420 * k, 26 * k, c.down(lighter(p.wood, 0.3), p.wood), r=10 * k)
    with c.at(x, y - 12 * k, k):
        _vegetables(s)


def _vegetables(s: Stage) -> None:
    c = s.canvas
    with c.at(-130, 0, 0.9):
        food.lettuce(c, s.rng)
    for at, kind in ((-20, "tomato"), (45, "tomato"), (120, s.pick(("lemon", "apple", "pear"))), (12, "")):
        with c.at(at, -62 if not kind else 0, 0.8 if kind else 0.74):
            food.fruit(c, kind or "tomato")
    with c.at(180, -16, 0.9, turn=96):
        food.carrot(c)


def _breakfast(s: Stage) -> None:
    c, p = s.canvas, s.colours
    table = s.height * (0.66 if not s.upright else 0.62)
    furniture.room(s, s.height * 0.9)
    cm = s.height / 162 if not s.upright else s.height / 200
    w = s.width * s.between(0.26, 0.34)
    furniture.window(
        s, s.width * s.between(0.12, 0.5), s.height * 0.08, w, s.height * 0.36, s.pick((p.second, p.paper, p.soft))
    )
    with c.at(s.width * (0.86 if s.chance(0.5) else 0.94), s.height * 0.24, cm):
        furniture.picture(c, s.rng, p, 30, 38)
    ages = s.fit(6, 4, 2)
    family = cast_of(s, s.some(("adult", "child", "adult", "child", "elder"), ages))
    for i, x in enumerate(s.row(ages, s.width * 0.06, s.width * 0.94, 0.06)):
        seat(s, x, table, cm, family[i], s.pick(TABLE_POSES), flip=i >= ages / 2)
    tabletop(s, table, s.pick((p.wood, p.paper, p.soft)), cloth=s.chance(0.4))
    _meal(s, table, cm * 0.15)


def _meal(s: Stage, table: float, k: float) -> None:
    c, p = s.canvas, s.colours
    tint = s.pick((p.paper, p.soft))
    draws: list[Callable[[], None]] = [
        lambda: tableware.mug(c, s.pick(p.wares), steam=True),
        lambda: tableware.glass(c, "#f0a840"),
        lambda: food.loaf(c, s.rng),
        lambda: tableware.bowl(c, s.pick(p.wares), s.pick(("#c8473f", "#c98f55", "#e2953b"))),
        lambda: tableware.jug(c, p.paper, 170),
        lambda: ware.carton(c, p, s.pick((p.main, p.accent)), "kibo", 120, 180),
        lambda: tableware.glass(c, "#f7f3ea"),
    ]
    count = s.fit(12, 7, 5)
    depth = s.height - table
    for i, (x, draw) in enumerate(
        zip(s.row(count, s.width * 0.02, s.width * 0.98, 0.15), s.some(draws, count), strict=True)
    ):
        put(s, x, table + depth * (0.26 if i % 2 else 0.4), k, draw, 120)
    for i, x in enumerate(s.row(s.fit(6, 4, 3), s.width * 0.06, s.width * 0.94)):
        with c.at(x, table + depth * 0.74, k * 1.35):
            tableware.plate(c, darker(tint, 0.04))
            if i % 2:
                food.croissant(c)
            else:
                with c.at(0, -8, 0.8):
                    food.sandwich(c, p)


def _winter(s: Stage) -> None:
    c, p = s.canvas, s.colours
    s = replace(s, mood=s.pick(("evening", "morning", "golden")))
    table = s.height * 0.63
    furniture.room(s, s.height * 0.9, mix(p.main, p.wall, s.between(0.35, 0.75)))
    cm, k = s.height / 190, s.height / 1180
    wide = s.width * (0.4 if not s.banner else 0.24)
    furniture.window(
        s, (s.width - wide) / 2, s.height * 0.06, wide, s.height * 0.46, s.pick((p.accent, p.second, p.paper)), "snow"
    )
    for x in (0.16, 0.84):
        _wreath(s, s.width * x, s.height * 0.26, 15 * cm)
    tabletop(s, table, s.pick((p.paper, p.wood, p.soft)), cloth=s.chance(0.5))
    depth = s.height - table
    treats: tuple[Callable[[], None], ...] = (*_bakes(s), partial(ware.gift, c, p.accent, p.soft, 100, 60))
    for i, x in enumerate(s.row(s.fit(9, 5, 4), s.width * 0.04, s.width * 0.96)):
        for turn in (-80, 76):
            with c.at(x, table + depth * 0.3, k, turn=turn + s.between(-8, 8)):
                pine_sprig(c, 190, p.pine)
        put(
            s,
            x,
            table + depth * 0.32,
            k * 1.2,
            partial(tableware.candle, c, s.pick((p.paper, p.second, p.accent)), 110 + 60 * (i % 2)),
            60,
        )
    for i, x in enumerate(s.row(s.fit(7, 4, 3), s.width * 0.03, s.width * 0.97)):
        with c.at(x, table + depth * 0.76, k * 1.5):
            tableware.plate(c, p.paper, 190)
            with c.at(0, -6, 0.9):
                treats[i % 3]()
        put(
            s,
            x + 150 * k * 1.3,
            table + depth * 0.68,
            k * 1.3,
            lambda: tableware.mug(c, s.pick((p.accent, p.main, p.second)), steam=True),
            90,
        )


def _bakes(s: Stage) -> tuple[Callable[[], None], ...]:
    """What a bakery may put on a plate."""
    return partial(food.croissant, s.canvas), partial(food.cake, s.canvas, s.colours)


def _wreath(s: Stage, x: float, y: float, r: float) -> None:
    c, p = s.canvas, s.colours
    for i in range(18):
        with c.at(x, y, turn=i * 20), c.at(0, -r, r / 150, turn=78):
            pine_sprig(c, 110, p.pine if i % 2 else mix(p.pine, p.leaf, 0.4))
    for i in range(6):
        with c.at(x, y, turn=i * 60 + 14):
            c.circle(0, -r, r * 0.11, p.accent)
    with c.at(x, y + r, r / 90):
        for side in (-1, 1):
            c.path(f"M0 0C{side * 12} -26 {side * 46} -24 {side * 40} -2C{side * 36} 12 {side * 12} 8 0 0Z", p.accent)
            c.path(f"M0 0L{side * 26} 44L{side * 10} 38Z", darker(p.accent, 0.15))


def _cafe(s: Stage) -> None:
    c, p = s.canvas, s.colours
    floor = s.height * 0.72
    cm = s.height / (205 if not s.upright else 235)
    furniture.room(s, floor, boards=s.chance(0.5))
    wide = s.width * 0.5
    left = s.width * s.between(0.2, 0.3)
    furniture.window(s, left, s.height * 0.08, wide, s.height * 0.44, "", s.pick(("town", "hills")))
    for i, x in enumerate(s.row(s.fit(5, 3, 2), s.width * 0.1, s.width * 0.9)):
        put(s, x, 0, cm, partial(furniture.pendant, c, (p.accent, p.main)[i % 2], 30 + 8 * (i % 2)))
    ground = floor + (s.height - floor) * 0.55
    for x in (0.2, 0.5, 0.8) if s.banner else (0.5,):
        _couple(s, s.width * x, ground, cm)
    if s.upright:
        return
    put(s, s.width * 0.05, ground, cm * 0.36, lambda: potted(c, p, s.rng, "broad"), 120)
    put(s, s.width * 0.95, ground - 3 * s.unit, cm * 0.36, lambda: potted(c, p, s.rng, s.pick(("snake", "olive"))), 120)


def _couple(s: Stage, x: float, y: float, cm: float) -> None:
    """Two people on chairs at a small round table."""
    c, p = s.canvas, s.colours
    seat_tint = s.pick((p.wood, p.main, p.accent))
    for side, look in zip((-1, 1), cast_of(s, (s.pick(("adult", "elder")), "adult")), strict=True):
        put(s, x + side * 66 * cm, y, cm, lambda: furniture.chair(c, seat_tint), 50)
        pose = Pose(
            (10, -66),
            s.pick(((40.0, -82.0), (34.0, -94.0), (24.0, -64.0))),
            (38, 0),
            (46, 0),
            (0, -50),
            1,
            1,
            0.8,
            s.pick(("smile", "laugh")),
        )
        with c.at(x + side * 66 * cm, y, cm, flip=side > 0):
            figure(c, look, pose)
    c.shadow(x, y, 40 * cm, 6 * cm, p.ink, 0.5)
    c.rect(x - 1.8 * cm, y - 72 * cm, 3.6 * cm, 70 * cm, darker(p.wood, 0.4))
    c.ellipse(x, y - 1.5 * cm, 19 * cm, 3 * cm, darker(p.wood, 0.45))
    c.ellipse(x, y - 72 * cm, 37 * cm, 5.4 * cm, darker(p.wood, 0.25))
    c.ellipse(x, y - 73.5 * cm, 37 * cm, 5.4 * cm, c.across(lighter(p.wood, 0.35), p.wood))
    for dx, draw in (
        (-18, lambda: tableware.cup(c, p.paper)),
        (18, lambda: tableware.cup(c, p.second)),
        (0, lambda: food.cake(c, p)),
    ):
        put(s, x + dx * cm, y - 72.5 * cm + abs(dx) * 0.05 * cm, cm * 0.12, draw, 110)


def _coffee(s: Stage) -> None:
    c, p = s.canvas, s.colours
    kind = s.pick(("street", "studio", "studio"))
    edge = s.height * 0.6
    if kind == "street":
        sky(s, edge, 2)
        street(s, edge, s.height * 0.42, 0.55)
        tabletop(s, edge, p.wood)
        base = edge + s.height * 0.2
    else:
        base = studio(s, edge=0.58) + 2 * s.unit
    k = s.unit * (0.3 if not s.upright else 0.32)
    x = s.width * s.between(0.42, 0.52)
    put(s, x + 210 * k, base - 3 * s.unit, k, lambda: tableware.books(c, s.rng, p, 3), 200)
    with c.at(x + 210 * k, base - 3 * s.unit - 88 * k, k * 0.7):
        potted(c, p, s.rng, s.pick(("cactus", "trailing", "snake")))
    c.shadow(x, base + 3 * s.unit, 128 * k, 22 * k, p.ink, 0.55)
    tint = s.pick((p.main, p.accent, p.paper, p.second, p.pine))
    with c.at(x, base + 3 * s.unit, k * 1.5):
        tableware.cup(c, tint, latte=s.chance(0.7))
    put(s, x - 200 * k, base + 2 * s.unit, k * 1.1, lambda: tableware.plate(c, p.paper), 150)
    with c.at(x - 200 * k, base + s.unit, k * 1.05):
        s.pick(_bakes(s))()
    for _ in range(9):
        with c.at(x + s.between(40, 330) * k, base + s.between(9, 14) * s.unit, k, turn=s.between(0, 180)):
            c.ellipse(0, 0, 15, 10, "#5b3724")
            c.path("M-13 0Q-4 -4 0 0T13 0", stroke="#3a2216", width=2)
    if s.banner:
        put(s, x - 480 * k, base, k, lambda: tableware.jug(c, p.second), 100)
        with c.at(x - 480 * k, base - 180 * k, k):
            sprig(c, 190, p.leaf)


MOTIFS: dict[str, Callable[[Stage], None]] = {
    "recycling_kitchen": _recycling,
    "kitchen_counter": _counter,
    "family_breakfast": _breakfast,
    "winter_table": _winter,
    "cafe_table": _cafe,
    "coffee_cup": _coffee,
}
