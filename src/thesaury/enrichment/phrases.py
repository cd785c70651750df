"""Phrases of a text that could be terms: one to four words in a row, with their places."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

from thesaury.enrichment.known_words import Stretch
from thesaury.enrichment.prose import is_code, joins, no_prose
from thesaury.enrichment.stopwords import STOP_WORDS
from thesaury.enrichment.tokens import Remembered, Stems, fold, starts, units, word
from thesaury.enrichment.weak_words import NEVER_ALONE, NEVER_AT_AN_EDGE, is_participle

MOST_WORDS = 4
_SHORT = 3  # letters of a Latin word that is no abbreviation
_FUNCTION = 1  # the bit that marks the number of a function word
_NOUNS_IN_CAPITALS = ("de", "lb")


class Word(NamedTuple):
    """One word: its place, and a number that the words of one stem share."""

    start: int
    end: int
    number: int


class Phrase(NamedTuple):
    """One to four words in a row, neither beginning nor ending with a function word.

    `clean` counts its sides (0 to 2) where no telling word or label follows at once: what is clean on both stands by itself,
    what is not may be a fragment.
    """

    start: int
    end: int
    numbers: tuple[int, ...]
    clean: int


class Run(NamedTuple):
    """Words that nothing parts, and whether nothing touches the first and the last."""

    words: list[Word]
    left: bool
    right: bool


class PhraseReader:
    """Cuts texts of one language into words and phrases."""

    def __init__(self, language: str) -> None:
        self._stems = Stems(language)
        self._weak = STOP_WORDS.get(language, frozenset()) | NEVER_AT_AN_EDGE.get(language, frozenset())
        self._never_alone = NEVER_ALONE.get(language, frozenset())
        self._language = language
        self._capital = language in _NOUNS_IN_CAPITALS
        self._numbers = Remembered(lambda unit: self._number(word(unit)))
        self._alone = Remembered(self._speaks)

    def phrases(self, text: str, covered: Sequence[Stretch] = (), chosen: bool = False) -> Iterator[Phrase]:
        """Every phrase outside these stretches of the text, which are sorted; none crosses punctuation or holds a code.

        In prose a single word has to say something by itself; where somebody has `chosen` the words, as in a tag, it does.
        Where function words stand inside a phrase, nothing may follow it at once: "state of the art", not "drawing of the".
        """
        for words, left, right in self._runs(text, covered):
            final = len(words) - 1
            for first, begin in enumerate(words):
                if begin.number & _FUNCTION:
                    continue
                before = left if first == 0 else words[first - 1].number & _FUNCTION
                plain = True
                for last in range(first, min(first + MOST_WORDS, final + 1)):
                    end = words[last]
                    if end.number & _FUNCTION:
                        plain = False
                        continue
                    after = right if last == final else words[last + 1].number & _FUNCTION
                    if chosen:
                        admitted = True
                    elif self._capital and not text[end.start].isupper():
                        admitted = False
                    elif last == first:
                        admitted = bool(self._alone[text[end.start : end.end]])
                    else:
                        admitted = plain or (last == final and bool(before and after))
                    if admitted:
                        numbers = tuple([word.number for word in words[first : last + 1]])
                        yield Phrase(begin.start, end.end, numbers, before + after)

    def telling(self, text: str) -> set[int]:
        """The numbers of all words of a text but function words and codes."""
        return set(telling([self._numbers[unit] for unit in units(text)])) - {0}

    def _speaks(self, single: str) -> int:
        """Whether prose may mean a term by this word alone, as 0 or 1."""
        folded = fold(single)
        long = len(single) >= _SHORT or single.isupper() or not single.isascii()
        return long and folded not in self._never_alone and not is_participle(folded, self._language)

    def _runs(self, text: str, covered: Sequence[Stretch]) -> Iterator[Run]:
        barred = sorted([*covered, *no_prose(text)])
        begins, reach = [start for start, _ in barred], list(accumulate((end for _, end in barred), max))
        cut = units(text)
        words: list[Word] = []
        left = right = True
        for start, unit in zip(starts(text, cut), cut, strict=False):
            number, end, joined = self._numbers[unit], start + len(word(unit)), joins(unit)
            before = bisect_right(begins, end - 1)
            if not number or (before and reach[before - 1] > start):
                if words:
                    yield Run(words, left, right)
                words, left = [], not joined
            else:
                words.append(Word(start, end, number))
                if not joined:
                    yield Run(words, left, True)
                    words, left = [], True
            right = not joined
        if words:
            yield Run(words, left, True)

    def _number(self, word: str) -> int:
        """A number of 57 bits for the stem of a word; 0 for what is none."""
        if is_code(word):
            return 0
        folded = fold(word)
        weak = folded in self._weak or (len(folded) < 2 and folded.isascii())
        return stable(self._stems.of(word)) << 1 | (_FUNCTION if weak else 0)


def telling(numbers: Sequence[int]) -> list[int]:
    """Those of these words that are no function words."""
    return [number for number in numbers if not number & _FUNCTION]


def phrase_key(language: str, numbers: Sequence[int]) -> int:
    """A number that the same words of one language always have, and hardly any others: numbers are hashed without salt."""
    return hash((_language_number(language), *numbers))


def stable(text: str) -> int:
    """A hash of 56 bits that is the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=7).digest())


_language_number = Remembered(stable).__getitem__
