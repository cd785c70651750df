"""Names behind a word for who somebody is, and names of houses that grant or receive a licence: they bound nothing."""

from collections.abc import Sequence, Set
from functools import cache

from thesaury.rights.parsing.asides import tells_a_state
from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.name_runs import merged
from thesaury.rights.parsing.sentences import clauses_in

_NAME = Meaning(Kind.PLAIN, rule="name of a house")
_COLONS = frozenset(":=;|")
_MOST = 6
"""Words of the longest name."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for phrase in table("houses")[name] for word in words_of(phrase))


def without_roles(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings with such names as nothing, in order. A name is a run of capitals that mean nothing elsewhere: behind a label and a
    colon it reaches to the end of its line; else it begins a sentence, has a word for a house, and a verb of granting follows."""
    labelled = not _words("labels").isdisjoint(words) and not _COLONS.isdisjoint(words)
    if not labelled and (_words("houses").isdisjoint(words) or _words("verbs").isdisjoint(words)):
        return list(found)
    return [f for clause in clauses_in(found) for f in _named(clause, tokens)]


def is_run_of_names(findings: Sequence[Found], tokens: Sequence[Token]) -> bool:
    """Whether findings are one name, of a person or a house, and nothing else."""
    return bool(findings) and _run(findings, 0, tokens) == len(findings)


def _named(clause: list[Found], tokens: Sequence[Token]) -> list[Found]:
    begin = next((at for at, f in enumerate(clause) if tokens[f.first].kind == "word"), len(clause))
    if begin == len(clause):
        return clause
    if tokens[clause[begin].after - 1].text in _words("labels"):
        return _labelled(clause, begin, tokens)
    while begin < len(clause) and (
        tokens[clause[begin].first].text in _words("before") or clause[begin].kind is Kind.COMMA
    ):
        begin += 1
    end = _run(clause, begin, tokens)
    house = any(tokens[f.first].text in _words("houses") for f in clause[begin:end])
    verb = end + (end < len(clause) and clause[end].kind is Kind.COMMA)
    if not house or verb >= len(clause) or tokens[clause[verb].first].text not in _words("verbs"):
        return clause
    return [*clause[:begin], merged(clause[begin:end], _NAME), *clause[end:]]


def _labelled(clause: list[Found], at: int, tokens: Sequence[Token]) -> list[Found]:
    """ "Production: Studio Vell, Milan", and nothing else on the line."""
    colon = at + 1
    if colon >= len(clause) or clause[colon].kind is not Kind.COLON:
        return clause
    end, commas = _run(clause, colon + 1, tokens), 0
    while colon + 1 < end < len(clause) and clause[end].kind is Kind.COMMA and not commas:
        further = _run(clause, end + 1, tokens)
        end, commas = (further, 1) if further > end + 1 else (end, 2)
    if end < len(clause) - 1 and tokens[clause[end].first].text == "." and clause[end].kind is Kind.PLAIN:
        end += 1  # behind an initial
    end = _bracketed(clause, end, tokens)
    if end == colon + 1 or (end < len(clause) and clause[end].kind is not Kind.BREAK):
        return clause
    label = clause[at].as_(_NAME) if clause[at].kind is Kind.UNKNOWN else clause[at]
    return [*clause[:at], label, clause[colon], merged(clause[colon + 1 : end], _NAME), *clause[end:]]


def _bracketed(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """Behind a bracket of names: "(Linden Models, Warsaw)"; the place itself where there is none."""
    if at >= len(clause) or tokens[clause[at].first].text != "(":
        return at
    end = _run(clause, at + 1, tokens)
    while at + 1 < end < len(clause) and clause[end].kind is Kind.COMMA:
        further = _run(clause, end + 1, tokens)
        if further == end + 1:
            return at
        end = further
    return end + 1 if at + 1 < end < len(clause) and clause[end].kind is Kind.CLOSE else at


def _run(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """Where a run of capitals ends."""
    end = index = at
    words = 0
    while index < len(clause) and words < _MOST:
        f = clause[index]
        token = tokens[f.first]
        if token.text in _words("inside") and index > at:
            index += 1
            continue
        name = f.kind is Kind.UNKNOWN and token.kind == "word" and token.capital
        house = token.capital and token.text in _words("houses") and f.kind in (Kind.PLAIN, Kind.UNKNOWN, Kind.CHANNEL)
        if not (name or house) or (token.text not in _words("houses") and tells_a_state(token.text)):
            break
        words += 1
        index += 1
        end = index
    return end
