"""All segments as they are at one moment: what a search looks at, however long it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from thesaury.engines.columns.arrays import Array, Floats, Ints, Keys, Mask, keys_of_ids, places
from thesaury.engines.columns.languages import LANGUAGES, OTHER
from thesaury.engines.columns.segment import Segment
from thesaury.engines.columns.vectors import Vectors, no_vectors
from thesaury.engines.columns.word_counts import live_counts

K1, B = 1.2, 0.75
"""The usual constants of BM25: how soon more of a word says no more, and how much the length of a text matters."""


@dataclass(frozen=True, eq=False)
class Part:
    """A segment, which of its rows live (None: all), and the number of its first row among those of all segments."""

    segment: Segment
    live: Mask | None = None
    base: int = 0

    @cached_property
    def count(self) -> int:
        """How many rows live."""
        return self.segment.rows if self.live is None else int(self.live.sum())

    @property
    def rows(self) -> slice:
        """Where its rows stand among all."""
        return slice(self.base, self.base + self.segment.rows)

    def living(self) -> Ints:
        """The rows that live."""
        if self.live is None:
            return np.arange(self.segment.rows, dtype=np.int32)
        return np.flatnonzero(self.live).astype(np.int32)

    def word_counts(self) -> Ints:
        """How many living rows hold each word."""
        return live_counts(self.segment.words, self.live)

    def find(self, wanted: Keys) -> Array:
        """The rows of ids by their keys, -1 for those that are not here or do not live."""
        ids = self.segment.ids
        at = places(ids.keys, wanted)
        rows = np.where(at >= 0, ids.rows[at] if len(ids.rows) else -1, -1)
        return rows if self.live is None else np.where((rows >= 0) & self.live[rows], rows, -1)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Parts, one behind the other: rows are numbered through. `model`: the name of the model whose vectors count.

    `long_filters` are masks that were made before, by facet and values.
    """

    parts: tuple[Part, ...]
    model: str = ""
    long_filters: dict[tuple[str, tuple[str, ...]], Mask] = field(default_factory=dict)

    @cached_property
    def rows(self) -> int:
        """How many rows there are, with those that are gone."""
        return sum(part.segment.rows for part in self.parts)

    @cached_property
    def count(self) -> int:
        """How many documents there are."""
        return sum(part.count for part in self.parts)

    @cached_property
    def live(self) -> Mask:
        """Which rows live."""
        made = np.ones(self.rows, np.bool_)
        for part in self.parts:
            if part.live is not None:
                made[part.rows] = part.live
        return made

    @cached_property
    def languages(self) -> list[str]:
        """Those that texts are in, and the one that stands for all others."""
        known = {OTHER, *(language for part in self.parts for language in part.segment.languages)}
        return [language for language in LANGUAGES if language in known]

    @cached_property
    def norms(self) -> Floats:
        """For each row what BM25 adds to a frequency for the length of the text, by the average over what lives."""
        lengths = [part.segment.lengths for part in self.parts]
        total = sum(
            int(np.sum(part.segment.lengths, where=part.live if part.live is not None else True)) for part in self.parts
        )
        average = max(total / max(self.count, 1), 1e-9)
        made = [(K1 * (1 - B) + np.float32(K1 * B / average) * one).astype(np.float32) for one in lengths]
        return np.concatenate(made) if made else np.zeros(0, np.float32)

    @cached_property
    def vectors(self) -> Vectors:
        """Vectors of the model that counts, the last ones put; their size is that of all."""
        found = (part.segment.vectors for part in reversed(self.parts))
        return next((one for one in found if one.dimensions and one.model == self.model), no_vectors(0))

    def with_vectors(self) -> Iterator[tuple[Part, Vectors]]:
        """The parts whose vectors count."""
        wanted = (self.vectors.model, self.vectors.dimensions)
        for part in self.parts:
            own = part.segment.vectors
            if own.dimensions and (own.model, own.dimensions) == wanted:
                yield part, own

    def by_part(self, rows: Array) -> Iterator[tuple[Part, Array, slice]]:
        """Ascending rows by their parts: the part, the rows as it numbers them, and where they stand in `rows`."""
        for part in self.parts:
            first, last = np.searchsorted(rows, [part.base, part.base + part.segment.rows])
            if first < last:
                yield part, rows[first:last] - part.base, slice(int(first), int(last))

    def find(self, ids: Sequence[str]) -> Array:
        """The row of each id, -1 where there is none."""
        wanted = keys_of_ids(ids)
        made = np.full(len(ids), -1, np.int64)
        for part in self.parts:
            found = part.find(wanted)
            made[found >= 0] = found[found >= 0] + part.base
        return made

    def ids(self, rows: Array) -> list[str]:
        """The ids of ascending rows."""
        return [id_ for part, own, _ in self.by_part(rows) for id_ in part.segment.ids.of(own)]


def snapshot(parts: Sequence[tuple[Segment, Mask | None]], model: str) -> Snapshot:
    """The segments one behind the other, without those in which nothing lives."""
    made, base = [], 0
    for segment, live in parts:
        part = Part(segment, live, base)
        if part.count:
            made.append(part)
            base += segment.rows
    return Snapshot(tuple(made), model)
