"""Bags, lunch boxes, pencil cases, globes and buses: what belongs to a school day."""

from random import Random

from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.lettering import brand_mark, letters
from thesaury.sandbox.scenes.palette import Palette, darker, lighter, mix


def backpack(c: Canvas, p: Palette, body: str, trim: str) -> None:
    """A school bag, 240 wide and 310 high in millimetres, standing on the origin."""
    c.path("M-34 -288C-34 -330 34 -330 34 -288", stroke=darker(trim, 0.1), width=12)
    for side in (-1, 1):
        c.path(
            f"M{side * 104} -170Q{side * 140} -150 {side * 132} -70Q{side * 126} -30 {side * 100} -30",
            stroke=darker(trim, 0.2),
            width=15,
        )
    c.path(
        "M-112 -20Q-124 -200 -96 -262Q-74 -296 0 -298Q74 -296 96 -262Q124 -200 112 -20Q110 0 90 0H-90Q-110 0 -112 -20Z",
        c.across(lighter(body, 0.16), body, darker(body, 0.18)),
    )
    c.path("M-98 -196C-98 -296 98 -296 98 -196", stroke=darker(body, 0.28), width=4)
    c.path("M-98 -196C-98 -296 98 -296 98 -196", stroke=lighter(body, 0.3), width=1.4)
    c.rect(-84, -140, 168, 122, darker(body, 0.2), r=24)
    c.rect(-84, -146, 168, 122, c.across(lighter(trim, 0.2), trim, darker(trim, 0.15)), r=24)
    c.line([(-66, -122), (66, -122)], darker(trim, 0.35), 4)
    c.rect(50, -126, 10, 22, p.paper, r=3)
    brand_mark(c, "kibo", 0, -72, 62, p.paper, trim)
    c.circle(0, -218, 17, p.paper)
    c.path("M0 -228L3 -221L10 -220L5 -215L6 -208L0 -212L-6 -208L-5 -215L-10 -220L-3 -221Z", trim)


def lunch_box(c: Canvas, rng: Random, p: Palette, body: str, shape: int = 0) -> None:
    """An open lunch box seen from above, 420 wide and 290 high, its middle on the origin."""
    c.rect(-206, -136, 412, 290, p.ink, r=46, alpha=0.16)
    c.rect(-210, -145, 420, 290, c.down(lighter(body, 0.15), darker(body, 0.08)), r=44)
    c.rect(-196, -131, 392, 262, darker(body, 0.22), r=34)
    rooms = (
        ((-188, -123, 228, 246), (48, -123, 140, 118), (48, 3, 140, 120)),
        ((-188, -123, 180, 120), (0, -123, 188, 120), (-188, 5, 376, 118)),
        ((-188, -123, 120, 246), (-60, -123, 248, 120), (-60, 5, 248, 118)),
    )[shape % 3]
    for i, (x, y, w, h) in enumerate(rooms):
        c.rect(x, y, w, h, mix(body, p.paper, 0.72), r=26)
        c.rect(x, y, w, h * 0.25, c.fade(p.ink, 0.14, 0), r=20)
        with c.at(x + w / 2, y + h / 2):
            _fill(c, rng, p, i if i == 0 else rng.choice((1, 2, 3, 4)), w * 0.86, h * 0.8)


def _fill(c: Canvas, rng: Random, p: Palette, kind: int, w: float, h: float) -> None:
    if kind == 0:
        _toast(c, min(w / 190, h / 112), h > w * 0.9)
    elif kind == 2:
        for i in range(7):
            c.rect(
                (-0.46 + 0.135 * i) * w,
                -h * 0.44 + (i % 2) * 6,
                w * 0.115,
                h * 0.86,
                c.across("#f2a655", "#de7d2f"),
                r=8,
            )
    else:
        _pieces(c, rng, kind, w, h)


def _pieces(c: Canvas, rng: Random, kind: int, w: float, h: float) -> None:
    """Round bites packed side by side: grapes, apple rings or tomatoes."""
    r = {1: 17.0, 3: 28.0}.get(kind, 19.0)
    columns, rows = max(int(w / (2 * r)), 1), max(int(h / (2 * r)), 1)
    for row in range(rows):
        for column in range(columns):
            x = (column + 0.5 - columns / 2) * w / columns + rng.uniform(-3, 3)
            y = (row + 0.5 - rows / 2) * h / rows + rng.uniform(-3, 3)
            tint = {1: ("#6b4a86", "#7b5a9b", "#5b3d78"), 3: ("#c8473f",)}.get(kind, ("#d9543f", "#8bb45b", "#e39a3c"))
            c.circle(x, y + 2, r, "#3a2a2a", 0.16)
            if kind == 3:
                _ring(c, x, y, r, tint[0])
            else:
                skin = rng.choice(tint)
                c.circle(x, y, r, c.across(lighter(skin, 0.25), darker(skin, 0.1)))
                c.circle(x - r * 0.35, y - r * 0.35, r * 0.22, "#ffffff", 0.45)


