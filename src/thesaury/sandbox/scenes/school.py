"""Motifs of the school day."""

from collections.abc import Callable
from functools import partial

from thesaury.sandbox.scenes import containers as ware
from thesaury.sandbox.scenes import food, tableware
from thesaury.sandbox.scenes import schoolthings as things
from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.company import cast_of, easy, put, stand
from thesaury.sandbox.scenes.faces import head
from thesaury.sandbox.scenes.figures import WALKING, WAVING, Pose, figure
from thesaury.sandbox.scenes.landscapes import copse, hills, road, sky, street
from thesaury.sandbox.scenes.lettering import letters
from thesaury.sandbox.scenes.palette import darker, lighter, mix
from thesaury.sandbox.scenes.plants import bush, leaf
from thesaury.sandbox.scenes.stage import Stage
from thesaury.sandbox.scenes.studio import studio


def _flat_lay(s: Stage) -> None:
    """A surface seen from straight above: colour fields, boards or a checked cloth."""
    c, p, w, h = s.canvas, s.colours, s.width, s.height
    base = s.pick(
        (p.soft, p.wall, p.wood, mix(p.second, p.paper, 0.45), mix(p.main, p.paper, 0.55), mix(p.leaf, p.paper, 0.5))
    )
    kind = s.pick(("boards", "halves", "cloth"))
    c.rect(0, 0, w, h, base)
    if kind == "halves":
        tint = mix(s.pick((p.main, p.accent, p.second, p.pine)), base, 0.35)
        c.polygon([(w * 0.42, 0), (w, 0), (w, h), (w * 0.3, h)], tint)
    elif kind == "boards":
        for i in range(1, 6):
            c.line([(0, h * i / 6), (w, h * i / 6)], darker(base, 0.14), 2, alpha=0.8)
    else:
        step = s.unit * 12
        for i in range(int(max(w, h) / step) + 1):
            c.rect(i * step, 0, step / 2, h, lighter(base, 0.5), alpha=0.4)
            c.rect(0, i * step, w, step / 2, lighter(base, 0.5), alpha=0.4)


def _lunchbox(s: Stage) -> None:
    c, p = s.canvas, s.colours
    _flat_lay(s)
    k = min(s.width / 590, s.height / 500)
    tints = s.some((p.main, p.accent, p.second, p.pine), 4)
    x, y = s.width / 2, s.height * 0.5
    shape = s.rng.randrange(3)
    for i, at in enumerate((-560, 0, 560) if s.banner else (0,)):
        with c.at(x + at * k, y + (30 * k if at else 0), k * (1.06 if not at else 0.94), turn=s.between(-9, 9)):
            things.lunch_box(c, s.rng, p, tints[i], shape + i)
    for dx, dy in ((-262, -190), (268, 192), (-250, 210), (262, -198)):
        with c.at(x + dx * k + s.between(-12, 12), y + (dy + 40) * k, k * 0.82, turn=s.between(-24, 24)):
            c.shadow(4, 0, 52, 12, p.ink, 0.5)
            if s.chance(0.6):
                food.fruit(c, s.pick(("apple", "orange", "pear")))
            else:
                food.berries(c, s.rng, 5, 44, "#a2324b")
    with c.at(x + s.pick((-1, 1)) * 40 * k, y + 214 * k, k * 0.9, turn=s.between(-6, 6)):
        c.shadow(6, 22, 118, 20, p.ink, 0.5)
        ware.bar_wrapper(c, p, tints[3], s.chance(0.5))
    for _ in range(4):
        with c.at(
            s.between(0.05, 0.95) * s.width, s.pick((0.06, 0.95)) * s.height, s.unit * 0.12, turn=s.between(0, 360)
        ):
            leaf(c, 90, 40, p.leaf, lighter(p.leaf, 0.4))


def _school_bag(s: Stage) -> None:
    c, p = s.canvas, s.colours
    base = studio(s, ("window", "panel", "garden", "sun", "arch"), 0.72) + s.unit
    k = min(s.height * 0.66 / 320, s.width * 0.5 / 260)
    x = s.width * s.between(0.44, 0.52)
    tints = s.some((p.main, p.accent, p.pine, p.second), 4)
    put(s, x + 190 * k, base - s.unit, k, lambda: tableware.books(c, s.rng, p, s.rng.randint(3, 5)), 190)
    put(s, x - 180 * k, base, k * 0.9, lambda: tableware.pencil_cup(c, s.rng, p, tints[2]), 90)
    for i, at in enumerate((-430, 430) if s.banner else ()):
        put(s, x + at * k, base - s.unit, k * 0.9, partial(things.backpack, c, p, tints[i + 1], tints[3 - i]), 250)
    put(s, x, base, k * 1.02, lambda: things.backpack(c, p, tints[0], tints[1]), 260)
    if not s.upright or s.chance(0.6):
        put(s, x + 200 * k, base + 5 * s.unit, k * 0.9, lambda: food.fruit(c, s.pick(("apple", "orange"))), 84)


