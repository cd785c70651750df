"""An SVG drawing surface: shapes, soft paints and nested coordinate systems, written out as text."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

Point = tuple[float, float]


def number(value: float) -> str:
    """The shortest decimal text of a coordinate, to two places."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def smooth(points: Sequence[Point], closed: bool = True) -> str:
    """A path through all the points in one flowing curve (Catmull-Rom written as cubic Béziers)."""
    size = len(points)
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for i in range(size if closed else size - 1):
        before, start = points[i - 1 if closed or i else 0], points[i]
        end = points[(i + 1) % size]
        after = points[(i + 2) % size] if closed else points[min(i + 2, size - 1)]
        ends = (
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
            *end,
        )
        parts.append("C" + " ".join(number(value) for value in ends))
    return "".join(parts) + ("Z" if closed else "")


def straight(points: Sequence[Point], closed: bool = True) -> str:
    """A path through all the points by straight lines."""
    body = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{body}" + ("Z" if closed else "")


def _oval(x: float, y: float, rx: float, ry: float) -> str:
    a, b = number(rx), number(ry)
    return (
        f"M{number(x - rx)} {number(y)}A{a} {b} 0 1 0 {number(x + rx)} {number(y)}"
        f"A{a} {b} 0 1 0 {number(x - rx)} {number(y)}Z"
    )


