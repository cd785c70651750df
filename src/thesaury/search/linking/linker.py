"""A query linked to concepts: by the words of their labels in any language, and by vectors where there is a model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from thesaury.ports.embedder import Embedder
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.word_senses import WordSenses
from thesaury.search.linking.label_words import LabelWords, Matches
from thesaury.search.linking.levels import Levels
from thesaury.search.linking.meanings import Meanings
from thesaury.search.linking.own_words import OwnWord, own_words, without_others
from thesaury.search.linking.senses import LabelSenses
from thesaury.vocabulary.thesaurus import Thesaurus

Floats = NDArray[np.float32]

MOST = 40
"""So many concepts a query is linked to, the best ones."""

_WHOLE = 0.95
"""From this share on a label is what the whole query says."""
_NAMED = 0.5
"""What a concept gains whose label is the whole query: no likeness comes near it, and likeness decides among homonyms."""
_DOUBTFUL, _CLEAR = 0.5, 0.65
"""Below the first cosine to its nearest concept a model makes little of a query, from the second on it can be trusted."""
_BESIDE = 0.7
"""What the words of labels count beside a model in doubt."""
_LEAST = 0.4
"""Below this cosine two short texts have nothing in common (MiniLM and its kind)."""
_SURE = 0.6
"""From this cosine on a likeness is as good as the name."""
_SHARPNESS = 7
"""Likenesses are close together; this power of their ratio to the best tells them apart."""
_SHARPNESS_OF_WORDS = 2
_UPWARDS = 0.3
"""Without a model: how much of what speaks for a concept speaks for the one above it, where the query names a concept."""
_PLACE = 2
"""So many steps up the place of a label is read, to tell homonyms apart."""
_BY_SENSE = 0.8
"""What a word weighs that means the same by a dictionary, beside the word of the label itself."""


class By(StrEnum):
    """What a concept was linked by."""

    LABEL = "label"
    WORDS = "words"
    SENSE = "sense"
    LIKENESS = "likeness"
    COMPANY = "company"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Link:
    """A concept that a query may mean, with a weight in 0 to 1; the best link has 1. `of`: the concept that a related one stands beside."""

    concept: str
    weight: float
    by: By
    of: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of a query, best first, and how sure it is, 0 to 1, that the query means what they say together."""

    links: tuple[Link, ...] = ()
    sure: float = 0.0

    @property
    def weights(self) -> tuple[tuple[str, float], ...]:
        """Concepts with their weights, as an index wants them."""
        return tuple((link.concept, link.weight) for link in self.links)