def _walk(s: Stage) -> None:
    p = s.colours
    ground = s.height * 0.72
    cm = s.height / (250 if not s.upright else 285)
    sky(s, ground, 4)
    street(s, ground, s.height * 0.46, 0.35)
    copse(s, ground + s.unit, s.height * 0.4, s.fit(6, 3, 2), 0.12, ("round", "oval", "cloud"))
    road(s, ground)
    way = s.chance(0.5)
    ages = s.fit(6, 4, 3)
    people = cast_of(s, ("child", "adult", "child", "child", "child", "adult")[:ages])
    for i, (x, look) in enumerate(zip(s.row(ages, s.width * 0.08, s.width * 0.92, 0.08), people, strict=True)):
        pack = s.pick((p.main, p.accent, p.second, p.pine)) if look.age == "child" else ""
        pose = (
            WALKING
            if i % 3 or look.age == "adult"
            else Pose((-20, -84), (36, -150), (-20, -4), (18, 0), (0, -87), 3, 1, 0.4, "laugh")
        )
        stand(s, x, ground + (s.height - ground) * (0.28 + 0.1 * (i % 2)), cm, look, pose, flip=way, pack=pack)


def _pencil_case(s: Stage) -> None:
    c, p = s.canvas, s.colours
    _flat_lay(s)
    k = min(s.width / 660, s.height / 470)
    x, y = s.width / 2, s.height * 0.56
    tints = s.some((p.main, p.accent, p.second, p.pine, p.soft), 5)
    with c.at(x - 70 * k, y - 130 * k, k, turn=s.between(-12, -4)):
        c.rect(-116, -84, 240, 176, p.ink, r=8, alpha=0.14)
        c.rect(-120, -90, 240, 176, p.paper, r=6)
        for i in range(7):
            c.line([(-104, -66 + i * 22), (104, -66 + i * 22)], p.shade, 1.6)
        c.line([(-86, -90), (-86, 86)], p.accent, 1.4, alpha=0.7)
    turn = s.between(-8, 8)
    with c.at(x, y, k, turn=turn):
        for i, dx in enumerate((-150, -100, -52, 0, 54, 108, 156)):
            with c.at(dx, 0, 1.08, turn=dx * 0.09 + s.between(-3, 3)):
                tableware.pencil(c, tints[i % 5], 175 + 18 * (i % 3))
        things.pencil_case(c, p, tints[0], tints[1])
        c.path(
            "M-226 -22Q0 16 226 -22Q236 60 172 85H-172Q-236 60 -226 -22Z",
            c.down(lighter(tints[0], 0.12), darker(tints[0], 0.1)),
        )
        letters(c, "kibo", 0, 36, 34, p.paper)
    _loose(s, x, y, k, tints)
    if s.banner:
        for side in (-1, 1):
            _loose(s, x + side * 520 * k, y, k, tints)


def _loose(s: Stage, x: float, y: float, k: float, tints: list[str]) -> None:
    """Ruler, rubber, sharpener and a pencil lying about."""
    c, p = s.canvas, s.colours
    with c.at(x + 226 * k, y - 96 * k, k, turn=s.between(60, 84)):
        c.rect(-130, -15, 260, 36, p.ink, r=3, alpha=0.14)
        c.rect(-134, -20, 260, 36, mix(tints[2], p.paper, 0.3), r=3)
        for i in range(25):
            c.line([(-126 + i * 10, -19), (-126 + i * 10, -6 if i % 5 == 0 else -12)], darker(tints[2], 0.5), 1.4)
    with c.at(x - 240 * k, y - 40 * k, k, turn=s.between(-30, 30)):
        c.rect(-30, -15, 66, 38, p.ink, r=6, alpha=0.14)
        c.rect(-34, -20, 66, 38, p.paper, r=6)
        c.rect(-34, -20, 40, 38, tints[3], r=6)
    with c.at(x + 150 * k, y + 150 * k, k, turn=s.between(80, 100)):
        tableware.pencil(c, tints[4], 190)
    for dx in (-200, -150, 60):
        with c.at(x + dx * k, y + (140 + dx * 0.06) * k, k * 0.8, turn=s.between(0, 180)):
            c.path("M-20 0A20 20 0 1 1 8 18Q-2 2 -20 0Z", mix(p.wood, p.paper, 0.45))


def _school_bus(s: Stage) -> None:
    c, p = s.canvas, s.colours
    ground = s.height * 0.68
    sky(s, ground, 4)
    if s.chance(0.5):
        street(s, ground, s.height * 0.44, 0.4)
    else:
        hills(s, ground * 0.86, 2, 0.2)
    copse(s, ground + s.unit, s.height * 0.36, s.fit(7, 4, 3), 0.15, ("round", "oval", "cloud"))
    road(s, ground)
    cm = min(s.height * 0.48 / 212, s.width * 0.74 / 530)
    x, y = s.width * (0.54 if not s.upright else 0.5), s.height * 0.86
    body = s.pick(("#f2b93b", "#efb02e", mix("#f2b93b", p.second, 0.4)))
    with c.at(x, y, cm):
        things.bus(c, p, body)
        for i, look in enumerate(cast_of(s, ["child"] * 5)):
            if s.chance(0.8):
                with c.clip(f"M{-235 + i * 66} -183h48v56h-48Z"), c.at(-211 + i * 66, -146, 1.45):
                    c.rect(-13, 15, 26, 20, look.top, r=8)
                    head(c, look, s.between(-0.6, 0.6), s.pick(("smile", "laugh")))
    if not s.upright:
        for at, look in zip(
            (0.05, 0.115, 0.93)[: s.fit(3, 2, 1)], cast_of(s, ("child", "child", "adult")), strict=False
        ):
            stand(
                s,
                s.width * at,
                s.height * 0.8,
                cm,
                look,
                s.pick((WAVING, WALKING)),
                pack=p.accent if look.age == "child" else "",
            )