class Canvas:
    """Collects shapes in painting order; `svg` gives the document. Lengths are user units, y grows downward."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._shapes: list[str] = []
        self._paints: dict[str, str] = {}

    def svg(self) -> str:
        """The whole drawing as an SVG document."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}">'
        )
        paints = "".join(text.replace("@", name, 1) for text, name in self._paints.items())
        return f"{head}<defs>{paints}</defs>{''.join(self._shapes)}</svg>"

    def path(self, d: str, fill: str = "none", *, stroke: str = "", width: float = 0, alpha: float = 1) -> None:
        """A path with a fill, a round-ended stroke, or both."""
        line = f' stroke="{stroke}" stroke-width="{number(width)}" stroke-linecap="round" stroke-linejoin="round"'
        fade = "" if alpha >= 1 else f' fill-opacity="{number(alpha)}" stroke-opacity="{number(alpha)}"'
        self._shapes.append(f'<path d="{d}" fill="{fill}"{line if stroke else ""}{fade}/>')

    def rect(self, x: float, y: float, w: float, h: float, fill: str, *, r: float = 0, alpha: float = 1) -> None:
        """A rectangle from its upper left corner, with corners rounded by `r`."""
        self._shape("rect", {"x": x, "y": y, "width": w, "height": h, "rx": min(r, w / 2, h / 2)}, fill, alpha)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str, alpha: float = 1) -> None:
        """An ellipse round its centre."""
        self._shape("ellipse", {"cx": x, "cy": y, "rx": rx, "ry": ry}, fill, alpha)

    def circle(self, x: float, y: float, r: float, fill: str, alpha: float = 1) -> None:
        """A disc round its centre."""
        self.ellipse(x, y, r, r, fill, alpha)

    def polygon(self, points: Sequence[Point], fill: str, alpha: float = 1) -> None:
        """A closed straight-sided shape."""
        self.path(straight(points), fill, alpha=alpha)

    def blob(self, points: Sequence[Point], fill: str, alpha: float = 1) -> None:
        """A closed flowing shape through the points."""
        self.path(smooth(points), fill, alpha=alpha)

    def line(self, points: Sequence[Point], colour: str, width: float, alpha: float = 1, soft: bool = False) -> None:
        """An open line with round ends, flowing when `soft`."""
        d = smooth(points, closed=False) if soft else straight(points, closed=False)
        self.path(d, stroke=colour, width=width, alpha=alpha)

    def down(self, top: str, bottom: str) -> str:
        """A paint that goes from one colour at the top to another at the bottom."""
        return self._gradient("x1='0' y1='0' x2='0' y2='1'", (top, bottom))

    def across(self, *colours: str) -> str:
        """A paint that goes through the colours from left to right."""
        return self._gradient("x1='0' y1='0' x2='1' y2='0'", colours)

    def glow(self, colour: str, strength: float = 1) -> str:
        """A paint that is strongest in the middle and gone at the rim."""
        stops = "".join(
            f"<stop offset='{at}' stop-color='{colour}' stop-opacity='{number(strength * part)}'/>"
            for at, part in ((0, 1.0), (0.35, 0.62), (0.7, 0.18), (1, 0.0))
        )
        return self._paint(f"<radialGradient id='@'>{stops}</radialGradient>")

    def fade(self, colour: str, top: float, bottom: float) -> str:
        """A paint of one colour whose opacity changes from top to bottom."""
        return self._paint(
            f"<linearGradient id='@' x1='0' y1='0' x2='0' y2='1'><stop offset='0' stop-color='{colour}' "
            f"stop-opacity='{number(top)}'/><stop offset='1' stop-color='{colour}' "
            f"stop-opacity='{number(bottom)}'/></linearGradient>"
        )

    def wash(self, x: float, y: float, w: float, h: float, top: str, bottom: str) -> None:
        """A large area that goes from one colour to another downward, in flat bands of one tone each.

        Eight-bit colour shows no difference to a gradient, and a renderer fills bands several times faster.
        """
        ends = [(int(top[i : i + 2], 16), int(bottom[i : i + 2], 16)) for i in (1, 3, 5)]
        bands = max(max(abs(a - b) for a, b in ends), 1)
        for i in range(bands):
            tone = "".join(f"{round(a + (b - a) * (i + 0.5) / bands):02x}" for a, b in ends)
            edge = round(y + h * i / bands)
            self.rect(
                x, edge, w, y + h - edge if i == bands - 1 else round(y + h * (i + 1) / bands) - edge + 1, f"#{tone}"
            )

    def halo(self, x: float, y: float, rx: float, ry: float, colour: str, strength: float, rings: int = 28) -> None:
        """A large soft light, as rings of falling opacity; for small ones a `glow` paint does."""
        for i in range(rings):
            inner, outer = i / rings, (i + 1) / rings
            alpha = strength * (1 - (inner + outer) / 2) ** 2
            ring = "".join(_oval(x, y, rx * part, ry * part) for part in (outer, inner) if part)
            self._shapes.append(
                f'<path d="{ring}" fill="{colour}" fill-opacity="{alpha:.3f}" fill-rule="evenodd" '
                'shape-rendering="crispEdges"/>'
            )

    def shadow(self, x: float, y: float, rx: float, ry: float, ink: str, strength: float = 0.4) -> None:
        """A soft contact shadow on the ground."""
        self.ellipse(x, y, rx, ry, self.glow(ink, strength))

    @contextmanager
    def at(self, x: float, y: float, scale: float = 1, turn: float = 0, flip: bool = False) -> Iterator[None]:
        """Draws what is inside moved to (x, y), scaled, turned by degrees and mirrored when `flip`."""
        rotate = f" rotate({number(turn)})" if turn else ""
        self._shapes.append(
            f'<g transform="translate({number(x)} {number(y)}){rotate} '
            f'scale({-scale if flip else scale:.4f} {scale:.4f})">'
        )
        yield
        self._shapes.append("</g>")

    @contextmanager
    def clip(self, d: str) -> Iterator[None]:
        """Shows of what is drawn inside only the part that lies within the path."""
        name = self._paint(f"<clipPath id='@'><path d='{d}'/></clipPath>")
        self._shapes.append(f'<g clip-path="{name}">')
        yield
        self._shapes.append("</g>")

    def _shape(self, tag: str, numbers: dict[str, float], fill: str, alpha: float) -> None:
        sizes = " ".join(f'{key}="{number(value)}"' for key, value in numbers.items())
        fade = "" if alpha >= 1 else f' fill-opacity="{number(alpha)}"'
        self._shapes.append(f'<{tag} {sizes} fill="{fill}"{fade}/>')

    def _gradient(self, ends: str, colours: Sequence[str]) -> str:
        last = len(colours) - 1
        stops = "".join(f"<stop offset='{number(i / last)}' stop-color='{c}'/>" for i, c in enumerate(colours))
        return self._paint(f"<linearGradient id='@' {ends}>{stops}</linearGradient>")

    def _paint(self, text: str) -> str:
        name = self._paints.setdefault(text, f"p{len(self._paints)}")
        return f"url(#{name})"
