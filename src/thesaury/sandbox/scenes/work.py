"""Motifs of work: meetings, warehouse, factory and stage."""

from collections.abc import Callable
from functools import partial

from thesaury.sandbox.scenes import containers as ware
from thesaury.sandbox.scenes import furniture, tableware
from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.company import TABLE_POSES, cast_of, easy, put, seat, stand, tabletop
from thesaury.sandbox.scenes.figures import HOLDING, POINTING, WAVING
from thesaury.sandbox.scenes.lettering import BRANDS, brand_mark, letters
from thesaury.sandbox.scenes.palette import HAIRS, KRAFT, darker, lighter, mix
from thesaury.sandbox.scenes.plants import potted
from thesaury.sandbox.scenes.stage import Stage


def _meeting(s: Stage) -> None:
    c, p = s.canvas, s.colours
    top = s.height * 0.68
    cm = s.height / (165 if not s.upright else 205)
    furniture.room(s, s.height * 0.95)
    wide = s.width * (0.5 if not s.upright else 0.84)
    furniture.window(s, s.width * 0.06, s.height * 0.06, wide, s.height * 0.42, "", "town")
    if not s.upright:
        _whiteboard(s, s.width * 0.8, s.height * 0.26, cm)
    count = s.fit(7, 4, 2)
    for i, (x, look) in enumerate(
        zip(
            s.row(count, s.width * 0.06, s.width * 0.94, 0.05),
            cast_of(s, s.some(("adult", "adult", "elder", "adult"), count)),
            strict=True,
        )
    ):
        seat(s, x, top, cm, look, s.pick(TABLE_POSES), flip=i >= count / 2)
    tabletop(s, top, s.pick((p.wood, p.paper, p.floor)))
    k, depth = cm * 0.15, s.height - top
    draws: list[Callable[[], None]] = [
        lambda: tableware.laptop(c, p, back=True),
        lambda: tableware.mug(c, s.pick(p.wares)),
        lambda: ware.paper_bottle(c, s.rng, p, p.paper, "lumo"),
        lambda: _papers(s, c),
        lambda: tableware.glass(c, "#dcecf0"),
        lambda: potted(c, p, s.rng, "cactus"),
        lambda: ware.refill_pouch(c, p, p.main, "lumo"),
    ]
    places = s.fit(9, 5, 4)
    for i, (x, draw) in enumerate(
        zip(s.row(places, s.width * 0.03, s.width * 0.97, 0.1), s.some(draws, places), strict=True)
    ):
        put(s, x, top + depth * (0.34 if i % 2 else 0.56), k, draw, 120)


def _papers(s: Stage, c: Canvas) -> None:
    p = s.colours
    for shift, tint in ((14, darker(p.paper, 0.06)), (0, p.paper)):
        c.polygon([(-110 + shift, -40), (60 + shift, -40), (92 + shift, 14), (-124 + shift, 14)], tint)
    for i in range(3):
        c.line([(-90 + i * -4, -28 + i * 14), (30 + i * 6, -28 + i * 14)], p.shade, 4)
    c.circle(52, -14, 15, p.second)


