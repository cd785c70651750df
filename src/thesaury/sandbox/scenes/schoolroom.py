"""Motifs of lessons and homework."""

from collections.abc import Callable

from thesaury.sandbox.scenes import containers as ware
from thesaury.sandbox.scenes import food, furniture, tableware
from thesaury.sandbox.scenes import schoolthings as things
from thesaury.sandbox.scenes.company import TABLE_POSES, cast_of, put, seat, stand, tabletop
from thesaury.sandbox.scenes.faces import Look
from thesaury.sandbox.scenes.figures import POINTING, Pose, figure
from thesaury.sandbox.scenes.lettering import letters
from thesaury.sandbox.scenes.palette import darker, lighter, mix
from thesaury.sandbox.scenes.plants import potted
from thesaury.sandbox.scenes.stage import Stage


def _classroom(s: Stage) -> None:
    c, p = s.canvas, s.colours
    floor = s.height * 0.62
    cm = s.height / (255 if not s.upright else 290)
    furniture.room(s, floor)
    x = s.width * (0.5 if not s.upright else 0.46)
    board = min(270, s.width * 0.62 / cm)
    with c.at(x, floor - 72 * cm, cm):
        furniture.blackboard(c, p, board, 78)
        letters(c, s.pick(("ABC", "1+2", "HELLO")), -board * 0.16, -46, 22, "#eef3ee", 0.11)
        c.path(f"M{board * 0.2:.0f} -30q12 -30 24 0t24 0", stroke="#f2d68a", width=1.8)
        c.circle(board * 0.34, -56, 9, "#f2a68a", 0.9)
    if not s.upright:
        furniture.window(s, s.width * 0.02, s.height * 0.12, (x - board * cm / 2) - s.width * 0.05, s.height * 0.34)
        with c.at(s.width * 0.92, floor, cm * 0.4):
            potted(c, p, s.rng, s.pick(("broad", "snake")))
    stand(s, x + board * cm * 0.5, floor + 5 * s.unit, cm * 0.92, cast_of(s, ("adult",))[0], POINTING, flip=True)
    for row, (y, size, count) in enumerate(((0.82, 0.98, s.fit(7, 4, 3)), (1.06, 1.3, s.fit(6, 3, 2)))):
        shift = 0.05 if row else 0.0
        for at, look in zip(
            s.row(count, s.width * (0.02 + shift), s.width * (0.98 - shift)), cast_of(s, ["child"] * count), strict=True
        ):
            _pupil(s, at, s.height * y, cm * size, look)


def _pupil(s: Stage, x: float, y: float, cm: float, look: Look) -> None:
    c, p = s.canvas, s.colours
    pose = s.pick(((-20, 20), (-18, 30)))
    with c.at(x, y - 1 * cm, cm):
        figure(
            c,
            look,
            Pose(
                (pose[0], -84),
                (pose[1], -84 if pose[1] == 20 else -150),
                turn=s.between(-0.6, 0.6),
                mouth=s.pick(("smile", "laugh")),
            ),
        )
        c.rect(-40, -56, 80, 6, c.down(lighter(p.wood, 0.35), p.wood), r=2)
        c.rect(-37, -50, 74, 16, darker(p.wood, 0.12))
        for side in (-1, 1):
            c.rect(side * 34 - 2, -50, 4, 50, mix(p.ink, p.shade, 0.4))
        c.rect(-20, -59, 24, 3.5, p.paper, r=1)
        c.rect(14, -61, 18, 5, s.pick((p.main, p.accent, p.second)), r=1)


def _teacher_desk(s: Stage) -> None:
    c, p = s.canvas, s.colours
    top = s.height * 0.68
    cm = s.height / (175 if not s.upright else 215)
    furniture.room(s, s.height * 0.95)
    with c.at(s.width / 2, s.height * 0.53, cm):
        furniture.blackboard(c, p, s.width * 0.8 / cm, 78)
    for x, text in zip((0.26, 0.76), s.some(("ABC", "1+2", "HELLO", "2+1", "XYZ"), 2), strict=True):
        letters(c, text, s.width * x, s.height * 0.53 - 52 * cm, 13 * cm, "#e6eee8", 0.1)
        for i, part in enumerate((1.0, 0.7)):
            y = s.height * 0.53 - (32 - 12 * i) * cm
            c.line([(s.width * x - 28 * cm, y), (s.width * x + (56 * part - 28) * cm, y)], "#e6eee8", cm, alpha=0.5)
    if s.chance(0.8):
        seat(
            s,
            s.width * s.between(0.46, 0.54),
            top,
            cm,
            cast_of(s, (s.pick(("adult", "elder")),))[0],
            s.pick(TABLE_POSES),
        )
    tabletop(s, top, p.wood)
    k, y = cm * 0.23, top + (s.height - top) * 0.4
    order: list[Callable[[], None]] = [
        lambda: tableware.books(c, s.rng, p, 4),
        lambda: things.globe(c, p),
        lambda: food.fruit(c, "apple"),
        lambda: tableware.pencil_cup(c, s.rng, p, p.accent),
        lambda: tableware.mug(c, p.second),
        lambda: tableware.laptop(c, p, back=True),
        lambda: tableware.books(c, s.rng, p, 5, upright=True),
        lambda: potted(c, p, s.rng, "cactus"),
    ]
    count = s.fit(8, 5, 4)
    draws = [order[1], order[2], *s.some([order[0], *order[3:]], count - 2)]
    s.rng.shuffle(draws)
    for i, (x, draw) in enumerate(zip(s.row(count, s.width * 0.03, s.width * 0.97, 0.08), draws, strict=True)):
        put(s, x, y + (i % 2) * 5 * s.unit, k, draw, 150)


