"""Headings and numbers of contracts: "Section 3.", "Schedule B (usage)", "§ 7 Schlussbestimmungen", the title in the first line."""

from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.sentences import NUMBERS, clauses_in, nothing

_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))
_REFERRING = frozenset(
    word
    for name in (
        "agreement",
        "contract",
        "vertrag",
        "vereinbarung",
        "contrat",
        "convention",
        "rahmenvertrag",
        "lizenzvertrag",
    )
    for word in words_of(name)
)
"""Words that name a document: a heading by itself only in the first line or behind a number."""


_SIGNS = frozenset(("no", "nr", "n", "°", ".", "#", "n°", "numero", "number", "ref"))
"""What stands between the title of a contract and its number."""


@cache
def _headings() -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase) for phrase in table("boilerplate")["headings"])


@cache
def _numbered() -> frozenset[str]:
    return frozenset(word for phrase in table("boilerplate")["numbered"] for word in words_of(phrase))


def without_headings(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings with headings and the numbers of clauses as nothing, in order; a text of one line has none."""
    if "\n" not in words:
        return list(found)
    passed: list[Found] = []
    lines, begins, said = 0, True, False
    listed = any(one.text == "b" and two.text == ")" for one, two in pairwise(tokens))
    for clause in clauses_in(found):
        clause = _unlettered(clause, tokens, listed) if begins or lines == 0 else clause
        title = lines == 0
        head = _number_end(clause, tokens, begins, title)
        numbered = head > 0 or any(f.meaning.rule in NUMBERS for f in clause)
        rest = clause[head:]
        follows = clause[-1].after < len(tokens)
        if follows and (begins or title or numbered) and _is_heading(rest, tokens, numbered or title):
            passed.extend(nothing(clause, "heading"))
        else:
            passed.extend((*nothing(clause[:head], "number of a clause"), *rest))
        begins = tokens[clause[-1].first].text == "\n" or (numbered and not _words(rest, tokens))
        said = said or bool(_words(clause, tokens))
        lines += said and tokens[clause[-1].first].text == "\n"
    return passed


def _unlettered(clause: list[Found], tokens: Sequence[Token], listed: bool) -> list[Found]:
    """Without "B.1" in front, nor "(c)" where a list has a "(b)"."""
    at = next((at for at, f in enumerate(clause) if tokens[f.first].text.isalnum() or f.kind is Kind.OPEN), None)
    if at is None:
        return clause
    if (
        listed
        and tokens[clause[at].first].text in ("(", "(c")
        and clause[at].kind is Kind.OPEN
        and clause[at].after - clause[at].first <= 3
    ):
        return [*clause[:at], *nothing(clause[at : at + 1], "number of a clause"), *clause[at + 1 :]]
    three = clause[at : at + 3]
    texts = [tokens[f.first].text for f in three]
    if (
        len(three) == 3
        and len(texts[0]) == 1
        and texts[1] == "."
        and three[2].kind is Kind.NUMBER
        and len(texts[2]) <= 2
    ):
        return [*clause[:at], *nothing(three, "number of a clause"), *clause[at + 3 :]]
    return clause


def _words(clause: Sequence[Found], tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(
        tokens[index].text
        for f in clause
        if f.meaning.rule not in NUMBERS
        for index in range(f.first, f.after)
        if tokens[index].kind == "word"
    )


def _is_heading(clause: Sequence[Found], tokens: Sequence[Token], numbered: bool) -> bool:
    """Whether a clause is a heading, or several that commas, colons or brackets part; a title may have the number of its contract."""
    parts: list[list[Found]] = [[]]
    for f in clause:
        if f.kind in (Kind.COMMA, Kind.COLON, Kind.CLOSE, Kind.BREAK) or tokens[f.first].text == "(":
            parts.append([])
        elif f.meaning.rule not in NUMBERS:
            parts[-1].append(f)
    named = [part for part in parts if part]
    return bool(named) and all(_is_part(part, tokens, numbered) for part in named)


def _is_part(part: Sequence[Found], tokens: Sequence[Token], numbered: bool) -> bool:
    words = _words(part, tokens)
    if numbered and _number_end(part, tokens, True, True) == len(part):
        return True
    first = next((at for at, f in enumerate(part) if tokens[f.first].text in _SIGNS and at), len(part))
    if numbered and first < len(part) and all(_is_of_a_number(f, tokens) for f in part[first:]):
        words = _words(part[:first], tokens)
        part = part[:first]
    if words not in _headings() or not (numbered or _REFERRING.isdisjoint(words)):
        return numbered and all(f.kind is Kind.PLAIN for f in part)
    return all(tokens[f.first].kind in ("word", "mark") for f in part)


def _is_of_a_number(f: Found, tokens: Sequence[Token]) -> bool:
    return (
        tokens[f.first].text in _SIGNS
        or f.kind in (Kind.NUMBER, Kind.JOIN)
        or (f.kind is Kind.DATE and tokens[f.first].kind == "number")
    )


def _number_end(clause: Sequence[Found], tokens: Sequence[Token], begins: bool, title: bool) -> int:
    """Where the number in front of a clause ends: a word such as section or annex, if any, with a number or a letter; 0 without one."""
    at = 0
    while at < len(clause) and clause[at].kind is Kind.PLAIN and not tokens[clause[at].first].text.isalnum():
        at += 1
    named = (
        at < len(clause) and tokens[clause[at].first].text in _numbered() and clause[at].after == clause[at].first + 1
    )
    if not (begins or title) or not named:
        return 0
    end = at + 1
    while end < len(clause) and (
        _is_number(clause[end], tokens) or tokens[clause[end].first].text in (".", "-", "–", ":")
    ):
        if clause[end].kind is Kind.BREAK:
            break
        end += 1
    return end if end > at + 1 and any(_is_number(f, tokens) for f in clause[at + 1 : end]) else 0


def _is_number(f: Found, tokens: Sequence[Token]) -> bool:
    text = tokens[f.first].text
    if f.after != f.first + 1:
        return False
    if f.kind is Kind.NUMBER:
        return len(text) <= 4
    return (len(text) == 1 and text.isalpha()) or text in _ROMAN
