"""Motifs of packages and products on a table."""

from collections.abc import Callable
from functools import partial

from thesaury.sandbox.scenes import containers as ware
from thesaury.sandbox.scenes import food
from thesaury.sandbox.scenes.arrangement import scale_for, set_down, side_plant, strew
from thesaury.sandbox.scenes.lettering import BRANDS
from thesaury.sandbox.scenes.palette import KRAFT, darker, lighter, mix
from thesaury.sandbox.scenes.stage import Stage
from thesaury.sandbox.scenes.studio import cast, podium, studio


def _bottles(s: Stage) -> None:
    c, p = s.canvas, s.colours
    base = studio(s)
    k = scale_for(s, 240)
    brand = s.pick(("lumo", "sorrel"))
    side_plant(s, base - 6 * s.unit, k * 0.8)
    count = s.fit(s.pick((4, 5)), s.pick((1, 2, 3)), s.pick((1, 2, 2)))
    tints = s.some((p.paper, mix(KRAFT, p.paper, 0.35), mix(p.second, p.paper, 0.3), mix(p.leaf, p.paper, 0.4)), count)
    half = min(s.width * (0.4 if s.banner else 0.34), 128 * k * count / 2)
    for i, x in enumerate(s.row(count, s.width / 2 - half, s.width / 2 + half, 0.06)):
        size = k * (1 if i % 2 == 0 else s.between(0.78, 0.9))
        y = base + (0 if i % 2 == 0 else 3 * s.unit)
        lift = s.unit * 9 if s.chance(0.3) else 0
        if lift:
            cast(s, x, y + s.unit, 190 * size)
            podium(c, x, y, 170 * size, lift, s.pick((p.soft, p.second, p.shade)))
        set_down(s, x, y - lift, size, 90, partial(ware.paper_bottle, c, s.rng, p, tints[i], brand))
    strew(s, base + 8 * s.unit)


def _refill_pouch(s: Stage) -> None:
    c, p = s.canvas, s.colours
    base = studio(s)
    k = scale_for(s, 250)
    brand = s.pick(("lumo", "sorrel"))
    body = s.pick((p.main, p.second, p.accent, p.pine))
    side_plant(s, base - 6 * s.unit, k * 0.75)
    gap = 150 * k
    left = s.width / 2 - gap * 0.55
    set_down(s, left, base, k, 150, lambda: ware.refill_pouch(c, p, body, brand))
    set_down(
        s,
        left + gap * 1.1,
        base - s.unit,
        k * 0.98,
        84,
        lambda: ware.pump_bottle(c, p, lighter(body, 0.6), brand, glass=True),
    )
    if s.banner or (not s.upright and s.chance(0.5)):
        set_down(
            s,
            left - gap * 1.15,
            base + 2 * s.unit,
            k * 0.82,
            150,
            lambda: ware.refill_pouch(c, p, s.pick(p.wares), brand),
        )
    if s.banner:
        set_down(
            s,
            left + gap * 2.2,
            base + s.unit,
            k * 0.9,
            150,
            lambda: ware.refill_pouch(c, p, p.second, brand),
            flip=False,
        )
    strew(s, base + 9 * s.unit)


def _cardboard_box(s: Stage) -> None:
    c, p = s.canvas, s.colours
    base = studio(s, ("arch", "panel", "sun", "window"), 0.62) + 4 * s.unit
    k = scale_for(s, 300, 0.56)
    brand = s.pick(BRANDS)
    tape = s.pick((p.accent, p.main, p.second))
    middle = s.width * s.between(0.44, 0.5)
    side_plant(s, base - 9 * s.unit, k)
    _box(s, middle + 165 * k, base - 5 * s.unit, k * 0.8, brand, tape, (220, 130))
    if s.chance(0.6):
        _box(
            s,
            middle + 170 * k,
            base - 5 * s.unit - 104 * k,
            k * 0.66,
            s.pick(BRANDS),
            p.second,
            (180, 110),
            shadow=False,
        )
    if s.banner:
        _box(s, middle - 340 * k, base - 3 * s.unit, k * 0.9, brand, tape, (200, 120))
        _box(s, middle + 460 * k, base, k * 0.8, brand, p.main, (180, 150))
    _open_box(s, middle - 50 * k, base, k, brand)
    set_down(
        s,
        middle - 200 * k,
        base + 4 * s.unit,
        k * 0.62,
        100,
        lambda: ware.carton(c, p, s.pick((p.main, p.accent)), brand),
    )


def _box(
    s: Stage, x: float, y: float, k: float, brand: str, tape: str, size: tuple[float, float], shadow: bool = True
) -> None:
    c, p = s.canvas, s.colours
    if shadow:
        cast(s, x + size[0] * 0.15 * k, y, size[0] * 1.25 * k)
    with c.at(x, y, k):
        ware.shipping_box(c, p, *size, tape=tape)
        ware.box_front(c, p, brand, *size, tape=tape)


