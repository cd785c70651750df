"""How the extractor sees text: tokens with their places, folded, with plurals stripped, and what a text's language looks like."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_LITTLE_EN = re.findall(
    r"\w+", "the and of a in is to for with on are it this that we our from as by at an or be not you"
)
_LITTLE_DE = re.findall(
    r"\w+", "der die das und ist in zu den von mit ein eine auf für sich des nicht im dem wir unser als"
)
_LITTLE_FR = re.findall(r"\w+", "le la les et de des un une est en du pour que qui dans avec sur nous notre au aux pas")
_STOP = MappingProxyType(
    {
        "en": frozenset(_LITTLE_EN),
        "de": frozenset(_LITTLE_DE),
        "fr": frozenset(_LITTLE_FR),
    }
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, with the place of its first character and the place behind its last."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text."""
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]


def folded(word: str, language: str, strip: bool = True) -> str:
    """A word without case, in one Unicode form, and without a simple plural ending unless `strip` is off."""
    word = unicodedata.normalize("NFC", word).casefold()
    if not strip or len(word) < 5:
        return word
    if language.startswith("de"):
        return word[:-1] if word.endswith(("en", "es")) else word
    if language.startswith("fr"):
        return word[:-1] if word.endswith(("s", "x")) else word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def key(text: str, language: str, strip: bool = True) -> tuple[str, ...]:
    """A label as the sequence of its folded words."""
    return tuple(folded(token.text, language, strip) for token in tokens(text))


def stop_hits(words: Iterable[str], language: str) -> int:
    """How many of the words are little words of a language."""
    little = _STOP.get(language, frozenset())
    return sum(word.casefold() in little for word in words)


def is_little(word: str) -> bool:
    """Whether a word says nothing by itself in any of the languages."""
    return len(word) < 4 or any(word.casefold() in little for little in _STOP.values())


def wide_places(text: str) -> list[int]:
    """Where the characters stand that Java counts twice."""
    return [] if text.isascii() else [place for place, character in enumerate(text) if ord(character) > 0xFFFF]
