"""The dictionary: phrases of three languages to meanings, the longest match first, read from tables that legal people can change."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.meanings import Kind, Meaning

TABLES = ("clauses", "grammar", "channels", "purposes", "parties", "regions", "plain")
"""In order of precedence: where two tables have the same phrase, the first of them is read."""

_BESIDE = ("names", "boilerplate", "conditions", "bounds", "zones", "misspellings", "labels", "paperwork", "houses")
"""Tables that are read by rules of their own."""
_ONLY = frozenset(
    word
    for phrase in ("only", "nur", "uniquement", "seulement", "strictement", "lediglich")
    for word in words_of(phrase)
)
_USED = frozenset(
    word
    for phrase in (
        "use used using usage publish verwenden verwendet verwendung nutzen genutzt nutzung veröffentlichen",
        "utiliser utilisé utilisée utilisation usage publier",
    )
    for word in words_of(phrase)
)
"""A stop with one of these may be about something ("do not use on TV"); without it tells a state, "withdrawn", and stops everything."""
_GERMAN_ENDS = ("nutzung", "verwendung", "einsatz", "bereich", "rechte", "kanäle", "medien", "zwecke")
_PLURAL = frozenset({"channel", "purpose", "party", "open", "limit", "modification", "scope", "plain", "anchor"})

Node = dict[str, Any]
"""A word to the node after it; the empty string to the meaning of what ends here."""


@cache
def table(name: str) -> Mapping[str, Any]:
    """A table of words beside this code."""
    return tomllib.loads((files("thesaury.rights.parsing") / "words" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def versions() -> str:
    """The versions of all tables, as one string that changes when one of them does."""
    return " ".join(f"{name} {table(name)['version']}" for name in (*TABLES, *_BESIDE))


class Lexicon:
    """Phrases as a tree of words."""

    __slots__ = ("root",)

    def __init__(self) -> None:
        self.root: Node = {}

    def add(self, words: Sequence[str], meaning: Meaning) -> None:
        """Enter a phrase, unless it is there already."""
        node = self.root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault("", meaning)

    def longest(self, tokens: Sequence[Token], at: int, end: int | None = None) -> tuple[Meaning, int] | None:
        """The meaning of the longest phrase that begins at a token and ends by `end`, and the token after it; None where none does."""
        last, after = len(tokens) if end is None else end, at + 1
        node = self.root.get(tokens[at].text) if at < last else None
        found = None
        while node is not None:
            if (meaning := node.get("")) is not None:
                found = (meaning, after)
            if after >= last:
                break
            node = node.get(tokens[after].text)
            after += 1
        return found


@cache
def lexicon() -> Lexicon:
    """The dictionary of all tables."""
    made = Lexicon()
    for name in TABLES:
        content = table(name)
        for entry in content["entry"]:
            meaning = _meaning(entry, content.get("kind", "plain"))
            for language in ("en", "de", "fr"):
                for phrase in entry.get(language, ()):
                    for words in _forms(phrase, language, meaning):
                        made.add(words, _says_only(meaning, words))
    return made


def _meaning(entry: Mapping[str, Any], kind: str) -> Meaning:
    names = tuple(entry.get("names", ()))
    return Meaning(
        Kind(entry.get("kind", kind)),
        names,
        tuple(entry.get("denied", ())) or names,
        tuple(entry.get("unclear", ())),
        tuple(entry.get("except", entry.get("excludes", ()))),
        entry.get("reason", ""),
        entry.get("rule", "") or " ".join(names) or entry.get("kind", kind),
    )


def _says_only(meaning: Meaning, words: Sequence[str]) -> Meaning:
    if meaning.kind is Kind.STOP and _USED.isdisjoint(words):
        return replace(meaning, rule="state")
    if _ONLY.isdisjoint(words):
        return meaning
    return Meaning(
        meaning.kind,
        meaning.names,
        meaning.denied,
        meaning.unclear,
        meaning.left_out,
        meaning.reason,
        meaning.rule,
        True,
    )


def _forms(phrase: str, language: str, meaning: Meaning) -> Iterator[tuple[str, ...]]:
    kind = meaning.kind
    function_word = meaning.rule == Kind.PLAIN
    for spelling in _spellings(phrase):
        words = words_of(spelling)
        yield words
        if kind not in _PLURAL or function_word or not words or len(words[-1]) < 2 or not words[-1].isalpha():
            continue
        if language == "de" and kind is Kind.CHANNEL and phrase[:1].isupper():
            for end in _GERMAN_ENDS:
                yield (*words[:-1], words[-1] + words_of(end)[0])
                yield (*words, words_of(end)[0])
        elif language != "de" and not words[-1].endswith("s"):
            yield (*words[:-1], words[-1] + "s")
            if words[-1].endswith("y"):
                yield (*words[:-1], words[-1][:-1] + "ies")


def _spellings(phrase: str) -> Iterator[str]:
    """As it is, and with ae, oe, ue and ss for the letters that not every keyboard has."""
    yield phrase
    lower = phrase.lower()
    if any(letter in lower for letter in "äöüß"):
        yield lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
        yield lower.replace("ß", "ss")


def lexicon_of(meaning: Meaning, phrases: Iterable[str]) -> Lexicon:
    """A lexicon in which all these phrases have one meaning."""
    made = Lexicon()
    for phrase in phrases:
        made.add(words_of(phrase), meaning)
    return made


def all_words(phrases: Iterable[str]) -> frozenset[str]:
    """Every folded word of these phrases."""
    return frozenset(word for phrase in phrases for word in words_of(phrase))