def _whiteboard(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    w, h = min(70 * cm, s.width * 0.34), 62 * cm
    c.rect(x - w / 2 + 4, y - h / 2 + 6, w, h, p.ink, r=6, alpha=0.14)
    c.rect(x - w / 2, y - h / 2, w, h, p.paper, r=6)
    kind = s.rng.randrange(3)
    if kind == 0:
        for i, part in enumerate((0.35, 0.55, 0.48, 0.75)):
            c.rect(
                x - w * 0.36 + i * w * 0.19,
                y + h * 0.36 - h * 0.7 * part,
                w * 0.13,
                h * 0.7 * part,
                (p.main, p.second, p.accent, p.main)[i],
                r=3,
            )
    elif kind == 1:
        for i in range(8):
            c.rect(
                x - w * 0.4 + (i % 4) * w * 0.21,
                y - h * 0.36 + (i // 4) * h * 0.4,
                w * 0.16,
                w * 0.16,
                s.pick((p.second, p.soft, p.accent, p.main)),
                r=2,
            )
    else:
        c.circle(x - w * 0.12, y, h * 0.28, p.soft)
        c.path(
            f"M{x - w * 0.12:.0f} {y:.0f}V{y - h * 0.28:.0f}"
            f"A{h * 0.28:.0f} {h * 0.28:.0f} 0 0 1 {x - w * 0.12 + h * 0.24:.0f} {y + h * 0.14:.0f}Z",
            p.main,
        )
        for i in range(3):
            c.rect(x + w * 0.24, y - h * (0.2 - 0.16 * i), w * 0.16, h * 0.05, (p.main, p.soft, p.shade)[i], r=3)


def _warehouse(s: Stage) -> None:
    c, p = s.canvas, s.colours
    floor = s.height * 0.76
    cm = s.height / (330 if not s.upright else 370)
    c.wash(0, 0, s.width, floor, mix(p.wall, p.shade, 0.5), mix(p.wall, p.paper, 0.3))
    ground = mix(p.shade, p.floor, 0.5)
    c.wash(0, floor, s.width, s.height - floor, darker(ground, 0.08), lighter(ground, 0.2))
    c.polygon(
        [(0, s.height * 0.94), (s.width, s.height * 0.9), (s.width, s.height * 0.915), (0, s.height * 0.957)],
        p.second,
        0.75,
    )
    bay = 150 * cm
    steel = s.pick((p.main, p.accent, p.pine))
    for level in range(3):
        y = floor - level * 78 * cm - 6 * cm
        for x in s.row(int(s.width / (76 * cm)), 0, s.width, 0.08):
            if s.chance(0.9):
                _stacked(s, x, y, cm)
        c.wash(0, y, s.width, 7 * cm, lighter(s.colours.second, 0.1), darker(s.colours.second, 0.15))
    for i in range(int(s.width / bay) + 2):
        c.rect(i * bay - 20 * cm, floor - 240 * cm, 7 * cm, 240 * cm, c.across(lighter(steel, 0.1), darker(steel, 0.2)))
    for x in s.row(s.fit(5, 3, 2), 0, s.width):
        c.polygon([(x - 20 * cm, 0), (x + 20 * cm, 0), (x + 30 * cm, 13 * cm), (x - 30 * cm, 13 * cm)], p.ink)
        c.ellipse(x, 14 * cm, 60 * cm, 26 * cm, c.glow("#fff0c8", 0.7))
    y = s.height * 0.9
    _trolley(s, s.width * s.between(0.56, 0.66), y, cm)
    people = cast_of(s, ("adult", "adult", "adult")[: s.fit(3, 2, 1)], top="")
    for x, look in zip(s.row(len(people), s.width * 0.1, s.width * 0.5, 0.15), people, strict=True):
        stand(s, x, y + s.unit, cm * 1.1, look, HOLDING)
        put(s, x, y + s.unit - 92 * cm * 1.1, cm * 0.2, lambda: ware.parcel(c, s.rng, p, 180, 110))


def _stacked(s: Stage, x: float, y: float, cm: float) -> None:
    c, p, k = s.canvas, s.colours, cm * 0.32
    with c.at(x - 4 * cm, y, k):
        ware.parcel(c, s.rng, p, 176, s.between(90, 150))
    if s.chance(0.4):
        with c.at(x - 4 * cm, y, k):
            c.rect(-92, -6, 200, 8, darker(KRAFT, 0.4))


def _trolley(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    c.shadow(x, y + 2 * cm, 90 * cm, 9 * cm, p.ink, 0.5)
    with c.at(x, y, cm):
        c.line([(-62, -12), (-70, -104)], darker(p.main, 0.2), 4)
        c.rect(-66, -18, 140, 7, p.main, r=2)
        for at in (-48, 56):
            c.circle(at, -6, 8, "#34323c")
            c.circle(at, -6, 3.4, p.shade)
        for bx, by, w, h in ((-30, -18, 200, 150), (28, -18, 180, 130), (-8, -62, 180, 110)):
            with c.at(bx, by, 0.3):
                ware.parcel(c, s.rng, p, w, h)


def _factory(s: Stage) -> None:
    c, p = s.canvas, s.colours
    floor = s.height * 0.78
    cm = s.height / (245 if not s.upright else 290)
    furniture.room(s, floor, mix(p.wall, p.shade, 0.4), boards=False)
    for i, y in enumerate((0.07, 0.13)):
        tint = (p.main, p.second)[i]
        c.wash(0, s.height * y, s.width, 7 * cm, lighter(tint, 0.3), darker(tint, 0.2))
        for x in s.row(s.fit(6, 3, 2), 0, s.width, 0.2):
            c.rect(x, s.height * y - cm, 6 * cm, 9 * cm, darker(tint, 0.25), r=2)
    for x in s.row(s.fit(4, 2, 1), s.width * 0.05, s.width * 0.95, 0.1):
        _tank(s, x, floor - 2 * cm, cm)
    belt = floor - 62 * cm
    worker = cast_of(s, ("adult", "adult", "adult")[: s.fit(3, 1, 1)])
    for x, look in zip(
        s.row(len(worker), s.width * 0.08, s.width * (0.48 if not s.upright else 0.62), 0.15), worker, strict=True
    ):
        stand(s, x, floor + 2 * cm, cm, look, HOLDING)
        put(s, x, floor - 98 * cm, cm, lambda: c.rect(-14, -9, 28, 19, p.ink, r=3))
    _belt(s, belt, floor, cm)
    k = cm * 0.16
    tint, brand = s.pick((p.main, p.accent, p.pine)), s.pick(("lumo", "sorrel"))
    good = s.pick(
        (
            partial(ware.paper_bottle, c, s.rng, p, mix(KRAFT, p.paper, 0.5), brand),
            partial(ware.pump_bottle, c, p, tint, brand),
            partial(ware.refill_pouch, c, p, tint, brand),
        )
    )
    for x in s.row(int(s.width / (108 * k)), 0, s.width):
        with c.at(x, belt, k):
            good()
    _robot(s, s.width * s.between(0.74, 0.82), belt, cm)


def _tank(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    steel = mix(p.shade, "#c9ced2", 0.5)
    with c.at(x, y, cm):
        for side in (-30, 30):
            c.rect(side - 3, -30, 6, 30, darker(steel, 0.3))
        c.path(
            "M-44 -128Q-44 -156 0 -158Q44 -156 44 -128V-44Q44 -26 0 -24Q-44 -26 -44 -44Z",
            c.across(lighter(steel, 0.5), steel, darker(steel, 0.25)),
        )
        c.rect(-44, -112, 88, 3, darker(steel, 0.2))
        c.circle(0, -82, 15, p.paper)
        c.line([(0, -82), (8, -89)], p.accent, 2)
        c.rect(-5, -186, 10, 32, darker(steel, 0.15))


def _belt(s: Stage, y: float, floor: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    c.wash(0, y, s.width, 18 * cm, "#4b4954", "#34323c")
    c.wash(0, y + 4 * cm, s.width, 10 * cm, lighter(p.main, 0.1), darker(p.main, 0.15))
    for roller in range(0, s.width, int(22 * cm)):
        c.circle(roller + 8 * cm, y + 9 * cm, 4.4 * cm, p.shade)
        c.circle(roller + 8 * cm, y + 9 * cm, 1.6 * cm, p.ink)
    for x in s.row(s.fit(7, 4, 3), 0, s.width):
        c.rect(
            x - 5 * cm, y + 18 * cm, 10 * cm, floor - y - 14 * cm, c.across(lighter(p.main, 0.1), darker(p.main, 0.25))
        )


def _robot(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    tint = s.pick((p.accent, p.second))
    with c.at(x, y, cm):
        c.rect(38, -18, 52, 20, darker(p.ink, 0.1), r=3)
        c.line([(64, -18), (74, -92)], darker(tint, 0.12), 19)
        c.line([(74, -92), (8, -118)], tint, 15)
        c.line([(8, -118), (-8, -72)], darker(tint, 0.12), 11)
        for jx, jy, r in ((64, -20, 13), (74, -92, 12), (8, -118, 9)):
            c.circle(jx, jy, r, p.ink)
            c.circle(jx, jy, r * 0.45, p.shade)
        c.line([(-18, -52), (-18, -64), (-8, -71), (4, -64), (4, -52)], p.ink, 4)


def _stage(s: Stage) -> None:
    c, p = s.canvas, s.colours
    floor = s.height * 0.66
    cm = s.height / (420 if not s.upright else 480)
    dark = mix(p.ink, p.main, 0.25)
    c.wash(0, 0, s.width, s.height, darker(dark, 0.2), dark)
    w, h = min(s.width * 0.66, s.height * 1.0), s.height * 0.46
    x, y = s.width / 2, s.height * 0.06
    lead = s.pick((p.main, p.accent, p.second))
    c.rect(x - w / 2 - 6, y - 6, w + 12, h + 12, darker(dark, 0.4), r=6)
    c.rect(x - w / 2, y, w, h, c.across(lighter(lead, 0.2), darker(lead, 0.08)))
    brand = s.pick(BRANDS)
    brand_mark(c, brand, x - w * 0.26, y + h * 0.25, min(h * 0.32, w * 0.2), p.paper, lead)
    letters(c, brand, x + w * 0.08, y + h * 0.25, min(h * 0.19, w * 0.5 / len(brand)), p.paper)
    for i, part in enumerate((0.34, 0.24)):
        c.rect(x - w * part / 2, y + h * (0.5 + 0.1 * i), w * part, h * 0.035, p.paper, r=4, alpha=0.7)
    c.wash(0, floor, s.width, s.height * 0.1, lighter(p.wood, 0.1), darker(p.wood, 0.35))
    c.rect(0, floor + s.height * 0.1, s.width, s.height * 0.25, darker(dark, 0.35))
    _beams(s, floor, lead)
    speakers = cast_of(s, ("adult", "adult", "elder")[: s.fit(3, s.pick((1, 2)), 1)])
    for i, (at, look) in enumerate(
        zip(s.row(len(speakers), s.width * 0.26, s.width * 0.74, 0.1), speakers, strict=True)
    ):
        stand(s, at, floor + s.unit * 3, cm * 1.15, look, s.pick((POINTING, WAVING, easy(s))), flip=i % 2 > 0)
    _lectern(s, s.width * (0.2 if not s.upright else 0.14), floor + s.unit * 4, cm)
    _audience(s, cm)


def _beams(s: Stage, floor: float, tint: str) -> None:
    c = s.canvas
    for at, to in ((0.1, 0.34), (0.9, 0.66), (0.36, 0.5)):
        x, end, half = s.width * at, s.width * to, s.unit * 16
        c.polygon(
            [(x - s.unit, 0), (x + s.unit, 0), (end + half, floor + s.unit * 3), (end - half, floor + s.unit * 3)],
            c.fade("#fff3d0", 0.42, 0.04),
        )
        c.ellipse(end, floor + s.unit * 4, half, s.unit * 2.6, "#fff3d0", 0.25)
        c.rect(x - s.unit * 2, -s.unit, s.unit * 4, s.unit * 3.4, "#17151f", r=4)


def _lectern(s: Stage, x: float, y: float, cm: float) -> None:
    c, p = s.canvas, s.colours
    with c.at(x, y, cm):
        c.polygon([(-26, -108), (26, -108), (18, 0), (-18, 0)], c.across(lighter(p.wood, 0.2), darker(p.wood, 0.2)))
        c.rect(-31, -114, 62, 8, lighter(p.wood, 0.25), r=2)
        c.line([(6, -114), (12, -134)], "#17151f", 1.6)
        c.circle(12, -135, 3, "#17151f")


def _audience(s: Stage, cm: float) -> None:
    """Rows of heads seen from behind against the light."""
    c, p = s.canvas, s.colours
    for row, (y, size) in enumerate(((0.86, 0.9), (0.94, 1.1), (1.03, 1.35))):
        k = cm * size
        for x in s.row(int(s.width / (46 * k)), -20 * k, s.width + 20 * k, 0.16):
            at = s.height * y + s.between(-4, 4) * k
            tone = mix(p.ink, s.pick(p.wares), 0.34 - 0.09 * row)
            hair = mix(p.ink, s.pick(HAIRS), 0.4 - 0.1 * row)
            c.path(
                f"M{x - 23 * k:.0f} {at + 60 * k:.0f}"
                f"C{x - 24 * k:.0f} {at + 14 * k:.0f} {x - 10 * k:.0f} {at + 12 * k:.0f} {x:.0f} {at + 11 * k:.0f}"
                f"C{x + 10 * k:.0f} {at + 12 * k:.0f} {x + 24 * k:.0f} {at + 14 * k:.0f}"
                f" {x + 23 * k:.0f} {at + 60 * k:.0f}Z",
                tone,
            )
            c.ellipse(x, at, 11 * k, 13.5 * k, hair)
            if s.chance(0.3):
                c.circle(x, at - 15 * k, 5 * k, hair)


MOTIFS: dict[str, Callable[[Stage], None]] = {
    "office_meeting": _meeting,
    "warehouse": _warehouse,
    "factory_line": _factory,
    "event_stage": _stage,
}
