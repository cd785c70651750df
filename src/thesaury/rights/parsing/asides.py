"""What the rules for things beside a licence have in common: where they may stand, and words that are never passed over."""

from collections.abc import Sequence
from functools import cache

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Found, Kind

ENDS = frozenset({Kind.COMMA, Kind.CELL, Kind.CLOSE, Kind.COLON})
"""What ends a stretch within a clause."""
PICTURES = frozenset({Kind.PLAIN, Kind.PART, Kind.CREDIT})
"""What a word for a picture may mean."""
_SHORTEST_STATE = 5
"""Letters of the shortest participle that is looked for: Ned and Ted are names."""


@cache
def words_in(name: str) -> frozenset[str]:
    """The folded words of a list of the table of paperwork."""
    return frozenset(word for phrase in table("paperwork")[name] for word in words_of(phrase))


def tells_a_state(word: str) -> bool:
    """Whether a word tells a state or makes a condition, so that it may not be passed over as a part of a title or a name."""
    if word in words_in("states") or word in table("names")["never"]:
        return True
    return len(word) >= _SHORTEST_STATE and word.endswith(tuple(table("paperwork")["state_ends"]))


def begins(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> bool:
    """Whether nothing stands in front between two commas."""
    return not at or clause[at - 1].kind in ENDS or tokens[clause[at - 1].first].text in ("\n", "(", "[", "|")


def stretch_end(clause: Sequence[Found], at: int) -> int:
    """Where the stretch ends in which a finding stands."""
    return next(
        (i for i in range(at, len(clause)) if clause[i].kind in ENDS or clause[i].kind is Kind.BREAK), len(clause)
    )
