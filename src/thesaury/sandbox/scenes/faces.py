"""Heads: simple friendly faces of varied skin, hair and age, round the origin with a face 18 wide and 24 high."""

from dataclasses import dataclass
from random import Random

from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.palette import HAIRS, SKINS, Palette, darker, lighter, mix

INK = "#2b2230"


@dataclass(frozen=True, slots=True)
class Look:
    """How a person looks; `age` is child, adult or elder, `hair` one of the styles in this file."""

    age: str
    skin: str
    hair: str
    tint: str
    top: str
    legs: str
    shoes: str
    glasses: bool = False
    beard: bool = False
    skirt: bool = False


_WOMEN = ("bob", "long", "bun", "curls", "pony", "scarf", "wavy")
_MEN = ("short", "side", "crop", "curly_top", "quiff")
_KIDS = ("bob", "pony", "short", "curly_top", "side", "bunches", "long", "quiff")


def person(rng: Random, p: Palette, age: str = "adult", top: str = "") -> Look:
    """A person made by chance in the colours of the palette."""
    woman = rng.random() < 0.5
    skin = rng.choice(SKINS)
    dark = SKINS.index(skin) >= 3
    hair = rng.choice(_KIDS if age == "child" else _WOMEN if woman else _MEN)
    tints = HAIRS[6:] if age == "elder" else HAIRS[:2] if dark else HAIRS[:6]
    legs = rng.choice((p.ink, mix(p.ink, p.main, 0.4), mix(p.ink, p.wood, 0.45), mix(p.ink, p.wall, 0.35)))
    return Look(
        age,
        skin,
        hair,
        rng.choice(tints),
        top or rng.choice((p.main, p.second, p.accent, p.paper, p.pine, p.soft)),
        legs,
        rng.choice((p.paper, p.accent, p.wood, darker(p.ink, 0.3))),
        glasses=rng.random() < (0.55 if age == "elder" else 0.16),
        beard=not woman and age != "child" and rng.random() < 0.4,
        skirt=woman and rng.random() < 0.45,
    )


def head(c: Canvas, look: Look, turn: float = 0, mouth: str = "smile") -> None:
    """A head with its neck; `turn` -1 to 1 looks left or right, `mouth` is smile, laugh or calm."""
    _hair_behind(c, look, turn)
    shade = darker(mix(look.skin, "#b0402e", 0.12), 0.1)
    c.path("M-3.9 6L-3.9 17Q0 20 3.9 17L3.9 6Z", shade)
    for side in (-1, 1):
        c.ellipse(side * 9 - turn * 1.3, 1.3, 1.9, 2.6, look.skin if side * turn <= 0 else shade)
    c.path(
        "M-9 -3C-9 -14 9 -14 9 -3C9.3 5 5.6 12 0 12C-5.6 12 -9.3 5 -9 -3Z",
        c.across(lighter(look.skin, 0.1), look.skin, mix(look.skin, shade, 0.4)),
    )
    _features(c, look, turn * 2.4, mouth, shade)
    _hair_before(c, look, turn)


def _features(c: Canvas, look: Look, x: float, mouth: str, shade: str) -> None:
    young = look.age == "child"
    blush = mix(look.skin, "#e0564b", 0.45)
    for side in (-1, 1):
        c.circle(x + side * 5, 4.6, 2.1, blush, 0.4)
        c.ellipse(x + side * 3.5, 0.6, 1.0 if young else 0.85, 1.35 if young else 1.1, INK)
        c.circle(x + side * 3.5 + 0.3, 0.15, 0.32, "#ffffff", 0.9)
        c.path(f"M{x + side * 3.5 - 1.5:.2f} -2.5q1.5 -1.1 3 0", stroke=darker(look.tint, 0.2), width=0.7)
    c.path(f"M{x + 0.3:.2f} 1.6q1.3 2.2 .2 2.7q-.7 .3 -1.3 -.1", stroke=shade, width=0.65)
    if look.beard:
        c.path(
            "M-8.9 1C-8.9 9 -5.2 12.9 0 12.9C5.2 12.9 8.9 9 8.9 1C7.6 5.4 5 5.6 0 5.6C-5 5.6 -7.6 5.4 -8.9 1Z",
            look.tint,
        )
    if mouth == "laugh":
        c.path(f"M{x - 3.1:.2f} 6.6q3.1 .9 6.2 0q-.6 3.5 -3.1 3.5q-2.5 0 -3.1 -3.5Z", "#8c2f34")
        c.path(f"M{x - 2.6:.2f} 6.8q2.6 .7 5.2 0l-.4 .9q-2.2 .5 -4.4 0Z", "#ffffff")
    else:
        bend = 1.8 if mouth == "smile" else 0.7
        tone = lighter(look.skin, 0.35) if look.beard else mix(look.skin, "#7d1f26", 0.6)
        c.path(f"M{x - 2.5:.2f} 7.3q2.5 {bend} 5 0", stroke=tone, width=0.85)
    if look.age == "elder":
        for side in (-1, 1):
            c.path(f"M{x + side * 5.6:.2f} 2.4q{side * 0.9} .4 {side * 1.5} 0", stroke=shade, width=0.4)
    if look.glasses:
        rim = "#3b3340" if look.skin in SKINS[:4] else "#e0b565"
        for side in (-1, 1):
            c.path(f"M{x + side * 3.6 - 2.7:.2f} .6a2.7 2.6 0 1 0 5.4 0a2.7 2.6 0 1 0 -5.4 0Z", stroke=rim, width=0.55)
        c.path(f"M{x - 0.9:.2f} .2q.9 -.6 1.8 0", stroke=rim, width=0.55)


