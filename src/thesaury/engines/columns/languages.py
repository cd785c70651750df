"""How texts become terms: words in small letters, stemmed as their language does it, without accents."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category, normalize

if TYPE_CHECKING:
    import Stemmer

SNOWBALL = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""Primary BCP 47 tags and the stemmer of each."""

OTHER = "xx"
"""Stands for every other language and for texts that name none: folded, not stemmed."""

LANGUAGES = (*SNOWBALL, OTHER)
"""The order is part of the files: a language is kept as its place in this list."""

_SAME = {"nb": "no", "nn": "no"}
LONGEST = 80
"""Longer words (in characters) are hashes and other keys; nobody types them."""

_MARKS = "".join(c for c in map(chr, range(0x300, 0x1B00)) if category(c) in ("Mn", "Mc"))
_WORD = re.compile(rf"[^\W_]+(?:[{re.escape(_MARKS)}]+[^\W_]*)*")
"""Letters and digits with the marks on them: vowel signs are no letters, but part of the word."""
_PLAIN_WORD = re.compile("[a-z0-9]+")

_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i"})
_ACCENTS = re.compile("[\u0300-\u036f]+")


def language_of(tag: str) -> str:
    """The language a text with this BCP 47 tag is read as: a key of `SNOWBALL`, or `OTHER`."""
    primary = tag.replace("_", "-").split("-")[0].lower()
    primary = _SAME.get(primary, primary)
    return primary if primary in SNOWBALL else OTHER


def clean(text: str) -> str:
    """The text in composed form (as macOS file names are not), with half characters replaced by question marks."""
    if text.isascii():
        return text
    return normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))


def spelled(text: str) -> list[str]:
    """Everything in a text that is made of letters and digits, in small letters."""
    if text.isascii():
        return _PLAIN_WORD.findall(text.lower())
    return _WORD.findall(clean(text).lower())


def words(text: str) -> list[str]:
    """The words of a text in small letters, as they stand; those too long to be words are left out."""
    return [word for word in spelled(text) if len(word) <= LONGEST]


def folded(word: str) -> str:
    """The word without accents: `ecologique` for `écologique`, `strasse` for `straße`."""
    if word.isascii():
        return word
    return normalize("NFC", _ACCENTS.sub("", normalize("NFKD", word.translate(_LETTERS))))


def term(word: str, language: str) -> str:
    """What a word in small letters is found by in this language."""
    return folded(word if language == OTHER else _stemmer(language).stemWord(word))


def every_term(word: str, languages: Sequence[str]) -> dict[str, str]:
    """The term of a word in small letters in each of these languages."""
    return {language: term(word, language) for language in languages}


def is_stop_word(word: str, language: str) -> bool:
    """Whether a word in small letters says nothing by itself in this language."""
    return word in _stop_words().get(language, ())


def asked(text: str, languages: Sequence[str], most: int) -> list[dict[str, str]]:
    """For each of the first different words of a question its term in every language it is looked for in.

    A stop word is left out of its language, and out of texts of no known language, unless the question has no other words.
    """
    found = list(dict.fromkeys(words(text)))[:most]
    telling = {word: [name for name in languages if not is_stop_word(word, name)] for word in found}
    if any(len(where) == len(languages) for where in telling.values()):
        telling = {
            word: where if len(where) == len(languages) else [name for name in where if name != OTHER]
            for word, where in telling.items()
        }
    else:
        telling = {word: list(languages) for word in found}
    terms = [{name: term(word, name) for name in where} for word, where in telling.items() if where]
    return list({tuple(one.items()): one for one in terms}.values())


@cache
def _stemmer(language: str) -> "Stemmer.Stemmer":
    import Stemmer

    return Stemmer.Stemmer(SNOWBALL[language])


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("stopwords.toml").read_text(encoding="utf-8"))
    return {language: frozenset(text.split()) for language, text in table["words"].items()}
