"""Skies, hills, water, towns and roads, laid over the whole width of the stage."""

from thesaury.sandbox.scenes.canvas import Canvas, Point, smooth
from thesaury.sandbox.scenes.palette import darker, lighter, mix
from thesaury.sandbox.scenes.plants import TREES, flower, grass, tree
from thesaury.sandbox.scenes.stage import Stage


def sky(s: Stage, horizon: float, clouds: int = 4) -> None:
    """The sky down to the horizon, with the sun, or moon and stars in the evening."""
    c, w = s.canvas, s.width
    above, low = s.sky()
    c.wash(0, 0, w, horizon + 2, above, low)
    c.rect(0, horizon, w, s.height - horizon, mix(s.colours.leaf, low, 0.45))
    x, y = w * s.between(0.14, 0.86), horizon * s.between(0.2, 0.42)
    r = s.unit * s.between(5, 7.5)
    if s.mood == "evening":
        for _ in range(40):
            c.circle(
                s.between(0, w),
                s.between(0, horizon * 0.6),
                s.unit * s.between(0.1, 0.26),
                "#fff6df",
                s.between(0.4, 0.9),
            )
        c.circle(x, y, r * 2.8, c.glow("#ffeccc", 0.35))
        c.circle(x, y, r * 0.8, "#fff3d9")
        c.circle(x + r * 0.3, y - r * 0.2, r * 0.68, mix(above, low, 0.3))
    else:
        if s.mood == "golden":
            y = horizon * s.between(0.55, 0.72)
        c.circle(x, y, r * 3.4, c.glow("#fff2cf", 0.7))
        c.circle(x, y, r, "#fff6dd" if s.mood != "golden" else "#ffe3a3")
    for _ in range(clouds):
        cloud(s, s.between(-0.05, 1.0) * w, s.between(0.08, 0.5) * horizon, s.unit * s.between(9, 20))


def cloud(s: Stage, x: float, y: float, size: float) -> None:
    """A soft flat-bottomed cloud."""
    c = s.canvas
    tint = "#ffffff" if s.mood in ("day", "morning") else mix(s.sky()[1], "#ffffff", 0.35)
    alpha = 0.85 if s.mood != "evening" else 0.3
    h = size * 0.34
    c.path(
        f"M{x - size:.0f} {y:.0f}a{h * 0.7:.1f} {h * 0.7:.1f} 0 0 1 {size * 0.36:.1f} {-h * 0.8:.1f}"
        f"a{h * 1.15:.1f} {h * 1.15:.1f} 0 0 1 {size * 0.78:.1f} {-h * 0.3:.1f}"
        f"a{h * 0.8:.1f} {h * 0.8:.1f} 0 0 1 {size * 0.56:.1f} {h * 0.6:.1f}"
        f"a{h * 0.5:.1f} {h * 0.5:.1f} 0 0 1 {size * 0.2:.1f} {h * 0.5:.1f}Z",
        tint,
        alpha=alpha,
    )


def far(s: Stage, colour: str, distance: float) -> str:
    """A colour as it looks through the air, `distance` 0 to 1."""
    return mix(colour, s.sky()[1], distance)


def hills(s: Stage, horizon: float, layers: int = 3, height: float = 0.16, tint: str = "") -> None:
    """Rolling hills in front of one another, the nearest down to the foot of the stage."""
    c, w, h = s.canvas, s.width, s.height
    for i in range(layers):
        part = i / max(layers - 1, 1)
        top = horizon + h * height * (part * 0.7 - 0.35)
        points: list[Point] = [(-60.0, top)]
        points += [(w * (j + 1) / 5, top + h * height * s.between(-0.32, 0.32) * (1 - part * 0.5)) for j in range(4)]
        points += [(w + 60.0, top)]
        colour = far(s, tint or mix(s.colours.leaf, s.colours.pine, 0.25 + 0.3 * s.rng.random()), 0.62 * (1 - part))
        foot = h if i == layers - 1 else top + h * height
        _ridge(c, points, foot, c.down(lighter(colour, 0.12), colour))


def _ridge(c: Canvas, points: list[Point], foot: float, paint: str) -> None:
    c.path(f"{smooth(points, closed=False)}L{points[-1][0]:.0f} {foot:.0f}L{points[0][0]:.0f} {foot:.0f}Z", paint)


