"""Facets of one segment: which rows have which value, and how many of some rows have each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thesaury.engines.columns.arrays import Array, Ints, Mask, Places, Strings
from thesaury.engines.columns.postings import Postings

Bits = NDArray[np.uint64]

_FREQUENT = 64
"""A value that at least each 64th row has is also kept as one bit per row: sixteen times quicker to count than its rows."""

_AT_ONCE = 32_768
"""Words of bits looked at together: they stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Facet:
    """The values with their rows; `bits` holds one row of bits for each of the first, frequent ones.

    `places` says for each row which value it has (1 for the first, 0 for none), where none has two and not all are frequent; else it is
    empty.
    """

    postings: Postings
    values: Strings
    bits: Bits
    places: Ints

    def counts(self, mask: Mask, packed: Bits, rows: Array) -> Places:
        """How many rows of a mask each value has; `packed` is the same mask as bits, and `rows` are its rows."""
        if len(self.places):
            return np.bincount(self.places.take(rows), minlength=len(self.values) + 1)[1:]
        made = np.empty(len(self.values), np.int64)
        frequent, starts = len(self.bits), self.postings.starts
        for start in range(0, frequent, step := max(1, _AT_ONCE // len(packed))):
            part = slice(start, min(start + step, frequent))
            made[part] = np.bitwise_count(self.bits[part] & packed).sum(axis=1, dtype=np.int64)
        if frequent < len(made):
            first = starts[frequent]
            upto = np.cumsum(mask.view(np.uint8).take(self.postings.rows[first:]), dtype=np.int32)
            made[frequent:] = np.diff(upto[starts[frequent + 1 :] - first - 1], prepend=np.int32(0))
        return made

    def first(self, mask: Mask) -> tuple[Places, Places]:
        """The values that rows of a mask have, each with the first such row."""
        held = np.flatnonzero(mask[self.postings.rows])
        values = np.searchsorted(self.postings.starts, held, side="right") - 1
        found, at = np.unique(values, return_index=True)
        return found, self.postings.rows[held[at]].astype(np.int64)

    def mark(self, which: Array, mask: Mask) -> None:
        """Set the mask where a row has one of these values (ascending places of values)."""
        frequent = int(np.searchsorted(which, len(self.bits)))
        for place in which[:frequent]:
            mask |= np.unpackbits(self.bits[place].view(np.uint8), count=len(mask)).view(np.bool_)
        mask[self.postings.rows_of(which[frequent:])] = True


def faceted(postings: Postings, values: Strings, rows: int) -> Facet:
    """A facet with the frequent values first."""
    lengths = np.diff(postings.starts)
    frequent = lengths * _FREQUENT >= max(rows, 1)
    order = np.argsort(~frequent, kind="stable")
    postings, values = postings.ordered(order), values.chosen(order)
    bits = np.zeros((int(frequent.sum()), words_of(rows)), np.uint64)
    for place in range(len(bits)):
        mask = np.zeros(rows, np.bool_)
        mask[postings.of(place)[0]] = True
        bits[place] = packed(mask)
    return Facet(postings, values, bits, _places(postings, len(bits), rows))


def _places(postings: Postings, frequent: int, rows: int) -> Ints:
    """The value of each row, where each has one at most and there are values that are not frequent."""
    made = np.zeros(rows, np.int32)
    made[postings.rows] = np.repeat(np.arange(1, len(postings.keys) + 1, dtype=np.int32), np.diff(postings.starts))
    single = np.count_nonzero(made) == len(postings.rows)
    return made if single and frequent < len(postings.keys) else made[:0]


def words_of(rows: int) -> int:
    """How many 64-bit words hold a bit for each row."""
    return -(-rows // 64)


def packed(mask: Mask) -> Bits:
    """A mask as bits, in 64-bit words."""
    made = np.zeros(words_of(len(mask)) * 8, np.uint8)
    bits = np.packbits(mask)
    made[: len(bits)] = bits
    return made.view(np.uint64)
