"""A line over days, as the points of a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 320, 72, 6


@dataclass(frozen=True, slots=True)
class Mark:
    """One day: where it is drawn, and its part from 0 to 1."""

    day: str
    part: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Trend:
    """A line from the oldest day to the newest; its height is always from nothing to all, so that small steps look small."""

    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self) -> str:
        """The points of the line, as SVG wants them."""
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)


def trend(days: Sequence[tuple[str, float]]) -> Trend:
    """The drawing of these days with their parts, oldest first; days stand side by side, whatever lies between them."""
    wide, high = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE
    step = wide / max(1, len(days) - 1)
    marks = (
        Mark(day, part, round(EDGE + place * step, 1), round(EDGE + (1 - part) * high, 1))
        for place, (day, part) in enumerate(days)
    )
    return Trend(tuple(marks))
