"""Approved concepts near a term: labels that are alike, the label it ends in, and what is above both."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from thesaury.governance.wording import fold, letters
from thesaury.model.concept import Concept
from thesaury.model.proposal import Closeness, Neighbour
from thesaury.vocabulary.languages import best

MOST = 5
_ALIKE = 0.35
"""Dice's coefficient from which two labels count as alike: `carbon neutral shipping` and `climate neutral shipping` have 0.77."""
_SHORTEST_HEAD = 4
_LONG_WORD = 8
_NOUN_FIRST = frozenset(("ca", "es", "fr", "it", "pt", "ro"))
"""Languages in which the noun stands before what says more of it."""

_Held = tuple[str, str, str]
"""A concept with one of its labels: IRI, text and language."""


class Near:
    """All labels of the approved concepts, by the trigrams they have."""

    def __init__(self, concepts: Iterable[Concept], languages: Sequence[str] = ()) -> None:
        """Take the concepts of all vocabularies; deprecated ones are nobody's neighbours. They are named in these languages, best first."""
        self._labels: list[_Held] = []
        self._broader: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, _Held] = {}
        self._exact: dict[str, list[_Held]] = {}
        postings: dict[str, array[int]] = {}
        sizes = array("I")
        for concept in (one for one in concepts if not one.deprecated):
            self._broader.setdefault(concept.iri, concept.broader)
            if named := best(concept.preferred, languages):
                self._named.setdefault(concept.iri, (concept.iri, named.text, named.language))
            for _, label in concept.labels():
                held = (concept.iri, label.text, label.language)
                folded = fold(label.text)
                self._exact.setdefault(letters(folded), []).append(held)
                grams = _trigrams(folded)
                for gram in grams:
                    postings.setdefault(gram, array("I")).append(len(self._labels))
                self._labels.append(held)
                sizes.append(len(grams))
        self._postings: Mapping[str, NDArray[np.uint32]] = {
            gram: np.frombuffer(numbers, np.uint32) for gram, numbers in postings.items()
        }
        self._sizes = np.frombuffer(sizes, np.uint32) if sizes else np.zeros(0, np.uint32)

    def alike(self, term: str, most: int = MOST) -> list[Neighbour]:
        """Concepts with a label that is much like the term, nearest first, each once."""
        grams = _trigrams(fold(term))
        known = [self._postings[gram] for gram in grams if gram in self._postings]
        if not known:
            return []
        shared = np.bincount(np.concatenate(known), minlength=len(self._labels))
        alike = 2 * shared / (self._sizes + len(grams))
        near = np.flatnonzero(alike >= _ALIKE)
        found: dict[str, Neighbour] = {}
        for number in near[np.argsort(-alike[near], kind="stable")]:
            held = self._labels[int(number)]
            found.setdefault(held[0], Neighbour(*held, Closeness.LABEL, round(float(alike[number]), 2)))
            if len(found) == most:
                break
        return list(found.values())

    def above(self, term: str, language: str, alike: Sequence[Neighbour]) -> list[Neighbour]:
        """Where the term may belong, best first: below the concept whose label it ends in, else below what is above its neighbours."""
        heads = dict.fromkeys(
            held for part in _heads(fold(term), language) for held in self._exact.get(letters(part), ())
        )
        found = {held[0]: Neighbour(*held, Closeness.HEAD, 1.0) for held in reversed(heads)}
        votes = Counter(iri for one in alike for iri in self._broader.get(one.concept, ()) if iri in self._named)
        for iri, count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            found.setdefault(iri, Neighbour(*self._named[iri], Closeness.ABOVE, round(count / len(alike), 2)))
        return sorted(found.values(), key=lambda one: (one.why is not Closeness.HEAD, -one.weight))[:3]

    def exactly(self, text: str) -> tuple[str, ...]:
        """The concepts that have this label, however it is spelled."""
        return tuple(dict.fromkeys(iri for iri, _, _ in self._exact.get(letters(fold(text)), ())))

    def holds(self, iri: str) -> bool:
        """Whether this is an approved concept."""
        return iri in self._broader

    def name(self, iri: str) -> tuple[str, str]:
        """The name of a concept with its language; its IRI where it has none."""
        _, text, language = self._named.get(iri, (iri, iri, ""))
        return text, language


def _trigrams(text: str) -> frozenset[str]:
    padded = f" {text} "
    return frozenset(padded[n : n + 3] for n in range(len(padded) - 2))


def _heads(text: str, language: str) -> Iterator[str]:
    """What the term may be a kind of, longest first: its last words, or its first; and what ends a long word (`Mehrwegverpackung`)."""
    words = text.split()
    first = language.partition("-")[0] in _NOUN_FIRST
    for size in range(len(words) - 1, 0, -1):
        yield " ".join(words[:size] if first else words[-size:])
    last = words[-1] if words else ""
    if len(last) >= _LONG_WORD and not first:
        for start in range(3, len(last) - _SHORTEST_HEAD + 1):
            yield last[start:]
