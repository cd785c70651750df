"""The words of briefs: phrases of three languages that say what a part is about, deny, require, or name a shape; read from tables."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from thesaury.rights.parsing.folding import Token, folded, tokens_of

LANGUAGES = ("en", "de", "fr")
"""The languages there are tables in."""

_QUOTES = re.compile(r"[\"“”„‟«»〝〞＂*_`]|(?<!\w)['‘‚’](?=\w)|(?<=[\w.!?])['’](?!\w)")


class Cue(NamedTuple):
    """A phrase of a table in a text: tokens `first` up to but not including `after`."""

    first: int
    after: int
    kind: str


class Phrases:
    """Phrases of a table, each of a kind; the longest that begins at a word is found."""

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        """Phrases by kind; a `*` at the end of a word of one stands for any end."""
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._begun: list[tuple[str, tuple[str, ...], str]] = []
        for kind, phrases in kinds.items():
            for phrase in phrases:
                words = _words(phrase)
                if words[0].endswith("*"):
                    self._begun.append((words[0][:-1], words, kind))
                else:
                    self._whole.setdefault(words[0], []).append((words, kind))

    def found(self, tokens: Sequence[Token]) -> list[Cue]:
        """From each word on the longest phrase, if it does not lie within one before."""
        found: list[Cue] = []
        for at, token in enumerate(tokens):
            if (cue := self._longest(tokens, at, token.text)) and (not found or cue.after > found[-1].after):
                found.append(cue)
        return found

    def _longest(self, tokens: Sequence[Token], at: int, word: str) -> Cue | None:
        fitting = [
            (len(words), kind)
            for words, kind in (*self._whole.get(word, ()), *self._beginning(word))
            if _fits(words, tokens, at)
        ]
        if not fitting:
            return None
        length, kind = max(fitting, key=lambda one: one[0])
        return Cue(at, at + length, kind)

    def _beginning(self, word: str) -> list[tuple[tuple[str, ...], str]]:
        return [(words, kind) for begun, words, kind in self._begun if word.startswith(begun)]


def tokens_in(text: str) -> list[Token]:
    """The words and marks of a text as they are compared, with their places in it; quotation marks and emphasis are none."""
    return tokens_of(folded(_QUOTES.sub(lambda match: " " * len(match[0]), text)))


@cache
def table(language: str) -> Mapping[str, Any]:
    """The table of one language."""
    return tomllib.loads((files("thesaury.recommendation.briefing") / "words" / f"{language}.toml").read_text("utf-8"))


@cache
def phrases(part: str, languages: tuple[str, ...], *kinds: str) -> Phrases:
    """The phrases of these kinds (all of them where none is named) of one part of the tables, in these languages together."""
    found: dict[str, list[str]] = {}
    for language in languages:
        for kind, said in table(language)[part].items():
            if not kinds or kind in kinds:
                found.setdefault(kind, []).extend(said)
    return Phrases(found)


def said_in(tokens: Sequence[Token], part: str, languages: tuple[str, ...], *kinds: str) -> list[Cue]:
    """The phrases of these kinds in the tokens, by place."""
    return phrases(part, languages, *kinds).found(tokens)


def spoken(language: str) -> tuple[str, ...]:
    """The tables to read a language by: its own; all of them where it is not known or has none."""
    return (language,) if language in LANGUAGES else LANGUAGES


def _words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, the `*` left with the word it ends."""
    words: list[str] = []
    for token in tokens_of(folded(phrase)):
        if token.text == "*" and words:
            words[-1] += "*"
        else:
            words.append(token.text)
    return tuple(words)


def _fits(words: Sequence[str], tokens: Sequence[Token], at: int) -> bool:
    if at + len(words) > len(tokens):
        return False
    return all(
        tokens[at + place].text.startswith(word[:-1]) if word.endswith("*") else tokens[at + place].text == word
        for place, word in enumerate(words)
    )
