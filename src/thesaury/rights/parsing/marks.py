"""Marks that say something without a word: empty boxes, a minus behind a use, rows of a table with no answer, brackets around a use."""

from collections.abc import Iterator, Sequence, Set

from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.meanings import CONTENT, Found, Kind

_TELLING = frozenset("[(-+!*:=")
_ASKING = frozenset(":=|")
_BOXES = {"[": "]", "(": ")"}
_LETTERS = frozenset("nyjo")
"""Letters that stand for an answer in one language or another."""
_BEHIND_A_MINUS = frozenset((",", ")", "]"))
_ANSWERS = frozenset({Kind.ALLOWED, Kind.NEGATION, Kind.DENIED})
_CELLS = frozenset({Kind.COLON, Kind.CELL})
_ROW = _CELLS | {Kind.CHANNEL, Kind.PLAIN, Kind.JOIN, Kind.COMMA}


def marked(clauses: Sequence[Sequence[Found]], tokens: Sequence[Token], words: Set[str]) -> Iterator[Found]:
    """The findings at or beside which a mark stands that nobody can read for sure; `words` are all tokens of the text."""
    if not words.isdisjoint(_TELLING) and (places := set(_places(tokens))):
        yield from (f for clause in clauses for f in clause if not places.isdisjoint(range(f.first - 1, f.after + 1)))
    if "(" in words:
        yield from _bracketed(clauses, tokens)
    if not words.isdisjoint(_ASKING):
        yield from _unanswered(clauses, tokens)
    if ">" in words:
        yield from _quoted(clauses, tokens)


def _places(tokens: Sequence[Token]) -> Iterator[int]:
    """Where an empty box stands, a minus that closes something, or two of them around a word."""
    for at in range(len(tokens) - 1):
        text, following = tokens[at].text, tokens[at + 1].text
        if text in _TELLING and (
            _BOXES.get(text) == following
            or (text == "-" and following in _BEHIND_A_MINUS)
            or (text in _BOXES and following in ("-", "+"))
            or (text == "+" and tokens[at + 1].kind == "number" and tokens[at].spaced)
            or (text in "-!" and _in_front(tokens, at))
            or (text == "*" and _footnote(tokens, at))
            or (text in ":=" and following in _LETTERS and _ends(tokens, at + 2))
            or _struck(tokens, at)
        ):
            yield at
    if len(tokens) > 1 and tokens[-1].text == "*" and not tokens[-1].spaced and tokens[-2].kind == "word":
        yield len(tokens) - 1
    yield from (
        at for at, token in enumerate(tokens) if at and token.text == "-" and token.spaced and _ends_empty(tokens, at)
    )


def _in_front(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark touches the word behind it and not the one in front, within a line: "-TV", "!TV"."""
    behind = tokens[at + 1]
    if behind.spaced or behind.kind != "word":
        return False
    begins = not at or tokens[at - 1].text == "\n"
    return tokens[at].text == "!" if begins else tokens[at].spaced


def _footnote(tokens: Sequence[Token], at: int) -> bool:
    """Whether an asterisk behind a word points to a note, and none before the word of its line opens an emphasis."""
    behind = tokens[at + 1]
    if not at or tokens[at].spaced or tokens[at - 1].kind != "word" or behind.text == "*":
        return False
    if behind.kind == "word" and not behind.spaced:
        return False
    opened = next((before.text for before in reversed(tokens[:at]) if before.text in ("\n", "*")), "\n")
    return opened == "\n"


def _ends(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].kind == "mark"


def _ends_empty(tokens: Sequence[Token], at: int) -> bool:
    """Whether a line ends with a minus where others have a word."""
    return (at + 1 >= len(tokens) or tokens[at + 1].text in ("\n", "|", ";")) and tokens[at - 1].text not in (
        "\n",
        "-",
        "|",
    )


def _struck(tokens: Sequence[Token], at: int) -> bool:
    """Whether two minus signs, and not more of them, touch a word on one side and not on the other."""
    if tokens[at].text != "-" or tokens[at + 1].text != "-" or tokens[at + 1].spaced:
        return False
    before = tokens[at - 1] if at else None
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    if (before and before.text == "-") or (behind and behind.text == "-"):
        return False
    touches = not tokens[at].spaced and before is not None and before.kind == "word"
    return touches or (behind is not None and behind.kind == "word" and not behind.spaced)


def _bracketed(clauses: Sequence[Sequence[Found]], tokens: Sequence[Token]) -> Iterator[Found]:
    """A use in brackets that stands in a list: it may be one of the list, or not quite."""
    for clause in clauses:
        for at in range(len(clause) - 2):
            opened = clause[at].kind is Kind.COMMA and tokens[clause[at + 1].first].text == "("
            if opened and clause[at + 2].kind is Kind.CHANNEL:
                yield clause[at + 2]


def _quoted(clauses: Sequence[Sequence[Found]], tokens: Sequence[Token]) -> Iterator[Found]:
    """Uses in lines that an answer quotes: whoever wrote them, the answer may be about a part of them."""
    quoted = [clause for clause in clauses if tokens[clause[0].first].text == ">"]
    if quoted and any(f.kind in _ANSWERS | CONTENT for clause in clauses if clause not in quoted for f in clause):
        yield from (f for clause in quoted for f in clause if f.kind is Kind.CHANNEL)


def _unanswered(clauses: Sequence[Sequence[Found]], tokens: Sequence[Token]) -> Iterator[Found]:
    """Uses without an answer where others have one: "Website: yes / TV:"."""
    rows = [
        clause
        for clause in clauses
        if any(f.kind is Kind.CHANNEL for f in clause) and any(_cell(f, tokens) for f in clause)
    ]
    if not any(_answered(row) for row in rows):
        return
    for row in rows:
        said = [f for f in row if tokens[f.first].text != "\n"]
        if all(f.kind in _ROW for f in row) and _cell(said[-1], tokens):
            yield next(f for f in row if f.kind is Kind.CHANNEL)


def _cell(f: Found, tokens: Sequence[Token]) -> bool:
    return f.kind in _CELLS or tokens[f.first].text == "|"


def _answered(row: Sequence[Found]) -> bool:
    kinds = {f.kind for f in row}
    return bool(kinds & _ANSWERS) and kinds <= _ROW | _ANSWERS
