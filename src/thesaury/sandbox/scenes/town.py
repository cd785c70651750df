"""Motifs of work and the town."""

from collections.abc import Callable

from thesaury.sandbox.scenes import containers as ware
from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.company import cast_of, stand
from thesaury.sandbox.scenes.figures import WALKING, WAVING, Pose, figure
from thesaury.sandbox.scenes.landscapes import copse, road, sky, skyline, street
from thesaury.sandbox.scenes.lettering import BRANDS, brand_mark, letters
from thesaury.sandbox.scenes.palette import darker, lighter, mix
from thesaury.sandbox.scenes.plants import leaf
from thesaury.sandbox.scenes.stage import Stage


def _bike(s: Stage) -> None:
    c = s.canvas
    ground = s.height * 0.7
    sky(s, ground, 3)
    street(s, ground, s.height * 0.5, 0.3)
    copse(s, ground + s.unit, s.height * 0.4, s.fit(6, 3, 2), 0.1, ("round", "oval", "cloud"))
    road(s, ground)
    cm = min(s.height / 255, s.width / 290)
    flip = s.chance(0.5)
    with c.at(s.width * 0.5 + (12 if flip else -12) * cm, s.height * 0.9, cm, flip=flip):
        _cargo_bike(s, c)
    if s.banner:
        for x, look in zip((0.14, 0.82), cast_of(s, ("adult", "child")), strict=True):
            stand(s, s.width * x, ground + s.unit * 6, cm * 0.86, look, s.pick((WALKING, WAVING)))


def _cargo_bike(s: Stage, c: Canvas) -> None:
    p = s.colours
    frame = s.pick((p.accent, p.main, p.pine))
    look = cast_of(s, ("adult",))[0]
    c.shadow(20, 2, 150, 12, p.ink, 0.55)
    for x, r in ((-78, 33), (120, 27)):
        c.circle(x, -r, r, "#2f2e38")
        c.circle(x, -r, r - 5, lighter(p.shade, 0.35))
        for i in range(6):
            with c.at(x, -r, turn=i * 30):
                c.line([(0, -r + 6), (0, r - 6)], mix(p.ink, p.shade, 0.5), 0.8)
        c.circle(x, -r, 4, p.ink)
    c.line([(-78, -33), (-30, -30), (-52, -84), (-78, -33)], frame, 5)
    c.line([(-48, -72), (12, -62), (-30, -30), (88, -20), (120, -27)], frame, 5)
    c.line([(8, -64), (20, -104), (8, -112)], darker(frame, 0.2), 4.4)
    c.rect(-66, -92, 28, 7, p.ink, r=3)
    pose = Pose((8, -110), (10, -110), (-32, -14), (-22, -30), (-50, -94), 14, 1, 0.7, s.pick(("smile", "laugh")))
    c.line([(-30, -30), (-26, -14)], p.ink, 4)
    figure(c, look, pose)
    if look.hair not in ("scarf",):
        with c.at(-50 + 14 * 1.3, -94 - 50 - 18, 1.18):
            c.path("M-11 -4C-12 -20 12 -20 11.6 -5Q0 -9 -11 -4Z", c.down(lighter(frame, 0.2), frame))
            c.line([(-6, -12), (-5, -7)], darker(frame, 0.3), 1.4)
            c.line([(4, -14), (4, -8)], darker(frame, 0.3), 1.4)
    _cargo(s, c, frame)


def _cargo(s: Stage, c: Canvas, frame: str) -> None:
    p = s.colours
    for x, scale in ((44, 0.21), (80, 0.19), (62, 0.16)):
        with c.at(x, -78 if scale > 0.17 else -98, scale):
            ware.parcel(c, s.rng, p, 170, 130)
    c.polygon([(22, -84), (106, -84), (98, -28), (30, -28)], c.down(lighter(p.wood, 0.3), p.wood))
    c.rect(19, -88, 90, 6, frame, r=2)
    brand_mark(c, s.pick(BRANDS), 64, -56, 30, p.paper, p.wood)


def _billboard(s: Stage) -> None:
    ground = s.height * 0.76
    cm = s.height / (420 if not s.upright else 470)
    sky(s, ground, 4)
    skyline(s, ground, s.height * 0.6)
    street(s, ground, s.height * 0.3, 0.4)
    road(s, ground)
    boards = (0.28, 0.72) if s.banner else (0.5,)
    for x in boards:
        _poster(
            s, s.width * x, ground + s.unit * 2, min(s.width * 0.72 / len(boards), s.height * 0.98), s.height * 0.44
        )
    people = cast_of(s, ("adult", "child", "adult", "elder", "adult", "adult")[: s.fit(6, 4, 3)])
    for x, look in zip(s.row(len(people), s.width * 0.04, s.width * 0.96, 0.25), people, strict=True):
        stand(s, x, ground + s.unit * s.between(5, 8), cm, look, WALKING, flip=s.chance(0.5))


def _poster(s: Stage, x: float, y: float, w: float, h: float) -> None:
    c, p = s.canvas, s.colours
    h = min(h, w * 0.58)
    top = y - h * 1.52
    for side in (-0.3, 0.3):
        c.rect(x + side * w - s.unit, top + h, s.unit * 2, h * 0.52, c.across("#6b6873", "#3d3b45"))
    c.rect(x - w / 2 - s.unit, top - s.unit, w + 2 * s.unit, h + 2 * s.unit, "#44424d", r=4)
    lead, other = s.some((p.main, p.accent, p.second, p.pine), 2)
    c.rect(x - w / 2, top, w, h, c.across(lighter(lead, 0.35), lead))
    with c.clip(f"M{x - w / 2:.0f} {top:.0f}h{w:.0f}v{h:.0f}h{-w:.0f}Z"):
        c.circle(x - w * 0.22, top + h * 0.56, h * 0.42, mix(other, p.paper, 0.35))
        for turn in (-50, -20, 40, 64):
            with c.at(x - w * 0.22, top + h * 0.94, turn=turn):
                leaf(c, h * 0.6, h * 0.2, mix(p.leaf, p.pine, 0.3))
        brand = s.pick(BRANDS)
        draws: dict[str, Callable[[], None]] = {
            "lumo": lambda: ware.paper_bottle(c, s.rng, p, p.paper, "lumo"),
            "kibo": lambda: ware.carton(c, p, p.second, "kibo", 130, 210),
            "sorrel": lambda: ware.pump_bottle(c, p, p.soft, "sorrel"),
        }
        with c.at(x - w * 0.22, top + h * 0.95, h * 0.8 / 240):
            draws[brand]()
    letters(c, brand, x + w * 0.22, top + h * 0.36, min(h * 0.2, w * 0.47 / len(brand)), p.paper)
    letters(c, s.pick(("REFILL", "GOOD DAY", "FRESH", "ENJOY")), x + w * 0.22, top + h * 0.64, h * 0.09, p.paper, 0.13)
    for side in (-0.3, 0, 0.3):
        c.line(
            [
                (x + side * w, top - s.unit),
                (x + side * w, top - s.unit * 4),
                (x + side * w + s.unit * 2.6, top - s.unit * 4),
            ],
            "#44424d",
            s.unit * 0.6,
        )


MOTIFS: dict[str, Callable[[Stage], None]] = {"delivery_bike": _bike, "billboard_street": _billboard}