@dataclass(frozen=True, slots=True)
class Linker:
    """Links queries to the concepts of a thesaurus; made once for each state of it. Without `meanings` it knows words alone."""

    concepts: Sequence[str]
    words: LabelWords
    levels: Levels = field(repr=False)
    meanings: Meanings | None = None
    senses: LabelSenses | None = None
    own: tuple[OwnWord, ...] = ()

    def link(self, query: str, vector: Floats | None = None) -> Linked:
        """The concepts of a query; `vector` is its vector, None where there is none."""
        if not query.strip() or not self.concepts:
            return Linked()
        linked = self._linked(query, vector)
        return without_others(linked, query, self.own) if self.own else linked

    def _linked(self, query: str, vector: Floats | None) -> Linked:
        matches = self.words.matches(query)
        if self.meanings is None or vector is None:
            return self._by_words(matches, query)
        return self._by_both(matches, self.meanings.likeness(vector), query)

    def knows(self, word: str) -> bool:
        """Whether a dictionary of meanings is asked that has this word."""
        return bool(self.senses and self.senses.knows(word))

    def _by_both(self, matches: Matches, likeness: Floats, query: str) -> Linked:
        named, told = (float(scores.max(initial=0)) for scores in (matches.named, matches.likeness))
        near = np.where(likeness >= _LEAST, likeness, 0)
        best = float(near.max(initial=0))
        if best <= 0:
            return self._by_words(matches, query)
        whole = matches.named >= _WHOLE
        if whole.any():
            scores = near + np.float32(_NAMED) * whole
            return Linked(self._links((scores / scores.max()) ** _SHARPNESS, 1, matches, By.LIKENESS), 1.0)
        # The less the model makes of the query (in a language it was not taught, say), the more the words of labels count.
        doubt = 1 - min(1.0, max(0.0, (best - _DOUBTFUL) / (_CLEAR - _DOUBTFUL)))
        by_words = (
            np.float32(_BESIDE * doubt * told**0.5) * (matches.likeness / np.float32(told or 1)) ** _SHARPNESS_OF_WORDS
        )
        by_name = np.float32(doubt) * matches.named / np.float32(named or 1)
        by_likeness = np.float32(1 - doubt * named) * (near / np.float32(best)) ** _SHARPNESS
        weights = np.maximum(np.maximum(by_words, by_name), by_likeness)
        sure = max(
            matches.covered * max(doubt, 0.5),
            (min(best, _SURE) - _LEAST) / (_SURE - _LEAST),
            _BESIDE * doubt * told**0.5,
        )
        return Linked(self._links(weights / weights.max(), 1, matches, By.LIKENESS), min(1.0, sure))

    def _by_words(self, matches: Matches, query: str) -> Linked:
        scores, by = matches.likeness, By.WORDS
        named = float(matches.named.max(initial=0))
        if self.senses and named < _WHOLE:
            scores, by = np.maximum(scores, np.float32(_BY_SENSE) * self.senses.likeness(query)), By.SENSE
        best = float(scores.max(initial=0))
        if best <= 0:
            return Linked()
        ratios = scores / np.float32(best)
        if named >= _WHOLE:
            ratios = self.levels.upwards(ratios, _UPWARDS)
        else:
            below = self.levels.gathered(ratios**_SHARPNESS_OF_WORDS)
            ratios = np.maximum(ratios, below ** np.float32(1 / _SHARPNESS_OF_WORDS)).astype(np.float32)
        # The product of two shares: its root is of the size of a share.
        return Linked(self._links(ratios, _SHARPNESS_OF_WORDS, matches, by), min(1.0, max(matches.covered, best**0.5)))

    def _links(self, ratios: Floats, sharpness: int, matches: Matches, by: By) -> tuple[Link, ...]:
        most = min(MOST, len(ratios))
        best = np.argpartition(-ratios, most - 1)[:most]
        order = sorted(best.tolist(), key=lambda n: (-float(ratios[n]), self.concepts[n]))
        return tuple(
            Link(self.concepts[n], float(ratios[n]) ** sharpness, By.LABEL if matches.named[n] > 0 else by)
            for n in order
            if ratios[n] > 0
        )


def linker(
    thesaurus: Thesaurus,
    embedder: Embedder | None,
    languages: Sequence[str],
    progress: Progress = unheard,
    senses: WordSenses | None = None,
) -> Linker:
    """A linker over the concepts in use. Labels of a deprecated concept speak for the one that replaces it.

    With a model the labels are embedded, which takes a while the first time: `progress` hears of it. A dictionary of `senses` serves
    where there is no model. Raises what the model and the dictionary raise.
    """
    concepts = tuple(concept.iri for concept in thesaurus if not concept.deprecated)
    number = {iri: place for place, iri in enumerate(concepts)}
    above = {place: [number[b] for b in thesaurus.broader(iri) if b in number] for iri, place in number.items()}
    words = LabelWords(_labels(thesaurus, number), len(concepts))
    meanings = Meanings(thesaurus, concepts, embedder, languages, progress) if embedder and concepts else None
    meant = None
    if senses and not meanings:
        settings = [_above(thesaurus, iri, senses.language) for iri in concepts]
        meant = LabelSenses(_labels(thesaurus, number), settings, len(concepts), senses)
    return Linker(concepts, words, Levels(above, len(concepts)), meanings, meant, own_words(thesaurus))


def _above(thesaurus: Thesaurus, iri: str, language: str) -> str:
    """The labels of the concepts one and two steps up, in this language where they have one."""
    return " ".join(
        thesaurus.label(up, (language,)) for up, steps in thesaurus.ancestors(iri).items() if steps <= _PLACE
    )


def _labels(thesaurus: Thesaurus, number: Mapping[str, int]) -> Iterator[tuple[int, str, str]]:
    for concept in thesaurus:
        place = number.get(concept.replaced_by or "" if concept.deprecated else concept.iri)
        if place is not None:
            yield from ((place, label.text, label.language) for _, label in concept.labels())
