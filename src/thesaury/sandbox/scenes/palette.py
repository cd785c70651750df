"""The named palettes of the scenes, and the arithmetic of colours."""

from dataclasses import dataclass

SKINS = ("#f6d3b8", "#edbf9b", "#dba47c", "#bd8259", "#925c3b", "#633d2a")
HAIRS = ("#2a211f", "#4a3226", "#7a4f31", "#b07a45", "#d9b06f", "#a4492c", "#b9b4ae", "#e3ded6")
KRAFT = "#c79f70"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours one picture is made of, each an sRGB `#rrggbb`."""

    paper: str
    wall: str
    shade: str
    floor: str
    ink: str
    main: str
    second: str
    accent: str
    soft: str
    leaf: str
    pine: str
    wood: str
    sky: str
    haze: str

    @property
    def wares(self) -> tuple[str, ...]:
        """The colours that clothes, products and toys may take."""
        return (self.main, self.second, self.accent, self.soft, self.pine)


_NAMED = {
    "meadow": "fbf8ee e6ecd6 c8d7b1 dcc9a5 2f4235 5e8c61 e9b44c d5683f f3dfc1 83a862 4b7447 bb8d5e b7d9dd f5f2dd",
    "terracotta": "fcf4eb f2dcca e2b99b cf9573 4a2c2a c4633f e5a66b 3f6c6b f7e4d2 939f62 5e6f43 a86b45 f0c8a2 fcecd8",
    "ocean": "f5fafa d6e8ec accfd6 e4d7bf 173f4f 1f7a8c f2b872 e4684c c5dfe3 64a58e 2f6f68 bf9468 98ccdc ecf6f3",
    "dusk": "f8f1f2 ddd0df b8a5c3 96809f 2c2545 5b4b8a f2a07b f2c078 ebcdcd 7a9685 46605c 9f7163 6a62a0 f5b598",
    "citrus": "fffbec fcecbc f5d786 efc594 4a3b1c ee9a3a 7ba650 e0582f fff0c6 8cb55f 557f3c c98f4e b5dfe4 fff3cf",
    "berry": "fdf5f4 f3dbde e1b3bd cd97a6 42203a a23b5e e88d8d 3f7d74 f9e4e0 86a57d 4f7558 ad776d e6bdca fdeee8",
    "snow": "ffffff e8eff4 c9d8e5 dde5eb 22384f 3e6990 c8553d d9a441 dfebf1 739888 3f6659 b39474 b7d0e5 f6f8fa",
    "slate": "f6f6f3 dadfe0 b5bec2 a3acad 263238 455a64 d98e5f e3b23c e8e5dc 80967d 51685a a58567 a5b9c3 ebeeeb",
}
PALETTES: tuple[str, ...] = tuple(_NAMED)


def palette(name: str) -> Palette:
    """The palette of that name; ValueError with the right names otherwise."""
    if name not in _NAMED:
        raise ValueError(f"There is no palette {name!r}. Choose one of: {', '.join(PALETTES)}.")
    return Palette(*(f"#{value}" for value in _NAMED[name].split()))


def mix(first: str, second: str, part: float) -> str:
    """The colour that is `part` (0 to 1) of the way from the first to the second."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def darker(colour: str, part: float = 0.18) -> str:
    """The colour as it looks in soft shade: darker and a little cooler."""
    return mix(colour, "#1d1b33", part)


def lighter(colour: str, part: float = 0.25) -> str:
    """The colour as it looks in soft light: paler and a little warmer."""
    return mix(colour, "#fffaf0", part)
