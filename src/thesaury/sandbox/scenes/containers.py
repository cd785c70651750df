"""Bottles, pouches, jars, tubes, boxes and bars of the brands, in millimetres, standing on the origin."""

from random import Random

from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.lettering import BRANDS, brand_mark, label, letters
from thesaury.sandbox.scenes.palette import KRAFT, Palette, darker, lighter, mix


def _round(c: Canvas, colour: str) -> str:
    return c.across(lighter(colour, 0.08), lighter(colour, 0.24), colour, darker(colour, 0.22))


def paper_bottle(c: Canvas, rng: Random, p: Palette, body: str, brand: str) -> None:
    """A bottle of moulded paper, 90 wide and 240 high, with a fibre texture and a printed band."""
    c.path(
        "M-45 -8Q-45 0 -37 0L37 0Q45 0 45 -8L45 -142C45 -172 21 -172 19 -198L-19 -198C-21 -172 -45 -172 -45 -142Z",
        _round(c, body),
    )
    for _ in range(46):
        x, y = rng.uniform(-40, 38), rng.uniform(-150, -6)
        c.line(
            [(x, y), (x + rng.uniform(-3, 3), y + rng.uniform(-2, 2))],
            rng.choice((darker(body, 0.2), lighter(body, 0.5))),
            0.9,
            alpha=0.5,
        )
    c.rect(-45, -126, 90, 84, c.across(p.paper, p.paper, darker(p.paper, 0.14)), alpha=0.94)
    tint = rng.choice((p.main, p.accent, p.pine))
    label(c, brand, 0, -86, 46, tint, p.paper)
    c.rect(-45, -40, 90, 7, tint)
    c.rect(-20, -240, 40, 44, _round(c, tint), r=5)
    for x in range(-14, 18, 7):
        c.line([(x, -234), (x, -204)], darker(tint, 0.25), 1.2, alpha=0.6)
    c.line([(-36, -138), (-36, -20)], "#ffffff", 4, alpha=0.22)


def pump_bottle(c: Canvas, p: Palette, body: str, brand: str, glass: bool = False) -> None:
    """A soap bottle with a pump, 84 wide and 225 high."""
    top = p.paper if body != p.paper else p.ink
    c.path(
        "M-4 -170L-4 -208L-34 -208Q-42 -208 -42 -198L-42 -194"
        "L-34 -196L-34 -200L8 -200Q14 -200 14 -206L14 -216L-26 -216",
        lighter(top, 0.1),
    )
    c.rect(-34, -217, 52, 13, _round(c, top), r=5)
    c.rect(-5, -206, 10, 40, _round(c, darker(top, 0.08)))
    c.rect(-19, -176, 38, 22, _round(c, top), r=4)
    c.path("M-42 -10Q-42 0 -32 0L32 0Q42 0 42 -10L42 -128Q42 -156 18 -156L-18 -156Q-42 -156 -42 -128Z", _round(c, body))
    if glass:
        c.path("M-38 -96L38 -96L38 -12Q38 -4 30 -4L-30 -4Q-38 -4 -38 -12Z", mix(body, p.second, 0.5), alpha=0.5)
    ground = p.paper if body != p.paper else p.main
    c.rect(-30, -118, 60, 84, ground, r=6)
    label(c, brand, 0, -76, 44, darker(body, 0.35) if body != p.paper else p.paper, ground)
    c.line([(-33, -126), (-33, -18)], "#ffffff", 4.5, alpha=0.35)


def spray_bottle(c: Canvas, p: Palette, body: str, brand: str) -> None:
    """A cleaning spray with a trigger, 88 wide and 262 high."""
    top = p.accent if body != p.accent else p.second
    c.path("M-14 -190L-14 -232L-42 -232L-46 -256L26 -256Q34 -240 22 -226L14 -214L14 -190Z", _round(c, top))
    c.path("M-18 -230Q-40 -216 -38 -190", stroke=darker(top, 0.2), width=7)
    c.rect(-17, -196, 34, 16, darker(top, 0.12), r=3)
    c.path(
        "M-44 -8Q-44 0 -36 0L36 0Q44 0 44 -8L44 -104C44 -140 18 -146 17 -182L-17 -182C-18 -146 -44 -140 -44 -104Z",
        _round(c, body),
    )
    label(c, brand, 0, -62, 52, p.paper, body)
    c.line([(-35, -108), (-35, -18)], "#ffffff", 4.5, alpha=0.3)


