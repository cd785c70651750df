"""The best rows: by score, and among equal ones by id."""

import numpy as np

from thesaury.engines.columns.arrays import Array, Floats, Mask
from thesaury.engines.columns.snapshot import Part, Snapshot

_BLOCK = 65_536
_MANY, _SAMPLE = 20_000, 4096
"""Of more than so many scores, so many are looked at first."""


def best(snapshot: Snapshot, rows: Array, scores: Floats, most: int) -> Array:
    """The `most` best of ascending rows, whose scores are beside them."""
    if most >= len(rows):
        return rows
    if most <= 0:
        return rows[:0]
    cut = _cut(scores, most)
    above = rows[scores > cut]
    return np.concatenate([above, _first(snapshot, rows[scores == cut], most - len(above))])


def _cut(scores: Floats, most: int) -> np.float32:
    """The score of the last of the best: a sample says which of many scores need not be looked at for it."""
    if len(scores) > _MANY:
        some = scores[:: len(scores) // _SAMPLE]
        low = np.partition(some, place := max(0, len(some) - most * len(some) * 3 // (2 * len(scores)) - 32))[place]
        if int(np.count_nonzero(scores > low)) < most:
            upto = scores >= low
            if int(np.count_nonzero(upto)) >= most:
                return np.float32(low)
        else:
            scores = scores[scores > low]
    return np.float32(np.partition(scores, len(scores) - most)[len(scores) - most])


def _first(snapshot: Snapshot, rows: Array, most: int) -> Array:
    """The first of ascending rows by id."""
    if len(rows) <= most:
        return rows
    chosen = [part.base + _first_of(part, own, most) for part, own, _ in snapshot.by_part(rows)]
    few = np.concatenate(chosen)
    if len(chosen) == 1:
        return few
    few.sort()
    ids = snapshot.ids(few)
    return few[np.array(sorted(range(len(few)), key=ids.__getitem__)[:most], np.int64)]


def _first_of(part: Part, rows: Array, most: int) -> Array:
    if len(rows) <= most:
        return rows
    return rows[np.argpartition(part.segment.ids.rank[rows], most - 1)[:most]]


def listed(snapshot: Snapshot, passing: Mask, offset: int, most: int) -> Array:
    """The rows that pass, by id, from `offset` on, at most so many; ascending."""
    last = offset + most
    if most <= 0:
        return np.zeros(0, np.int64)
    found = [part.base + _listed(part, passing[part.rows], last) for part in snapshot.parts]
    if len(found) == 1:
        return np.sort(found[0][offset:last])
    rows = np.sort(np.concatenate([np.zeros(0, np.int64), *found]))
    ids = snapshot.ids(rows)
    page = sorted(range(len(rows)), key=ids.__getitem__)[offset:last]
    return np.sort(rows[np.array(page, np.int64)])


def _listed(part: Part, passing: Mask, last: int) -> Array:
    """The first rows of a part by id that pass; only so far as they are wanted."""
    found, count = [], 0
    order = part.segment.ids.order
    for start in range(0, len(order), _BLOCK):
        rows = order[start : start + _BLOCK]
        rows = rows[passing[rows]]
        found.append(rows[: last - count].astype(np.int64))
        count += len(found[-1])
        if count >= last:
            break
    return np.concatenate(found) if found else np.zeros(0, np.int64)
