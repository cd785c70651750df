"""People with their names in texts: what they may do themselves, and pictures called by a name that alone are meant, need a person."""

from collections.abc import Iterator, Sequence
from functools import cache

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import Lexicon, table
from thesaury.rights.parsing.meanings import Found, Kind, Meaning

_PERSON = "name of a person"
_OWN = Meaning(Kind.UNKNOWN, rule="use of somebody else")


@cache
def _own_use() -> Lexicon:
    made = Lexicon()
    for phrase in table("labels")["own_use"]:
        made.add(words_of(phrase), _OWN)
    return made


def named_people_in(clause: Sequence[Found], tokens: Sequence[Token]) -> Iterator[Found]:
    """ "The photographer Anna Bell may use the pictures": a grant to somebody else, with the name in between. And "the photo Bell
    only": behind a name, an "only" that is said of nothing else."""
    for at, f in enumerate(clause[:-1]):
        if f.meaning.rule == _PERSON and (_own_use().longest(tokens, f.after) or _has(clause, at + 1, tokens)):
            yield f
        elif f.kind is Kind.CREDIT and f.meaning.names and clause[at + 1].kind is Kind.ONLY and _ends(clause, at + 2):
            yield clause[at + 1]


def _has(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> bool:
    """Whether somebody "has" a use: "has TV"."""
    has = tokens[clause[at].first].text in ("has", "hat", "a")
    return has and at + 1 < len(clause) and clause[at + 1].kind is Kind.CHANNEL


def _ends(clause: Sequence[Found], at: int) -> bool:
    return at >= len(clause) or clause[at].kind in (Kind.COMMA, Kind.CLOSE, Kind.BREAK)
