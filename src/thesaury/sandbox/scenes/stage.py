"""The stage a scene is set on: its surface, colours, chance, size and light."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.palette import Palette, mix

T = TypeVar("T")
SIZES = {"landscape": (1200, 800), "portrait": (880, 1100), "square": (960, 960), "banner": (1600, 500)}
MOODS = ("morning", "day", "day", "golden", "evening")


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything a motif needs to draw itself; lengths in pixels of the finished picture."""

    canvas: Canvas
    colours: Palette
    rng: Random
    width: int
    height: int
    mood: str

    @property
    def banner(self) -> bool:
        """Whether the picture is much wider than high."""
        return self.width > 2 * self.height

    @property
    def upright(self) -> bool:
        """Whether the picture is higher than wide."""
        return self.height > self.width

    @property
    def unit(self) -> float:
        """A hundredth of the shorter side."""
        return min(self.width, self.height) / 100

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, by chance."""
        return self.rng.choice(options)

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """As many options as asked, different while they last."""
        turns = -(-count // len(options))
        return [item for _ in range(turns) for item in self.rng.sample(options, len(options))][:count]

    def between(self, low: float, high: float) -> float:
        """A length between the two, by chance."""
        return self.rng.uniform(low, high)

    def chance(self, part: float) -> bool:
        """True in `part` (0 to 1) of all cases."""
        return self.rng.random() < part

    def row(self, count: int, left: float, right: float, jitter: float = 0) -> list[float]:
        """Centres of `count` equal places between left and right, each shifted by up to `jitter` of a place."""
        step = (right - left) / count
        return [left + (i + 0.5 + self.rng.uniform(-jitter, jitter)) * step for i in range(count)]

    def fit(self, wide: int, landscape: int, upright: int) -> int:
        """How many things suit the picture's shape."""
        return wide if self.banner else upright if self.upright else landscape

    def sky(self) -> tuple[str, str]:
        """The sky's colours, above and at the horizon, at this time of day."""
        p = self.colours
        return {
            "morning": (mix(p.sky, "#fff3e6", 0.35), mix(p.haze, "#ffe9d6", 0.5)),
            "day": (p.sky, p.haze),
            "golden": (mix(p.sky, "#f2a868", 0.45), mix(p.haze, "#ffdf9e", 0.6)),
            "evening": (mix(p.ink, "#4b4a8f", 0.55), mix(p.second, "#f7b79a", 0.6)),
        }[self.mood]

    def light(self) -> None:
        """Lays the light of the time of day over the finished picture."""
        c, w, h = self.canvas, self.width, self.height
        if self.mood == "evening":
            c.rect(0, 0, w, h, mix(self.colours.ink, "#2b2a63", 0.6), alpha=0.08)
        tint, strength = {
            "morning": ("#fff1dc", 0.34),
            "day": ("#ffffff", 0.24),
            "golden": ("#ffc878", 0.5),
            "evening": ("#ffb98a", 0.36),
        }[self.mood]
        c.halo(w * 0.16, h * 0.08, w * 0.55, h * 0.7, tint, strength)
