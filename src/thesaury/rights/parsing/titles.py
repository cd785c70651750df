"""Titles of pictures in quotation marks: a name of what is licensed, which neither allows nor denies anything."""

from collections.abc import Sequence
from functools import cache

from thesaury.model.remembering import remembered
from thesaury.rights.parsing.asides import tells_a_state
from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.reading import read
from thesaury.rights.parsing.sentences import clauses_in

_TITLE = Meaning(Kind.PLAIN, rule="title of a picture")
_IN_TITLES = frozenset({Kind.UNKNOWN, Kind.PLAIN, Kind.JOIN, Kind.PART, Kind.FROM, Kind.CREDIT})
"""What a word of a title may mean elsewhere; with anything else between its marks, it is read by a person."""
_BOUNDING = frozenset({
    Kind.ONLY, Kind.NEGATION, Kind.DENIED, Kind.EXCEPTION, Kind.STOP, Kind.OTHERWISE, Kind.NOT_ONLY, Kind.NO_PUBLICATION,
})  # fmt: skip
_FEWEST_WORDS, _MOST_WORDS = 2, 7
"""One word alone may be a state ("Withheld")."""
_MARKS = "'\"„“”‘’‚«»› ‹"
_SCOPES: dict[tuple[str, ...], str] = {("book",): "publication", ("periodical",): "publication", ("event",): "event"}
_ENDS = frozenset({Kind.COMMA, Kind.BREAK, Kind.CLOSE, Kind.CELL})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for phrase in table("paperwork")[name] for word in words_of(phrase))


def without_titles(found: Sequence[Found], tokens: Sequence[Token], text: str) -> list[Found]:
    """The findings with titles as nothing, in order: a quotation beside a word for a picture, or alone between commas behind the name
    of who made it, in words that mean nothing elsewhere, and in a clause that neither denies nor bounds anything."""
    if not any(f.kind is Kind.QUOTE for f in found):
        return list(found)
    return [f for clause in clauses_in(found) for f in _untitled(clause, tokens, text)]


def _untitled(clause: Sequence[Found], tokens: Sequence[Token], text: str) -> list[Found]:
    if not any(f.kind is Kind.QUOTE for f in clause):
        return list(clause)
    clause = _published(clause, text)
    if any(f.kind in _BOUNDING or f.meaning.only for f in clause):
        return list(clause)
    return [
        f.as_(_TITLE) if f.kind is Kind.QUOTE and _stands(clause, at, tokens) and is_title(text[f.start : f.end]) else f
        for at, f in enumerate(clause)
    ]


def _published(clause: Sequence[Found], text: str) -> list[Found]:
    """ "The book "Rivers of Trade"": the name of what a picture is printed or shown in bounds its use."""
    named = list(clause)
    for at in range(1, len(named)):
        before = named[at - 1]
        scope = _SCOPES.get(before.meaning.names) if before.kind is Kind.CHANNEL else None
        if named[at].kind is Kind.QUOTE and scope:
            name = text[named[at].start : named[at].end].strip(_MARKS)
            named[at] = named[at].as_(Meaning(Kind.SCOPE, (scope, name), rule=f"name of a {scope}"))
    return named


def _stands(clause: Sequence[Found], at: int, tokens: Sequence[Token]) -> bool:
    """Whether a quotation stands where titles stand."""
    ends = at + 1 == len(clause) or clause[at + 1].kind in _ENDS
    if not at or not ends:
        return bool(at) and _is_picture(clause[at - 1], tokens)
    before = clause[at - 1]
    opened = tokens[before.first].text == "(" or before.kind is Kind.COLON
    if _is_picture(before, tokens) or (opened and at > 1 and _is_picture(clause[at - 2], tokens)):
        return True
    return before.kind is Kind.COMMA and at > 1 and _names_somebody(clause[at - 2])


def _is_picture(f: Found, tokens: Sequence[Token]) -> bool:
    return f.kind in (Kind.PLAIN, Kind.PART, Kind.CREDIT, Kind.SCOPE) and tokens[f.after - 1].text in _words("titled")


def _names_somebody(f: Found) -> bool:
    return (f.kind is Kind.CREDIT and bool(f.meaning.names)) or f.meaning.rule in (
        "name of a person",
        "copyright notice",
    )


@remembered(4096)
def is_title(quoted: str) -> bool:
    """Whether a quotation begins with a capital and has a word that means nothing elsewhere, and none that says anything of use."""
    said = quoted.strip(_MARKS)
    tokens, found = read(said, "")
    words = [token for token in tokens if token.kind == "word"]
    if not tokens or not tokens[0].capital or not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        return False
    if any(token.kind == "number" or tells_a_state(token.text) for token in tokens):
        return False
    known = all(f.kind in _IN_TITLES and not f.meaning.only for f in found)
    return known and any(f.kind is Kind.UNKNOWN and tokens[f.first].kind == "word" for f in found)
