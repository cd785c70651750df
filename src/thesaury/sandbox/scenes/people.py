"""Motifs of people looking at us: portraits and teams."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from thesaury.sandbox.scenes import furniture
from thesaury.sandbox.scenes.company import cast_of, stand
from thesaury.sandbox.scenes.faces import Look
from thesaury.sandbox.scenes.figures import CROSSED, HIPS_HAND, HOLDING, STANDING, WAVING, bust
from thesaury.sandbox.scenes.landscapes import copse, hills, sky
from thesaury.sandbox.scenes.palette import darker, lighter, mix
from thesaury.sandbox.scenes.plants import leaf, potted, sprig
from thesaury.sandbox.scenes.stage import Stage


def _ground(s: Stage) -> None:
    """A quiet background: a disc, an arch, foliage, a window or a garden."""
    c, p, w, h = s.canvas, s.colours, s.width, s.height
    base = s.pick(
        (p.wall, p.soft, mix(p.main, p.paper, 0.55), mix(p.second, p.paper, 0.45), p.shade, mix(p.pine, p.paper, 0.5))
    )
    kind = s.pick(("disc", "arch", "leaves", "window", "garden"))
    if kind == "garden":
        sky(s, h * 0.8, 2)
        hills(s, h * 0.6, 2, 0.2)
        copse(s, h * 0.78, h * 0.6, 4, 0.45)
        return
    c.wash(0, 0, w, h, lighter(base, 0.18), darker(base, 0.06))
    r = min(w, h) * 0.42
    tint = mix(s.pick((p.main, p.second, p.accent, p.pine)), base, 0.35)
    if kind == "disc":
        c.circle(w / 2 + s.between(-0.1, 0.1) * w, h * 0.46, r, tint)
    elif kind == "arch":
        x = w / 2
        c.path(
            f"M{x - r:.0f} {h}V{h * 0.5:.0f}A{r:.0f} {r:.0f} 0 0 1 {x + r:.0f} {h * 0.5:.0f}V{h}Z",
            c.down(tint, lighter(tint, 0.25)),
        )
    elif kind == "window":
        furniture.window(
            s, w * 0.08, h * 0.08, w * 0.34, h * 0.6, s.pick((p.paper, p.second)), s.pick(("hills", "town"))
        )
    if kind in ("leaves", "disc", "window"):
        for side in (-1, 1):
            for i in range(4):
                with c.at(
                    w / 2 + side * w * s.between(0.4, 0.54), h * (0.5 + 0.17 * i), turn=side * s.between(-40, 10)
                ):
                    green = mix(s.pick((p.leaf, p.pine)), base, 0.2)
                    if i % 2:
                        sprig(c, h * 0.36, green, pairs=6)
                    else:
                        leaf(c, h * 0.34, h * 0.14, green, lighter(green, 0.25))


def _portrait(s: Stage) -> None:
    s = replace(s, mood=s.pick(("day", "morning", "golden")))
    c, p = s.canvas, s.colours
    _ground(s)
    count = s.fit(3, 1, 1)
    ages: list[str] = s.some(("adult", "adult", "elder", "child"), 4)
    looks = cast_of(s, ages[:count])
    k = s.height / 62 if not s.upright else s.height / 74
    for x, look in zip(s.row(count, s.width * 0.08, s.width * 0.92), looks, strict=True):
        size = k * (0.88 if look.age == "child" else 1)
        y = s.height * 0.44 + (s.height * 0.05 if look.age == "child" else 0)
        with c.at(x, y, size):
            bust(c, s.rng, look, p, s.between(-0.9, 0.9), s.pick(("smile", "smile", "laugh", "calm")))


def _team(s: Stage) -> None:
    c, p = s.canvas, s.colours
    if s.chance(0.5):
        _team_busts(s)
        return
    floor = s.height * 0.8
    cm = s.height / (212 if not s.upright else 250)
    furniture.room(s, floor)
    wide = s.width * 0.36
    for left in (0.08, 0.56):
        furniture.window(s, s.width * left, s.height * 0.08, wide, s.height * 0.4, "", s.pick(("town", "hills")))
    for x in (0.04, 0.96):
        with c.at(s.width * x, floor + 2 * s.unit, cm * 0.42):
            potted(c, p, s.rng, s.pick(("broad", "snake", "olive")))
    ages: Sequence[str] = ["adult", "adult", "elder", "adult", "adult", "adult", "elder", "adult", "adult"]
    looks: list[Look] = cast_of(s, ages[: s.fit(9, 5, 4)])
    ground = floor + (s.height - floor) * 0.5
    places = s.row(len(looks), s.width * 0.09, s.width * 0.91, 0.06)
    for i, (x, look) in enumerate(zip(places, looks, strict=True)):
        stand(
            s,
            x,
            ground + (i % 2) * 3 * s.unit,
            cm,
            look,
            s.pick((STANDING, HIPS_HAND, CROSSED, HOLDING, WAVING)),
            flip=s.chance(0.5),
        )


def _team_busts(s: Stage) -> None:
    c = s.canvas
    _ground(s)
    back, front = s.fit(6, 3, 2), s.fit(5, 2, 1)
    looks = cast_of(s, s.some(("adult", "adult", "adult", "elder"), back + front))
    k = s.height / 102 if not s.upright else s.height / 128
    for row, (count, y) in enumerate(((back, 0.4), (front, 0.64))):
        room = min(s.width * 0.92, count * 62 * k)
        for x in s.row(count, (s.width - room) / 2, (s.width + room) / 2, 0.04):
            look = looks.pop()
            with c.at(x, s.height * y + s.between(-1, 1) * s.unit, k * (1.0 + 0.06 * row)):
                bust(c, s.rng, look, s.colours, s.between(-0.8, 0.8), s.pick(("smile", "laugh", "smile")))


MOTIFS: dict[str, Callable[[Stage], None]] = {"portrait": _portrait, "team_portrait": _team}
