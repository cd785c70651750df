"""What people say of an asset: its texts and tags, cut into phrases that no label covers."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from thesaury.enrichment.known_words import KnownWords
from thesaury.enrichment.phrases import Phrase, PhraseReader, phrase_key, stable
from thesaury.enrichment.prose import sentences
from thesaury.enrichment.tokens import fold, words
from thesaury.model.asset import Asset, Text

_SHORT = 300
_MOST_READ = 100_000
"""Code points read of one text: what follows hardly ever describes a picture, and memory stays bounded."""


class Passage(NamedTuple):
    """A text or tag as read in one language: its phrases, and its sentences as (end, hash); `whole` when the tag is one phrase."""

    text: Text
    language: str
    phrases: tuple[Phrase, ...]
    sentences: tuple[tuple[int, int], ...]
    whole: bool = False

    def key(self, phrase: Phrase) -> int:
        """The key of a phrase of this passage."""
        return phrase_key(self.language, phrase.numbers)

    def sentence(self, phrase: Phrase) -> int:
        """The hash of the sentence a phrase stands in."""
        return self.sentences[bisect_right(self.sentences, (phrase.start, 1 << 56))][1]


class PassageReader:
    """Reads assets with the known words in mind."""

    def __init__(self, known: KnownWords) -> None:
        self._known = known
        self._readers: dict[str, PhraseReader] = {}
        # Short texts and tags repeat over many assets; long ones hardly do, and their phrases would fill the memory.
        self._short_text = lru_cache(1 << 10)(self._text)
        self._short_tag = lru_cache(1 << 12)(self._tag)

    def texts(self, asset: Asset) -> Iterator[Passage]:
        """The texts, each in its own language; where nobody can tell it, in the first, and labels of any language cover it."""
        for text in asset.texts():
            yield self._short_text(text) if len(text.value) <= _SHORT else self._text(text)

    def tags(self, asset: Asset) -> Iterator[tuple[Passage, ...]]:
        """The tags that labels do not wholly explain, each in every language it may be in.

        A tag of up to four words is one phrase, even with a label in it: "tote bag" is more than "bag".
        """
        for tag in asset.tags():
            if readings := self._short_tag(tag) if len(tag) <= _SHORT else self._tag(tag[:_MOST_READ]):
                yield readings

    def told(self, readings: Sequence[Passage]) -> Passage:
        """The reading in the language that the words of a tag themselves tell, else the first."""
        language = self._known.language(readings[0].text)
        return next((reading for reading in readings if reading.language == language), readings[0])

    def telling_words(self, passage: Passage) -> set[int]:
        """The numbers of all words of a passage but function words, whether labels cover them or not."""
        return self._reader(passage.language).telling(passage.text.value[:_MOST_READ])

    def _text(self, text: Text) -> Passage:
        value = text.value[:_MOST_READ]
        told = self._known.language(Text(text.field, value, text.language))
        language = told or self._known.languages[0]
        phrases = self._reader(language).phrases(value, self._known.covered(value, told))
        return Passage(text, language, tuple(phrases), _hashed_sentences(value))

    def _tag(self, tag: str) -> tuple[Passage, ...]:
        if self._known.explain(tag):
            return ()
        return tuple(self._tag_in(language, tag) for language in self._known.languages)

    def _tag_in(self, language: str, tag: str) -> Passage:
        reader = self._reader(language)
        whole = [phrase for phrase in reader.phrases(tag, chosen=True) if _is_all(phrase, tag)]
        phrases = whole or reader.phrases(tag, self._known.covered(tag, ""))
        return Passage(Text("tag", tag), language, tuple(phrases), _hashed_sentences(tag), bool(whole))

    def _reader(self, language: str) -> PhraseReader:
        if language not in self._readers:
            self._readers[language] = PhraseReader(language)
        return self._readers[language]


def creators(asset: Asset) -> Iterator[str]:
    """The names of those who made an asset, in folded words: who took a picture is no subject of it."""
    for record in asset.records:
        for name in (*record.property_values("creator"), *record.property_values("credit")):
            if len(parts := words(fold(name))) > 1:
                yield " ".join(parts)


def _hashed_sentences(value: str) -> tuple[tuple[int, int], ...]:
    return tuple((end, stable(sentence)) for end, sentence in sentences(value))


def _is_all(phrase: Phrase, text: str) -> bool:
    return not words(text[: phrase.start]) and not words(text[phrase.end :])