def refill_pouch(c: Canvas, p: Palette, body: str, brand: str) -> None:
    """A stand-up refill pouch with a spout, 150 wide and 235 high."""
    dark = darker(body, 0.16)
    c.path("M40 -222L52 -242L72 -232L62 -210Z", _round(c, p.paper))
    c.rect(44, -254, 28, 18, _round(c, p.accent if body != p.accent else p.main), r=4)
    d = "M-66 -218L38 -218L70 -196C66 -140 72 -80 76 -14Q40 8 0 6Q-40 8 -76 -14C-72 -80 -68 -150 -66 -218Z"
    c.path(d, c.across(lighter(body, 0.05), lighter(body, 0.3), body, lighter(body, 0.12), dark))
    c.path("M-66 -218L38 -218L40 -206L-66 -206Z", dark, alpha=0.5)
    c.path("M-74 -18C-40 -44 40 -44 75 -18Q40 8 0 6Q-40 8 -74 -18Z", dark, alpha=0.55)
    c.circle(0, -126, 50, p.paper)
    label(c, brand, 0, -130, 54, darker(body, 0.3), p.paper)
    c.path("M-32 -62q8 -6 16 0t16 0t16 0t16 0", stroke=p.paper, width=4, alpha=0.9)
    c.line([(-58, -196), (-61, -110), (-66, -40)], "#ffffff", 5, alpha=0.35, soft=True)


def jar(c: Canvas, rng: Random, p: Palette, filling: str, lid: str, height: float = 150) -> None:
    """A glass jar, 104 wide and `height` high, filled with grains of a colour."""
    top = -height + 26
    level = top + height * rng.uniform(0.12, 0.3)
    d = (
        f"M-52 -12Q-52 0 -40 0L40 0Q52 0 52 -12L52 {top + 24:.0f}"
        f"Q52 {top:.0f} 36 {top:.0f}L-36 {top:.0f}Q-52 {top:.0f} -52 {top + 24:.0f}Z"
    )
    c.path(d, mix(p.wall, "#ffffff", 0.45), alpha=0.75)
    inner = f"M-46 -12Q-46 -6 -38 -6L38 -6Q46 -6 46 -12L46 {level:.0f}Q10 {level - 7:.0f} -46 {level + 4:.0f}Z"
    c.path(inner, c.across(lighter(filling, 0.12), filling, darker(filling, 0.16)))
    for _ in range(int(height * 0.55)):
        c.ellipse(
            rng.uniform(-42, 42),
            rng.uniform(level + 4, -10),
            3.6,
            2.5,
            rng.choice((lighter(filling, 0.3), darker(filling, 0.18))),
            0.8,
        )
    c.path(d, c.across("#ffffff", "#ffffff", p.shade), alpha=0.16)
    c.line([(-42, top + 22), (-42, -18)], "#ffffff", 6, alpha=0.6)
    c.line([(42, top + 26), (42, -40)], "#ffffff", 2.5, alpha=0.5)
    c.rect(-42, top - 24, 84, 27, _round(c, lid), r=6)
    c.rect(-42, top - 4, 84, 5, darker(lid, 0.25), r=2)
    if rng.random() < 0.7:
        c.rect(-26, -height * 0.56, 52, 34, p.paper, r=4)
        brand_mark(c, rng.choice(("sorrel", "kibo", "lumo")), 0, -height * 0.56 + 17, 22, p.main, p.paper)


