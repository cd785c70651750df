"""How long a rendition of a JPEG of 24 megapixels takes in each form, in milliseconds of the processor, and one that is kept already."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from PIL import Image

from thesaury.engines.renditions.keeping import Kept
from thesaury.engines.renditions.making import made
from thesaury.model.rendition import FORMS, RightsMarks

_SIZE = (6_000, 4_000)
_TIMES = 3
_MARKS = RightsMarks(
    asset="6d1f4a0e-8f0b-5b7c-9d57-0f3a3b8d2c11",
    title="A lake at dawn",
    creator="Ida Brennholt",
    credit="Ida Brennholt / Fennmoor",
    copyright="© Fennmoor",
    usage="Website, Germany",
    expires="2027-03-31",
    concepts=tuple((f"https://vocabulary.example/{number}", f"Concept {number}") for number in range(12)),
)


def run() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "large.jpg")
        _drawn().save(path, quality=92)
        found = {form.name: _milliseconds(partial(made, path, form, _MARKS, None)) for form in FORMS}
        kept = Kept(Path(scratch, "kept"), 10, 1 << 30)
        kept.write("large", made(path, FORMS[3], _MARKS, None))
        started = perf_counter()
        kept.read("large")
        return {
            "megapixels": _SIZE[0] * _SIZE[1] / 1e6,
            "megabytes": round(path.stat().st_size / 1e6, 1),
            "milliseconds_of_processor": found,
            "kept_milliseconds": round(1000 * (perf_counter() - started), 2),
        }


def _drawn() -> Image.Image:
    """As hard to compress as a photograph: soft shapes, and the grain of a sensor."""
    shapes = Image.merge("RGB", [Image.effect_noise((60, 40), 90) for _ in range(3)]).resize(
        _SIZE, Image.Resampling.BICUBIC
    )
    return Image.blend(shapes, Image.merge("RGB", [Image.effect_noise(_SIZE, 30)] * 3), 0.2)


def _milliseconds(work: Callable[[], object]) -> int:
    def once() -> float:
        started = process_time()
        work()
        return 1000 * (process_time() - started)

    return round(median(once() for _ in range(_TIMES)))
