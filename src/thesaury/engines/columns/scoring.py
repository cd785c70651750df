"""The channels of words and concepts: one score for every row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from thesaury.engines.columns.arrays import Array, Codes, Floats, Ints, Mask, keys, places
from thesaury.engines.columns.frequencies import decoded
from thesaury.engines.columns.languages import asked, clean
from thesaury.engines.columns.readings import term_key
from thesaury.engines.columns.snapshot import K1, Part, Snapshot

MOST_WORDS = 128
"""Of a very long question the first different words are asked for; a whole brief fits."""

_ENOUGH = 1 - 1e-4
"""A share is computed in single precision: this much less of it is as good."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A term in one part: the rows that hold it, and how often (as a byte of `frequencies`)."""

    part: Part
    rows: Ints
    often: Codes


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word: by part where it is held in one language or another, and by how many documents in its most frequent language."""

    by_part: tuple[tuple[Held, ...], ...]
    count: int


def held(snapshot: Snapshot, words: Sequence[dict[str, str]]) -> list[Word]:
    """Each word by its terms in the languages."""
    terms = [
        (number, language, term_key(language, term))
        for number, one in enumerate(words)
        for language, term in one.items()
    ]
    wanted = np.frombuffer(b"".join(key for _, _, key in terms), np.uint64)
    found: list[list[tuple[Held, ...]]] = [[] for _ in words]
    counts: list[Counter[str]] = [Counter() for _ in words]
    for part in snapshot.parts:
        here: dict[int, list[Held]] = {}
        at = places(part.segment.terms.keys, wanted)
        for place in np.flatnonzero(at >= 0).tolist():
            number, language, _ = terms[place]
            rows, often = part.segment.terms.of(int(at[place]))
            here.setdefault(number, []).append(Held(part, rows, often))
            counts[number][language] += len(rows) if part.live is None else int(np.count_nonzero(part.live.take(rows)))
        for number, lists in here.items():
            found[number].append(tuple(sorted(lists, key=lambda one: -len(one.rows))))
    return [Word(tuple(by_part), max(count.values(), default=0)) for by_part, count in zip(found, counts, strict=True)]


def idf(count: int, total: int) -> float:
    """What a word tells that so many of all documents hold: 0 for none."""
    return log(1 + (total - count + 0.5) / (count + 0.5)) if count else 0.0


def word_scores(snapshot: Snapshot, text: str, share: float) -> tuple[Floats, Mask]:
    """BM25 for every row, each word in its best language, and which rows hold enough of the words."""
    # With a share, real parts are the scores, and imaginary parts what the words held tell: added up in one go.
    sums: Array = np.zeros(snapshot.rows, np.complex64 if share > 0 else np.float32)
    best = np.zeros(snapshot.rows, np.float32)
    frequencies, norms, total = decoded(), snapshot.norms, 0.0
    for word in held(snapshot, asked(text, snapshot.languages, MOST_WORDS)):
        tells = idf(word.count, snapshot.count)
        total += tells
        for lists in word.by_part:
            at = lists[0].part.rows
            fits = [_fit(one, frequencies, norms[at], tells) for one in lists]
            _add(fits, sums[at], best[at], np.float32(tells))
    if share > 0:
        return sums.real, (sums.imag > 0) & (sums.imag >= total * share * _ENOUGH)
    return sums, sums > 0


def _fit(one: Held, frequencies: Floats, norms: Floats, tells: float) -> tuple[Array, Floats]:
    """The rows, and what the word is worth in each: BM25."""
    rows = one.rows.astype(np.intp)
    often = frequencies.take(one.often)
    below = norms.take(rows)
    below += often
    often /= below
    often *= np.float32(tells * (K1 + 1))
    return rows, often


def _add(fits: Sequence[tuple[Array, Floats]], sums: Array, best: Floats, tells: np.float32) -> None:
    """Add a word to the sums; of a second language only what it is worth more than the first, which is kept in `best` meanwhile."""
    for number, (rows, fit) in enumerate(fits):
        told = tells
        if number:
            before = best.take(rows)
            told = tells * (before == 0)
            fit = np.maximum(fit - before, 0)
        if number < len(fits) - 1:
            best[rows] = fit if not number else before + fit
        made = sums.take(rows)
        if made.dtype == np.complex64:
            made.imag += told
            made.real += fit
        else:
            made += fit
        sums[rows] = made
    for rows, _ in fits[:-1]:
        best[rows] = 0


def concept_scores(snapshot: Snapshot, concepts: Sequence[tuple[str, float]]) -> Floats:
    """The sum of the products of both weights for every row."""
    scores = np.zeros(snapshot.rows, np.float32)
    wanted, weights = keys(clean(iri) for iri, _ in concepts), [weight for _, weight in concepts]
    for part in snapshot.parts:
        own = scores[part.rows]
        at = places(part.segment.concepts.keys, wanted)
        for place, weight in zip(at.tolist(), weights, strict=True):
            if place >= 0 and weight > 0:
                held_by, weighs = part.segment.concepts.of(place)
                rows = held_by.astype(np.intp)
                product = weighs * np.float32(min(weight, 1.0) / 255)
                product += own.take(rows)
                own[rows] = product
    return scores


def holding(snapshot: Snapshot, words: Sequence[dict[str, str]]) -> Mask:
    """Which rows hold one of these words, in any language."""
    made = np.zeros(snapshot.rows, np.bool_)
    for one in (one for word in held(snapshot, words) for lists in word.by_part for one in lists):
        made[one.part.rows][one.rows] = True
    return made


def ascending(rows: Sequence[Array]) -> Array:
    """All these rows, each once."""
    return np.unique(np.concatenate([*rows, np.zeros(0, np.int64)])).astype(np.int64)
