"""A lexical index in memory: one point per word, two in a title, so that tests can do the sum in their heads."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import Stemmer

from thesaury.ports.index import Document, IndexAnswer, IndexHit, IndexQuery

_STEMMERS = {"en": Stemmer.Stemmer("english"), "de": Stemmer.Stemmer("german"), "fr": Stemmer.Stemmer("french")}
_CONCEPT = 10.0


class MemoryIndex:
    """Inherits the contract suite of `LexicalIndex`; knows the stems of English, German and French."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def put(self, documents: Sequence[Document], gone: Sequence[str] = ()) -> None:
        for key in gone:
            self._documents.pop(key, None)
        self._documents |= {document.id: document for document in documents}

    def search(self, query: IndexQuery, facets: Sequence[str] = ()) -> IndexAnswer:
        passed = [document for document in self._documents.values() if _passes(document, query)]
        scored = [(_score(document, query), document.id) for document in passed]
        ranked = sorted(
            ((s, key) for s, key in scored if s > 0 or _asks_nothing(query)), key=lambda hit: (-hit[0], hit[1])
        )
        page = islice(ranked, query.offset, query.offset + query.limit)
        found = [self._documents[key] for _, key in ranked]
        counts = {name: _counted(found, name) for name in facets}
        return IndexAnswer(tuple(IndexHit(key, score) for score, key in page), len(ranked), counts)

    def count(self) -> int:
        return len(self._documents)

    def close(self) -> None:
        self._documents = {}


def _asks_nothing(query: IndexQuery) -> bool:
    return not query.words.strip() and not query.concepts


def _passes(document: Document, query: IndexQuery) -> bool:
    held = dict(document.facets)
    return all(set(values) & set(held.get(name, ())) for name, values in query.filters)


def _score(document: Document, query: IndexQuery) -> float:
    held = dict(document.concepts)
    by_concept = sum(_CONCEPT * weight * held.get(iri, 0.0) for iri, weight in query.concepts)
    wanted = set(_words(query.words))
    return by_concept + sum(max(_points(document, word), default=0) for word in wanted)


def _points(document: Document, word: str) -> Iterator[int]:
    for text in document.texts:
        if _stems(word, text.language) & {s for w in _words(text.value) for s in _stems(w, text.language)}:
            yield 2 if text.field == "title" else 1
    if any(word in _words(tag) for tag in document.tags):
        yield 1


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def _stems(word: str, language: str) -> set[str]:
    stemmer = _STEMMERS.get(language.split("-")[0])
    return {stemmer.stemWord(word) if stemmer else word}


def _counted(documents: Sequence[Document], name: str) -> Mapping[str, int]:
    return Counter(value for document in documents for value in set(dict(document.facets).get(name, ())))
