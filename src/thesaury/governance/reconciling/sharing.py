"""Labels that share words with a name: what is left to propose where nothing is nearly the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import log

from thesaury.governance.terms import Bearer, Terms
from thesaury.governance.terms.postings import Postings
from thesaury.governance.wording import fold
from thesaury.vocabulary.words.stems import forms

MOST = 70.0
"""The score of a label with all words of the name and no others, in another order."""
_LEAST = 10.0
_COMMON = 2_000
"""A word of so many labels says nothing by itself."""


class SharedWords:
    """Finds labels by their words; made when first asked, for most names are found without."""

    def __init__(self, terms: Terms) -> None:
        """Over the labels of these concepts."""
        self._terms = terms

    def nearest(self, name: str, limit: int, language: str = "") -> tuple[tuple[Bearer, float], ...]:
        """At most so many living concepts with their score, the best first: rare words count for more than common ones."""
        words = set(self._words(name, (language,) if language else self._terms.labels.languages))
        found: Counter[int] = Counter()
        for word in words:
            numbers = self._numbers.of((word,))
            if len(numbers) <= _COMMON:
                found.update(dict.fromkeys(numbers, 1))
        whole = len(fold(name).split())
        best: dict[str, tuple[Bearer, float]] = {}
        for number, _ in found.most_common(limit * 20):
            bearer = self._terms.labels.bearers[number]
            score = self._score(words, whole, bearer)
            held = best.get(bearer.concept.iri)
            if score >= _LEAST and not bearer.concept.deprecated and (held is None or score > held[1]):
                best[bearer.concept.iri] = (bearer, score)
        return tuple(sorted(best.values(), key=lambda one: (-one[1], one[0].concept.iri))[:limit])

    def _score(self, words: set[str], whole: int, bearer: Bearer) -> float:
        label = fold(bearer.label.text).split()
        shared = [word for word in label if not words.isdisjoint(self._words(word, (bearer.language,)))]
        rarity = sum(self._rarity(word) for word in shared) / (sum(map(self._rarity, label)) or 1.0)
        return round(MOST * rarity * (0.5 + len(shared) / whole / 2), 1) if shared else 0.0

    def _rarity(self, word: str) -> float:
        return log(2 + len(self._terms.labels.bearers) / (1 + len(self._numbers.of((word,)))))

    @cached_property
    def _numbers(self) -> Postings:
        return Postings(self._entries())

    def _entries(self) -> Iterator[tuple[str, int]]:
        for number, bearer in enumerate(self._terms.labels.bearers):
            for word in self._words(bearer.label.text, (bearer.language,)):
                yield word, number

    @staticmethod
    def _words(text: str, languages: Sequence[str]) -> frozenset[str]:
        """The words themselves, and their stems in these languages."""
        return frozenset().union(*(forms(word, languages) for word in fold(text).split()))
