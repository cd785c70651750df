"""A search index in memory, in plain Python: what each sentence of the port means, without any speed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

import numpy as np
import Stemmer
from numpy.typing import NDArray

from thesaury.ports.index import Document, Found, IndexQuery

Floats = NDArray[np.float32]
Term = tuple[str, str]
Asked = tuple[set[Term], float]
"""The terms of a word, and what it tells."""

_STEMMERS = {"en": Stemmer.Stemmer("english"), "de": Stemmer.Stemmer("german"), "fr": Stemmer.Stemmer("french")}
_IN_TITLE = 2.0


class MemorySearchIndex:
    """Inherits the contract suite of `SearchIndex`; knows the stems of English, German and French, and no stop words."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._held: dict[str, dict[Term, float]] = {}
        self._model = ""

    def put(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        for key in gone:
            self._documents.pop(key, None)
        self._documents |= {document.id: document for document in documents}
        self._held |= {document.id: _held(document) for document in documents}
        self._model = next((d.model for d in reversed(documents) if d.vector is not None), self._model)

    def search(self, query: IndexQuery, facets: Sequence[str] = ()) -> Found:
        words = [self._terms(word) for word in dict.fromkeys(_words(query.words))]
        asked = [(terms, self._idf(self._frequency(terms))) for terms in words]
        scored = {key: self._scores(document, query, asked) for key, document in self._documents.items()}
        passed = [d for d in self._documents.values() if self._is_hit(d, query, asked, scored[d.id])]
        hits = sorted(d.id for d in passed if _filtered(d, query.filters))
        chosen = _page(hits, query) if _lists(query) else _best(hits, scored, query.most)
        counts = {name: _counted(passed, name, query) for name in facets}
        columns = np.array([scored[key] for key in chosen], np.float32).reshape(len(chosen), 3)
        return Found(tuple(chosen), columns[:, 0], columns[:, 1], columns[:, 2], len(hits), counts)

    def vectors(self, ids: Sequence[str]) -> Floats:
        found = [self._vector(self._documents.get(key)) for key in ids]
        size = max((len(v) for d in self._documents.values() if (v := self._vector(d)) is not None), default=0)
        return np.array([[np.nan] * size if v is None else v for v in found], np.float32).reshape(len(ids), size)

    def sample(self, most: int) -> Floats:
        return self.vectors([key for key, d in sorted(self._documents.items()) if self._vector(d) is not None][:most])

    def frequencies(self, words: Sequence[str]) -> tuple[int, ...]:
        return tuple(self._frequency(self._terms(word.lower())) for word in words)

    def telling(self, ids: Sequence[str], most: int) -> tuple[str, ...]:
        times = Counter(w for key in ids if key in self._documents for w in _written(self._documents[key]))
        held = self.words()
        scores = {word: count * self._idf(held[word]) for word, count in times.items()}
        return tuple(sorted(scores, key=lambda word: (-scores[word], word))[:most])

    def examples(self, facet: str) -> Mapping[str, str]:
        return {value: d.id for d in self._documents.values() for value in dict(d.facets).get(facet, ())}

    def words(self) -> Mapping[str, int]:
        return Counter(word for d in self._documents.values() for word in set(_written(d)))

    def count(self) -> int:
        return len(self._documents)

    def close(self) -> None:
        self._documents = {}

    def _terms(self, word: str) -> set[Term]:
        return {(language, _stem(word, language)) for language in ("", *_STEMMERS)}

    def _frequency(self, terms: set[Term]) -> int:
        return max(sum(term in self._held[key] for key in self._documents) for term in terms)

    def _idf(self, count: int) -> float:
        return log(1 + (self.count() - count + 0.5) / (count + 0.5)) if count else 0.0

    def _scores(self, document: Document, query: IndexQuery, asked: Sequence[Asked]) -> tuple[float, float, float]:
        held, weights = self._held[document.id], dict(document.concepts)
        words = sum(tells * max((held.get(term, 0.0) for term in terms), default=0.0) for terms, tells in asked)
        concepts = sum(weight * weights.get(iri, 0.0) for iri, weight in query.concepts)
        if query.vector is None:
            return words, concepts, 0.0
        vector = self._vector(document)
        fits = vector is not None and len(vector) == len(query.vector)
        return words, concepts, float(vector @ query.vector) if fits and vector is not None else float("nan")

    def _is_hit(
        self, document: Document, query: IndexQuery, asked: Sequence[Asked], scores: tuple[float, float, float]
    ) -> bool:
        """All but the filters."""
        has = sum(tells for terms, tells in asked if terms & self._held[document.id].keys())
        enough = has > 0 and has >= query.share * sum(tells for _, tells in asked) - 1e-6
        return _passes(document, query) and (
            _lists(query)
            or enough
            or (0 < scores[1] >= query.least)
            or (query.vector is not None and scores[2] >= query.bar)
        )

    def _vector(self, document: Document | None) -> Floats | None:
        return document.vector if document and document.model == self._model else None


def _lists(query: IndexQuery) -> bool:
    return not query.words.strip() and not query.concepts and query.vector is None


def _passes(document: Document, query: IndexQuery) -> bool:
    without = any(_filtered(document, [one]) for one in query.without)
    listed = query.ids is None or document.id in query.ids
    phrases = all(_holds(document, phrase) for phrase in query.phrases if _words(phrase))
    firm = _filtered(document, query.firm)
    return listed and firm and phrases and not without and not any(_excluded(document, text) for text in query.excluded)


def _filtered(document: Document, filters: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    held = dict(document.facets)
    return all(set(values) & set(held.get(name, ())) for name, values in filters)


def _excluded(document: Document, text: str) -> bool:
    words = _words(text)
    if len(words) != 1:
        return bool(words) and _holds(document, text)
    return any((language, _stem(words[0], language)) in _held(document) for language in ("", *_STEMMERS))


def _holds(document: Document, phrase: str) -> bool:
    wanted = " ".join(map(_folded, _words(phrase)))
    texts = (*(text.value for text in document.texts), *document.tags)
    return any(f" {wanted} " in f" {' '.join(map(_folded, _words(text)))} " for text in texts)


def _held(document: Document) -> dict[Term, float]:
    held: Counter[Term] = Counter()
    languages = {text.language.split("-")[0] for text in document.texts} & _STEMMERS.keys()
    for text in document.texts:
        language = text.language.split("-")[0] if text.language.split("-")[0] in languages else ""
        for word in _words(text.value):
            held[language, _stem(word, language)] += _IN_TITLE if text.field == "title" else 1.0  # type: ignore[assignment]
    for tag in document.tags:
        for language in {*languages, ""}:
            held.update((language, _stem(word, language)) for word in _words(tag))
    return {term: often / (often + 1.2) for term, often in held.items()}


def _page(hits: list[str], query: IndexQuery) -> list[str]:
    return hits[query.offset : query.offset + query.most]


def _best(hits: list[str], scored: Mapping[str, tuple[float, float, float]], most: int) -> list[str]:
    chosen: set[str] = set()
    for channel in range(3):
        there = [key for key in hits if (scored[key][channel] > 0 if channel < 2 else scored[key][2] == scored[key][2])]
        chosen |= set(sorted(there, key=lambda key: (-scored[key][channel], key))[:most])
    return sorted(chosen)


def _counted(passed: Sequence[Document], name: str, query: IndexQuery) -> Mapping[str, int]:
    others = [one for one in query.filters if one[0] != name]
    wide = [document for document in passed if _filtered(document, others)]
    group = dict(query.groups).get(name, {})
    counts: Counter[str] = Counter()
    for document in wide:
        counts.update(group.get(value, value) for value in set(dict(document.facets).get(name, ())))
    return counts


def _written(document: Document) -> list[str]:
    return [word for text in (*(t.value for t in document.texts), *document.tags) for word in _words(text)]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())


def _stem(word: str, language: str) -> str:
    return _folded(_STEMMERS[language].stemWord(word) if language else word)


def _folded(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
