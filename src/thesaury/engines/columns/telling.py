"""What else the index can say: its words, which of them tell documents apart, and what most documents are like."""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from thesaury.engines.columns.arrays import Floats, keys, places, ranges
from thesaury.engines.columns.languages import every_term, is_stop_word, words
from thesaury.engines.columns.scoring import held, idf
from thesaury.engines.columns.snapshot import Snapshot


def all_words(snapshot: Snapshot) -> dict[str, int]:
    """Every word as it was written, in small letters, with the number of documents that hold it."""
    made: dict[str, int] = {}
    for part in snapshot.parts:
        counts = part.word_counts().tolist()
        for word, count in zip(part.segment.words.texts.texts(), counts, strict=True):
            if count:
                made[word] = made.get(word, 0) + count
    return made


def frequencies(snapshot: Snapshot, asked: Sequence[str]) -> tuple[int, ...]:
    """How many documents hold each word, in its most frequent language; 0 for what is no word."""
    split = [words(text) for text in asked]
    terms = [every_term(found[0], snapshot.languages) if len(found) == 1 else {} for found in split]
    return tuple(word.count for word in held(snapshot, terms))


def telling(snapshot: Snapshot, ids: Sequence[str], most: int) -> tuple[str, ...]:
    """The words by how often these documents hold them and how few others do; no stop words; equal ones by the alphabet."""
    times: dict[str, int] = {}
    found = snapshot.find(tuple(dict.fromkeys(ids)))
    for part, rows, _ in snapshot.by_part(np.unique(found[found >= 0])):
        own = part.segment.words
        tokens = own.tokens[ranges(own.starts[rows], np.diff(own.starts)[rows])]
        numbers, counts = np.unique(tokens[tokens >= 0], return_counts=True)
        for word, count in zip(own.texts.chosen(numbers).texts(), counts.tolist(), strict=True):
            times[word] = times.get(word, 0) + count
    candidates = [word for word in times if not any(is_stop_word(word, name) for name in snapshot.languages)]
    holding = _holding(snapshot, candidates)
    scores = {word: times[word] * idf(holding[word], snapshot.count) for word in candidates}
    return tuple(islice(sorted(candidates, key=lambda word: (-scores[word], word)), max(0, most)))


def _holding(snapshot: Snapshot, asked: Sequence[str]) -> dict[str, int]:
    """How many documents hold each word as it is written, with those that are gone as long as their rows are there."""
    wanted, total = keys(asked), np.zeros(len(asked), np.int64)
    for part in snapshot.parts:
        at = places(part.segment.words.keys, wanted)
        total[at >= 0] += part.segment.words.counts[at[at >= 0]]
    return dict(zip(asked, total.tolist(), strict=True))


def vectors_of(snapshot: Snapshot, ids: Sequence[str]) -> Floats:
    """One row for each id, NaN where there is no vector; no columns where the index has none."""
    made = np.full((len(ids), snapshot.vectors.dimensions), np.nan, np.float32)
    found = snapshot.find(ids)
    for part, vectors in snapshot.with_vectors():
        here = np.flatnonzero((found >= part.base) & (found < part.base + part.segment.rows))
        own = found[here] - part.base
        there = vectors.there[own]
        made[here[there]] = vectors.rows(own[there])
    return made


def sample(snapshot: Snapshot, most: int) -> Floats:
    """Vectors of documents at even distances."""
    held_by = [
        (part, np.flatnonzero(vectors.there & snapshot.live[part.rows])) for part, vectors in snapshot.with_vectors()
    ]
    rows = np.concatenate([part.base + own for part, own in held_by]) if held_by else np.zeros(0, np.int64)
    if len(rows) > most:
        rows = rows[np.arange(max(0, most)) * len(rows) // max(most, 1)]
    made = [part.segment.vectors.rows(own) for part, own, _ in snapshot.by_part(rows)]
    return np.concatenate([np.zeros((0, snapshot.vectors.dimensions), np.float32), *made])
