"""Motifs of open country: wind, lavender and mountains."""

from collections.abc import Callable

from thesaury.sandbox.scenes.canvas import Canvas, Point
from thesaury.sandbox.scenes.company import cast_of, stand
from thesaury.sandbox.scenes.figures import POINTING, WALKING
from thesaury.sandbox.scenes.landscapes import copse, far, hills, house, meadow, mountains, sky, turbine
from thesaury.sandbox.scenes.palette import darker, lighter, mix
from thesaury.sandbox.scenes.plants import bush
from thesaury.sandbox.scenes.stage import Stage


def _wind(s: Stage) -> None:
    c, p = s.canvas, s.colours
    horizon = s.height * s.between(0.58, 0.66)
    sky(s, horizon + s.height * 0.1, 5)
    if s.chance(0.5):
        mountains(s, horizon, s.height * 0.16, p.main, 0.72, 5)
    for x in s.row(s.fit(8, 5, 4), 0, s.width, 0.3):
        turbine(s, x, horizon, s.height * s.between(0.16, 0.22), s.between(0, 120), 0.45)
    hills(s, horizon, 2, 0.2)
    for x in s.row(s.fit(4, 2, 2), s.width * 0.06, s.width * 0.94, 0.2):
        turbine(s, x, horizon + s.height * 0.14, s.height * s.between(0.4, 0.47), s.between(0, 120), 0.05)
    hills(s, horizon + s.height * 0.18, 2, 0.14)
    for _ in range(s.fit(5, 3, 2)):
        with c.at(s.between(0, s.width), s.height * s.between(0.86, 0.93), s.unit * 0.12):
            bush(c, s.rng, s.pick((p.pine, p.leaf)), 150)
    meadow(s, s.height * 0.88, s.fit(30, 20, 16))


def _lavender(s: Stage) -> None:
    c, p = s.canvas, s.colours
    horizon = s.height * s.between(0.42, 0.5)
    sky(s, horizon, 4)
    mountains(s, horizon, s.height * 0.16, p.main, 0.66, 4)
    hills(s, horizon, 2, 0.1)
    foot = horizon + s.height * 0.03
    purple = mix("#8a6fc0", p.main, 0.18)
    c.wash(0, foot, s.width, s.height - foot, far(s, "#b9b06a", 0.3), "#93914e")
    vanish = s.width * s.between(0.35, 0.65)
    rows = s.fit(17, 13, 11)
    for i in range(rows):
        u = (i - rows / 2 + 0.5) / rows
        _lavender_row(s, vanish + u * s.width * 0.5, vanish + u * s.width * 3.0, foot, purple)
    house(
        s,
        s.width * s.pick((0.2, 0.78)),
        foot + s.unit * 1.5,
        s.height * 0.17,
        s.height * 0.13,
        mix(p.soft, "#f0ddbb", 0.5),
    )
    copse(s, foot + s.unit * 2, s.height * 0.22, s.fit(8, 5, 4), 0.1, ("poplar", "round", "poplar"))
    if s.chance(0.5):
        cm = s.height / 420
        stand(s, vanish + s.unit * 4, s.height * 0.8, cm, cast_of(s, ("adult",))[0], WALKING)


def _lavender_row(s: Stage, top: float, foot: float, y: float, purple: str) -> None:
    """One row of lavender running from the horizon toward us, as a chain of tufts."""
    c = s.canvas
    span, wide = s.height * 1.06 - y, s.width * 0.07
    c.polygon(
        [(top - wide * 0.06, y), (top + wide * 0.06, y), (foot + wide, y + span), (foot - wide, y + span)],
        darker(purple, 0.3),
        0.85,
    )
    for j in range(1, 17):
        part = (j / 16) ** 1.9
        x, at, r = top + (foot - top) * part, y + span * part, s.unit * 0.5 + wide * part
        if -r < x < s.width + r:
            tint = mix(far(s, purple, 0.4), purple, min(part * 3, 1))
            c.ellipse(x, at - r * 0.3, r, r * 0.62, c.down(lighter(tint, 0.22), darker(tint, 0.14)))


def _hike(s: Stage) -> None:
    c, p = s.canvas, s.colours
    horizon = s.height * 0.62
    sky(s, horizon, 4)
    tint = mix(p.main, p.ink, 0.25)
    mountains(s, horizon, s.height * 0.48, tint, 0.5, s.fit(6, 4, 3))
    mountains(s, horizon + s.height * 0.04, s.height * 0.3, mix(tint, p.pine, 0.4), 0.22, s.fit(7, 5, 3))
    hills(s, horizon + s.height * 0.08, 2, 0.16)
    copse(s, horizon + s.height * 0.12, s.height * 0.2, s.fit(16, 10, 7), 0.15, ("pine",))
    x = s.width * s.between(0.4, 0.6)
    path = mix(p.floor, "#e6d3a8", 0.5)
    top, foot = s.height * 0.74, s.height * 1.02
    c.blob(
        [
            (x - 10, top),
            (x + 14, top),
            (x + s.unit * 12, top + s.unit * 8),
            (x - s.unit * 4, foot - s.unit * 9),
            (x + s.unit * 14, foot),
            (x - s.unit * 30, foot),
            (x - s.unit * 22, foot - s.unit * 10),
            (x + s.unit * 2, top + s.unit * 8),
        ],
        path,
    )
    cm = s.height / (380 if not s.upright else 420)
    ages = s.fit(4, 3, 2)
    for i, look in enumerate(cast_of(s, ("adult", "adult", "child", "adult")[:ages])):
        at = x + (i - ages / 2 + 0.3) * 82 * cm
        y = s.height * (0.93 - 0.02 * (i % 2))
        c.line([(at + 30 * cm, y - 84 * cm), (at + 38 * cm, y)], p.wood, 2 * cm)
        stand(
            s, at, y, cm, look, WALKING if i else s.pick((POINTING, WALKING)), pack=s.pick((p.accent, p.second, p.main))
        )
    for _ in range(7):
        at, y, r = s.between(0, s.width), s.height * s.between(0.86, 0.99), s.unit * s.between(1.5, 4)
        c.blob(
            [
                (at - r * 1.5, y),
                (at - r, y - r),
                (at + r * 0.3, y - r * 1.3),
                (at + r * 1.3, y - r * 0.5),
                (at + r * 1.5, y),
            ],
            c.down(lighter(p.shade, 0.2), darker(p.shade, 0.25)),
        )
    meadow(s, s.height * 0.86, 14)


