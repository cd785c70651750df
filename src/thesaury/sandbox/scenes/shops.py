"""Motifs of shops and markets."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from thesaury.sandbox.scenes import containers as ware
from thesaury.sandbox.scenes import food, furniture
from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.company import cast_of, easy, put, stand
from thesaury.sandbox.scenes.figures import HOLDING, REACHING, STANDING, WALKING, Pose
from thesaury.sandbox.scenes.landscapes import copse, hills, sky, street
from thesaury.sandbox.scenes.lettering import BRANDS, brand_mark, letters
from thesaury.sandbox.scenes.palette import KRAFT, Palette, darker, lighter, mix
from thesaury.sandbox.scenes.plants import TREES, leaf
from thesaury.sandbox.scenes.stage import Stage
from thesaury.sandbox.scenes.studio import studio

GRAINS = ("#c98f55", "#d9b36c", "#8a5436", "#a7b06a", "#e3cfa4", "#c46a4a", "#6b3f2f", "#efe2c0")


def _sign(s: Stage, x: float, y: float, text: str, size: float) -> None:
    c, p = s.canvas, s.colours
    w = len(text) * size * 1.05 + size * 1.4
    c.rect(x - w / 2, y - size, w, size * 2, s.pick((p.main, p.pine, p.ink, p.accent)), r=size * 0.3)
    letters(c, text, x, y, size, p.paper)


def _refill(s: Stage) -> None:
    c, p = s.canvas, s.colours
    floor = s.height * 0.84
    cm = s.height / (266 if not s.upright else 285)
    furniture.room(s, floor)
    counter = floor - 84 * cm
    back = mix(p.wood, p.paper, 0.25)
    c.rect(0, counter - 96 * cm, s.width, 96 * cm, back)
    for board in range(0, s.width, int(14 * cm)):
        c.rect(board, counter - 96 * cm, 0.7 * cm, 96 * cm, darker(back, 0.14), alpha=0.6)
    _sign(s, s.width / 2, counter - 116 * cm, "REFILL", 9 * cm)
    liquids = s.some((p.main, p.second, p.accent, p.leaf, p.soft, mix(p.main, p.second, 0.5)), 12)
    count = int(s.width / (44 * cm))
    for i, x in enumerate(s.row(count, 0, s.width)):
        _dispenser(s, x, counter - 20 * cm, cm, liquids[i % 12])
    furniture.cabinets(s, counter, 84 * cm, mix(s.pick((p.main, p.pine, p.paper)), p.paper, 0.15), p.wood)
    for x in s.row(count, 0, s.width, 0.2):
        if s.chance(0.75):
            put(s, x, counter + cm, cm * 0.1, _empty(s), 90)
    ground = floor + (s.height - floor) * 0.5
    people = cast_of(s, ("adult", "adult", "elder", "child")[: s.fit(4, 2, 1)])
    for i, (x, look) in enumerate(zip(s.row(len(people), s.width * 0.12, s.width * 0.88, 0.15), people, strict=True)):
        pose = Pose((-20, -92), (32, -112), turn=0.7) if i % 2 == 0 else HOLDING
        stand(s, x, ground, cm, look, pose)
        if i % 2 == 0:
            put(s, x + 34 * cm, ground - 104 * cm, cm * 0.1, lambda: ware.paper_bottle(c, s.rng, p, p.paper, "lumo"))
        else:
            put(
                s,
                x,
                ground - 98 * cm * (0.72 if look.age == "child" else 1),
                cm * 0.1,
                lambda: ware.refill_pouch(c, p, p.second, "lumo"),
            )


def _empty(s: Stage) -> Callable[[], None]:
    """A bottle that waits to be filled again."""
    c, p = s.canvas, s.colours
    return s.pick(
        (
            partial(ware.pump_bottle, c, p, p.paper, "lumo", True),
            partial(ware.paper_bottle, c, s.rng, p, p.paper, "sorrel"),
        )
    )


def _dispenser(s: Stage, x: float, y: float, cm: float, liquid: str) -> None:
    """A clear tank with a tap on a wall shelf."""
    c, p = s.canvas, s.colours
    level = s.between(0.15, 0.6)
    with c.at(x, y, cm):
        c.rect(-15, -62, 30, 54, mix(p.wall, "#ffffff", 0.6), r=4, alpha=0.7)
        c.rect(
            -13.5,
            -60 + 50 * level,
            27,
            50 * (1 - level),
            c.across(lighter(liquid, 0.25), liquid, darker(liquid, 0.15)),
            r=3,
        )
        c.rect(-17, -67, 34, 7, p.wood, r=2)
        c.rect(-11, -44, 22, 19, p.paper, r=2)
        brand_mark(c, s.pick(("lumo", "sorrel")), 0, -34.5, 13, darker(p.main, 0.2), p.paper)
        c.line([(-11, -56), (-11, -14)], "#ffffff", 1.6, alpha=0.6)
        c.rect(-18, -8, 36, 4, darker(p.wood, 0.1), r=1)
        c.rect(-2.5, -6, 5, 8, "#8d9094", r=1)
        c.rect(-6, -2, 12, 3, p.ink, r=1.5)


def _bulk(s: Stage) -> None:
    c, p = s.canvas, s.colours
    floor = s.height * 0.82
    cm = s.height / (256 if not s.upright else 275)
    furniture.room(s, floor)
    _sign(s, s.width * 0.5, floor - 196 * cm, s.pick(("BULK", "UNPACKED", "BY WEIGHT")), 8 * cm)
    top = floor - 94 * cm
    for x in s.row(int(s.width / (34 * cm)), 0, s.width):
        _hopper(s, x, top, cm)
    c.wash(0, top, s.width, 5 * cm, lighter(p.wood, 0.2), darker(p.wood, 0.1))
    for row, y in enumerate((floor - 50 * cm, floor - 6 * cm)):
        c.rect(0, y - 39 * cm, s.width, 44 * cm, mix(p.wood, p.ink, 0.35 + 0.1 * row))
        c.rect(0, y, s.width, 4 * cm, p.wood)
        for x in s.row(int(s.width / (24 * cm)), 0, s.width, 0.06):
            if row == 0:
                put(
                    s,
                    x,
                    y,
                    cm * 0.17,
                    lambda: ware.jar(c, s.rng, p, s.pick(GRAINS), s.pick((p.wood, p.ink, p.main)), s.between(120, 180)),
                )
        for x in s.row(int(s.width / (56 * cm)), 0, s.width) if row else ():
            put(s, x, y, cm, lambda: _sack(s, s.pick(GRAINS)))
    ground = floor + (s.height - floor) * 0.6
    people = cast_of(s, ("adult", "child", "adult")[: s.fit(3, 2, 1)])
    for x, look in zip(s.row(len(people), s.width * 0.2, s.width * 0.8, 0.15), people, strict=True):
        stand(s, x, ground, cm, look, s.pick((HOLDING, REACHING, STANDING)), flip=s.chance(0.3))
        tall = 0.72 if look.age == "child" else 1
        put(
            s,
            x - 30 * cm * tall,
            ground - 60 * cm * tall,
            cm * 0.62 * tall,
            lambda: furniture.basket(c, KRAFT, 46, 28, handle=True),
        )


def _hopper(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    grain = s.pick(GRAINS)
    level = s.between(8, 34)
    with c.at(x, y, cm):
        c.path("M-14 -82H14V-26L6 -12V-4H-6V-12L-14 -26Z", mix(p.wall, "#ffffff", 0.6), alpha=0.75)
        c.path(
            f"M-12.5 {-80 + level:.1f}Q0 {-84 + level:.1f} 12.5 {-80 + level:.1f}V-26L5 -12V-6H-5V-12L-12.5 -26Z",
            c.across(lighter(grain, 0.15), grain, darker(grain, 0.15)),
        )
        for _ in range(22):
            c.ellipse(
                s.between(-11, 11),
                s.between(-76 + level, -28),
                1,
                0.7,
                s.pick((lighter(grain, 0.35), darker(grain, 0.2))),
            )
        c.line([(-10.5, -76), (-10.5, -30)], "#ffffff", 1.5, alpha=0.65)
        c.rect(-15.5, -86, 31, 6, p.ink, r=2)
        c.rect(-7.5, -8, 15, 6, p.ink, r=2)
        c.rect(-7, -58, 14, 10, p.paper, r=1)
        c.line([(-4, -54.5), (4, -54.5)], p.ink, 0.9)
        c.line([(-4, -51.5), (2, -51.5)], p.shade, 0.9)


def _sack(s: Stage, grain: str) -> None:
    c = s.canvas
    jute = mix(KRAFT, "#e8d6b0", 0.4)
    c.ellipse(0, -31, 17, 5, grain)
    c.path(
        "M-19 -32Q-24 -12 -21 -2Q-20 0 -17 0H17Q20 0 21 -2Q24 -12 19 -32Q0 -24 -19 -32Z",
        c.across(lighter(jute, 0.2), jute, darker(jute, 0.2)),
    )
    c.path("M-19 -33Q0 -25 19 -33", stroke=lighter(jute, 0.3), width=3.4)


def _groceries(s: Stage) -> None:
    c, p = s.canvas, s.colours
    base = studio(s, ("window", "tiles", "garden", "sun", "panel"), 0.68) + 2 * s.unit
    k = min(s.height * 0.8 / 520, s.width * 0.8 / 480)
    for i, x in enumerate((0.27, 0.73) if s.banner else (s.between(0.44, 0.52),)):
        _full_bag(s, s.width * x, base, k, s.pick(BRANDS) if i else "sorrel")
    x = s.width * (0.5 if s.banner else 0.74)
    loose = s.some(("apple", "orange", "pear", "tomato", "lemon"), 4)
    for i, dx in enumerate((0, 92, 180)[: s.fit(3, 3, 2)]):
        put(s, x + (dx - 20) * k, base + (2 + i % 2 * 3) * s.unit, k, partial(food.fruit, c, loose[i]), 84)
    put(
        s,
        s.width * (0.47 if s.banner else 0.19),
        base + 2 * s.unit,
        k * 0.95,
        s.pick((partial(food.loaf, c, s.rng), partial(ware.jar, c, s.rng, p, s.pick(GRAINS), p.wood))),
        150,
    )


def _full_bag(s: Stage, x: float, y: float, k: float, brand: str) -> None:
    c, p = s.canvas, s.colours
    c.shadow(x + 40 * k, y, 220 * k, 24 * k, p.ink, 0.5)
    with c.at(x, y, k):
        c.polygon([(-112, -300), (112, -300), (140, -318), (-84, -318)], darker(KRAFT, 0.35))
        for dx, turn, draw in (
            (-62, -9, partial(food.baguette, c)),
            (62, 10, partial(food.leek, c, s.rng)),
            (22, 4, partial(food.leek, c, s.rng)),
        ):
            with c.at(dx, -180, turn=turn + s.between(-3, 3)):
                draw()
        with c.at(-6, -262, 0.72):
            food.lettuce(c, s.rng)
        for dx, kind in ((-80, "apple"), (44, "orange"), (86, "pear")):
            with c.at(dx, -276, 0.85):
                food.fruit(c, kind)
        c.polygon([(112, -300), (140, -318), (150, -18), (118, 0)], darker(KRAFT, 0.24))
        zig = [(x, -300 - (5 if i % 2 else 0)) for i, x in enumerate(range(-112, 113, 8))]
        c.polygon([*zig, (118, 0), (-118, 0)], c.down(lighter(KRAFT, 0.22), lighter(KRAFT, 0.02)))
        c.line([(-70, -296), (-74, -4)], darker(KRAFT, 0.14), 2, alpha=0.6)
        c.line([(76, -296), (82, -4)], darker(KRAFT, 0.14), 2, alpha=0.6)
        tint = darker(s.pick((p.main, p.pine, p.accent)), 0.25)
        brand_mark(c, brand, 2, -160, 88, tint, lighter(KRAFT, 0.1))
        letters(c, brand, 2, -84, 22, tint)


def _supermarket(s: Stage) -> None:
    c, p = s.canvas, s.colours
    rows = s.fit(3, 4, 5)
    frame = mix(p.ink, p.shade, 0.35)
    c.rect(0, 0, s.width, s.height, mix(p.wall, p.paper, 0.3))
    high = s.height / rows
    k = high * 0.74 / 262
    for row in range(rows):
        foot = high * (row + 1) - high * 0.13
        c.wash(0, high * row, s.width, high, mix(frame, p.paper, 0.45), mix(frame, p.paper, 0.75))
        x = s.unit * 1.5
        while x < s.width:
            x = _facing(s, x, foot, k)
        c.wash(0, foot, s.width, high * 0.13, p.paper, p.shade)
        for x in s.row(int(s.width / (s.unit * 16)), 0, s.width, 0.2):
            tint = s.pick((p.accent, p.second, p.paper, p.paper))
            c.rect(x, foot + high * 0.02, s.unit * 6, high * 0.09, tint, r=2)
            letters(c, s.pick(("123", "231", "312")), x + s.unit * 2.4, foot + high * 0.065, high * 0.045, p.ink)
    if s.chance(0.65):
        cm = s.height / 205
        x = s.width * s.between(0.25, 0.75)
        stand(s, x, s.height * 1.04, cm, cast_of(s, ("adult",))[0], s.pick((REACHING, HOLDING)))
        put(
            s,
            x - 28 * cm,
            s.height * 1.04 - 60 * cm,
            cm * 0.7,
            lambda: furniture.basket(c, p.accent, 50, 28, handle=True),
        )


def _facing(s: Stage, x: float, y: float, k: float) -> float:
    """A block of one product side by side; gives where the next may begin."""
    c, p = s.canvas, s.colours
    tint, brand = s.pick((p.main, p.second, p.accent, p.pine, p.soft)), s.pick(BRANDS)
    kinds: dict[str, tuple[float, Callable[[], None]]] = {
        "paper": (98, lambda: ware.paper_bottle(c, s.rng, p, p.paper, brand)),
        "pump": (92, lambda: ware.pump_bottle(c, p, tint, brand)),
        "box": (128, lambda: ware.carton(c, p, tint, brand, 112, 190, 12)),
        "pouch": (152, lambda: ware.refill_pouch(c, p, tint, brand)),
        "spray": (94, lambda: ware.spray_bottle(c, p, tint, brand)),
        "jar": (110, lambda: ware.jar(c, s.rng, p, s.pick(GRAINS), tint, 170)),
    }
    width, draw = kinds[s.pick(("pump", "box", "box", "pouch", "spray", "jar", "pump"))]
    count = s.rng.randint(2, 4)
    for i in range(count):
        with c.at(x + width * k * (i + 0.5), y, k):
            draw()
    return x + width * k * count + s.unit * 1.2


def _market(s: Stage) -> None:
    c, p = s.canvas, s.colours
    horizon = s.height * 0.66
    cm = s.height / (300 if not s.upright else 320)
    sky(s, horizon, 3)
    if s.chance(0.5):
        street(s, horizon, s.height * 0.36, 0.4)
    else:
        hills(s, horizon, 2, 0.2)
    _autumn_trees(s, horizon + s.height * 0.02)
    ground = s.height * 0.84
    c.wash(0, horizon, s.width, s.height - horizon, mix(p.floor, p.paper, 0.3), mix(p.floor, p.wood, 0.3))
    count = s.fit(4, 2, 1)
    for x in s.row(count, s.width * 0.02, s.width * 0.98, 0.03):
        _stall(s, x, ground, cm)
    ages = ("adult", "elder", "child", "adult", "adult")[: s.fit(5, 3, 2)]
    for x, look in zip(s.row(len(ages), s.width * 0.06, s.width * 0.94, 0.25), cast_of(s, ages), strict=True):
        stand(s, x, s.height * s.between(0.93, 0.96), cm, look, s.pick((WALKING, easy(s), HOLDING)), flip=s.chance(0.5))
    for _ in range(s.fit(26, 18, 14)):
        with c.at(s.between(0, s.width), s.between(ground, s.height), s.unit * 0.09, turn=s.between(0, 360)):
            leaf(c, 24, 14, s.pick(("#d98a3a", "#c95f33", "#e0b04a", "#a85a3a")))


def _autumn_trees(s: Stage, y: float) -> None:
    warm = replace(s, colours=replace(s.colours, leaf="#dd9a45", pine="#c4663a"))
    copse(warm, y, s.height * 0.42, s.fit(7, 4, 3), 0.2, TREES[:3])


def _stall(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    seller = cast_of(s, ("adult",))[0]
    stand(s, x + s.between(-30, 30) * cm, y - 4 * cm, cm, seller, s.pick((STANDING, HOLDING)))
    tint = s.pick((p.accent, p.main, p.pine, p.second))
    with c.at(x, y, cm):
        for side in (-1, 1):
            c.rect(side * 86 - 2.5, -232, 5, 232, darker(p.wood, 0.15))
        c.shadow(0, 0, 120, 9, p.ink, 0.5)
        c.rect(-90, -72, 180, 70, c.down(lighter(p.wood, 0.1), darker(p.wood, 0.2)))
        for i in range(1, 5):
            c.rect(-90, -72 + i * 14, 180, 1.2, darker(p.wood, 0.3), alpha=0.6)
        for i in range(3):
            with c.at(-58 + i * 58, -70):
                _produce(s, c)
        _awning(c, p, tint)
    for side in (-1, 1):
        if s.chance(0.7):
            put(
                s,
                x + side * 70 * cm,
                y + 3 * cm,
                cm * 0.24,
                lambda: food.fruit(c, "pumpkin", s.pick(("#df8136", "#e8a04a", "#c9692f"))),
                150,
            )


def _produce(s: Stage, c: Canvas) -> None:
    kind = s.pick(("apple", "pear", "orange", "tomato", "pumpkin", "lettuce"))
    for row, count in ((0, 5), (1, 4)):
        for i in range(count):
            with c.at(-20 + row * 5 + i * 10, -15 - row * 7, {"pumpkin": 0.075, "lettuce": 0.085}.get(kind, 0.15)):
                if kind == "lettuce":
                    food.lettuce(c, s.rng)
                else:
                    food.fruit(c, kind)
    furniture.crate(c, lighter(s.colours.wood, 0.15), 54, 19)


def _awning(c: Canvas, p: Palette, tint: str) -> None:
    for i in range(10):
        x, top = -100 + i * 20, -86 + i * 17.2
        colour = tint if i % 2 else p.paper
        c.path(
            f"M{top:.1f} -244H{top + 17.2:.1f}L{x + 20} -200V-192A10 9 0 0 1 {x} -192V-200Z",
            c.down(lighter(colour, 0.12), darker(colour, 0.06)),
        )
    c.rect(-88, -248, 176, 6, darker(tint, 0.2), r=2)
    c.rect(-98, -188, 196, 12, c.fade(p.ink, 0.18, 0))


MOTIFS: dict[str, Callable[[Stage], None]] = {
    "refill_station": _refill,
    "bulk_shop": _bulk,
    "paper_bag_groceries": _groceries,
    "supermarket_shelf": _supermarket,
    "autumn_market": _market,
}
