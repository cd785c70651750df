"""How many documents hold each word of a segment, while some of its rows go."""

from weakref import WeakKeyDictionary

import numpy as np

from thesaury.engines.columns.arrays import Array, Ints, Mask, ranges
from thesaury.engines.columns.building import held_by
from thesaury.engines.columns.segment import Words

_known: "WeakKeyDictionary[Words, tuple[Mask, Ints]]" = WeakKeyDictionary()
"""The last counts of a segment, and which rows lived then: of most puts only few more are gone."""


def live_counts(words: Words, live: Mask | None) -> Ints:
    """How many of the rows that live hold each word."""
    if live is None:
        return words.counts
    before, counts = _known.get(words, (np.ones(len(live), np.bool_), words.counts))
    if (live & ~before).any():  # an older state than the one that was counted last
        before, counts = np.ones(len(live), np.bool_), words.counts
    counts = counts - _held(words, np.flatnonzero(before & ~live))
    _known[words] = live, counts
    return counts


def _held(words: Words, rows: Array) -> Ints:
    lengths = words.starts[rows + 1] - words.starts[rows]
    tokens = words.tokens[ranges(words.starts[rows], lengths)]
    return held_by(tokens, np.repeat(rows, lengths), len(words.keys))
