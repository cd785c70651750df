"""Motifs of landscapes and days outside."""

from collections.abc import Callable
from dataclasses import replace

from thesaury.sandbox.scenes import food, furniture, tableware
from thesaury.sandbox.scenes.canvas import Canvas, Point
from thesaury.sandbox.scenes.company import cast_of, put, stand
from thesaury.sandbox.scenes.figures import ON_GROUND, WALKING, WAVING, Pose, figure
from thesaury.sandbox.scenes.landscapes import copse, hills, meadow, mountains, sea, sky
from thesaury.sandbox.scenes.palette import darker, lighter, mix
from thesaury.sandbox.scenes.plants import tree
from thesaury.sandbox.scenes.stage import Stage


def _sit(s: Stage, x: float, y: float, cm: float, age: str, flip: bool) -> None:
    look = cast_of(s, (age,))[0]
    pose = s.pick(
        (
            ON_GROUND,
            replace(ON_GROUND, right_hand=(40, -58), mouth="laugh"),
            replace(ON_GROUND, left_hand=(4, -30), right_hand=(30, -38)),
        )
    )
    put(s, x, y, cm, lambda: figure(s.canvas, look, pose), 120, flip=flip)


def _picnic(s: Stage) -> None:
    c, p = s.canvas, s.colours
    horizon = s.height * 0.46
    cm = min(s.height / 165, s.width / 270)
    sky(s, horizon)
    hills(s, horizon, 3, 0.2)
    copse(s, s.height * 0.56, s.height * 0.3, s.fit(6, 3, 3), 0.25)
    with c.at(s.width * s.pick((0.06, 0.94)), s.height * 0.72, s.height * 0.8 / 500):
        tree(c, s.rng, s.pick(("round", "cloud")), mix(p.leaf, p.pine, 0.4), p.wood)
    x, y = s.width / 2, s.height * 0.8
    w, d = 122 * cm, s.height * 0.13
    _blanket(s, x, y, w, d)
    put(s, x, y - d * 0.62, cm * 0.85, lambda: _hamper(s), 60)
    _sit(s, x - w * 0.82, y + d * 0.1, cm, "adult", False)
    _sit(s, x + w * 0.82, y + d * 0.1, cm, s.pick(("adult", "elder")), True)
    if s.banner:
        _sit(s, x - w * 1.55, y + d * 0.3, cm, "child", False)
        stand(s, x + w * 1.6, y, cm, cast_of(s, ("child",))[0], WAVING)
    k = cm * 0.17
    draws: list[Callable[[], None]] = [
        lambda: food.sandwich(c, p),
        lambda: food.fruit(c, "apple"),
        lambda: tableware.bowl(c, p.paper, "#c8473f"),
        lambda: tableware.glass(c, "#f0a840"),
        lambda: food.loaf(c, s.rng),
        lambda: food.croissant(c),
    ]
    for dx, draw in zip((-0.34, -0.1, 0.14, 0.36), s.some(draws, 4), strict=True):
        put(s, x + w * dx, y + d * s.between(0.55, 0.8), k, draw, 130)
    meadow(s, s.height * 0.86, 14)


def _hamper(s: Stage) -> None:
    c, p = s.canvas, s.colours
    with c.at(-8, -26, 0.16, turn=-14):
        food.baguette(c)
    c.ellipse(10, -30, 14, 8, p.paper)
    furniture.basket(c, p.wood, 56, 32, handle=True)


def _blanket(s: Stage, x: float, y: float, w: float, d: float) -> None:
    c, p = s.canvas, s.colours
    tint = s.pick((p.accent, p.main, p.second))

    def spot(u: float, v: float) -> Point:
        return (x + u * w * (0.82 + 0.18 * v), y + v * d)

    c.polygon([spot(-1, -1), spot(1, -1), spot(1.04, 1.04), spot(-1.04, 1.04)], darker(p.pine, 0.2), 0.3)
    c.polygon([spot(-1, -1), spot(1, -1), spot(1, 1), spot(-1, 1)], p.paper)
    for i in range(8):
        u = -1 + i * 0.25
        c.polygon([spot(u, -1), spot(u + 0.125, -1), spot(u + 0.125, 1), spot(u, 1)], tint, 0.5)
    for i in range(4):
        v = -1 + i * 0.5
        c.polygon([spot(-1, v), spot(1, v), spot(1, v + 0.25), spot(-1, v + 0.25)], tint, 0.5)


