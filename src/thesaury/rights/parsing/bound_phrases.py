"""The table of phrases that bound a grant, as trees of words: words/bounds.toml says what each of its entries means."""

from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from thesaury.rights.parsing.lexicon import Lexicon, all_words, lexicon_of, table
from thesaury.rights.parsing.meanings import Kind, Meaning

_PHRASE = Meaning(Kind.PLAIN, rule="phrase that bounds")
_READ = frozenset(
    {
        Kind.ALLOWED, Kind.INCLUDING, Kind.FROM, Kind.UNTIL, Kind.WITHIN, Kind.BEFORE, Kind.JOIN, Kind.NEGATION, Kind.ONLY, Kind.COLON,
        Kind.PARTS,
    }
)  # fmt: skip
"""Other kinds that the words of a phrase may be read as."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Phrases of one sort, as words/bounds.toml describes them."""

    opens: Lexicon
    between: frozenset[str]
    ends: Lexicon
    last: frozenset[str]
    """The words with which the ends begin: without one of them a text has no such phrase."""
    kinds: frozenset[Kind]
    beside: frozenset[Kind]
    clear: frozenset[str]
    alone: bool
    exact: bool
    boilerplate: bool
    announces: bool
    followed: frozenset[Kind]
    bare: bool


@cache
def bounds() -> tuple[Bound, ...]:
    """All sorts of phrases."""
    return tuple(
        Bound(
            lexicon_of(_PHRASE, entry.get("opens", ())),
            all_words(entry.get("between", ())),
            (ends := lexicon_of(_PHRASE, entry["ends"])),
            frozenset(ends.root),
            frozenset(map(Kind, entry.get("kinds", ()))) | _READ,
            frozenset(map(Kind, entry.get("beside", ()))),
            all_words(entry.get("clear", ())),
            entry.get("alone", False),
            entry.get("exact", False),
            entry.get("boilerplate", False),
            entry.get("announces", False),
            frozenset(map(Kind, entry.get("followed", ()))),
            entry.get("bare", False),
        )
        for entry in table("bounds")["bound"]
    )


@cache
def by_first_word() -> dict[str, tuple[Bound, ...]]:
    """The sorts of phrases by the words that they begin with."""
    found: dict[str, list[Bound]] = {}
    for bound in bounds():
        for word in bound.opens.root or bound.ends.root:
            found.setdefault(word, []).append(bound)
    return {word: tuple(among) for word, among in found.items()}


def bounds_among(words: Set[str]) -> dict[str, list[Bound]]:
    """The sorts of phrases that a text of these words can have, by the words that they begin with."""
    index = by_first_word()
    found: dict[str, list[Bound]] = {}
    for word in index.keys() & words:
        if possible := [bound for bound in index[word] if not bound.last.isdisjoint(words)]:
            found[word] = possible
    return found