def tube(c: Canvas, p: Palette, body: str, brand: str) -> None:
    """A cream tube standing on its cap, 70 wide and 185 high."""
    c.rect(-26, -34, 52, 34, _round(c, p.paper if body != p.paper else p.main), r=4)
    c.path("M-28 -32L28 -32L36 -178L-36 -178Z", _round(c, body))
    c.rect(-37, -187, 74, 12, darker(body, 0.12), r=2)
    label(c, brand, 0, -104, 44, p.paper if body != p.paper else p.main, body)
    c.line([(-27, -168), (-21, -44)], "#ffffff", 4, alpha=0.35)


def soap_bar(c: Canvas, p: Palette, body: str) -> None:
    """A bar of soap, 110 wide and 46 high."""
    c.rect(-55, -40, 110, 40, darker(body, 0.14), r=18)
    c.rect(-55, -46, 110, 38, c.down(lighter(body, 0.4), body), r=17)
    brand_mark(c, "sorrel", 0, -27, 22, darker(body, 0.14), body)


def carton(
    c: Canvas, p: Palette, body: str, brand: str, width: float = 110, height: float = 160, depth: float = 34
) -> None:
    """A folding box seen a little from the right, `width` by `height`."""
    w, lift = width / 2, depth * 0.45
    c.polygon(
        [(w, 0), (w + depth, -lift), (w + depth, -height - lift), (w, -height)],
        c.down(darker(body, 0.2), darker(body, 0.34)),
    )
    c.polygon(
        [(-w, -height), (w, -height), (w + depth, -height - lift), (-w + depth, -height - lift)], lighter(body, 0.35)
    )
    c.rect(-w, -height, width, height, c.down(lighter(body, 0.14), body))
    c.rect(-w, -height * 0.3, width, height * 0.12, p.paper, alpha=0.25)
    if height > width * 0.8:
        label(c, brand, 0, -height * 0.6, width * 0.62, p.paper if body != p.paper else p.main, body)


def shipping_box(
    c: Canvas, p: Palette, width: float = 200, height: float = 140, open_: bool = False, tape: str = ""
) -> None:
    """A corrugated box seen a little from the right; its inside shows when open."""
    w, depth = width / 2, width * 0.34
    lift = depth * 0.5
    back = -height - lift
    if open_:
        c.polygon(
            [(-w, -height), (-w + depth, back), (-w + depth - 46, back - 34), (-w - 50, -height - 26)],
            darker(KRAFT, 0.05),
        )
        c.polygon(
            [(-w + depth, back), (w + depth, back), (w + depth + 6, back - 46), (-w + depth + 4, back - 46)],
            lighter(KRAFT, 0.16),
        )
        c.polygon([(-w, -height), (w, -height), (w + depth, back), (-w + depth, back)], darker(KRAFT, 0.5))
    else:
        c.polygon([(-w, -height), (w, -height), (w + depth, back), (-w + depth, back)], lighter(KRAFT, 0.28))
        c.polygon([(-9, -height), (9, -height), (depth + 9, back), (depth - 9, back)], tape or lighter(KRAFT, 0.5))
    c.polygon(
        [(w, 0), (w + depth, -lift), (w + depth, back), (w, -height)], c.down(darker(KRAFT, 0.2), darker(KRAFT, 0.34))
    )


def box_front(
    c: Canvas, p: Palette, brand: str, width: float = 200, height: float = 140, open_: bool = False, tape: str = ""
) -> None:
    """The near side of a `shipping_box`, drawn after whatever stands in it."""
    w = width / 2
    c.rect(-w, -height, width, height, c.down(lighter(KRAFT, 0.12), darker(KRAFT, 0.04)))
    if open_:
        c.polygon([(-w, -height), (w, -height), (w + 16, -height + 40), (-w - 18, -height + 42)], lighter(KRAFT, 0.22))
        c.polygon(
            [
                (w, -height),
                (w + width * 0.34, -height - width * 0.17),
                (w + width * 0.34 + 44, -height - width * 0.08),
                (w + 48, -height + 18),
            ],
            darker(KRAFT, 0.14),
        )
    else:
        c.rect(-9, -height, 18, height * 0.24, tape or lighter(KRAFT, 0.4))
    ink = darker(KRAFT, 0.45)
    brand_mark(c, brand, -w * 0.62, -height * 0.22, height * 0.26, ink, KRAFT)
    letters(c, brand, w * 0.3, -height * 0.22, height * 0.12, ink)