def _homework(s: Stage) -> None:
    c, p = s.canvas, s.colours
    top = s.height * 0.66
    cm = s.height / (150 if not s.upright else 185)
    furniture.room(s, s.height * 0.95)
    furniture.window(
        s,
        s.width * s.between(0.1, 0.2),
        s.height * 0.08,
        s.width * (0.34 if not s.banner else 0.22),
        s.height * 0.4,
        s.pick((p.second, p.paper, p.accent)),
    )
    with c.at(s.width * 0.82, s.height * 0.3, cm * 1.1):
        furniture.board(c, min(70, s.width * 0.3 / cm), p.wood)
        with c.at(0, 0, 0.13):
            tableware.books(c, s.rng, p, 6, upright=True)
    people = cast_of(s, ("child", "adult", "child")[: s.fit(3, s.pick((1, 2)), s.pick((1, 2)))])
    for x, look in zip(s.row(len(people), s.width * 0.22, s.width * 0.78, 0.04), people, strict=True):
        seat(
            s,
            x,
            top,
            cm,
            look,
            Pose((-20, -112), (12, -112), turn=s.between(-0.5, 0.5), mouth=s.pick(("smile", "calm"))),
        )
    tabletop(s, top, p.wood)
    k, depth = cm * 0.17, s.height - top
    for x in s.row(len(people), s.width * 0.22, s.width * 0.78):
        _exercise_book(s, x, top + depth * 0.34, k)
    draws: list[Callable[[], None]] = [
        lambda: tableware.pencil_cup(c, s.rng, p, p.accent),
        lambda: tableware.books(c, s.rng, p, 4),
        lambda: tableware.glass(c, "#f7f3ea"),
        lambda: things.globe(c, p),
        lambda: ware.carton(c, p, p.main, "kibo", 110, 150),
        lambda: food.fruit(c, "apple"),
    ]
    _lamp(s, s.width * 0.1, top + depth * 0.3, k)
    for x, draw in zip((0.9, 0.97 if s.banner else 0.74, 0.3 if s.banner else 0.02), s.some(draws, 3), strict=True):
        put(s, s.width * x, top + depth * (0.5 if x != 0.9 else 0.34), k, draw, 130)


def _exercise_book(s: Stage, x: float, y: float, k: float) -> None:
    c, p = s.canvas, s.colours
    c.polygon(
        [(x - 150 * k, y + 62 * k), (x - 122 * k, y - 20 * k), (x + 122 * k, y - 20 * k), (x + 150 * k, y + 62 * k)],
        s.pick((p.main, p.accent)),
    )
    c.polygon([(x - 140 * k, y + 56 * k), (x - 116 * k, y - 20 * k), (x, y - 14 * k), (x, y + 60 * k)], p.paper)
    c.polygon(
        [(x + 140 * k, y + 56 * k), (x + 116 * k, y - 20 * k), (x, y - 14 * k), (x, y + 60 * k)], darker(p.paper, 0.05)
    )
    for i in range(4):
        c.line([(x + 16 * k, y + i * 15 * k), (x + 112 * k, y - (2 - i * 14) * k)], p.shade, 2 * k)
    with c.at(x - 50 * k, y + 48 * k, k, turn=58):
        tableware.pencil(c, p.second, 130)


def _lamp(s: Stage, x: float, y: float, k: float) -> None:
    c, p = s.canvas, s.colours
    tint = s.pick((p.accent, p.second, p.main))
    c.circle(x + 130 * k, y - 150 * k, 250 * k, c.glow("#ffe2a0", 0.4))
    with c.at(x, y, k):
        c.shadow(0, 0, 70, 12, p.ink, 0.5)
        c.rect(-52, -14, 104, 14, darker(tint, 0.15), r=7)
        c.line([(0, -12), (-36, -170), (70, -300)], darker(tint, 0.35), 9)
        c.path("M48 -330L104 -296L120 -220L10 -280Z", c.across(lighter(tint, 0.2), darker(tint, 0.1)))


MOTIFS: dict[str, Callable[[Stage], None]] = {
    "classroom": _classroom,
    "teacher_desk": _teacher_desk,
    "homework_table": _homework,
}
