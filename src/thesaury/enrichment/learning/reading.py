"""What the learned engine reads in assets: places where labels stand, and the words of each asset."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy import sparse

from thesaury.enrichment.learning.arrays import Ints, Sparse, flags
from thesaury.enrichment.learning.compounds import COMPOUNDING, Compounds
from thesaury.enrichment.learning.concept_table import ConceptTable
from thesaury.enrichment.learning.stemmed import Stemmed
from thesaury.enrichment.learning.wordings import WORDING, Wordings, primary
from thesaury.enrichment.matcher import Matcher
from thesaury.enrichment.stopwords import STOP_WORDS
from thesaury.enrichment.tokens import fold, starts, units, word, words
from thesaury.model.asset import Asset, Text
from thesaury.ports.language import LanguageDetector

TITLE, TAG, DESCRIPTION, OTHER = range(4)
_FIELDS = {"title": TITLE, "tag": TAG, "description": DESCRIPTION}
_SHORT = (TITLE, TAG)
_SEEN = ("start", "end", "manner", "surface", "rivals", "native", "text", "wording")
_OF_TEXT = ("asset", "field", "length")
SIGHTING = (*_OF_TEXT, *WORDING, *_SEEN)
"""The columns of a sighting, one place where one label stands. `asset` counts in the batch, `text` in `Readings.texts`, `length` (of
the text), `start` and `end` are code points, `surface` is 2 for the very letters of the label, 1 but for case, 0 when only the stems
agree, `rivals` is the number of concepts the words may stand for, `native` tells whether the label is in the language of the text,
and `wording` is a number of `Wordings`, whose columns come too."""

# A word of a title says twice as much as one of a description.
_WEIGHT = {TITLE: 2.0, TAG: 2.0, DESCRIPTION: 1.0, OTHER: 1.0}


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """What was read in some assets.

    `sightings` has the columns of `SIGHTING` in the order of the assets, and `texts` are the texts of all of them. `words` is
    assets × `stems`: the weight of each stem; `title` has ones where a stem stands in title or tags. `letters` is assets × 2: how many
    code points title and tags have, and all of it.
    """

    sightings: Ints
    texts: tuple[Text, ...]
    stems: tuple[str, ...]
    words: Sparse
    title: Sparse
    letters: Ints

    def __len__(self) -> int:
        return len(self.letters)

    def bare(self) -> "Readings":
        """The words alone, without the places of labels and the texts: a small part of the memory."""
        return replace(self, sightings=self.sightings[:0].copy(), texts=())

    def part(self, assets: Ints) -> "Readings":
        """The words of these assets, by their places."""
        return replace(self.bare(), words=self.words[assets], title=self.title[assets], letters=self.letters[assets])


class Reader:
    """Reads assets against a table of concepts.

    Longer texts are read in their own language; titles and tags in every language the vocabularies have, for they quote.
    """

    def __init__(
        self, table: ConceptTable, detector: LanguageDetector, languages: Sequence[str], known: Iterable[str] = ()
    ) -> None:
        """`languages` are those to read labels in (all without any); `known` are further words that compounds may be made of."""
        self.wordings = Wordings(table, tuple(map(primary, languages)))
        self.languages = tuple(self.wordings.matchers)
        self._detector = detector
        labels = (fold(word) for c in table.concepts for _, label in c.labels() for word in words(label.text))
        self._compounds = Compounds({*labels, *known})
        self._stems: dict[str, Stemmed] = {}

    def read(self, assets: Sequence[Asset]) -> Readings:
        """The readings of these assets, in their order."""
        seen, traits, texts = array("i"), array("i"), list[Text]()
        bags = _Bags()
        for number, asset in enumerate(assets):
            for text in texts_of(asset):
                field, language = _FIELDS.get(text.field, OTHER), self.language_of(text)
                self._see(text, field, language, len(texts), seen)
                texts.append(text)
                traits.extend((number, field, len(text.value)))
                bags.put(self.stems(text.value, language), field)
            bags.close()
        of_text = np.array(traits, np.int32).reshape(-1, len(_OF_TEXT))
        return Readings(
            self._sightings(np.array(seen, np.int32).reshape(-1, len(_SEEN)), of_text),
            tuple(texts),
            tuple(bags.column),
            bags.words(),
            bags.title(),
            _letters(of_text, len(assets)),
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

    def _readable(self, field: int, language: str) -> Iterator[tuple[str, Matcher]]:
        matchers = self.wordings.matchers
        everywhere = field in _SHORT or language not in matchers
        return ((name, one) for name, one in matchers.items() if everywhere or name == language)

    def _sightings(self, seen: Ints, of_text: Ints) -> Ints:
        """What was seen with what is known of each text and wording: the columns of `SIGHTING`."""
        text, wording = seen[:, _SEEN.index("text")], seen[:, _SEEN.index("wording")]
        return np.concatenate([of_text[text], self.wordings.traits[wording], seen], axis=1)

    def _see(self, text: Text, field: int, language: str, number: int, seen: "array[int]") -> None:
        """Put down where labels stand in a text. Plain, for here the time goes."""
        for name, matcher in self._readable(field, language):
            native = int(name in (language, ""))
            stop, begin = _stop_words(name, language), self.wordings.first[name]
            for start, end, quote, terms, manner in matcher.labels_in(text.value):
                folded = fold(quote)
                if folded in stop:
                    continue
                rivals = len({term.concept for term in terms}) if len(terms) > 1 else 1
                for term in terms:
                    surface = 2 if quote == term.text else int(folded == fold(term.text))
                    seen.extend((start, end, manner, surface, rivals, native, number, begin + term.number))

    def _stemmed(self, language: str) -> Stemmed:
        known = self._stems.get(language)
        if known is None:
            splits = self._compounds if language in COMPOUNDING else None
            known = self._stems[language] = Stemmed(language, splits)
        return known


class _Bags:
    """The weighted stems of one asset after another; each stem is put down as the number of its column."""

    def __init__(self) -> None:
        self.column: dict[str, int] = {}
        self._weights: dict[str, float] = defaultdict(float)
        self._short: set[str] = set()
        self._columns, self._values, self._pointers = array("i"), array("f"), array("q", [0])
        self._title, self._title_pointers = array("i"), array("q", [0])

    def put(self, stems: Mapping[str, float], field: int) -> None:
        """The stems of one text of the asset at hand."""
        weight = _WEIGHT[field]
        for stem, times in stems.items():
            self._weights[stem] += times * weight
        if field in _SHORT:
            self._short.update(stems)

    def close(self) -> None:
        """The asset at hand is complete."""
        column = self.column
        self._columns.extend([column.setdefault(stem, len(column)) for stem in self._weights])
        self._values.extend(self._weights.values())
        self._pointers.append(len(self._columns))
        self._title.extend([column[stem] for stem in self._weights if stem in self._short])
        self._title_pointers.append(len(self._title))
        self._weights.clear()
        self._short.clear()

    def words(self) -> Sparse:
        shape = len(self._pointers) - 1, len(self.column)
        parts = (np.array(part) for part in (self._values, self._columns, self._pointers))
        return sparse.csr_array(tuple(parts), shape=shape)

    def title(self) -> Sparse:
        shape = len(self._pointers) - 1, len(self.column)
        rows = np.repeat(np.arange(shape[0]), np.diff(np.array(self._title_pointers)))
        return flags(rows, np.array(self._title), shape)


def texts_of(asset: Asset) -> list[Text]:
    """The texts of an asset and its tags, each tag a text of its own."""
    return [*asset.texts(), *(Text("tag", tag) for tag in asset.tags())]


def _letters(of_text: Ints, assets: int) -> Ints:
    owner, field, length = of_text.T
    short = (field == TITLE) | (field == TAG)
    sums = [np.bincount(owner, length * counted, minlength=assets) for counted in (short, np.ones_like(short))]
    return np.stack(sums, axis=1).astype(np.int64)


@lru_cache(maxsize=1 << 10)
def _stop_words(*languages: str) -> frozenset[str]:
    return frozenset().union(*(STOP_WORDS.get(language, ()) for language in languages))
