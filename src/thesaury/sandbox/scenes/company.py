"""Putting people and things into a scene: standing, walking, or sitting behind a table."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from thesaury.sandbox.scenes.faces import Look, person
from thesaury.sandbox.scenes.figures import EASY, STANDING, Pose, figure
from thesaury.sandbox.scenes.palette import darker, lighter, mix
from thesaury.sandbox.scenes.stage import Stage

TABLE_POSES: tuple[Pose, ...] = (
    Pose((-26, -112), (24, -111), turn=0.4),
    Pose((-7, -113), (8, -112), turn=-0.4, mouth="laugh"),
    Pose((-24, -111), (27, -135), turn=0.5),
    Pose((-24, -111), (6, -112), turn=-0.6),
    Pose((-25, -112), (40, -148), turn=0.3, mouth="laugh"),
)


def put(
    s: Stage,
    x: float,
    y: float,
    scale: float,
    draw: Callable[[], None],
    shade: float = 0,
    turn: float = 0,
    flip: bool = False,
) -> None:
    """Draws a thing at (x, y), with a contact shadow `shade` of its own units wide."""
    if shade:
        s.canvas.shadow(x, y, shade * scale * 0.62, shade * scale * 0.1, s.colours.ink, 0.5)
    with s.canvas.at(x, y, scale, turn, flip):
        draw()


def stand(
    s: Stage, x: float, y: float, cm: float, look: Look, pose: Pose = STANDING, flip: bool = False, pack: str = ""
) -> None:
    """A person with the feet at (x, y) and a shadow; `cm` is how many pixels a centimetre takes."""
    put(s, x, y, cm, lambda: figure(s.canvas, look, pose, pack), 62 if look.age != "child" else 46, flip=flip)


def seat(s: Stage, x: float, table: float, cm: float, look: Look, pose: Pose, flip: bool = False) -> None:
    """A person sitting behind a table whose far edge is at `table`; draw the table after this."""
    drop = 106 if look.age != "child" else 71
    with s.canvas.at(x, table + drop * cm, cm, flip=flip):
        figure(s.canvas, look, _lifted(pose, look))


def _lifted(pose: Pose, look: Look) -> Pose:
    if look.age != "child":
        return pose
    (lx, ly), (rx, ry) = pose.left_hand, pose.right_hand
    return replace(pose, left_hand=(lx, ly + 12), right_hand=(rx, ry + 12))


def cast_of(s: Stage, ages: Sequence[str], top: str = "") -> list[Look]:
    """People of the ages asked, no two neighbours dressed in one colour."""
    looks: list[Look] = []
    for age in ages:
        look = person(s.rng, s.colours, age, top)
        while looks and not top and look.top == looks[-1].top:
            look = replace(look, top=s.pick((*s.colours.wares, s.colours.paper)))
        looks.append(look)
    return looks


def easy(s: Stage) -> Pose:
    """One of the relaxed standing poses."""
    return s.pick(EASY)


def tabletop(s: Stage, y: float, colour: str, cloth: bool = False) -> None:
    """A table that fills the foreground from y to the foot of the stage."""
    c, w, h = s.canvas, s.width, s.height
    c.wash(0, y, w, h - y, lighter(colour, 0.25), darker(colour, 0.04))
    c.rect(0, y - s.unit * 0.4, w, s.unit * 0.8, lighter(colour, 0.5))
    if cloth:
        for i in range(1, 4):
            part = y + (h - y) * (i / 4) ** 1.3
            c.rect(0, part, w, s.unit * 1.3 * i**0.5, mix(colour, s.colours.main, 0.35), alpha=0.35)
        step = w / 14
        for i in range(-4, 19):
            top, foot = w / 2 + (i - 7) * step, w / 2 + (i - 7) * step * 1.7
            c.polygon(
                [(top, y), (top + step * 0.2, y), (foot + step * 0.36, h), (foot, h)],
                mix(colour, s.colours.main, 0.35),
                0.28,
            )
    else:
        for i in range(1, 4):
            line = y + (h - y) * (i / 4) ** 1.5
            c.line([(0, line), (w, line)], darker(colour, 0.16), 1.5, alpha=0.5)
