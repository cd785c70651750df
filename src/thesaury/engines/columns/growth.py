"""How the index changes: what a put does to the segments, and which of them become one."""

from collections.abc import Sequence
from itertools import groupby
from math import log
from secrets import token_hex

import numpy as np

from thesaury.engines.columns.arrays import keys_of_ids
from thesaury.engines.columns.building import build
from thesaury.engines.columns.merging import merge
from thesaury.engines.columns.segment import Segment
from thesaury.engines.columns.snapshot import Part, Snapshot, snapshot
from thesaury.ports.index import Document

_ALIKE = 4
"""Segments become one when there are more than so many of about one size; a size is this many times the one before."""
_SMALL = 50_000
"""A put makes no segment of more documents than this, or than an eighth of the index: it would take too long."""


def new_name() -> str:
    """One that no segment had, in this index or in one that was here before."""
    return token_hex(8)


def without(state: Snapshot, ids: Sequence[str]) -> Snapshot:
    """The same index without these documents."""
    wanted, changed = keys_of_ids(ids), []
    for part in state.parts:
        rows = part.find(wanted)
        live, rows = part.live, rows[rows >= 0]
        if len(rows):
            live = np.ones(part.segment.rows, np.bool_) if live is None else live.copy()
            live[rows] = False
        changed.append((part.segment, live))
    return snapshot(changed, state.model)


def built(documents: Sequence[Document]) -> tuple[Segment, str]:
    """A segment of these documents, and the model of its vectors ("" without any)."""
    segment = build(new_name(), documents)
    return segment, segment.vectors.model


def with_segment(state: Snapshot, segment: Segment, model: str) -> Snapshot:
    """The index with one segment more."""
    return snapshot([*((part.segment, part.live) for part in state.parts), (segment, None)], model or state.model)


def due(state: Snapshot) -> list[Part]:
    """Parts that should become one now; none where all is well."""
    most = max(_SMALL, state.count // 8)
    small = sorted((part for part in state.parts if part.count <= most // 2), key=lambda part: part.count)
    for _, group in groupby(small, key=_size):
        alike = list(group)
        if len(alike) > _ALIKE:
            return _together(alike, most)
    hollow = (part for part in small if part.count * 2 < part.segment.rows)
    return [part] if (part := next(hollow, None)) else []


def _size(part: Part) -> int:
    return int(log(part.count, _ALIKE) + 1e-9)


def _together(parts: Sequence[Part], most: int) -> list[Part]:
    """The first of them, so many that they have no more than `most` documents."""
    upto = np.cumsum([part.count for part in parts])
    return list(parts[: int(np.searchsorted(upto, most, side="right"))])


def one_of(state: Snapshot, parts: Sequence[Part]) -> Segment:
    """A segment of what lives in these parts."""
    return merge(new_name(), parts, state.vectors)


def replaced(state: Snapshot, parts: Sequence[Part], segment: Segment) -> Snapshot:
    """The index with one segment instead of these parts."""
    rest = [(part.segment, part.live) for part in state.parts if part not in parts]
    return snapshot([*rest, (segment, None)], state.model)
