"""People from head to foot: a rig whose hands and feet go where they are sent; an adult is about 172 high."""

from dataclasses import dataclass
from math import hypot, sqrt
from random import Random

from thesaury.sandbox.scenes.canvas import Canvas, Point
from thesaury.sandbox.scenes.faces import Look, head
from thesaury.sandbox.scenes.palette import Palette, darker, lighter, mix


@dataclass(frozen=True, slots=True)
class Pose:
    """Where hands, feet and hips are, from the ground between the feet; `facing` -1, 0 or 1 turns shoes and knees."""

    left_hand: Point = (-23, -75)
    right_hand: Point = (23, -75)
    left_foot: Point = (-8, 0)
    right_foot: Point = (8, 0)
    hips: Point = (0, -86)
    lean: float = 0
    facing: int = 0
    turn: float = 0
    mouth: str = "smile"


STANDING = Pose()
WALKING = Pose((-20, -84), (27, -86), (-23, -4), (20, 0), (0, -87), 3, 1, 0.6)
WAVING = Pose((-23, -75), (40, -164), mouth="laugh")
HOLDING = Pose((-13, -106), (13, -106), turn=0.2)
POINTING = Pose((-23, -75), (58, -138), turn=0.7)
HIPS_HAND = Pose((-18, -94), (23, -75), turn=0.3)
CROSSED = Pose((14, -112), (-14, -108))
REACHING = Pose((-21, -76), (44, -150), facing=1, turn=0.8, lean=3)
SEATED = Pose((4, -64), (22, -62), (42, 0), (48, 0), (0, -46), 2, 1, 0.6)
ON_GROUND = Pose((-24, -8), (30, -34), (80, -3), (70, -2), (0, -13), -6, 1, 0.6)
EASY: tuple[Pose, ...] = (STANDING, HIPS_HAND, HOLDING, CROSSED, WAVING)


@dataclass(frozen=True, slots=True)
class _Build:
    scale: float
    shoulder: float
    face: float
    size: float
    arm: float
    leg: float
    wide: float


_BUILDS = {
    "adult": _Build(1.0, 50, 21, 1.18, 29, 40.6, 17.5),
    "elder": _Build(0.96, 49, 20, 1.18, 28, 40.6, 17),
    "child": _Build(0.72, 47, 25, 1.62, 25, 40.6, 16),
}


