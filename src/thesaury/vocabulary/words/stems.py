"""Words as they are compared: lower case, their Snowball stem, without accents."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from thesaury.model.remembering import remembered
from thesaury.vocabulary.words.folding import folded, split

if TYPE_CHECKING:
    import Stemmer

_STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "sv": "swedish",
}


def primary(language: str) -> str:
    """The language itself, of a BCP 47 tag."""
    return language.replace("_", "-").split("-")[0].lower()


def stems(text: str, language: str) -> list[str]:
    """The words of a text, stemmed in its language; in a language without a stemmer, or in none, folded alone."""
    words = split(text.lower())
    algorithm = _STEMMERS.get(primary(language))
    return [folded(word) for word in (_stemmer(algorithm).stemWords(words) if algorithm else words)]


def forms(word: str, languages: Iterable[str]) -> frozenset[str]:
    """A word folded, and its stems in each of these languages. Words come again and again, so what was worked out last stays known."""
    return _forms(word, tuple(languages))


@remembered(50_000)
def _forms(word: str, languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset({folded(word), *(stem for language in languages for stem in stems(word, language))})


@cache
def _stemmer(algorithm: str) -> "Stemmer.Stemmer":
    import Stemmer

    return Stemmer.Stemmer(algorithm)
