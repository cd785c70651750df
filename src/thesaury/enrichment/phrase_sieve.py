"""The first reading of a collection: roughly how often everything in it is said, in bounded memory."""

from array import array
from collections import Counter
from itertools import accumulate, chain
from math import log

from thesaury.enrichment.passages import Passage, PassageReader, creators
from thesaury.enrichment.phrases import Phrase, phrase_key
from thesaury.model.asset import Asset

_FEWEST_COUNTERS = 1 << 16
_MOST_COUNTERS = 1 << 23
_COUNTERS_PER_ASSET = 256
_MOST_PHRASES = 1 << 16
_MOST_NAMES = 1 << 16


class PhraseSieve:
    """In how many assets phrases, words and sentences occur, by hash.

    Each has two counters, which others may share, so the lesser of them is never too low (count-min sketch: Cormode and
    Muthukrishnan 2005). However many assets there are, counters take at most 72 MiB, and at most 65,536 names are kept.
    """

    def __init__(self, reader: PassageReader, assets: int | None = None) -> None:
        """`assets` is about how many there will be, where that is known: fewer need less memory."""
        wanted = _MOST_COUNTERS if assets is None else assets * _COUNTERS_PER_ASSET
        size = 1 << (min(_MOST_COUNTERS, max(_FEWEST_COUNTERS, wanted)) - 1).bit_length()
        self._reader = reader
        self._bits, self._mask = size.bit_length() - 1, size - 1
        self._counts = array("I", bytes(4 * size))
        self._others = array("I", bytes(4 * size))
        self._repeats = array("I", bytes(size))
        self._all = 0
        self.creators: set[str] = set()

    def add(self, asset: Asset) -> None:
        """Count what one asset says, each phrase, word and sentence once."""
        texts = list(self._reader.texts(asset))
        tags = list(chain.from_iterable(self._reader.tags(asset)))
        spoken = {passage.language for passage in texts}
        keys = {passage.key(phrase) for passage in (*texts, *tags) for phrase in passage.phrases}
        keys.update(_vote(tag, phrase) for tag in tags if tag.language in spoken for phrase in tag.phrases)
        keys.update(map(_word, chain.from_iterable(map(self._reader.telling_words, texts))))
        for place in {key & self._mask for key in keys}:
            self._counts[place] += 1
        for place in {key >> self._bits & self._mask for key in keys}:
            self._others[place] += 1
        for place in {hashed & self._mask >> 2 for passage in (*texts, *tags) for _, hashed in passage.sentences}:
            self._repeats[place] += 1
        self._all += 1
        if len(self.creators) < _MOST_NAMES:
            self.creators.update(creators(asset))

    def count(self, key: int) -> int:
        """At least the number of assets with a phrase."""
        return min(self._counts[key & self._mask], self._others[key >> self._bits & self._mask])

    def rarity(self, word: int) -> float:
        """The inverse document frequency of a word, at least 0."""
        return max(0.0, log((self._all + 1) / max(1, self.count(_word(word)))))

    def usage(self, tag: Passage) -> tuple[int, int]:
        """How often the words of a tag are used in its language, and on how many assets with texts in it they are a tag."""
        counts = ((self.count(tag.key(phrase)), self.count(_vote(tag, phrase))) for phrase in tag.phrases)
        return max(counts, default=(0, 0))

    def repeats(self, sentence: int) -> int:
        """At least the number of assets with a sentence."""
        return max(1, self._repeats[sentence & self._mask >> 2])

    def threshold(self, minimum: int) -> int:
        """The least count from `minimum` on that at most 65,536 counters reach (or the highest count there is)."""
        histogram = Counter(self._counts)
        counts = sorted((count for count in histogram if count >= minimum), reverse=True)
        reaching = zip(counts, accumulate(histogram[count] for count in counts), strict=True)
        return min((count for count, many in reaching if many <= _MOST_PHRASES), default=max(counts, default=minimum))


def _vote(tag: Passage, phrase: Phrase) -> int:
    return phrase_key(f"tag {tag.language}", phrase.numbers)


def _word(number: int) -> int:
    return phrase_key("any", (number,))
