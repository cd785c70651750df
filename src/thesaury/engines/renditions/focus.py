"""Where most is to be seen in a picture, found without a model and the same each time.

Four things count for each point of a picture made as small as a stamp: how its brightness changes there (edges), how far its colour is
from what the borders of the picture show (a subject before a ground), whether it has a colour that skin of any tone has (people), and
a little how near it is to the middle, as pictures are taken. From where most of this lies together the focus moves to the middle of it.
A subject that is taller than what is shown is shown from above, as there the heads are.

Limits: it knows no faces and no things. Before a restless ground, or among several subjects of equal weight, it may take another one than a
person would; where it matters, a person says the focus.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from PIL import Image

_SIDE = 96
"""Pixels of the longer side of what is looked at."""
_REACH = 0.22
"""How far the surroundings of a point reach, as a share of the shorter side."""
_STEPS = 8
_FAINT, _CLEAR, _QUARTER = 0.15, 0.05, 0.25
"""Rows that show less than this share of what the middle shows are no longer the subject."""
_ROOM = 0.08
"""Of what is shown, above the subject."""
Grid = np.ndarray[Any, np.dtype[np.float32]]


def focus_of(image: "Image.Image", shown: tuple[float, float] = (1.0, 1.0)) -> tuple[float, float]:
    """The point as shares of width and height; the middle where there is nothing to see. `shown` is how much of the picture will be seen,
    as shares of its width and height."""
    from PIL.Image import Resampling

    share = min(1.0, _SIDE / max(image.size))
    size = max(1, round(image.width * share)), max(1, round(image.height * share))
    small = image.convert("RGB").resize(size, Resampling.BOX)
    seen = _seen(np.asarray(small, dtype=np.float32) / 255.0)
    if float(seen.max()) <= 0.0:
        return 0.5, 0.5
    x, y = _middle_of_most(seen)
    y = _raised(seen, x, y, (shown[0] * size[0], shown[1] * size[1]))
    return round((x + 0.5) / size[0], 3), round((y + 0.5) / size[1], 3)


def _seen(rgb: Grid) -> Grid:
    """How much there is to see at each point."""
    luma = rgb @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    weight = _shared(_edges(luma)) + 0.8 * _shared(_apart(rgb)) + 0.5 * _skin(rgb)
    # What lies everywhere is ground, not subject.
    weight = np.clip(weight - np.median(weight), 0.0, None)
    weight[weight < 0.02] = 0.0
    return np.asarray(weight * _central(luma.shape), dtype=np.float32)


def _edges(luma: Grid) -> Grid:
    padded = np.pad(luma, 1, mode="edge")
    across = padded[1:-1, 2:] - padded[1:-1, :-2]
    down = padded[2:, 1:-1] - padded[:-2, 1:-1]
    return np.asarray(np.hypot(across, down), dtype=np.float32)


def _apart(rgb: Grid) -> Grid:
    """How far each colour is from those of the borders, as far as these scatter."""
    rim = np.concatenate([rgb[0], rgb[-1], rgb[:, 0], rgb[:, -1]])
    usual, spread = np.median(rim, axis=0), rim.std(axis=0) + 0.08
    return np.asarray(np.sqrt((((rgb - usual) / spread) ** 2).mean(axis=2)), dtype=np.float32)


def _skin(rgb: Grid) -> Grid:
    """1 where the colour lies where that of skin does: in hue and strength, for skin of any tone differs in brightness."""
    red, green, blue = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    total = red + green + blue + 1e-6
    share_red, share_green = red / total, green / total
    inside = (share_red > 0.36) & (share_red < 0.50) & (share_green > 0.28) & (share_green < 0.36)
    return np.asarray(inside & (red > 0.2) & (red > blue * 1.15), dtype=np.float32)


def _central(shape: tuple[int, ...]) -> Grid:
    down, across = (
        np.linspace(-1.0, 1.0, side, dtype=np.float32) if side > 1 else np.zeros(1, dtype=np.float32) for side in shape
    )
    return np.asarray(1.0 - 0.25 * (down[:, None] ** 2 + across[None, :] ** 2) / 2.0, dtype=np.float32)


def _shared(values: Grid) -> Grid:
    """As shares of what the highest of them are, so that one stray point does not outshine the rest."""
    top = float(np.percentile(values, 98))
    return np.asarray(np.clip(values / top, 0.0, 1.0) if top > 1e-3 else np.zeros_like(values), dtype=np.float32)


def _middle_of_most(seen: Grid) -> tuple[float, float]:
    """Begin where most lies together, then move to the middle of what is around, until that moves no more."""
    height, width = seen.shape
    reach = max(1.0, _REACH * min(height, width))
    down: Grid = np.arange(height, dtype=np.float32)
    across: Grid = np.arange(width, dtype=np.float32)
    near_down, near_across = (
        _bell(down[:, None] - down[None, :], reach),
        _bell(across[:, None] - across[None, :], reach),
    )
    around = near_down @ seen @ near_across
    y, x = (float(place) for place in np.unravel_index(int(around.argmax()), around.shape))
    for _ in range(_STEPS):
        here = seen * _bell(down - y, 1.5 * reach)[:, None] * _bell(across - x, 1.5 * reach)[None, :]
        total = float(here.sum())
        if total <= 0.0:
            break
        y, x = float((here.sum(axis=1) * down).sum()) / total, float((here.sum(axis=0) * across).sum()) / total
    return x, y


def _raised(seen: Grid, x: float, y: float, shown: tuple[float, float]) -> float:
    """Where a subject is taller than what is shown: so far up that its top is seen. Where it is not clear that it is its top, for there is
    more to be seen above, never past its upper quarter, and what would be the middle is still seen."""
    height, width = seen.shape
    left = min(max(0.0, x - shown[0] / 2), max(0.0, width - shown[0]))
    rows = seen[:, int(left) : max(int(left) + 1, int(left + shown[0]))].sum(axis=1)
    first, last = _rows_of_subject(rows, min(height - 1, int(y)))
    if last + 1 - first <= shown[1]:
        return y
    top = first + (0.5 - _ROOM) * shown[1]
    above = rows[max(0, first - 1 - int(shown[1] / 4)) : max(0, first - 1)]
    if above.size and float(above.mean()) < _CLEAR * float(rows[first : last + 1].mean()):
        return float(min(y, top))
    sums = np.cumsum(rows[first : last + 1])
    quarter = first + float(np.searchsorted(sums, _QUARTER * sums[-1]))
    return float(min(y, max(quarter, top, y - (0.5 - _ROOM) * shown[1])))


def _rows_of_subject(rows: Grid, middle: int) -> tuple[int, int]:
    """The first and the last row around the middle in which there is as much to see as a subject has."""
    least = _FAINT * float(rows[middle])
    first = last = middle
    while first > 0 and rows[first - 1] >= least:
        first -= 1
    while last < len(rows) - 1 and rows[last + 1] >= least:
        last += 1
    return first, last


def _bell(distance: Grid, reach: float) -> Grid:
    return np.asarray(np.exp(-((distance / reach) ** 2) / 2.0), dtype=np.float32)
