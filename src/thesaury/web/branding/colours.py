"""Colours that words can be read in: contrast as WCAG 2.2 counts it, and the shades that come of one accent."""

from dataclasses import dataclass

Rgb = tuple[int, int, int]

ENOUGH = 4.5
"""The contrast that words of ordinary size need (WCAG 2.2, 1.4.3)."""

LIGHT_GROUNDS = ("#fbfaf7", "#ffffff", "#f1efe9")
DARK_GROUNDS = ("#151614", "#1e1f1c", "#232522")
"""The grounds of tokens.css on which the accent carries words."""
_INKS = ("#ffffff", "#10221c", "#000000")
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Shades:
    """An accent with the ink upon it and the tint beneath it."""

    accent: str
    on_accent: str
    tint: str


def contrast(one: str, other: str) -> float:
    """From 1 to 21, of two colours as #rrggbb."""
    lighter, darker = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def weakest(accent: str, grounds: tuple[str, ...]) -> float:
    """The contrast on that of these grounds where it is least."""
    return min(contrast(accent, ground) for ground in grounds)


def readable(accent: str, grounds: tuple[str, ...]) -> bool:
    """Whether words in this colour can be read on all of these grounds."""
    return weakest(accent, grounds) >= ENOUGH


def lighter_shade(accent: str) -> str:
    """The same hue, as much lighter as words on dark pages need."""
    for step in range(_STEPS + 1):
        shade = mixed("#ffffff", accent, step / _STEPS)
        if readable(shade, DARK_GROUNDS):
            return shade
    return "#ffffff"


def shades(accent: str, ground: str) -> Shades:
    """What goes with an accent on pages of this ground: ink that can be read upon it, and a tint on which it can be read itself."""
    ink = max(_INKS, key=lambda one: contrast(one, accent))
    tint = next(
        (shade for step in range(14, 0, -1) if contrast(accent, shade := mixed(accent, ground, step / 100)) >= ENOUGH),
        ground,
    )
    return Shades(accent, ink, tint)


def mixed(one: str, other: str, share: float) -> str:
    """So much of the one in the other."""
    parts = (round(a * share + b * (1 - share)) for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
