"""How often the label of a concept was right where it was found: each concept has its own record."""

from dataclasses import dataclass

import numpy as np

from thesaury.enrichment.learning.arrays import Flags, Floats, Ints
from thesaury.enrichment.learning.sighted import NAMES

_LONGEST, _IN_TITLE = NAMES.index("longest matches"), NAMES.index("longest in title")
# How many further cases at the usual rate each concept is granted before its own count (additive smoothing).
_GRANTED = (5.0, 5.0, 3.0)


@dataclass(frozen=True, eq=False)
class Trust:
    """Of each concept: the rate at which it held where it was found at all, as a longest match, and so in a title; and in how many
    assets it was found. `rates` is concepts × 4."""

    rates: Floats


def trust(concepts: Ints, columns: Floats, right: Flags, total: int) -> Trust:
    """The record of `total` concepts from judged sightings: the concept of each, its columns (`sighted.NAMES`), and whether it held."""
    kinds = (np.ones(len(concepts), bool), columns[:, _LONGEST] > 0, columns[:, _IN_TITLE] > 0)
    rates = [_rates(concepts[kind], right[kind], total, granted) for kind, granted in zip(kinds, _GRANTED, strict=True)]
    seen = np.bincount(concepts, minlength=total)
    return Trust(np.stack([*rates, seen], axis=1).astype(np.float32))


def _rates(concepts: Ints, right: Flags, total: int, granted: float) -> Floats:
    seen = np.bincount(concepts, minlength=total)
    held = np.bincount(concepts[right], minlength=total)
    usual = held.sum() / max(1, seen.sum())
    return np.asarray((held + granted * usual) / (seen + granted), np.float32)
