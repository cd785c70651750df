"""Addresses of mails, and the names of who wrote one below its last line: they say nothing about permission."""

from collections.abc import Sequence, Set

from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.roles import is_run_of_names
from thesaury.rights.parsing.signatures import firsts

_ADDRESS = Meaning(Kind.PLAIN, rule="address of a mail")
_NAME = Meaning(Kind.PLAIN, rule="name of who wrote")
_MOST_LINES = 3
_JOINS = frozenset("@._-+")


def without_mail_ends(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings with addresses as nothing, and, in a text with a greeting or the address of who wrote it, the names in the last lines
    below an empty one. A name is made of capitals that mean nothing elsewhere."""
    mailed = "@" in words
    read = _without_addresses(found, tokens) if mailed else list(found)
    return _unsigned(read, tokens) if mailed or not words.isdisjoint(firsts("openings")) else read


def _without_addresses(found: Sequence[Found], tokens: Sequence[Token]) -> list[Found]:
    covered: set[int] = set()
    for at, token in enumerate(tokens):
        if token.text != "@" or token.spaced or at + 1 == len(tokens) or tokens[at + 1].spaced:
            continue
        first, last = at, at
        while first and not tokens[first].spaced and _of_address(tokens[first - 1]):
            first -= 1
        while last + 1 < len(tokens) and not tokens[last + 1].spaced and _of_address(tokens[last + 1]):
            last += 1
        while tokens[last].text == ".":
            last -= 1
        if any(token.text == "." for token in tokens[at:last]):
            covered.update(range(first, last + 1))
    return [f.as_(_ADDRESS) if covered.issuperset(range(f.first, f.after)) else f for f in found]


def _of_address(token: Token) -> bool:
    return token.kind in ("word", "number") or token.text in _JOINS


def _unsigned(found: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """Names alone in the last lines, with an empty line in front."""
    end = len(found)
    while end and tokens[found[end - 1].first].text == "\n":
        end -= 1
    begin, lines = end, 0
    while lines < _MOST_LINES:
        start = next((at + 1 for at in range(begin - 1, -1, -1) if tokens[found[at].first].text == "\n"), 0)
        if start == begin or not start or not is_run_of_names(found[start:begin], tokens):
            break
        begin, lines = start - 1, lines + 1
    empty = 0 < begin < end and tokens[found[begin - 1].first].text == "\n"
    if not lines or not empty:
        return found
    return [f.as_(_NAME) if begin < at < end and f.kind is not Kind.BREAK else f for at, f in enumerate(found)]