def _ring(c: Canvas, x: float, y: float, r: float, skin: str) -> None:
    c.circle(x, y, r, skin)
    c.circle(x, y, r * 0.88, "#f6e8c8")
    for seed in range(5):
        with c.at(x, y, turn=seed * 72):
            c.ellipse(0, -r * 0.32, r * 0.07, r * 0.13, "#6d4c33")


def _toast(c: Canvas, k: float, two: bool) -> None:
    """Sandwich halves seen from above."""
    for side in (-1, 1) if two else (1,):
        with c.at(0, side * 54 * k if two else 0, k * (0.86 if two else 1.0)):
            c.polygon([(-88, 46), (88, 46), (0, -46)], "#6f9a4d")
            c.polygon([(-84, 40), (84, 40), (0, -50)], "#d9543f")
            c.path("M-86 32Q-90 38 -80 38H80Q90 38 86 32L8 -50Q0 -58 -8 -50Z", "#c98f55")
            c.path("M-70 28H70L6 -40Q0 -46 -6 -40Z", "#f3deb2")


def pencil_case(c: Canvas, p: Palette, body: str, trim: str) -> None:
    """An open soft case seen from above, 460 wide and 170 high, its middle on the origin."""
    c.rect(-226, -76, 460, 172, p.ink, r=60, alpha=0.15)
    c.rect(-230, -85, 460, 170, c.down(lighter(body, 0.2), darker(body, 0.12)), r=58)
    c.path("M-206 -34Q0 -62 206 -34Q214 -12 190 -6Q0 18 -190 -6Q-214 -12 -206 -34Z", darker(body, 0.5))
    for d in ("M-206 -34Q0 -62 206 -34", "M-196 -4Q0 20 196 -4"):
        c.path(d, stroke=trim, width=7)
    c.rect(196, -40, 40, 16, p.paper, r=7)
    brand_mark(c, "kibo", -60, 46, 40, p.paper, body)
    letters(c, "kibo", 34, 46, 24, p.paper)


def globe(c: Canvas, p: Palette) -> None:
    """A desk globe, 150 wide and 230 high."""
    c.path("M58 -196A82 82 0 1 1 -62 -74", stroke=p.wood, width=8)
    c.rect(-6, -58, 12, 46, p.wood)
    c.ellipse(0, -7, 54, 11, darker(p.wood, 0.2))
    c.circle(0, -132, 66, c.across(lighter("#5fa8c4", 0.25), "#4f97b5", darker("#4f97b5", 0.25)))
    for points in (
        ((-40, -170), (-14, -182), (-6, -158), (-24, -140), (-30, -112), (-46, -134)),
        ((8, -168), (38, -166), (48, -140), (30, -128), (24, -104), (8, -132)),
    ):
        c.blob(list(points), "#8cb56a")
    c.ellipse(-24, -160, 14, 20, "#ffffff", 0.18)


def bus(c: Canvas, p: Palette, body: str, heads: int = 5) -> None:
    """A school bus from the side, 520 long and 210 high in centimetres, facing right, with empty windows."""
    c.shadow(0, 0, 300, 20, p.ink, 0.55)
    c.path(
        "M-260 -36V-190Q-260 -212 -236 -212H150Q178 -212 186 -186L202 -118L244 -108Q262 -104 262 -84V-36Z",
        c.down(lighter(body, 0.2), darker(body, 0.06)),
    )
    c.rect(-260, -66, 522, 10, p.ink, alpha=0.8)
    c.rect(-260, -96, 470, 6, p.ink, alpha=0.55)
    c.rect(-252, -208, 396, 9, lighter(body, 0.5), r=4)
    for i in range(heads + 1):
        x = -238 + i * 66
        c.rect(x, -186, 54, 62, p.ink, r=8, alpha=0.8)
        c.rect(x + 3, -183, 48, 56, mix("#cfe6ee", p.haze, 0.4), r=6)
    c.path("M156 -186H172L188 -124H156Z", mix("#cfe6ee", p.haze, 0.4))
    c.rect(104, -186, 44, 146, darker(body, 0.18), r=4)
    c.rect(109, -180, 34, 56, mix("#cfe6ee", p.haze, 0.3), r=4)
    c.circle(250, -74, 9, "#fff2c4")
    c.rect(-262, -42, 526, 10, darker(p.ink, 0.2), r=4)
    letters(c, "SCHOOL BUS", -70, -80, 15, p.ink)
    for x in (-160, 180):
        c.path(f"M{x - 48} -34A48 48 0 0 1 {x + 48} -34Z", darker(body, 0.4))
        c.circle(x, -34, 36, "#2b2a33")
        c.circle(x, -34, 19, p.shade)
        c.circle(x, -34, 8, "#55535c")