def parcel(c: Canvas, rng: Random, p: Palette, width: float, height: float) -> None:
    """A closed box of one of the brands, taped in a colour of the palette."""
    brand, tape = rng.choice(BRANDS), rng.choice((p.accent, p.main, p.second, p.paper))
    shipping_box(c, p, width, height, tape=tape)
    box_front(c, p, brand, width, height, tape=tape)


def gift(c: Canvas, body: str, ribbon: str, width: float = 150, height: float = 110, bow: bool = True) -> None:
    """A wrapped present with a ribbon, and a bow unless another one stands on it."""
    w, lid = width / 2, height * 0.22
    c.rect(-w, -height, width, height, c.across(lighter(body, 0.1), body, darker(body, 0.18)), r=3)
    c.rect(
        -w - 5, -height - 2, width + 10, lid, c.across(lighter(body, 0.2), lighter(body, 0.06), darker(body, 0.1)), r=3
    )
    c.rect(-w, -height + lid - 2, width, 6, darker(body, 0.25), alpha=0.35)
    c.rect(-width * 0.08, -height - 2, width * 0.16, height + 2, c.across(ribbon, darker(ribbon, 0.14)))
    for side in (-1, 1) if bow else ():
        with c.at(0, -height, width / 150, flip=side < 0):
            c.path("M0 0C10 -40 52 -52 56 -26C58 -8 24 0 0 0Z", ribbon)
            c.path("M4 -4C16 -26 40 -34 43 -22C44 -12 20 -4 4 -4Z", darker(ribbon, 0.25))
            c.path("M2 -2C16 6 28 16 40 34L26 34L20 42Q12 16 0 2Z", darker(ribbon, 0.08))
    if bow:
        c.rect(-width * 0.055, -height - width * 0.07, width * 0.11, width * 0.1, lighter(ribbon, 0.2), r=5)


def bar_wrapper(c: Canvas, p: Palette, body: str, opened: bool = False) -> None:
    """A snack bar lying down, 190 long and 52 high, centred; opened it shows the bar."""
    if opened:
        oat = "#c98f55"
        c.path("M30 -20L92 -20Q98 -18 97 -8Q90 -6 92 2Q86 6 91 14Q90 20 84 20L30 20Z", oat)
        for i in range(13):
            c.ellipse(
                36 + i * 19 % 52, -14 + i * 11 % 30, 5, 3, (lighter(oat, 0.45), darker(oat, 0.35), p.accent)[i % 3]
            )
        c.polygon(
            [(-88, -24), (40, -24), (33, -14), (42, -6), (34, 2), (43, 11), (36, 24), (-88, 24)],
            c.down(lighter(body, 0.3), darker(body, 0.08)),
        )
    else:
        c.rect(-88, -24, 176, 48, c.down(lighter(body, 0.3), darker(body, 0.08)), r=8)
    for side in (-1,) if opened else (-1, 1):
        c.polygon(
            [(side * 86, -25), *((side * (100 + 3 * (i % 2)), -25 + i * 5) for i in range(11)), (side * 86, 25)],
            lighter(body, 0.12),
        )
        for i in range(4):
            c.line([(side * (88 + 3 * i), -22), (side * (88 + 3 * i), 22)], darker(body, 0.15), 0.8)
    c.line([(-76, -15), (24 if opened else 76, -15)], "#ffffff", 3, alpha=0.4)
    brand_mark(c, "kibo", -58, 1, 28, p.paper, body)
    letters(c, "kibo", -4, 1, 17, p.paper)
