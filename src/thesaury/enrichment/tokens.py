"""Words of a text with their places, and the stems under which differently written words meet."""

import re
from collections.abc import Callable
from enum import IntEnum
from itertools import accumulate
from unicodedata import combining, normalize

import Stemmer

from thesaury.enrichment.stopwords import STOP_WORDS
from thesaury.model.remembering import remembered

# A word is letters and digits with the signs that only modify them: accents, Hebrew and Arabic points, Indic signs,
# the soft hyphen and the zero-width joiners.
_SIGNS = "\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u00ad\u200c\u200d"
_UNIT = re.compile(rf"[\w{_SIGNS}]+[^\w{_SIGNS}]*")
_ASCII_UNIT = re.compile(r"[A-Za-z0-9]+[^A-Za-z0-9]*")  # the same for plain text, a quarter faster
_WORD = re.compile(rf"[\w{_SIGNS}]+")
_JOINT = re.compile(r"[^\S\n]*(?:\n|[-\u2010-\u2015\u2212'\u2019\u02bc`/&+·])?[^\S\n]*")
_SOFT_JOINT = re.compile(r"[ ,()\[\]<>:'\"\u2018\u2019\u201c\u201d]{1,4}")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200c\u200d"))
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})

# The Snowball stemmer of each primary language tag; a language without one is matched by its folded words.
_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


class Joint(IntEnum):
    """What the gap between two words says of them: apart, together if a label has the like punctuation, or together."""

    BREAK = 0
    SOFT = 1
    PLAIN = 2


def units(text: str) -> list[str]:
    """Cut a text into units, a word with the gap behind it; an underscore is a gap, as file names use it for one."""
    return _ASCII_UNIT.findall(text) if text.isascii() else _UNIT.findall(text.replace("_", " "))


def starts(text: str, units: list[str]) -> list[int]:
    """The code point at which each unit of the text begins."""
    lengths = list(map(len, units))
    return list(accumulate(lengths, initial=len(text) - sum(lengths)))


def word(unit: str) -> str:
    """The word of a unit without its gap."""
    if (bare := unit.rstrip(" ")).isalnum():
        return bare
    found = _WORD.match(unit.replace("_", " "))
    return found[0] if found else ""


def words(text: str) -> list[str]:
    """The words of a text in order."""
    return _WORD.findall(text.replace("_", " "))


def joint(unit: str) -> Joint:
    """How a unit joins the next: blanks, one line end, hyphen, slash or the like join plainly, brackets and commas softly."""
    gap = unit[len(word(unit)) :].replace("_", " ")
    if _JOINT.fullmatch(gap):
        return Joint.PLAIN
    return Joint.SOFT if _SOFT_JOINT.fullmatch(gap) else Joint.BREAK


@remembered(1 << 14)
def fold(text: str) -> str:
    """A text without regard to case, compatibility forms (ligatures, full width) and invisible signs."""
    if text.isascii():
        return text.lower()
    return normalize("NFKC", normalize("NFKC", text).casefold()).translate(_INVISIBLE)


def without_accents(folded: str) -> str:
    """Folded letters without accents and other marks."""
    if folded.isascii():
        return folded
    letters = (char for char in normalize("NFD", folded.translate(_LETTERS)) if not combining(char))
    return normalize("NFC", "".join(letters))


class Stems:
    """Reduces words of one language to the stem they share with their inflections and other spellings."""

    def __init__(self, language: str) -> None:
        self._language = language
        algorithm = _ALGORITHMS.get(language)
        self._stemmer = Stemmer.Stemmer(algorithm, 0) if algorithm else None
        self._stop_words = STOP_WORDS.get(language, frozenset())

    def __reduce__(self) -> tuple[type["Stems"], tuple[str]]:
        """Another process makes it anew, for a stemmer cannot be sent."""
        return Stems, (self._language,)

    def of(self, word: str) -> str:
        """The stem, without accents. German `ae` and `ß` meet `ä` and `ss` here: Snowball sees to the first."""
        return self._stem(fold(word))

    def unaccented(self, word: str) -> str:
        """The stem of the word as somebody writes it who leaves accents out."""
        return self._stem(without_accents(fold(word)))

    def _stem(self, folded: str) -> str:
        if folded in self._stop_words:
            return f"'{folded}"  # keeps "can" apart from "cans"
        return without_accents(self._stemmer.stemWord(folded) if self._stemmer else folded)


class Remembered(dict[str, int]):
    """The answers of a function, looked up like a dictionary; after `LIMIT` of them it starts anew, so memory is bounded."""

    LIMIT = 1 << 17

    def __init__(self, function: Callable[[str], int]) -> None:
        super().__init__()
        self._function = function

    def __reduce__(self) -> tuple[type["Remembered"], tuple[Callable[[str], int]]]:
        """Another process gets the function alone."""
        return Remembered, (self._function,)

    def __missing__(self, key: str) -> int:
        if len(self) >= self.LIMIT:
            self.clear()
        value = self[key] = self._function(key)
        return value


class Lexicon:
    """Numbers from 1 for the stems that labels have."""

    def __init__(self, language: str) -> None:
        self._stems = Stems(language)
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, word: str) -> int:
        """The number of a word's stem, 0 when no label has it."""
        return self._numbers.get(self._stems.of(word), 0)

    def learn(self, words: list[str]) -> list[tuple[int, ...]]:
        """The number sequences by which these words of a label are found, with accents and without; new stems get one."""
        spellings = (tuple(map(self._stems.of, words)), tuple(map(self._stems.unaccented, words)))
        return [
            tuple(self._numbers.setdefault(stem, len(self._numbers) + 1) for stem in spelling)
            for spelling in dict.fromkeys(spellings)
            if spelling and all(spelling)
        ]