def _beach(s: Stage) -> None:
    c, p = s.canvas, s.colours
    horizon, shore = s.height * 0.44, s.height * 0.66
    cm = s.height / (250 if not s.upright else 300)
    sky(s, horizon)
    if s.chance(0.6):
        mountains(s, horizon, s.height * 0.12, mix(p.pine, p.main, 0.4), 0.6, 3)
    sea(s, horizon, shore + s.height * 0.06)
    for x in s.row(s.fit(4, 2, 2), 0, s.width, 0.4):
        _boat(s, x, horizon + s.height * s.between(0.03, 0.08), s.unit * s.between(0.08, 0.14))
    sand = mix("#ecd5a6", p.floor, 0.3)
    wave: list[Point] = [
        (-40.0, shore + s.unit * 2),
        *((x, shore + s.between(-2, 3) * s.unit) for x in s.row(5, 0, s.width)),
        (s.width + 40.0, shore),
    ]
    for shift, tint in ((0.0, "#ffffff"), (1.6, darker(sand, 0.1)), (3.6, sand)):
        c.blob(
            [(a, b + shift * s.unit) for a, b in wave]
            + [(s.width + 300.0, s.height + 300.0), (-300.0, s.height + 300.0)],
            tint,
        )
    base = s.height * 0.86
    for x in (
        (0.2, 0.52, 0.84)
        if s.banner
        else (s.between(0.26, 0.34),)
        if s.upright
        else (s.between(0.24, 0.32), s.between(0.72, 0.8))
    ):
        _parasol(s, s.width * x, base + s.between(-1, 2) * s.unit, cm)
    for x, look in zip(
        s.row(s.fit(4, 2, 1), s.width * 0.3, s.width * 0.95, 0.3),
        cast_of(s, ("child", "adult", "child", "adult")),
        strict=False,
    ):
        stand(s, x, base + s.between(1, 4) * s.unit, cm, look, s.pick((WAVING, WALKING)), flip=s.chance(0.5))
    _beach_toys(s, s.width * s.between(0.44, 0.6), s.height * 0.93, cm)


def _boat(s: Stage, x: float, y: float, k: float) -> None:
    c, p = s.canvas, s.colours
    with c.at(x, y, k):
        c.path("M-34 -8H40L28 6H-24Z", s.pick((p.accent, p.paper, p.main)))
        c.path("M2 -12V-92Q40 -50 44 -12Z", p.paper)
        c.path("M-4 -12V-80Q-28 -44 -30 -12Z", s.pick((p.second, p.soft)))


