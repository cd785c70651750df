"""A scene as a value, and how it becomes an SVG drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from thesaury.sandbox.scenes import (
    countryside,
    household,
    kitchen,
    outdoors,
    packaging,
    people,
    products,
    school,
    schoolroom,
    shops,
    town,
    work,
)
from thesaury.sandbox.scenes.canvas import Canvas
from thesaury.sandbox.scenes.palette import palette
from thesaury.sandbox.scenes.stage import MOODS, SIZES, Stage

_FAMILIES = (
    countryside,
    household,
    kitchen,
    outdoors,
    packaging,
    people,
    products,
    school,
    schoolroom,
    shops,
    town,
    work,
)
_DRAW: dict[str, Callable[[Stage], None]] = {
    name: paint for family in _FAMILIES for name, paint in family.MOTIFS.items()
}
MOTIFS: tuple[str, ...] = tuple(_DRAW)
# School and washing lines at night would tell another story than their captions.
# fmt: off
_BY_DAY = frozenset((
    "summer_picnic", "beach_day", "playground", "walk_to_school", "school_bus", "classroom",
    "teacher_desk", "laundry_line", "spring_cleaning", "lavender_field", "wind_farm",
    "mountain_hike", "autumn_market", "delivery_bike",
))
# fmt: on
SHAPES: tuple[str, ...] = tuple(SIZES)


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what it shows, in which colours, which variation, in which shape."""

    motif: str
    palette: str
    seed: int
    shape: str


def draw(scene: Scene) -> str:
    """The SVG of a scene, always the same for the same scene; ValueError names the choices for an unknown word."""
    colours = palette(scene.palette)
    width, height = SIZES[_known("shape", scene.shape, SHAPES)]
    paint = _DRAW[_known("motif", scene.motif, MOTIFS)]
    rng = Random(f"{scene.motif} {scene.palette} {scene.seed} {scene.shape}")
    stage = Stage(Canvas(width, height), colours, rng, width, height, rng.choice(_moods(scene.motif)))
    paint(stage)
    stage.light()
    return stage.canvas.svg()


def _moods(motif: str) -> tuple[str, ...]:
    return MOODS[:-1] if motif in _BY_DAY else MOODS


def _known(kind: str, word: str, words: Sequence[str]) -> str:
    if word not in words:
        raise ValueError(f"There is no {kind} {word!r}. Choose one of: {', '.join(words)}.")
    return word
