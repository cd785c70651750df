"""Facet values numbered over all segments, so that what each segment counts can be added up."""

from collections.abc import Mapping, Sequence
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np

from thesaury.engines.columns.arrays import Array, Mask, Places
from thesaury.engines.columns.facets import Bits, Facet, packed
from thesaury.engines.columns.grouping import Groupings
from thesaury.engines.columns.languages import clean
from thesaury.engines.columns.snapshot import Snapshot

Hits = Mapping[int, tuple[Mask, Bits, Array]]
"""For each part, by its first row, the hits as a mask, as bits and as rows."""

_LONG, _REMEMBERED = 100, 8
"""The masks of so many lists with more than so many values are remembered."""


class FacetValues:
    """The numbers are kept while the index is open; each segment's values are looked up once."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {}
        self._names: dict[str, list[str]] = {}
        self._of: WeakKeyDictionary[Facet, Places] = WeakKeyDictionary()
        self._groupings = Groupings()
        self._lock = Lock()

    def having(self, snapshot: Snapshot, name: str, values: tuple[str, ...]) -> Mask:
        """Which rows have one of these values; the caller leaves the mask as it is. Long lists are asked for again and again."""
        name, asked = clean(name), (name, values)
        if (made := snapshot.long_filters.get(asked)) is None:
            made = self._having(snapshot, name, values)
            if len(values) > _LONG:
                if len(snapshot.long_filters) >= _REMEMBERED:
                    snapshot.long_filters.clear()
                snapshot.long_filters[asked] = made
        return made

    def _having(self, snapshot: Snapshot, name: str, values: Sequence[str]) -> Mask:
        made = np.zeros(snapshot.rows, np.bool_)
        parts = self._parts(snapshot, name)
        known = self._numbers.get(name, {})
        wanted = [number for number in map(known.get, values) if number is not None]
        wanted += [known[other] for value in values if not value.isascii() and (other := clean(value)) in known]
        chosen = np.zeros(len(known), np.bool_)
        chosen[wanted] = True
        for rows, facet, numbers in parts:
            facet.mark(np.flatnonzero(chosen[numbers]), made[rows])
        return made

    def counts(
        self, snapshot: Snapshot, name: str, hits: Hits, groups: Mapping[str, str] | None = None
    ) -> dict[str, int]:
        """How many hits each value has, or each group of values."""
        name = clean(name)
        parts = self._parts(snapshot, name)
        total = np.zeros(len(self._names.get(name, ())), np.int64)
        for rows, facet, numbers in parts:
            total[numbers] += facet.counts(*hits[rows.start])
        if groups is not None:
            return self._groupings.summed(name, self._names.get(name, []), total, groups)
        names, there = self._names.get(name, []), np.flatnonzero(total)
        return dict(zip([names[number] for number in there.tolist()], total[there].tolist(), strict=True))

    def examples(self, snapshot: Snapshot, name: str) -> dict[str, str]:
        """One document for each value."""
        made: dict[str, str] = {}
        for part in snapshot.parts:
            if (facet := part.segment.facets.get(clean(name))) is None:
                continue
            values, rows = facet.first(snapshot.live[part.rows])
            ids = part.segment.ids.of(rows)
            made |= dict(zip(facet.values.chosen(values).texts(), ids, strict=True))
        return made

    def _parts(self, snapshot: Snapshot, name: str) -> list[tuple[slice, Facet, Places]]:
        """The parts that have the facet: their rows, and the numbers of their values."""
        found = [(part.rows, part.segment.facets[name]) for part in snapshot.parts if name in part.segment.facets]
        return [(rows, facet, self._numbered(name, facet)) for rows, facet in found]

    def _numbered(self, name: str, facet: Facet) -> Places:
        with self._lock:
            if (made := self._of.get(facet)) is None:
                numbers, names = self._numbers.setdefault(name, {}), self._names.setdefault(name, [])
                texts = facet.values.texts()
                for text in texts:
                    if text not in numbers:
                        numbers[text] = len(names)
                        names.append(text)
                made = self._of[facet] = np.array([numbers[text] for text in texts], np.int64)
            return made


def hits_of(snapshot: Snapshot, hits: Mask) -> Hits:
    """The hits as they are counted."""
    masks = {part.base: hits[part.rows] for part in snapshot.parts}
    return {base: (mask, packed(mask), np.flatnonzero(mask)) for base, mask in masks.items()}
