"""How documents become a segment: what Python must do once per word is little, the rest is done by columns."""

from collections.abc import Sequence

import numpy as np

from thesaury.engines.columns import vectors as vectors_of
from thesaury.engines.columns.arrays import Array, Ints, Places, bounds, keys, keys_of_ids, strings
from thesaury.engines.columns.facets import Facet, faceted
from thesaury.engines.columns.frequencies import TAGS, TEXT, TITLE
from thesaury.engines.columns.languages import LANGUAGES, LONGEST, OTHER, clean, folded, language_of, spelled
from thesaury.engines.columns.postings import Postings, sorted_pairs
from thesaury.engines.columns.readings import Readings, posted
from thesaury.engines.columns.segment import Ids, Segment, Words
from thesaury.ports.index import Document

_NUMBERS = {language: number for number, language in enumerate(LANGUAGES)}
_END = -1
"""Stands behind each text among the words of a row."""


class Numbered(dict[str, int]):
    """Texts, each with a number of its own from 0 on."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


class Surface(Numbered):
    """Words; what is too long for one ends the text, as far as the index can see."""

    def __missing__(self, word: str) -> int:
        return super().__missing__(word) if len(word) <= LONGEST else _END


def build(name: str, documents: Sequence[Document]) -> Segment:
    """A segment of these documents; their ids are all different. Vectors of another model than the last one's are left out."""
    surface, readings = Surface(), Readings()
    tokens: list[int] = []
    ends = [0]
    for row, document in enumerate(documents):
        _read(row, document, surface, tokens, readings)
        ends.append(len(tokens))
    row_starts, held = np.array(ends, np.int64), np.array(tokens, np.int32)
    written = list(surface)
    return Segment(
        name=name,
        ids=_ids([document.id for document in documents]),
        lengths=_lengths(held, row_starts),
        terms=posted(readings, held, written),
        concepts=_concepts(documents),
        words=_words(written, held, row_starts),
        facets=_facets(documents),
        vectors=_vectors(documents),
        languages=tuple(LANGUAGES[number] for number in readings.languages()),
    )


def _read(row: int, document: Document, surface: Surface, tokens: list[int], readings: Readings) -> None:
    """All words of a document in their order; tags are read in every language its texts are in, and as they stand."""
    languages = {_NUMBERS[OTHER]}
    for text in document.texts:
        start = len(tokens)
        tokens.extend([surface[word] for word in spelled(text.value)])
        language = _NUMBERS[language_of(text.language)]
        languages.add(language)
        readings.add(row, start, len(tokens) - start, TITLE if text.field == "title" else TEXT, language)
        tokens.append(_END)
    start = len(tokens)
    for tag in document.tags:
        tokens.extend([surface[word] for word in spelled(tag)])
        tokens.append(_END)
    if document.tags:
        for language in languages:
            readings.add(row, start, len(tokens) - start, TAGS, language)


def _lengths(tokens: Ints, starts: Places) -> Ints:
    """How many words each row has."""
    before = bounds((tokens != _END).astype(np.int64))
    return np.diff(before[starts]).astype(np.int32)


def _ids(texts: Sequence[str]) -> Ids:
    found = keys_of_ids(texts)
    rows = np.argsort(found).astype(np.int32)
    order = np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int32)
    return Ids(strings(texts), found[rows], rows, order)


def _words(written: Sequence[str], tokens: Ints, starts: Places) -> Words:
    """The words by their keys; the tokens are given the places the words then have."""
    found = keys(written)
    order = np.argsort(found)
    place = np.empty(len(order) + 1, np.int32)
    place[order], place[_END] = np.arange(len(order)), _END
    placed = place[tokens]
    return Words(
        found[order],
        strings(written).chosen(order),
        keys(map(folded, written))[order],
        held_by(placed, np.repeat(np.arange(len(starts) - 1), np.diff(starts)), len(order)),
        placed,
        starts,
    )


def held_by(tokens: Ints, rows: Array, words: int) -> Ints:
    """How many different rows each word stands in; `rows` go with the tokens."""
    real = tokens >= 0
    pairs = np.unique(rows[real].astype(np.int64) * max(words, 1) + tokens[real])
    return np.bincount(pairs % max(words, 1), minlength=words).astype(np.int32)


def _concepts(documents: Sequence[Document]) -> Postings:
    numbered = Numbered()
    held = [numbered[iri] for document in documents for iri, _ in document.concepts]
    weights = np.array([weight for document in documents for _, weight in document.concepts], np.float64)
    rows = np.repeat(np.arange(len(documents)), [len(document.concepts) for document in documents])
    in_bytes = np.maximum(np.rint(np.clip(weights, 0, 1) * 255), 1).astype(np.int64)
    there = weights > 0
    return _full(
        sorted_pairs(keys(map(clean, numbered)), np.array(held, np.int64)[there], rows[there], in_bytes[there])
    )


def _full(postings: Postings) -> Postings:
    """Only keys that have rows."""
    there = np.diff(postings.starts) > 0
    return postings if there.all() else postings.ordered(np.flatnonzero(there))


def _facets(documents: Sequence[Document]) -> dict[str, Facet]:
    """Names and values in composed form, so that equal ones are equal."""
    found: dict[str, tuple[Numbered, list[int], list[int]]] = {}
    for row, document in enumerate(documents):
        for name, values in document.facets:
            if (one := found.get(name)) is None:
                one = found.setdefault(clean(name), (Numbered(), [], []))
            numbered, held, rows = one
            for value in values:
                held.append(numbered[value])
                rows.append(row)
    return {
        name: _facet([clean(value) for value in numbered], held, rows, len(documents))
        for name, (numbered, held, rows) in found.items()
        if held
    }


def _facet(values: Sequence[str], held: Sequence[int], rows: Sequence[int], count: int) -> Facet:
    found = keys(values)
    _, first = np.unique(found, return_index=True)
    pairs = sorted_pairs(found, np.array(held, np.int64), np.array(rows, np.int64), np.zeros(len(held), np.int64))
    bare = Postings(pairs.keys, pairs.starts, pairs.rows, pairs.weights[:0])
    return faceted(bare, strings(values).chosen(first), count)


def _vectors(documents: Sequence[Document]) -> vectors_of.Vectors:
    last = next((document for document in reversed(documents) if document.vector is not None), None)
    if last is None or last.vector is None:
        return vectors_of.no_vectors(len(documents))
    size = len(last.vector)
    fitting = [
        document.vector if document.vector is not None and document.model == last.model and len(document.vector) == size else None
        for document in documents
    ]  # fmt: skip
    return vectors_of.quantised(last.model, fitting, size)
