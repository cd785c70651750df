"""What the sightings of a concept's labels in an asset add up to."""

import numpy as np

from thesaury.enrichment.learning.arrays import Floats, Ints
from thesaury.enrichment.learning.reading import DESCRIPTION, OTHER, SIGHTING, TAG, TITLE
from thesaury.enrichment.matcher import Manner

NAMES = (
    "places", "places in title", "longest matches", "longest in title", "earliest", "latest", "share of title", "manner",
    "manner in title", "form", "kind", "words", "letters", "surface", "rivals", "native", "native places", "in tag", "elsewhere",
)  # fmt: skip
"""The columns of `gathered`: counts of places, the first and last in a description (0 to 1), the greatest share of a title or tag,
and the best manner, form, kind, surface and so on of any place."""

_COLUMN = {name: place for place, name in enumerate(SIGHTING)}
_NO_TITLE = 3.0


def gathered(sightings: Ints, concepts: int) -> tuple[Ints, Floats]:
    """For each pair of asset and concept with a sighting its key, `asset * concepts + concept`, rising, and the columns of `NAMES`."""
    key = sightings[:, _COLUMN["asset"]].astype(np.int64) * concepts + sightings[:, _COLUMN["concept"]]
    order = np.argsort(key, kind="stable")
    rows, key = sightings[order], key[order]
    first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))) if len(key) else np.zeros(0, np.int64)
    if not len(first):
        return key, np.zeros((0, len(NAMES)), np.float32)
    field, length = rows[:, _COLUMN["field"]], np.maximum(rows[:, _COLUMN["length"]], 1)
    start, manner = rows[:, _COLUMN["start"]] / length, rows[:, _COLUMN["manner"]]
    short = (field == TITLE) | (field == TAG)
    longest = manner == Manner.LONGEST
    native = rows[:, _COLUMN["native"]]

    def most(values: Ints | Floats) -> Floats:
        return np.maximum.reduceat(np.asarray(values, np.float32), first)

    def least(values: Ints | Floats) -> Floats:
        return np.minimum.reduceat(np.asarray(values, np.float32), first)

    def total(values: Ints | Floats) -> Floats:
        return np.add.reduceat(np.asarray(values, np.float32), first)

    columns = (
        np.diff(np.append(first, len(key))).astype(np.float32),
        total(short),
        total(longest),
        most(short & longest),
        least(np.where(short, 0.0, np.where(field == DESCRIPTION, start, 1.0))),
        most(np.where(field == DESCRIPTION, start, 0.0)),
        most(np.where(short, (rows[:, _COLUMN["end"]] - rows[:, _COLUMN["start"]]) / length, 0.0)),
        least(manner),
        least(np.where(short, manner, _NO_TITLE)),
        least(rows[:, _COLUMN["form"]]),
        least(rows[:, _COLUMN["kind"]]),
        most(rows[:, _COLUMN["words"]]),
        most(rows[:, _COLUMN["letters"]]),
        most(rows[:, _COLUMN["surface"]]),
        least(rows[:, _COLUMN["rivals"]]),
        most(native),
        total(native),
        most(field == TAG),
        most(field == OTHER),
    )
    return key[first], np.stack(columns, axis=1)
