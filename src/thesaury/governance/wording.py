"""The forms in which tags and labels are compared, from the strictest to the one in which hardly anything counts but the letters."""

import re
import unicodedata
from collections.abc import Iterable

from thesaury.model.remembering import remembered
from thesaury.vocabulary.words.folding import folded, ways

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
# Vowel signs of Indic, Thai and Burmese are no word characters to Python, and are letters to their readers.
_LETTER_SIGNS = "\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e\u1000-\u109f"
_GAPS = re.compile(rf"(?:_|[^\w{_LETTER_SIGNS}])+")
# "C++" and "C#" are not "C", while "LGBTQ+" and "#Berlin#" are what they are without their signs.
_NAMING_SIGN = re.compile(r"(?<![^\W_])([A-Za-z])(\+\+?|#)(?![\w+#])")
_SIGN_NAMES = {"+": "plus", "++": "plusplus", "#": "sharp"}
_CLOSED_UP = re.compile(r" (?!\d)|(?<!\d) ")
_UMLAUT = re.compile("[äöüåø]")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_AND = {"de": "und", "en": "and", "es": "y", "fr": "et", "it": "e", "nl": "en", "pt": "e", "sv": "och"}
_KEPT = 1 << 14


@remembered(_KEPT)
def fold(tag: str) -> str:
    """The words of a tag: case, accents, underscores, hyphens and CamelCase do not count."""
    return _GAPS.sub(" ", folded(_spaced(tag))).strip()


def letters(folded_words: str) -> str:
    """Folded words without their gaps, for compounds are written in one, with a hyphen or apart; two numbers stay apart."""
    return _CLOSED_UP.sub("", folded_words) if " " in folded_words else folded_words


@remembered(_KEPT)
def keys(text: str) -> tuple[str, ...]:
    """Under what a text is found: its letters, and once more with `ae`, `oe`, `ue` where it has umlauts; none for signs alone."""
    found = (letters(_GAPS.sub(" ", way).strip()) for way in ways(_spaced(text)))
    return tuple(dict.fromkeys(key for key in found if key))


def conjunctions(languages: Iterable[str]) -> frozenset[str]:
    """The word for `and` in each of these languages, as far as it is known."""
    return frozenset(_AND[language] for language in languages if language in _AND)


def without(conjunctions: frozenset[str], text: str) -> str:
    """The text without these words between its others, as it is where people write `&`; empty where it has none of them."""
    words = fold(text).split(" ")
    kept = [word for word in words[1:-1] if word not in conjunctions] if len(words) > 2 else []
    return " ".join((words[0], *kept, words[-1])) if len(kept) + 2 < len(words) else ""


@remembered(_KEPT)
def accented(text: str) -> str:
    """The words of a text with their accents: what is left is case, signs between words and CamelCase."""
    return _GAPS.sub(" ", _spaced(text).casefold()).strip()


def may_stand_for(tag: str, label: str) -> bool:
    """Whether a tag may be another writing of a label with which it shares a key.

    Who types no umlaut may have left it out (`grun`). Who types one means it: `Lärm` is not Swedish `larm`, which is `alarm`; `Bär` is
    not `Bar`.
    """
    if not _UMLAUT.search(marked := letters(accented(tag))):
        return True
    spelled = letters(fold(accented(tag).translate(_SPELLED)))
    return _umlauts(marked) == _umlauts(letters(accented(label))) or spelled == letters(fold(label))


def distance_in_writing(tag: str, label: str) -> int:
    """How differently two texts with one key are written: 0 the same, 1 other gaps, 2 other accents, 3 both."""
    one, other = accented(tag), accented(label)
    return 0 if one == other else 1 if letters(one) == letters(other) else 2 if fold(tag) == fold(label) else 3


def _umlauts(text: str) -> list[str]:
    return _UMLAUT.findall(text)


def _spaced(text: str) -> str:
    """With a gap where a new word begins by its capital, and signs that are part of a name spelled out."""
    if text.isascii() and text.islower() and text.isalnum():
        return text
    named = unicodedata.normalize("NFKC", text)
    if "+" in named or "#" in named:
        named = _NAMING_SIGN.sub(lambda found: found[1] + _SIGN_NAMES[found[2]], named)
    return named if named.islower() else _CAMEL.sub(" ", named)
