"""Several segments as one, without the documents that are gone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from thesaury.engines.columns import postings, vectors
from thesaury.engines.columns.arrays import Array, Ints, bounds, joined, places, ranges
from thesaury.engines.columns.facets import Facet, faceted
from thesaury.engines.columns.segment import Ids, Segment, Words

if TYPE_CHECKING:
    from thesaury.engines.columns.snapshot import Part


def merge(name: str, parts: Sequence["Part"], newest: vectors.Vectors) -> Segment:
    """One segment of what lives in these; vectors of another model than that of `newest` are left out."""
    segments = [part.segment for part in parts]
    kept = [part.living() for part in parts]
    new_rows = _new_rows(parts, kept)
    return Segment(
        name=name,
        ids=_ids(segments, kept, new_rows),
        lengths=np.concatenate([segment.lengths[rows] for segment, rows in zip(segments, kept, strict=True)]),
        terms=postings.merged([segment.terms for segment in segments], new_rows),
        concepts=postings.merged([segment.concepts for segment in segments], new_rows),
        words=_words(parts, kept),
        facets=_facets(segments, new_rows, sum(map(len, kept))),
        vectors=vectors.merged([segment.vectors for segment in segments], kept, newest),
        languages=tuple(sorted({language for segment in segments for language in segment.languages})),
    )


def _new_rows(parts: Sequence["Part"], kept: Sequence[Ints]) -> list[Ints]:
    made, start = [], 0
    for part, rows in zip(parts, kept, strict=True):
        new = np.full(part.segment.rows, -1, np.int32)
        new[rows] = np.arange(start, start + len(rows), dtype=np.int32)
        made.append(new)
        start += len(rows)
    return made


def _ids(segments: Sequence[Segment], kept: Sequence[Ints], new_rows: Sequence[Ints]) -> Ids:
    texts = joined([segment.ids.texts.chosen(rows) for segment, rows in zip(segments, kept, strict=True)])
    pairs = list(zip(segments, new_rows, strict=True))
    keys, rows = (
        np.concatenate([segment.ids.keys[new[segment.ids.rows] >= 0] for segment, new in pairs]),
        np.concatenate([found[found >= 0] for found in (new[segment.ids.rows] for segment, new in pairs)]),
    )
    by_key = np.argsort(keys)
    written = texts.texts()
    runs = [found[found >= 0] for found in (new[segment.ids.order] for segment, new in pairs)]
    # Each run is in order already, which makes sorting them a merge.
    order = np.array(sorted(np.concatenate(runs).tolist(), key=written.__getitem__), np.int32)
    return Ids(texts, keys[by_key], rows[by_key], order)


def _words(parts: Sequence["Part"], kept: Sequence[Ints]) -> Words:
    all_words = [part.segment.words for part in parts]
    keys, first, place = np.unique(
        np.concatenate([words.keys for words in all_words]), return_index=True, return_inverse=True
    )
    counts = np.bincount(place, np.concatenate([part.word_counts() for part in parts]), minlength=len(keys)).astype(
        np.int32
    )
    there = counts > 0
    renumbered = np.cumsum(there, dtype=np.int32) - 1
    cuts = np.cumsum([len(words.keys) for words in all_words])[:-1]
    pieces = [
        _renumbered(words, rows, renumbered[part])
        for words, rows, part in zip(all_words, kept, np.split(place, cuts), strict=True)
    ]
    return Words(
        keys[there],
        joined([words.texts for words in all_words]).chosen(first[there]),
        np.concatenate([words.folds for words in all_words])[first[there]],
        counts[there],
        np.concatenate([tokens for tokens, _ in pieces]),
        bounds(np.concatenate([lengths for _, lengths in pieces])),
    )


def _renumbered(words: Words, rows: Ints, new: Ints) -> tuple[Ints, Array]:
    """The tokens of these rows as places in the new words, and how many each row has."""
    lengths = np.diff(words.starts)
    tokens = words.tokens if len(rows) == len(lengths) else words.tokens[ranges(words.starts[rows], lengths[rows])]
    return np.append(new, np.int32(-1))[tokens], lengths[rows]


def _facets(segments: Sequence[Segment], new_rows: Sequence[Ints], rows: int) -> dict[str, Facet]:
    made = {}
    for name in dict.fromkeys(name for segment in segments for name in segment.facets):
        with_it = [(s.facets[name], new) for s, new in zip(segments, new_rows, strict=True) if name in s.facets]
        found = postings.merged([facet.postings for facet, _ in with_it], [new for _, new in with_it])
        if not len(found.keys):
            continue
        keys, first = np.unique(np.concatenate([facet.postings.keys for facet, _ in with_it]), return_index=True)
        values = joined([facet.values for facet, _ in with_it]).chosen(first[places(keys, found.keys)])
        made[name] = faceted(found, values, rows)
    return made
