"""What the learned engine reads in assets: places where labels stand, and the words of each asset."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from thesaury.enrichment.learning.arrays import Ints
from thesaury.enrichment.learning.compounds import COMPOUNDING, Compounds
from thesaury.enrichment.learning.concept_table import ConceptTable
from thesaury.enrichment.learning.stemmed import Stemmed
from thesaury.enrichment.matcher import Match, Matcher
from thesaury.enrichment.stopwords import STOP_WORDS
from thesaury.enrichment.terms import Entry, Term
from thesaury.enrichment.tokens import fold, starts, units, word, words
from thesaury.model.asset import Asset, Text
from thesaury.model.concept import LabelKind
from thesaury.ports.language import LanguageDetector

TITLE, TAG, DESCRIPTION, OTHER = range(4)
_FIELDS = {"title": TITLE, "tag": TAG, "description": DESCRIPTION}
_SHORT = (TITLE, TAG)
_KINDS = {kind: rank for rank, kind in enumerate(LabelKind)}
SIGHTING = (
    "asset", "concept", "field", "start", "end", "length", "manner", "form", "kind", "words", "letters", "surface", "rivals",
    "native",
)  # fmt: skip
"""The columns of a sighting, one place where one label stands. `asset` counts in the batch, `start`, `end` and `length` (of the
text) are code points, `surface` is 2 for the very letters of the label, 1 but for case, 0 when only the stems agree, `rivals` is
the number of concepts the words may stand for, and `native` tells whether the label is in the language of the text."""

# A word of a title says twice as much as one of a description.
_WEIGHT = {TITLE: 2.0, TAG: 2.0, DESCRIPTION: 1.0, OTHER: 1.0}

Place = tuple[Text, str, Match, Term]
"""A text, the language of the label, the match and the term: where a label stands."""


Words = tuple[tuple[str, ...], "array[float]"]
"""Stems, each once, and the weight of each: a quarter of the memory of a dictionary, of which there is one for each asset learned."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read in some assets: `sightings` has the columns of `SIGHTING` in the order of the assets, `places` where each of
    them is; `words` has for each asset its stems with their weights, `title_words` those of title and tags, `letters` how many
    code points title and tags have, and all of it."""

    sightings: Ints
    places: tuple[Place, ...]
    words: tuple[Words, ...]
    title_words: tuple[frozenset[str], ...]
    letters: Ints

    def __len__(self) -> int:
        return len(self.words)


class Reader:
    """Reads assets against a table of concepts.

    Longer texts are read in their own language; titles and tags in every language the vocabularies have, for they quote.
    """

    def __init__(
        self, table: ConceptTable, detector: LanguageDetector, languages: Sequence[str], known: Iterable[str] = ()
    ) -> None:
        """`languages` are those to read labels in (all without any); `known` are further words that compounds may be made of."""
        self._number = table.number
        self._matchers = _matchers(table, tuple(map(primary, languages)))
        self.languages = tuple(self._matchers)
        self._detector = detector
        labels = (fold(word) for c in table.concepts for _, label in c.labels() for word in words(label.text))
        self._compounds = Compounds({*labels, *known})
        self._stems: dict[str, Stemmed] = {}

    def read(self, assets: Sequence[Asset], places: bool = True) -> Readings:
        """The readings of these assets, in their order; without `places` those are left out, for they take memory."""
        sightings = array("i")
        found: list[Place] = []
        told, title_words, letters = [], [], []
        for number, asset in enumerate(assets):
            weights: dict[str, float] = defaultdict(float)
            in_title: set[str] = set()
            length = [0, 0]
            for text in texts_of(asset):
                field = _FIELDS.get(text.field, OTHER)
                language = self.language_of(text)
                for sighting, place in self._sightings(number, text, field, language):
                    sightings.extend(sighting)
                    if places:
                        found.append(place)
                stems = self.stems(text.value, language)
                for stem, weight in stems.items():
                    weights[stem] += weight * _WEIGHT[field]
                if field in _SHORT:
                    in_title.update(stems)
                    length[0] += len(text.value)
                length[1] += len(text.value)
            told.append((tuple(weights), array("f", weights.values())))
            title_words.append(frozenset(in_title))
            letters.append(length)
        return Readings(
            np.array(sightings, np.int32).reshape(-1, len(SIGHTING)),
            tuple(found),
            tuple(told),
            tuple(title_words),
            np.array(letters, np.int64).reshape(-1, 2),
        )

    def stems(self, text: str, language: str) -> Mapping[str, float]:
        """The stems of a text without function words, with how often they occur; parts of compounds count less."""
        return self._stemmed(language).of(text)

    def language_of(self, text: Text) -> str:
        """The primary tag of the language a text is in: what it says, else what the detector tells among those of the labels."""
        if language := primary(text.language):
            return language
        spoken = [language for language in self.languages if language]
        return self._detector.detect(text.value, spoken) if len(spoken) > 1 else "".join(spoken)

    def places(self, text: Text) -> Iterator[tuple[str, int, int]]:
        """Each stem of a text, those of the parts of compounds too, with the start and end of its word in code points."""
        stemmed, cut = self._stemmed(self.language_of(text)), units(text.value)
        for start, unit in zip(starts(text.value, cut), cut, strict=False):
            found = word(unit)
            for stem, _ in stemmed.of_word(found):
                yield stem, start, start + len(found)

    def _readable(self, text: Text, field: int, language: str) -> Iterator[tuple[str, Matcher]]:
        everywhere = field in _SHORT or language not in self._matchers
        return ((name, one) for name, one in self._matchers.items() if everywhere or name == language)

    def _sightings(self, asset: int, text: Text, field: int, language: str) -> Iterator[tuple[tuple[int, ...], Place]]:
        value, length, number = text.value, len(text.value), self._number
        for name, matcher in self._readable(text, field, language):
            native = int(name in (language, ""))
            stop = _stop_words(name, language)
            for match in matcher.labels_in(value):
                quote, terms = match.quote, match.terms
                folded = fold(quote)
                if folded in stop:
                    continue
                rivals = len({term.concept for term in terms}) if len(terms) > 1 else 1
                for term in terms:
                    surface = 2 if quote == term.text else int(folded == fold(term.text))
                    sighting = (
                        asset, number[term.concept], field, match.start, match.end, length, match.manner, term.form,
                        _KINDS[term.kind], term.words, len(term.text), surface, rivals, native,
                    )  # fmt: skip
                    yield sighting, (text, name, match, term)

    def _stemmed(self, language: str) -> Stemmed:
        known = self._stems.get(language)
        if known is None:
            splits = self._compounds if language in COMPOUNDING else None
            known = self._stems[language] = Stemmed(language, splits)
        return known


def texts_of(asset: Asset) -> list[Text]:
    """The texts of an asset and its tags, each tag a text of its own."""
    return [*asset.texts(), *(Text("tag", tag) for tag in asset.tags())]


@lru_cache(maxsize=1 << 10)
def _stop_words(*languages: str) -> frozenset[str]:
    return frozenset().union(*(STOP_WORDS.get(language, ()) for language in languages))


def primary(tag: str) -> str:
    """The primary language of a BCP 47 tag."""
    return tag.partition("-")[0].lower()


def _matchers(table: ConceptTable, wanted: Sequence[str]) -> dict[str, Matcher]:
    """One matcher per language; labels without a language belong to each of them."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for concept in table.concepts:
        for kind, label in concept.labels():
            found[primary(label.language)].append(Entry(concept.iri, kind, label.text))
    anywhere = found.pop("", [])
    spoken = [language for language in wanted if language in found] or sorted(found) or [""]
    return {language: Matcher([*found.get(language, ()), *anywhere], language) for language in spoken}