def _shoes(s: Stage) -> None:
    c, p = s.canvas, s.colours
    horizon = s.height * 0.6
    sky(s, horizon, 3)
    mountains(s, horizon, s.height * 0.34, mix(p.main, p.ink, 0.2), 0.55, s.fit(6, 4, 3))
    hills(s, horizon, 2, 0.14)
    copse(s, horizon + s.height * 0.05, s.height * 0.16, s.fit(18, 11, 8), 0.3, ("pine",))
    y = s.height * 0.72
    stone = mix(p.shade, p.floor, 0.4)
    edge: list[Point] = [
        (-60.0, y + s.unit * 8),
        *((x, y + s.between(-2, 3) * s.unit) for x in s.row(6, 0, s.width)),
        (s.width + 60.0, y + s.unit * 4),
    ]
    c.blob(
        [*edge, (s.width + 60.0, s.height + 80.0), (-60.0, s.height + 80.0)],
        c.down(lighter(stone, 0.3), darker(stone, 0.12)),
    )
    for _ in range(12):
        x, at = s.between(0, s.width), s.between(y + s.unit * 4, s.height)
        c.line(
            [(x, at), (x + s.unit * 8, at + s.unit * s.between(-1.5, 1.5)), (x + s.unit * 13, at + s.unit * 2)],
            darker(stone, 0.25),
            1.6,
            alpha=0.5,
        )
    k = min(s.height * 0.4 / 190, s.width * 0.62 / 420)
    tint, trim = s.some((p.accent, p.main, p.second, p.pine), 2)
    for i, x in enumerate((0.22, 0.5, 0.78) if s.banner else (0.5,)):
        body = (tint, s.pick((p.main, p.pine)), trim)[i]
        for dx, dy, shade in ((70, -18, 0.16), (-40, 16, 0.0)):
            with c.at(s.width * x + dx * k, y + 12 * s.unit + dy * k, k):
                _shoe(c, darker(body, shade), darker(trim if trim != body else p.paper, shade), p.paper)
    meadow(s, s.height * 0.9, 12)


def _shoe(c: Canvas, body: str, trim: str, paper: str) -> None:
    """A trail shoe seen from the side, 330 long and 180 high, toe to the right."""
    c.shadow(0, 2, 200, 20, "#221f2c", 0.6)
    c.path(
        "M-160 -26C-168 -90 -150 -150 -140 -166Q-100 -184 -62 -164"
        "Q-40 -150 -10 -112C40 -96 120 -96 150 -62Q166 -44 160 -22Z",
        c.down(lighter(body, 0.2), darker(body, 0.1)),
    )
    c.path("M-140 -166Q-100 -184 -62 -164Q-96 -150 -136 -150Z", darker(body, 0.55))
    c.path("M-152 -66C-120 -90 -110 -120 -116 -150L-140 -150C-150 -120 -156 -96 -158 -60Z", trim)
    c.path("M92 -92Q148 -78 158 -34L96 -34Q80 -64 92 -92Z", trim)
    c.path("M-104 -34C-92 -74 -70 -104 -44 -120L-6 -100C-30 -80 -44 -60 -48 -34Z", lighter(trim, 0.12))
    c.path("M-34 -34C-28 -60 -10 -80 12 -96L46 -88C26 -74 14 -56 12 -34Z", lighter(trim, 0.12))
    for i in range(5):
        x, y = -56 + i * 24, -152 + i * 14 + (i > 2) * -4
        c.line([(x, y), (x - 20, y + 26)], paper, 6)
        c.circle(x - 20, y + 26, 3.6, darker(body, 0.4))
    c.path("M-168 -30Q-60 -40 0 -30T164 -32Q176 -12 160 -6H-150Q-172 -6 -168 -30Z", c.down(paper, darker(paper, 0.12)))
    for x in range(-146, 156, 21):
        c.rect(x, -9, 13, 11, darker(trim, 0.4), r=2)


MOTIFS: dict[str, Callable[[Stage], None]] = {
    "wind_farm": _wind,
    "lavender_field": _lavender,
    "mountain_hike": _hike,
    "trail_shoes": _shoes,
}