def _playground(s: Stage) -> None:
    c, p = s.canvas, s.colours
    horizon = s.height * 0.6
    cm = s.height / (375 if not s.upright else 400)
    sky(s, horizon)
    hills(s, horizon, 2, 0.16)
    copse(s, horizon + 4 * s.unit, s.height * 0.36, s.fit(8, 5, 3), 0.2)
    ground = s.height * 0.82
    c.ellipse(s.width / 2, s.height * 0.92, s.width * 0.62, s.height * 0.17, mix(p.floor, "#e8cf9c", 0.5))
    left, right = s.width * (0.2 if not s.upright else 0.3), s.width * 0.76
    _slide(s, left, ground, cm)
    if not s.upright:
        _swing(s, right, ground, cm)
    if s.banner:
        put(s, s.width * 0.48, ground + s.unit, cm, lambda: bush(c, s.rng, p.pine, 90))
    count = s.fit(5, 3, 3)
    for x, look in zip(
        s.row(count, s.width * (0.28 if s.banner else 0.36), s.width * (0.62 if not s.upright else 0.96), 0.2),
        cast_of(s, ["child"] * (count - 1) + ["adult"]),
        strict=True,
    ):
        stand(s, x, s.height * s.between(0.9, 0.95), cm, look, s.pick((WAVING, WALKING, easy(s))), flip=s.chance(0.5))
    r = s.unit * 3
    x = s.width * s.between(0.4, 0.6)
    c.shadow(x, s.height * 0.95, r * 1.3, r * 0.35, p.ink, 0.5)
    c.circle(x, s.height * 0.95 - r, r, c.across(lighter(p.accent, 0.3), darker(p.accent, 0.15)))


def _slide(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    tint, roof = s.some((p.main, p.accent, p.second), 2)
    with c.at(x, y, cm):
        c.shadow(30, 0, 150, 10, p.ink, 0.5)
        for px in (-72, -12):
            c.rect(px - 3.5, -262, 7, 262, darker(p.wood, 0.1))
        c.rect(-80, -112, 76, 8, p.wood)
        for py in (-22, -50, -78):
            c.rect(-74, py, 62, 4.5, lighter(p.wood, 0.15))
        c.polygon([(-96, -256), (-42, -306), (12, -256)], c.across(lighter(roof, 0.2), darker(roof, 0.1)))
        with c.at(-42, -110):
            figure(c, cast_of(s, ("child",))[0], WAVING)
        c.rect(-78, -142, 72, 4, tint)
        c.rect(-78, -126, 72, 4, tint)
        c.line([(-8, -108), (60, -50), (120, -14), (152, -10)], darker(tint, 0.2), 17, soft=True)
        c.line([(-8, -111), (60, -53), (120, -17), (152, -13)], lighter(tint, 0.12), 11, soft=True)


def _swing(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    tint = s.pick((p.main, p.pine, p.accent))
    with c.at(x, y, cm):
        c.shadow(0, 0, 130, 9, p.ink, 0.5)
        for side in (-1, 1):
            for lean in (-1, 1):
                c.line([(side * 96, -208), (side * 96 + lean * 24, 0)], darker(tint, 0.1 if lean > 0 else 0.25), 6)
        c.line([(-98, -208), (98, -208)], tint, 7)
        with c.at(-36, -206, turn=s.between(-22, -12)):
            _swing_child(s, c)
        for px in (28, 64):
            c.line([(px, -206), (px, -46)], p.ink, 1.4)
        c.rect(24, -48, 44, 5, p.wood, r=1)


def _swing_child(s: Stage, c: Canvas) -> None:
    p = s.colours
    c.line([(-14, 0), (-14, 158)], p.ink, 1.4)
    with c.at(0, 192):
        figure(
            c,
            cast_of(s, ("child",))[0],
            Pose((-18, -104), (20, -104), (34, -12), (40, -14), (0, -46), -3, 1, 0.5, "laugh"),
        )
    c.line([(14, 0), (14, 158)], p.ink, 1.4)
    c.rect(-22, 158, 44, 5, p.wood, r=1)


MOTIFS: dict[str, Callable[[Stage], None]] = {
    "lunchbox": _lunchbox,
    "school_bag": _school_bag,
    "walk_to_school": _walk,
    "pencil_case": _pencil_case,
    "school_bus": _school_bus,
    "playground": _playground,
}
