"""How texts become terms: one analysis per language with a Snowball stemmer, and one for all other texts."""

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from tantivy import TextAnalyzer

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

_WITHOUT_STOP_WORDS = {"ar", "el", "ro", "ta", "tr"}
_SAME = {"nb": "no", "nn": "no"}
_LONGEST = 80
"""Longer words (in bytes) are hashes and other keys; nobody types them."""


def language_of(tag: str) -> str:
    """The language a text with this BCP 47 tag is analysed as: a key of `SNOWBALL`, or `OTHER`."""
    primary = tag.replace("_", "-").split("-")[0].lower()
    primary = _SAME.get(primary, primary)
    return primary if primary in SNOWBALL else OTHER


def clean(text: str) -> str:
    """The text in composed form (as macOS file names are not), with half characters replaced by question marks."""
    return normalize("NFC", text).encode("utf-8", "replace").decode("utf-8")


@cache
def analyzer(language: str) -> "TextAnalyzer":
    """Words in lower case, stemmed, then without accents, so that `ecologique` finds `écologiques`."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST)).filter(Filter.lowercase())
    if language != OTHER:
        builder = builder.filter(Filter.stemmer(SNOWBALL[language]))
    return builder.filter(Filter.ascii_fold()).build()


def words(text: str) -> list[str]:
    """The words of a cleaned text in lower case, as they stand."""
    return _splitter().analyze(text)


def is_stop_word(word: str, language: str) -> bool:
    """Whether a word in lower case says nothing by itself in this language."""
    if language == OTHER or language in _WITHOUT_STOP_WORDS:
        return False
    return not _stopper(language).analyze(word)


@cache
def _splitter() -> "TextAnalyzer":
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    return (
        TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST)).filter(Filter.lowercase()).build()
    )


@cache
def _stopper(language: str) -> "TextAnalyzer":
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    return TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.stopword(SNOWBALL[language])).build()
