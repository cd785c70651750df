"""Words that stand together as they do in the question: what tells a phrase from the same words far apart.

The sequential dependence model of Metzler and Croft (2005, "A Markov random field model for term dependencies", SIGIR) with its usual
weights: 0.85 for the words, 0.10 for neighbours in order, 0.05 for neighbours in any order within eight words.
"""

from collections.abc import Sequence
from math import log1p

import numpy as np

from thesaury.engines.columns.arrays import Array, Floats, places, ranges
from thesaury.engines.columns.languages import asked
from thesaury.engines.columns.readings import term_key
from thesaury.engines.columns.scoring import MOST_WORDS
from thesaury.engines.columns.segment import Segment
from thesaury.engines.columns.snapshot import K1, Snapshot
from thesaury.engines.columns.stems import stems

_WORDS, _ORDERED, _NEAR = 0.85, 0.10, 0.05
_WINDOW = 8
_LOOKED_AT = 300
"""So many of the best rows by words alone are looked at: their texts have to be read."""

_OTHER, _END, _STOP = -1, -2, -3


def with_nearness(snapshot: Snapshot, text: str, rows: Array, scores: Floats) -> Floats:
    """The scores of ascending rows by words, with what the nearness of these words adds; a question of one word stays as it is."""
    words = asked(text, snapshot.languages, MOST_WORDS)
    if len(words) < 2:
        return scores
    best = np.sort(np.argsort(-scores, kind="stable")[:_LOOKED_AT])
    best = best[scores[best] > 0]
    ordered, near = (np.zeros((len(best), len(words) - 1), np.float32) for _ in range(2))
    for part, own, where in snapshot.by_part(rows[best]):
        ordered[where], near[where] = _counts(part.segment, own, words, snapshot.languages)
    made = np.float32(_WORDS) * scores
    made[best] += _ORDERED * _told(ordered, snapshot.count) + _NEAR * _told(near, snapshot.count)
    return made


def _told(counts: Floats, total: int) -> Floats:
    """BM25 of pairs: their document frequencies are those among the rows looked at, which hold nearly all of them."""
    held_by = (counts > 0).sum(axis=0)
    tells = np.array(
        [log1p((total - held + 0.5) / (held + 0.5)) if held else 0.0 for held in held_by.tolist()], np.float32
    )
    return np.asarray((tells * counts * np.float32(K1 + 1) / (counts + np.float32(K1))).sum(axis=1), np.float32)


def _counts(
    segment: Segment, rows: Array, words: Sequence[dict[str, str]], languages: Sequence[str]
) -> tuple[Floats, Floats]:
    """How often each row holds each pair of neighbours of the question: in order side by side, and near each other."""
    own = segment.words
    lengths = own.starts[rows + 1] - own.starts[rows]
    tokens, row = own.tokens[ranges(own.starts[rows], lengths)], np.repeat(np.arange(len(rows)), lengths)
    asked_for = _places(segment, tokens, words, languages)
    kept = asked_for != _STOP
    asked_for, row = asked_for[kept], row[kept]
    text, shape = np.cumsum(asked_for == _END), (len(rows), len(words) - 1)
    ordered, near = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for distance in range(1, _WINDOW):
        first, second = asked_for[:-distance], asked_for[distance:]
        beside = (first >= 0) & (second >= 0) & (np.abs(first - second) == 1) & (text[:-distance] == text[distance:])
        at = np.flatnonzero(beside)
        pair = np.minimum(first[at], second[at])
        near += _tallied(row[at], pair, shape)
        if distance == 1:
            forward = second[at] > first[at]
            ordered += _tallied(row[at][forward], pair[forward], shape)
    return ordered, near


def _tallied(rows: Array, pairs: Array, shape: tuple[int, int]) -> Floats:
    return np.bincount(rows * shape[1] + pairs, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float32)


def _places(segment: Segment, tokens: Array, words: Sequence[dict[str, str]], languages: Sequence[str]) -> Array:
    """For each token which word of the question it is; else whether it is the end of a text, a stop word, or any other."""
    wanted = {term_key(*pair): number for number, word in enumerate(words) for pair in word.items()}
    keys = np.frombuffer(b"".join(wanted), np.uint64)
    order, numbers = np.argsort(keys), np.array(list(wanted.values()))
    spoken = [name for name in languages if name in segment.languages] or list(languages)
    real = tokens >= 0
    own = tokens[real]
    known = stems(segment.words, own, spoken)
    found = np.where(known.stops[own], _STOP, _OTHER)
    for language in reversed(range(len(spoken))):  # what it is in the first of the languages counts
        at = places(keys[order], known.terms[own, language])
        found = np.where(at >= 0, numbers[order[at]], found)
    made = np.full(len(tokens), _END, np.int64)
    made[real] = found
    return made