def _hair_behind(c: Canvas, look: Look, turn: float) -> None:
    tint, dark = look.tint, darker(look.tint, 0.22)
    match look.hair:
        case "long":
            c.path(
                "M-11 -5C-12 -17 12 -17 11 -5C12.5 5 12 14 13 22Q6 25 0 22Q-6 25 -13 22C-12 14 -12.5 5 -11 -5Z", dark
            )
        case "wavy":
            c.path(
                "M-11 -5C-13 -18 13 -18 11 -5C15 1 11 5 13 10C16 16 9 20 5 17"
                "L-5 17C-9 20 -16 16 -13 10C-11 5 -15 1 -11 -5Z",
                dark,
            )
        case "bob":
            c.path("M-11 -4C-12 -17 12 -17 11 -4C12.6 3 12.6 8 11 11.5Q0 14 -11 11.5C-12.6 8 -12.6 3 -11 -4Z", dark)
        case "curls":
            for x, y, r in (
                (-9.0, -6.0, 6.5),
                (9, -6, 6.5),
                (-11, 2, 6),
                (11, 2, 6),
                (-9, 9, 5),
                (9, 9, 5),
                (0, -11, 8),
            ):
                c.circle(x, y, r, dark)
        case "bun":
            c.circle(-turn * 3, -15.5, 5.6, dark)
            c.circle(-turn * 3 - 0.8, -16.2, 4.2, tint)
        case "pony":
            side = 1 if turn <= 0 else -1
            c.path(
                f"M{side * 5} -9C{side * 17} -14 {side * 20} 2 {side * 14} 15"
                f"C{side * 13} 7 {side * 11} 0 {side * 6} -2Z",
                dark,
            )
        case "bunches":
            for side in (-1, 1):
                c.ellipse(side * 13, 1, 4.2, 7.5, dark)
                c.circle(side * 10, -4, 2, lighter(look.top, 0.2))
        case "scarf":
            c.path(
                "M-11 -4C-12 -17 12 -17 11 -4C12.4 6 13 14 15 20Q0 27 -15 20C-13 14 -12.4 6 -11 -4Z",
                darker(look.top, 0.25),
            )


def _hair_before(c: Canvas, look: Look, turn: float) -> None:
    tint, part = look.tint, -turn * 4 - 2
    cap = "M-9.7 -1.5C-11.5 -16.5 11.5 -16.5 9.7 -1.5"
    light = lighter(tint, 0.14)
    match look.hair:
        case "short" | "side":
            c.path(
                f"{cap}C9 -5.4 7.5 -6.6 {part + 8:.1f} -7C{part + 3:.1f} -7.2 {part - 1:.1f} -8.6 {part - 3:.1f} -8.8"
                "C-7.6 -7 -9 -5 -9.7 -1.5Z",
                tint,
            )
            c.path(f"M{part - 2:.1f} -9q5 2.2 9 1.4", stroke=light, width=0.7, alpha=0.6)
        case "crop":
            c.path("M-9.4 -3.2C-10 -14.6 10 -14.6 9.4 -3.2C8.6 -6.8 7 -7.8 0 -7.9C-7 -7.8 -8.6 -6.8 -9.4 -3.2Z", tint)
        case "quiff":
            c.path(
                "M-9.5 -2.6C-11.5 -13 -7 -17.6 1 -17.4C9 -17.3 12 -12 9.5 -2.6"
                "C8.8 -5.5 8 -7.2 6 -8.2C1 -6.6 -5 -7.4 -7.4 -9C-8.6 -7 -9 -5 -9.5 -2.6Z",
                tint,
            )
            c.path("M-5 -11.5q6 -4.4 11 -.6", stroke=light, width=0.8, alpha=0.7)
        case "curly_top":
            for x, y, r in (
                (-8.0, -6.5, 3.6),
                (8, -6.5, 3.6),
                (-6, -10.5, 4.4),
                (6, -10.5, 4.4),
                (0, -12, 5.4),
                (-2, -8.8, 3.2),
                (3, -8.8, 3.2),
            ):
                c.circle(x, y, r, tint)
            c.circle(-3, -13, 1.8, light, 0.5)
        case "scarf":
            cloth = look.top
            c.path("M-10.6 3C-12 -17.5 12 -17.5 10.6 3C10 -5.8 7 -8.6 0 -8.6C-7 -8.6 -10 -5.8 -10.6 3Z", cloth)
            c.path(
                "M-10.6 2C-9.6 10 -6 13.4 0 13.4C6 13.4 9.6 10 10.6 2C12.2 9 9 17.6 0 17.6C-9 17.6 -12.2 9 -10.6 2Z",
                cloth,
            )
        case "curls":
            for x, y, r in (
                (-6.5, -8.6, 4.0),
                (6.5, -8.6, 4),
                (-2.5, -10.8, 4.2),
                (2.8, -10.8, 4.2),
                (-9.4, -4, 2.8),
                (9.4, -4, 2.8),
            ):
                c.circle(x, y, r, tint)
        case "bunches" | "bun" | "pony":
            c.path(f"{cap}C8.6 -6.4 6 -8 {part + 2:.1f} -9.4C-6 -8 -8.6 -6.4 -9.7 -1.5Z", tint)
            c.path(f"M{part + 1:.1f} -11q5 .6 7 3.2", stroke=light, width=0.7, alpha=0.6)
        case _:
            c.path(
                f"M-10.2 4C-12.4 -17 12.4 -17 10.2 4C9.6 -3 8.6 -5.4 {part + 3:.1f} -9.2C-6 -6 -9.4 -4 -10.2 4Z", tint
            )
            c.path(f"M{part + 3:.1f} -10.6q4.6 2 6.4 6", stroke=light, width=0.8, alpha=0.6)
