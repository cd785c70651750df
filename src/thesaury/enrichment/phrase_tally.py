"""The second reading of a collection: the phrases that passed the sieve, with exact counts, weights and spellings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import log2
from typing import NamedTuple

from thesaury.enrichment.passages import Passage, PassageReader
from thesaury.enrichment.phrase_sieve import PhraseSieve
from thesaury.enrichment.phrases import Phrase, phrase_key, stable
from thesaury.enrichment.spread import Spread
from thesaury.model.asset import Asset

MOST_EXAMPLES = 5
_MOST_SPELLINGS = 16
_BOTH_SIDES = 2
_WHOLE = 1 << 20
"""The weight of one asset. Weights are whole numbers, so that their sum does not depend on the order."""


@dataclass(slots=True)
class Seen:
    """What is known of one phrase: its words, in how many assets it is found, alone and as a tag, and how much they say for it.

    `sources` are up to five different sentences (or tagged assets), by hash, each with one asset.
    """

    language: str
    numbers: tuple[int, ...]
    assets: int = 0
    alone: int = 0
    tagged: int = 0
    weight: int = 0
    spellings: dict[str, int] = field(default_factory=dict)
    sources: dict[int, str] = field(default_factory=dict)

    @property
    def key(self) -> int:
        """The key of the phrase."""
        return phrase_key(self.language, self.numbers)

    @property
    def frequency(self) -> float:
        """The weighted number of assets."""
        return self.weight / _WHOLE

    @property
    def text(self) -> str:
        """The most frequent spelling, of equals the shortest and the one with most small letters."""
        return min(self.spellings, key=lambda one: (-self.spellings[one], len(one), -sum(map(str.islower, one)), one))

    def note(self, spelling: str, source: int, asset: str) -> None:
        """Keep a spelling and an example; of too many the same are kept in whatever order they come."""
        self.spellings[spelling] = self.spellings.get(spelling, 0) + 1
        if len(self.spellings) > _MOST_SPELLINGS:
            del self.spellings[max(self.spellings, key=stable)]
        self.sources[source] = min(asset, self.sources.get(source, asset))
        if len(self.sources) > MOST_EXAMPLES:
            del self.sources[max(self.sources, key=lambda one: (self.sources[one], one))]


class PhraseTally:
    """Exact counts, weights and spellings of the phrases that passed the sieve, how they spread, and how many assets each language has.

    A whole tag weighs 1, for a person chose it for this asset. A phrase in a text weighs 1 where it is clean on both sides, a
    quarter where on one, a sixteenth where on none; in a sentence that r assets repeat word for word (1 + log2 r) / r of that.
    """

    def __init__(self, reader: PassageReader, sieve: PhraseSieve, minimum: int) -> None:
        self._reader = reader
        self._sieve = sieve
        self._least = sieve.threshold(minimum)
        self.phrases: dict[int, Seen] = {}
        self.spread = Spread()
        self.assets: Counter[str] = Counter()

    def add(self, asset: Asset) -> None:
        """Count one asset, once for each of its phrases."""
        best: dict[int, _Occurrence] = {}
        tagged: set[int] = set()
        words: set[int] = set()
        passages = list(self._passages(asset))
        self.assets.update({passage.language for passage in passages})
        for passage in passages:
            words |= self._reader.telling_words(passage)
            for occurrence in self._occurrences(passage, asset.id):
                if passage.whole:
                    tagged.add(occurrence.key)
                if occurrence.key not in best or occurrence.weight > best[occurrence.key].weight:
                    best[occurrence.key] = occurrence
        for key, found in best.items():
            self._note(found, asset.id, key in tagged)
        rarities = {word: self._sieve.rarity(word) for word in sorted(words)}
        self.spread.add(rarities, {key: found.phrase.numbers for key, found in best.items()})

    def _passages(self, asset: Asset) -> Iterator[Passage]:
        """The texts, and each tag in the language that uses its words most."""
        yield from self._reader.texts(asset)
        for readings in self._reader.tags(asset):
            usages = [self._sieve.usage(reading) for reading in readings]
            best = [reading for reading, usage in zip(readings, usages, strict=True) if usage == max(usages)]
            yield best[0] if len(best) == 1 else self._reader.told(best)

    def _occurrences(self, passage: Passage, asset: str) -> "Iterator[_Occurrence]":
        for phrase in passage.phrases:
            if self._sieve.count(key := passage.key(phrase)) >= self._least:
                if passage.whole:
                    yield _Occurrence(key, _WHOLE, passage, phrase, stable(asset))
                else:
                    sentence = passage.sentence(phrase)
                    repeats = self._sieve.repeats(sentence)
                    weight = int(_WHOLE * (1 + log2(repeats)) / repeats) >> 2 * (_BOTH_SIDES - phrase.clean)
                    yield _Occurrence(key, weight, passage, phrase, sentence)

    def _note(self, found: "_Occurrence", asset: str, tagged: bool) -> None:
        if (seen := self.phrases.get(found.key)) is None:
            seen = self.phrases[found.key] = Seen(found.passage.language, found.phrase.numbers)
        seen.assets += 1
        seen.alone += found.phrase.clean == _BOTH_SIDES
        seen.tagged += tagged
        seen.weight += found.weight
        seen.note(found.passage.text.value[found.phrase.start : found.phrase.end], found.source, asset)


class _Occurrence(NamedTuple):
    """A phrase in a passage, what it weighs, and the sentence (or tagged asset) it comes from, as a hash."""

    key: int
    weight: int
    passage: Passage
    phrase: Phrase
    source: int
