"""Conditions in words that are small talk elsewhere: what is required, and fees that are due again. Nobody may read past them."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.sentences import NUMBERS

_DONE = frozenset(
    {
        Kind.CREDIT, Kind.DUTY, Kind.PLAIN_DUTY, Kind.CONSENT, Kind.FIRST_USE, Kind.EMBARGO, Kind.NEGATION, Kind.DENIED, Kind.NO_TRANSFER,
        Kind.NO_PUBLICATION, Kind.LIMIT, Kind.OPEN, Kind.MODIFICATION, Kind.STOP,
    }
)  # fmt: skip
"""Kinds of words that say what is required, or that it is forbidden."""
_SAYING_NOTHING = frozenset(
    {
        Kind.ANCHOR,
        Kind.INCLUDING,
        Kind.ONLY,
        Kind.PLAIN,
        Kind.COMMA,
        Kind.COLON,
        Kind.CLOSE,
        Kind.JOIN,
        Kind.ALLOWED,
        Kind.RELEASED,
        Kind.BREAK,
    }
)
"""A clause that has "only" with nothing else says so of something that is small talk elsewhere ("only with a release")."""
_SMALL_TALK = frozenset({"small talk", "plain", "preposition"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for phrase in table("conditions")[name] for word in words_of(phrase))


@cache
def _phrases(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase) for phrase in table("conditions")[name])


@cache
def _telling() -> frozenset[str]:
    """The words without which no clause has a condition."""
    return _words("needs") | {phrase[0] for phrase in _phrases("fees")}


def may_have_conditions(words: Collection[str]) -> bool:
    """Whether a text of these words has to be looked through for what is required."""
    return not _telling().isdisjoint(words)


def conditions_in(clause: Sequence[Found], tokens: Sequence[Token]) -> Iterator[Found]:
    """The words of a clause that make a condition which no rule knows."""
    plain = [f for f in clause if f.kind is Kind.PLAIN and f.meaning.rule in _SMALL_TALK]
    if not any(f.kind in _DONE for f in clause):
        yield from (f for f in plain if _text(f, tokens)[-1] in _words("needs"))
    fee = next((f for f in plain if _text(f, tokens) in _phrases("fees")), None)
    if fee is not None and any(tokens[f.first].text in _words("again") for f in plain if f.meaning.rule not in NUMBERS):
        yield fee


def idle_only(clause: Sequence[Found]) -> Iterator[Found]:
    """An "only" in a clause of small talk: it bounds something that nobody knows ("only with a release")."""
    only = next((f for f in clause if f.kind is Kind.ONLY), None)
    if only is not None and all(f.kind in _SAYING_NOTHING or _beside_the_licensee(f) for f in clause):
        yield only


def _beside_the_licensee(f: Found) -> bool:
    """Whether it is somebody who may act besides the licensee: "only agencies" may shut the licensee out, or the others."""
    return f.kind is Kind.PARTY and len(f.meaning.names) > 1


def releases_in_doubt(clause: Sequence[Found], tokens: Sequence[Token]) -> Iterator[Found]:
    """Releases that there are, where something stands before them in their clause: "only once the property release is on file"."""
    clear = True
    for f in clause:
        if f.kind is Kind.RELEASED and not clear:
            yield f
        mark = (
            f.kind in (Kind.COLON, Kind.COMMA, Kind.CLOSE)
            or tokens[f.first].kind == "mark"
            or f.meaning.rule in NUMBERS
        )
        clear = clear and (mark or f.kind in (Kind.RELEASED, Kind.JOIN))


def _text(f: Found, tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.text for token in tokens[f.first : f.after])
