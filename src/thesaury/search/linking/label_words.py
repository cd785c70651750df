"""Concepts by the words of their labels: how much of a query a label holds, and how much of the label the query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from thesaury.vocabulary.words.stems import stems

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_WHOLE = 0.95
"""A label of which so much is held counts as named; the rest are words that nearly every label has."""


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """For each concept, 0 to 1: `likeness`, the best product of the shares that query and label have of each other, and `named`, the
    largest share of the query that one of its labels covers of which the query holds every word; `covered` is the share that all such
    labels of a language cover together."""

    likeness: Floats
    named: Floats
    covered: float = 0.0


class LabelWords:
    """The labels of a vocabulary, looked up by stemmed words; a word tells as much as it is rare among the labels (idf)."""

    def __init__(self, labels: Iterable[tuple[int, str, str]], concepts: int) -> None:
        """Labels as (number of the concept, text, language); numbers lie below `concepts`."""
        by_language: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
        for concept, text, language in labels:
            if words := stems(text, language):
                by_language[language].append((concept, words))
        self._concepts = concepts
        self._languages = {language: _Language(given) for language, given in by_language.items()}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are labels in."""
        return tuple(self._languages)

    def matches(self, query: str) -> Matches:
        """Every concept in the language in which it fits best."""
        likeness, named = np.zeros(self._concepts, np.float32), np.zeros(self._concepts, np.float32)
        covered = [labels.add(stems(query, language), likeness, named) for language, labels in self._languages.items()]
        return Matches(likeness, named, max(covered, default=0.0))


class _Language:
    """The labels of one language."""

    def __init__(self, labels: Sequence[tuple[int, list[str]]]) -> None:
        numbers: dict[str, int] = {}
        words = [{numbers.setdefault(word, len(numbers)) for word in found} for _, found in labels]
        self._numbers = numbers
        self._concept = np.array([concept for concept, _ in labels], np.int32)
        held = np.array([len(found) for found in words], np.int64)
        flat = np.fromiter(chain.from_iterable(words), np.int32, int(held.sum()))
        of_label = np.repeat(np.arange(len(labels), dtype=np.int32), held)
        order = np.argsort(flat, kind="stable")
        counts = np.bincount(flat, minlength=len(numbers))
        self._labels: Ints = of_label[order]
        self._ends = np.cumsum(counts)
        self._tells = np.log1p(len(labels) / (1 + counts)).astype(np.float32)
        self._unknown = log(1 + len(labels))
        self._length = np.bincount(of_label, self._tells[flat], len(labels)).astype(np.float32)

    def add(self, query: Sequence[str], likeness: Floats, named: Floats) -> float:
        """Raise the figures of each concept to those of its best label here; returns what the labels cover that are held as a whole."""
        known = [self._numbers.get(word) for word in dict.fromkeys(query)]
        total = sum(self._unknown if word is None else float(self._tells[word]) for word in known)
        found = [word for word in known if word is not None]
        if not found:
            return 0.0
        lists = [self._labels[self._ends[word - 1] if word else 0 : self._ends[word]] for word in found]
        weights = np.repeat(self._tells[found], [len(one) for one in lists])
        shared = np.bincount(np.concatenate(lists), weights, len(self._length)).astype(np.float32)
        labels = np.flatnonzero(shared)
        of_query, of_label = shared[labels] / np.float32(total), shared[labels] / self._length[labels]
        np.maximum.at(likeness, self._concept[labels], of_query * of_label)
        whole = of_label >= _WHOLE
        np.maximum.at(named, self._concept[labels[whole]], of_query[whole])
        held = [
            float(self._tells[word])
            for word, one in zip(found, lists, strict=True)
            if np.isin(one, labels[whole]).any()
        ]
        return min(1.0, sum(held) / total)
