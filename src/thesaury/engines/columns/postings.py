"""Which rows have what: for each key the rows, in ascending order, and how much of it each one has."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from thesaury.engines.columns.arrays import Array, Codes, Ints, Keys, Places, bounds, ranges

NO_WEIGHTS: Codes = np.zeros(0, np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """`rows[starts[i]:starts[i + 1]]` have key i, with the weights beside them (none at all where `weights` is empty)."""

    keys: Keys
    starts: Places
    rows: Ints
    weights: Codes

    def of(self, place: int) -> tuple[Ints, Codes]:
        """The rows of one key and their weights."""
        part = slice(self.starts[place], self.starts[place + 1])
        return self.rows[part], self.weights[part]

    def rows_of(self, which: Array) -> Ints:
        """The rows of several keys, one list after the other."""
        return self.rows[ranges(self.starts[which], np.diff(self.starts)[which])]

    def ordered(self, which: Array) -> "Postings":
        """The same keys in another order."""
        at = ranges(self.starts[which], np.diff(self.starts)[which])
        weights = self.weights[at] if len(self.weights) else NO_WEIGHTS
        return Postings(self.keys[which], bounds(np.diff(self.starts)[which]), self.rows[at], weights)


def sorted_pairs(keys: Keys, held: Array, rows: Array, weights: Array) -> Postings:
    """Postings of pairs in any order: `held` are places in `keys`. Of equal pairs the largest weight stays."""
    keys, rank = np.unique(keys, return_inverse=True)
    count = int(rows.max()) + 1 if len(rows) else 1
    mixed = np.sort((rank[held] * count + rows) * 256 + weights)
    pairs = mixed >> 8
    last = np.append(pairs[1:] != pairs[:-1], True) if len(pairs) else np.zeros(0, np.bool_)
    pairs, kept = pairs[last], (mixed[last] & 255).astype(np.uint8)
    lengths = np.bincount(pairs // count, minlength=len(keys))
    return Postings(keys, bounds(lengths), (pairs % count).astype(np.int32), kept)


def merged(parts: Sequence[Postings], new_rows: Sequence[Ints]) -> Postings:
    """All parts as one, by their keys; `new_rows` says for each part which row every row becomes, -1 for those that go.

    Rows have to stay in order, and those of a part behind those of the part before it.
    """
    keys, place = np.unique(np.concatenate([part.keys for part in parts]), return_inverse=True)
    places = np.split(place, np.cumsum([len(part.keys) for part in parts])[:-1])
    stay = [new[part.rows] >= 0 for part, new in zip(parts, new_rows, strict=True)]
    counts = [_counted(part, kept) for part, kept in zip(parts, stay, strict=True)]
    lengths = np.zeros(len(keys), np.int64)
    for part_places, count in zip(places, counts, strict=True):
        lengths[part_places] += count
    starts = bounds(lengths)
    rows, weights = np.empty(starts[-1], np.int32), np.empty(starts[-1] if _weighs(parts) else 0, np.uint8)
    at = starts[:-1].copy()
    for part, new, kept, part_places, count in zip(parts, new_rows, stay, places, counts, strict=True):
        to = ranges(at[part_places], count)
        rows[to] = new[part.rows[kept]]
        if len(weights):
            weights[to] = part.weights[kept]
        at[part_places] += count
    there = lengths > 0
    return Postings(keys[there], bounds(lengths[there]), rows, weights)


def _weighs(parts: Sequence[Postings]) -> bool:
    return any(len(part.weights) for part in parts)


def _counted(part: Postings, kept: Array) -> Places:
    """How many rows of each key stay."""
    if kept.all():
        return np.diff(part.starts)
    return np.add.reduceat(kept, part.starts[:-1], dtype=np.int64)