def _open_box(s: Stage, x: float, y: float, k: float, brand: str) -> None:
    c, p = s.canvas, s.colours
    cast(s, x + 34 * k, y, 300 * k)
    with c.at(x, y, k):
        ware.shipping_box(c, p, 230, 150, open_=True)
        for i in range(5):
            c.ellipse(-70 + i * 44, -158 - i * 4, 40, 34, (p.paper, lighter(p.soft, 0.3))[i % 2])
        for place, tint in ((-58, p.main), (14, p.paper), (82, p.accent)):
            with c.at(place, -96 - place * 0.12, 0.72):
                if tint == p.paper:
                    ware.paper_bottle(c, s.rng, p, lighter(KRAFT, 0.5), brand)
                elif s.chance(0.5):
                    ware.pump_bottle(c, p, tint, brand)
                else:
                    ware.refill_pouch(c, p, tint, brand)
        ware.box_front(c, p, brand, 230, 150, open_=True)


def _glass_jar(s: Stage) -> None:
    c, p = s.canvas, s.colours
    base = studio(s)
    k = scale_for(s, 190)
    fillings = s.some(("#c98f55", "#d9b36c", "#8a5436", "#a7b06a", "#e3cfa4", "#c46a4a", "#6b3f2f"), 6)
    count = s.fit(6, 3, 2)
    half = min(s.width * 0.45, count * 66 * k)
    for i, x in enumerate(s.row(count, s.width / 2 - half, s.width / 2 + half, 0.05)):
        height = s.between(140, 205) if i % 2 == 0 else s.between(100, 140)
        lid = s.pick((p.wood, p.wood, p.main, p.ink))
        set_down(s, x, base + (i % 2) * 4 * s.unit, k, 104, partial(ware.jar, c, s.rng, p, fillings[i], lid, height))
    y = base + 10 * s.unit
    with c.at(s.width * s.between(0.3, 0.6), y, k * 0.6):
        food.grains(c, s.rng, 70, 210, 26, fillings[0])
        c.shadow(60, 16, 190, 20, p.ink, 0.4)
        c.line([(-10, 6), (190, -16)], darker(p.wood, 0.1), 13)
        c.ellipse(-40, 8, 46, 21, darker(p.wood, 0.05))
        c.ellipse(-40, 5, 36, 14, darker(p.wood, 0.3))
        c.ellipse(-40, 2, 32, 12, fillings[0])


def _packshot(s: Stage) -> None:
    c, p = s.canvas, s.colours
    base = studio(s, ("arch", "sun", "panel"), 0.7) - s.unit
    brand = s.pick(BRANDS)
    k = scale_for(s, 300, 0.58)
    lead = s.pick((p.main, p.accent, p.pine))
    things: list[tuple[float, Callable[[], None]]] = [
        (84, lambda: ware.pump_bottle(c, p, lead, brand)),
        (120, lambda: ware.carton(c, p, p.second, brand)),
        (70, lambda: ware.tube(c, p, lighter(lead, 0.55), brand)),
        (90, lambda: ware.paper_bottle(c, s.rng, p, lighter(KRAFT, 0.5), brand)),
        (88, lambda: ware.spray_bottle(c, p, mix(lead, p.paper, 0.35), brand)),
        (150, lambda: ware.refill_pouch(c, p, p.soft, brand)),
    ]
    if brand == "kibo":
        things = [
            (110, lambda: ware.carton(c, p, lead, brand, 110, 190)),
            (110, lambda: ware.carton(c, p, p.second, brand, 120, 130)),
            (150, lambda: ware.refill_pouch(c, p, p.accent, brand)),
            (104, lambda: ware.jar(c, s.rng, p, "#c98f55", lead, 160)),
        ]
    chosen = s.some(things, s.fit(5, 3, 2))
    wide = sum(width for width, _ in chosen) * k * 1.3
    x = (s.width - wide) / 2
    for i, (width, draw) in enumerate(chosen):
        place, lift = x + width * k * 0.65, (9 if i == len(chosen) // 2 else 4) * s.unit
        cast(s, place, base + s.unit, width * k * 1.4)
        podium(c, place, base, width * k * 1.22, lift, s.pick((p.paper, p.soft, p.shade)))
        set_down(s, place, base - lift + s.unit * 0.6, k, width, draw)
        x += width * k * 1.3


MOTIFS: dict[str, Callable[[Stage], None]] = {
    "paper_bottle": _bottles,
    "refill_pouch": _refill_pouch,
    "cardboard_box": _cardboard_box,
    "glass_jar": _glass_jar,
    "packshot": _packshot,
}