def mountains(s: Stage, horizon: float, height: float, tint: str, distance: float, peaks: int = 5) -> None:
    """A mountain range with lit and shaded flanks and snow on the tops."""
    c, w = s.canvas, s.width
    body = far(s, tint, distance)
    tops = sorted(
        ((x, height * s.between(0.55, 1.0)) for x in s.row(peaks, -0.08 * w, 1.08 * w, 0.25)), key=lambda top: -top[1]
    )
    for x, tall in tops:
        half = tall * s.between(0.85, 1.15)
        y = horizon - tall
        mid = (x + half * 0.12, horizon)
        c.polygon([(x - half, horizon), (x, y), mid], c.down(lighter(body, 0.22), body))
        c.polygon([(x, y), (x + half, horizon), mid], c.down(darker(body, 0.1), body))
        part = 0.26
        c.polygon(
            [
                (x, y),
                (x - half * part, y + tall * part),
                (x - half * 0.1, y + tall * part * 0.8),
                (x + half * 0.02, y + tall * part * 1.3),
                (x + half * 0.12, y + tall * part * 0.75),
                (x + half * part, y + tall * part),
            ],
            lighter(body, 0.82),
            0.95,
        )


def sea(s: Stage, horizon: float, foot: float) -> None:
    """Water from the horizon to `foot`, with glints."""
    c, w, p = s.canvas, s.width, s.colours
    deep = mix("#2f8fa6", p.main, 0.25)
    c.wash(0, horizon, w, foot - horizon, far(s, deep, 0.25), mix(deep, "#bfe6df", 0.45))
    for _ in range(34):
        y = horizon + (foot - horizon) * s.rng.random() ** 1.4
        wide = s.unit * s.between(3, 9) * (0.3 + (y - horizon) / (foot - horizon))
        x = s.between(0, w)
        c.line([(x, y), (x + wide, y)], "#ffffff", s.unit * 0.25, alpha=s.between(0.25, 0.6))


def copse(
    s: Stage,
    y: float,
    size: float,
    count: int,
    distance: float = 0,
    kinds: tuple[str, ...] = TREES,
    left: float = 0,
    right: float = 1,
) -> None:
    """Trees standing along the line y, each about `size` pixels high."""
    p = s.colours
    for x in s.row(count, s.width * left, s.width * right, 0.4):
        k = size * s.between(0.75, 1.1) / 500
        s.canvas.shadow(x + 60 * k, y, 190 * k, 24 * k, p.ink, 0.35)
        with s.canvas.at(x, y, k):
            tree(
                s.canvas,
                s.rng,
                s.pick(kinds),
                far(s, s.pick((p.leaf, p.pine, mix(p.leaf, p.pine, 0.5))), distance),
                far(s, p.wood, distance),
            )


def house(s: Stage, x: float, y: float, width: float, height: float, tint: str) -> None:
    """A town house with its foot at y: windows, a door and one of three roofs."""
    c, p = s.canvas, s.colours
    roof = s.pick((p.accent, p.ink, darker(p.wood, 0.2), p.main))
    roof = mix(roof, tint, 0.2)
    kind, rise = s.pick(("gable", "flat", "hip")), width * 0.34
    c.rect(x - width / 2, y - height, width, height, c.across(lighter(tint, 0.18), darker(tint, 0.08)))
    if kind == "gable":
        c.polygon([(x - width * 0.55, y - height), (x, y - height - rise), (x + width * 0.55, y - height)], roof)
    elif kind == "hip":
        c.polygon(
            [
                (x - width * 0.55, y - height),
                (x - width * 0.34, y - height - rise * 0.7),
                (x + width * 0.34, y - height - rise * 0.7),
                (x + width * 0.55, y - height),
            ],
            roof,
        )
    else:
        c.rect(x - width * 0.54, y - height - width * 0.05, width * 1.08, width * 0.08, roof)
    _windows(s, x, y, width, height, tint)