def _parasol(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    tint = s.pick((p.accent, p.main, p.second))
    c.shadow(x + 20 * cm, y + 3 * cm, 100 * cm, 12 * cm, p.ink, 0.5)
    c.polygon(
        [(x - 10 * cm, y), (x + 86 * cm, y), (x + 100 * cm, y + 18 * cm), (x - 16 * cm, y + 18 * cm)],
        lighter(s.pick((p.second, p.main, p.soft)), 0.2),
    )
    with c.at(x, y, cm, turn=s.between(-10, -3)):
        c.rect(-2, -178, 4, 182, p.wood)
        for i in range(6):
            a, b = -90 + i * 30, -60 + i * 30
            colour = tint if i % 2 else p.paper
            c.path(
                f"M0 -196Q{a * 0.8:.0f} -186 {a} -140Q{(a + b) / 2:.0f} -150 {b} -140Q{b * 0.8:.0f} -186 0 -196Z",
                c.down(lighter(colour, 0.1), darker(colour, 0.06)),
            )
        c.circle(0, -197, 3, p.wood)


def _beach_toys(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    r = 15 * cm
    c.shadow(x + r * 2.4, y, r * 1.2, r * 0.3, p.ink, 0.5)
    c.circle(x + r * 2.4, y - r, r, p.paper)
    for turn in (0, 120, 240):
        with c.at(x + r * 2.4, y - r, r / 10, turn=turn + 20):
            c.path("M0 0L-3.4 -9.4A10 10 0 0 1 3.4 -9.4Z", (p.accent, p.main, p.second)[turn // 120])
    with c.at(x, y, cm):
        c.shadow(0, 0, 20, 4, p.ink, 0.5)
        c.path("M-12 -22C-12 -40 12 -40 12 -22", stroke=p.ink, width=1.6)
        c.path("M-14 -24H14L10 0H-10Z", c.across(lighter(p.second, 0.2), darker(p.second, 0.15)))
        c.path("M-44 0Q-34 -30 -24 0Z", mix("#dcbf86", p.floor, 0.3))


def _campfire(s: Stage) -> None:
    s = replace(s, mood=s.pick(("evening", "evening", "golden")))
    c, p = s.canvas, s.colours
    horizon = s.height * 0.62
    cm = s.height / (225 if not s.upright else 300)
    sky(s, horizon, 2)
    mountains(s, horizon, s.height * 0.3, p.main, 0.4, s.fit(6, 4, 3))
    copse(s, horizon + s.height * 0.06, s.height * 0.42, s.fit(14, 8, 6), 0.18, ("pine",))
    ground = mix(p.pine, p.ink, 0.35 if s.mood == "evening" else 0.1)
    c.path(
        f"M0 {horizon + s.height * 0.05:.0f}"
        f"Q{s.width * 0.4:.0f} {horizon:.0f} {s.width} {horizon + s.height * 0.06:.0f}V{s.height}H0Z",
        c.down(lighter(ground, 0.1), darker(ground, 0.15)),
    )
    flip = s.chance(0.5)
    y = s.height * 0.84
    for part in (0.16, 0.84) if s.banner else (0.3,):
        with c.at(s.width * (1 - part if flip else part), y, cm * 1.15, flip=flip):
            _tent(s, c)
    x = s.width * ((0.34 if flip else 0.66) if not s.banner else 0.5)
    c.halo(x, y, 150 * cm, 120 * cm, "#ffb45a", 0.6)
    _fire(s, x, y + 5 * cm, cm)
    for side in (-1, 1) if s.banner or not s.upright else (1,):
        at = x + side * 78 * cm * (1 if not s.upright else 0.9)
        put(
            s,
            at,
            y + 4 * cm,
            cm,
            lambda: c.rect(-34, -16, 68, 17, c.down(lighter(p.wood, 0.1), darker(p.wood, 0.3)), r=8),
            80,
        )
        look = cast_of(s, (s.pick(("adult", "child", "adult")),))[0]
        pose = Pose((14, -38), (34, -44), (30, 0), (38, 0), (0, -24), 3, 1, 0.6, s.pick(("smile", "laugh")))
        with c.at(at, y + 3 * cm, cm, flip=side > 0):
            figure(c, look, pose)


def _tent(s: Stage, c: Canvas) -> None:
    p = s.colours
    tint = s.pick((p.accent, p.second, p.main))
    c.shadow(20, 2, 130, 12, p.ink, 0.55)
    c.polygon([(0, -104), (92, -92), (130, 0), (60, 0)], c.across(darker(tint, 0.18), darker(tint, 0.34)))
    c.polygon([(0, -104), (-74, 0), (60, 0)], c.down(lighter(tint, 0.22), tint))
    c.path("M0 -98Q-14 -40 -34 0H26Q6 -50 0 -98Z", "#ffd894" if s.mood == "evening" else darker(tint, 0.5))
    c.path("M0 -98Q14 -44 44 0H26Q6 -50 0 -98Z", lighter(tint, 0.35))
    c.line([(-74, 0), (-96, 4)], p.paper, 1)
    c.line([(130, 0), (150, 5)], p.paper, 1)


def _fire(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    with c.at(x, y, cm):
        for side in (-1, 1):
            c.line([(side * -24, -3), (side * 20, -13)], darker(p.wood, 0.3), 9)
            c.circle(side * 20, -13, 4.4, lighter(p.wood, 0.2))
        for size, tint in ((1.0, "#f2803a"), (0.7, "#f9b04a"), (0.4, "#ffe9a8")):
            a = 22 * size
            c.path(
                f"M0 {-12 - 56 * size:.1f}"
                f"C{a * 0.5:.1f} {-12 - 36 * size:.1f} {a * 1.3:.1f} {-12 - 26 * size:.1f} {a:.1f} -14"
                f"Q{a * 0.6:.1f} -6 0 -6Q{-a * 0.6:.1f} -6 {-a:.1f} -14"
                f"C{-a * 1.2:.1f} {-12 - 22 * size:.1f} {-a * 0.4:.1f} {-12 - 30 * size:.1f} 0 {-12 - 56 * size:.1f}Z",
                tint,
            )
        for i in range(9):
            c.ellipse(-32 + i * 8, 1 + (i % 2) * 2, 5, 3.6, mix(p.shade, "#6d6a70", 0.5))
        for _ in range(12):
            c.circle(s.between(-26, 26), s.between(-130, -60), s.between(0.5, 1.3), "#ffd27a", 0.8)


MOTIFS: dict[str, Callable[[Stage], None]] = {"summer_picnic": _picnic, "beach_day": _beach, "campfire_tent": _campfire}