def knuckle(start: Point, end: Point, length: float, bend: float) -> tuple[Point, Point]:
    """The elbow or knee of a limb of two bones of that length, and the hand or foot it can really reach.

    `bend` is the side, -1 or 1, to which the joint gives way as seen along the limb.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    reach = max(hypot(dx, dy), 0.1)
    part = min(reach, 1.98 * length) / reach
    end = (start[0] + dx * part, start[1] + dy * part)
    out = sqrt(max(length**2 - (reach * part / 2) ** 2, 0)) * bend / reach
    return ((start[0] + end[0]) / 2 - dy * out, (start[1] + end[1]) / 2 + dx * out), end


def figure(c: Canvas, look: Look, pose: Pose = STANDING, pack: str = "") -> None:
    """A person standing on the origin; `pack` is the colour of a rucksack or school bag on the back."""
    build = _BUILDS[look.age]
    hips, lean = pose.hips, pose.lean
    neck = (hips[0] + lean, hips[1] - build.shoulder)
    left, right = ((neck[0] + side * (build.wide - 3), neck[1] + 6) for side in (-1, 1))
    with c.at(0, 0, build.scale):
        _arm(c, look, build, left, pose.left_hand, -1 if pose.facing > 0 else 1, back=True)
        if pack and pose.facing:
            _side_pack(c, neck, pose.facing, pack)
        _legs(c, look, build, pose)
        _torso(c, look, build, hips, neck)
        if pack:
            _straps(c, neck, hips, build, pack)
        with c.at(neck[0] + lean * 0.3, neck[1] - build.face + 3, build.size):
            head(c, look, pose.turn, pose.mouth)
        if look.hair != "scarf":
            _collar(c, look, neck)
        _arm(c, look, build, right, pose.right_hand, 1 if pose.facing > 0 else -1, back=False)


def _arm(c: Canvas, look: Look, build: _Build, shoulder: Point, hand: Point, bend: int, back: bool) -> None:
    dx, reach = hand[0] - shoulder[0], hypot(hand[0] - shoulder[0], hand[1] - shoulder[1])
    seen = min(build.arm, reach * 0.53 + 3)  # an arm that comes toward us looks shorter
    elbow, wrist = knuckle(shoulder, hand, seen, (1 if dx > 0 else -1) if abs(dx) > 0.35 * reach else bend)
    cloth = darker(look.top, 0.14 if back else 0.04)
    skin = darker(look.skin, 0.1 if back else 0)
    cuff = (elbow[0] + (wrist[0] - elbow[0]) * 0.78, elbow[1] + (wrist[1] - elbow[1]) * 0.78)
    c.line([elbow, wrist], skin, 6.4)
    c.circle(*wrist, 4.5, skin)
    c.line([shoulder, elbow] if look.age == "child" else [shoulder, elbow, cuff], cloth, 9.6)


def _legs(c: Canvas, look: Look, build: _Build, pose: Pose) -> None:
    for foot, side, tone in ((pose.left_foot, -1, 0.16), (pose.right_foot, 1, 0.0)):
        top = (pose.hips[0] + side * 6.5, pose.hips[1])
        reach = hypot(foot[0] - top[0], foot[1] - 8 - top[1])
        length = build.leg if pose.facing else min(build.leg, reach * 0.502)
        knee, ankle = knuckle(top, (foot[0], foot[1] - 8), length, -(pose.facing or side))
        if look.skirt:
            c.line([top, knee, ankle], darker(look.skin, tone), 7.6)
        else:
            c.line([top, knee, ankle], darker(look.legs, tone), 12)
        _shoe(c, (ankle[0], ankle[1] + 8), pose.facing or side * 0.55, darker(look.shoes, tone))
    if look.skirt:
        x, y = pose.hips
        if pose.facing and y > -60:
            c.line([(x, y), (x + pose.facing * 30, y + 3)], look.legs, 22)
        else:
            c.path(
                f"M{x - 13} {y - 12}L{x + 13} {y - 12}Q{x + 20} {y + 16} {x + 24} {y + 36}"
                f"Q{x} {y + 42} {x - 24} {y + 36}Q{x - 20} {y + 16} {x - 13} {y - 12}Z",
                c.across(lighter(look.legs, 0.08), darker(look.legs, 0.12)),
            )


def _shoe(c: Canvas, foot: Point, way: float, tint: str) -> None:
    x, y = foot
    c.path(
        f"M{x - 5 * way:.1f} {y:.1f}h{16 * way:.1f}q{1.5 * way:.1f} -6 {-6 * way:.1f} -7l{-9 * way:.1f} -2Z",
        tint,
        stroke=tint,
        width=2.8,
    )


def _torso(c: Canvas, look: Look, build: _Build, hips: Point, neck: Point) -> None:
    w = build.wide
    (hx, hy), (nx, ny) = hips, neck
    c.path(
        f"M{nx - 6:.1f} {ny - 2:.1f}"
        f"C{nx - 9:.1f} {ny + 1:.1f} {nx - w + 2:.1f} {ny:.1f} {nx - w - 1.5:.1f} {ny + 7:.1f}"
        f"C{hx - w + 2:.1f} {(hy + ny) / 2:.1f} {hx - 13:.1f} {hy - 20:.1f} {hx - 14:.1f} {hy + 5:.1f}"
        f"L{hx + 14:.1f} {hy + 5:.1f}"
        f"C{hx + 13:.1f} {hy - 20:.1f} {hx + w - 2:.1f} {(hy + ny) / 2:.1f} {nx + w + 1.5:.1f} {ny + 7:.1f}"
        f"C{nx + w - 2:.1f} {ny:.1f} {nx + 9:.1f} {ny + 1:.1f} {nx + 6:.1f} {ny - 2:.1f}Z",
        c.across(lighter(look.top, 0.14), look.top, darker(look.top, 0.14)),
    )


def _collar(c: Canvas, look: Look, neck: Point) -> None:
    x, y = neck
    c.path(
        f"M{x - 7:.1f} {y - 2:.1f}Q{x:.1f} {y + 14:.1f} {x + 7:.1f} {y - 2:.1f}",
        stroke=darker(look.top, 0.16),
        width=2.2,
    )


def _straps(c: Canvas, neck: Point, hips: Point, build: _Build, colour: str) -> None:
    for side in (-1, 1):
        x = neck[0] + side * (build.wide - 6.5)
        c.line(
            [(x - side * 1.5, neck[1] + 1), (x + side, neck[1] + 18), (x + side * 3, hips[1] - 10)],
            darker(colour, 0.12),
            4,
            soft=True,
        )


def _side_pack(c: Canvas, neck: Point, facing: int, colour: str) -> None:
    x = neck[0] - facing * 21
    c.rect(x - 13, neck[1] + 2, 26, 42, c.across(lighter(colour, 0.12), darker(colour, 0.1)), r=10)
    c.rect(x - 11, neck[1] + 24, 18, 15, darker(colour, 0.16), r=5)


def bust(c: Canvas, rng: Random, look: Look, p: Palette, turn: float, mouth: str = "smile") -> None:
    """Head and shoulders in the measure of `faces.head`: round the face's centre, shoulders at 22, cut off at 80."""
    cloth, under = look.top, p.paper if look.top != p.paper else p.soft
    dark = darker(cloth, 0.16)
    style = rng.choice(("crew", "blazer", "shirt", "roll", "stripes"))
    c.path(
        "M-6 15C-9 20 -25 19 -29 30C-33 42 -34 60 -35 82L35 82C34 60 33 42 29 30C25 19 9 20 6 15Z",
        c.across(lighter(cloth, 0.14), cloth, dark),
    )
    if style == "stripes":
        with c.clip("M-6 15C-9 20 -25 19 -29 30C-33 42 -34 60 -35 82L35 82C34 60 33 42 29 30C25 19 9 20 6 15Z"):
            for y in range(26, 84, 8):
                c.path(f"M-38 {y}Q0 {y + 5} 38 {y}", stroke=mix(cloth, under, 0.75), width=2.6)
    for side in (-1, 1):
        c.line([(side * 21, 44), (side * 22.5, 60), (side * 23.5, 82)], dark, 0.8, alpha=0.7, soft=True)
    if style == "blazer":
        c.path("M-6.5 15.5L0 46L6.5 15.5Z", under)
    elif style in ("crew", "stripes"):
        c.path("M-7 15.4Q0 28 7 15.4L4 14L-4 14Z", darker(look.skin, 0.12))
    head(c, look, turn, mouth)
    if look.hair != "scarf":
        _neckline(c, style, cloth, under, dark)


def _neckline(c: Canvas, style: str, cloth: str, under: str, dark: str) -> None:
    if style == "blazer":
        for side in (-1, 1):
            c.polygon(
                [(side * 5.4, 14.5), (side * 10.5, 18), (side * 12, 29), (side * 8.4, 30), (side * 9, 33), (0, 52)],
                dark,
            )
        c.circle(1.6, 58, 1.1, darker(dark, 0.3))
    elif style == "shirt":
        for side in (-1, 1):
            c.polygon([(side * 4.4, 13.5), (side * 9, 18), (side * 5, 25.5), (0, 19)], lighter(cloth, 0.22))
        c.line([(0, 20), (0, 82)], dark, 0.7)
        for y in (28, 40, 52, 64):
            c.circle(1.8, y, 0.8, lighter(cloth, 0.5))
    elif style == "roll":
        c.path("M-5.4 11Q0 14.5 5.4 11L6.8 18.5Q0 22.5 -6.8 18.5Z", lighter(cloth, 0.12))
        c.path("M-6 14.5Q0 18 6 14.5", stroke=dark, width=0.6)
    else:
        c.path("M-7.2 15.2Q0 28.5 7.2 15.2", stroke=dark, width=1.9)