def _windows(s: Stage, x: float, y: float, width: float, height: float, tint: str) -> None:
    c, p = s.canvas, s.colours
    lit = "#ffe2a0" if s.mood == "evening" else far(s, "#cfe3ea", 0.15)
    columns, size = (3, width * 0.17) if width > 0.8 * height else (2, width * 0.2)
    floors = max(int((height - width * 0.42) / (width * 0.42)), 0)
    for floor in range(floors):
        for column in range(columns):
            wx = x - width / 2 + width * (column + 0.5) / columns - size / 2
            wy = y - height + width * (0.12 + 0.42 * floor)
            c.rect(wx - size * 0.1, wy - size * 0.1, size * 1.2, size * 1.6, lighter(tint, 0.5), r=2)
            c.rect(wx, wy, size, size * 1.4, lit if s.chance(0.75) else darker(lit, 0.3))
            c.rect(wx, wy + size * 0.62, size, size * 0.1, lighter(tint, 0.5))
    door = s.pick((p.main, p.accent, p.pine, p.ink))
    c.path(
        f"M{x - width * 0.11:.1f} {y:.1f}v{-width * 0.26:.1f}"
        f"a{width * 0.11:.1f} {width * 0.11:.1f} 0 0 1 {width * 0.22:.1f} 0v{width * 0.26:.1f}Z",
        door,
    )


def street(s: Stage, y: float, height: float, distance: float = 0.0) -> None:
    """Houses side by side along the whole width, their feet at y."""
    p = s.colours
    x = -s.between(0, 0.5) * height
    while x < s.width + height * 0.3:
        width = height * s.between(0.52, 0.82)
        tint = far(
            s,
            s.pick(
                (
                    p.soft,
                    p.wall,
                    mix(p.second, p.paper, 0.45),
                    mix(p.accent, p.paper, 0.5),
                    mix(p.main, p.paper, 0.55),
                    p.paper,
                )
            ),
            distance,
        )
        house(s, x + width / 2, y, width, height * s.between(0.78, 1.1), tint)
        x += width


def skyline(s: Stage, y: float, height: float) -> None:
    """Far office towers along the line y."""
    c = s.canvas
    for i, distance in enumerate((0.75, 0.55)):
        for x in s.row(12, 0, s.width, 0.3):
            tall, wide = height * s.between(0.35, 1.0) * (1 - 0.3 * i), s.width / s.between(15, 24)
            c.rect(x - wide / 2, y - tall, wide, tall, far(s, s.colours.main, distance))


def road(s: Stage, y: float, kerb: str = "") -> None:
    """A pavement from y and a road below it to the foot of the stage."""
    c, w, h, p = s.canvas, s.width, s.height, s.colours
    grey = mix(p.shade, "#5c6068", 0.62)
    c.rect(0, y, w, h - y, kerb or mix(p.floor, "#cfcac2", 0.6))
    top = y + (h - y) * 0.42
    c.rect(0, top - s.unit * 0.9, w, s.unit * 1.2, "#f4f0e8", alpha=0.85)
    c.wash(0, top, w, h - top, lighter(grey, 0.12), grey)
    for x in range(int(-s.unit * 5), w, int(s.unit * 24)):
        c.rect(x, top + (h - top) * 0.52, s.unit * 12, s.unit * 1.1, "#fffaf0", alpha=0.7)


def turbine(s: Stage, x: float, y: float, height: float, angle: float, distance: float) -> None:
    """A wind turbine with its foot at y and its rotor turned by `angle` degrees."""
    c = s.canvas
    body = far(s, mix("#ffffff", s.colours.main, 0.12), distance)
    w = height * 0.014
    c.polygon(
        [(x - w * 1.6, y), (x - w * 0.7, y - height), (x + w * 0.7, y - height), (x + w * 1.6, y)],
        c.across(body, darker(body, 0.16)),
    )
    for blade in range(3):
        with c.at(x, y - height, height / 100, turn=angle + blade * 120):
            c.path("M-1.1 -1C-2.6 -12 -1 -40 0 -52C0.8 -40 1.4 -12 1.1 -1Z", c.across(body, darker(body, 0.12)))
    c.circle(x, y - height, height * 0.022, darker(body, 0.08))


def meadow(s: Stage, top: float, tufts: int = 18) -> None:
    """Grass and flowers strewn over the ground below `top`."""
    c, p = s.canvas, s.colours
    for _ in range(tufts):
        y = top + (s.height - top) * s.rng.random() ** 0.8
        size = s.unit * 0.07 * (0.5 + (y - top) / (s.height - top))
        with c.at(s.between(0, s.width), y, size):
            if s.chance(0.4):
                flower(c, 90, s.pick((p.paper, p.second, p.accent, p.soft)), "#f3c84f", p.pine)
            else:
                grass(c, s.rng, mix(p.leaf, p.pine, 0.6), 6, 60)
