"""The names at the end of a letter: a name grants nothing, and what is more than a name is read as any other text."""

from collections.abc import Sequence
from functools import cache

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import Lexicon, table
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.name_runs import LEGAL_FORMS
from thesaury.rights.parsing.sentences import nothing

_PHRASE = Meaning(Kind.PLAIN, rule="phrase of letters")
_NAME = frozenset({Kind.UNKNOWN, Kind.CREDIT, Kind.PART})
ROOM = frozenset({Kind.COMMA, Kind.BREAK, Kind.JOIN, Kind.COLON})
"""What may stand between names."""
_MOST_WORDS = 8
"""Words of the longest signature; what follows is read as any other text."""
_FROM = frozenset(("aus", "from"))
_IN_FAMILY_NAMES = frozenset(("de", "den", "der", "di", "du", "el", "la", "le", "van", "von"))
_NEVER = frozenset(table("names")["never"])


@cache
def phrases(name: str) -> Lexicon:
    """The phrases of one list of the table of names."""
    made = Lexicon()
    for phrase in table("names")[name]:
        made.add(words_of(phrase), _PHRASE)
    return made


@cache
def firsts(name: str) -> frozenset[str]:
    """The words with which they begin."""
    return frozenset(phrases(name).root)


def is_name(f: Found, tokens: Sequence[Token]) -> bool:
    """Whether it may be a word of a name: a capital, and no word that means something else."""
    token = tokens[f.first]
    return (
        f.kind in _NAME
        and f.after == f.first + 1
        and token.kind == "word"
        and token.capital
        and token.text not in _NEVER
    )


def without_signatures(found: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """The names behind a closing: to the end of the text if nothing else stands there, else those of the same line."""
    read: list[Found] = []
    at = 0
    while at < len(found):
        closing = _closing(found, at, tokens)
        if closing == at:
            read.append(found[at])
            at += 1
            continue
        end = _names_end(found, closing, tokens)
        read.extend(nothing(found[at:end], "signature"))
        at = end
    return read


def _closing(found: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """The finding after a closing that begins here, at the beginning of a clause; the place itself where none does."""
    before = found[at - 1] if at else None
    if (
        before is not None
        and before.kind not in (Kind.BREAK, Kind.COMMA)
        and tokens[before.first].text not in (")", "!", ".", "?")
    ):
        return at
    phrase = phrases("closings").longest(tokens, found[at].first)
    if phrase is None:
        return at
    end = at
    while end < len(found) and found[end].first < phrase[1]:
        end += 1
    if found[end - 1].after != phrase[1]:
        return at
    end = _town_end(found, end, tokens)
    ends = end == len(found) or found[end].kind in (Kind.BREAK, Kind.COMMA, Kind.COLON) or is_name(found[end], tokens)
    return end if ends else at


def _town_end(found: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """Past the town that greetings come from, which ends their line: "Schöne Grüße aus Kiel"."""
    if at + 1 >= len(found) or tokens[found[at].first].text not in _FROM:
        return at
    town = found[at + 1]
    ends = at + 2 == len(found) or found[at + 2].kind in (Kind.BREAK, Kind.COMMA)
    named = town.kind in (Kind.UNKNOWN, Kind.REGION) and tokens[town.first].capital and not town.meaning.only
    return at + 2 if named and ends else at


def _names_end(found: Sequence[Found], begin: int, tokens: Sequence[Token]) -> int:
    """Where the names end that begin at a finding."""
    at, words, lines, end = begin, 0, 0, begin
    while at < len(found) and words <= _MOST_WORDS:
        f, text = found[at], tokens[found[at].first].text
        if (
            is_name(f, tokens)
            or text in LEGAL_FORMS
            or (words and text in _IN_FAMILY_NAMES and at + 1 < len(found) and is_name(found[at + 1], tokens))
            or text in ("team", "eure", "euer", "ihr", "ihre", "dein", "deine", "your")
        ):
            words += 1
        elif f.kind in ROOM or (f.kind is Kind.PLAIN and (tokens[f.first].kind == "mark" or len(text) == 1)):
            if text == "\n" and words:
                lines += 1
                end = at if lines == 1 else end
        else:
            break
        at += 1
    if at == len(found) and words <= _MOST_WORDS:
        return at
    return (
        end
        if lines
        else (
            at
            if at < len(found) and found[at].kind in ROOM and words <= _MOST_WORDS
            else _same_line(found, begin, tokens)
        )
    )


def _same_line(found: Sequence[Found], begin: int, tokens: Sequence[Token]) -> int:
    """ "Regards, Mia. TV is out": the name up to the end of its clause, if nothing else stands in it."""
    at = begin
    while at < len(found) and (
        found[at].kind in (Kind.COMMA, Kind.COLON) or tokens[found[at].first].text == "\n" or is_name(found[at], tokens)
    ):
        at += 1
    whole = at == len(found) or found[at].kind is Kind.BREAK
    return at if whole else begin
