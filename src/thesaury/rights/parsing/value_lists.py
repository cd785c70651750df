"""Values in tables: lists behind a label that semicolons part, and names behind the labels of what a picture shows or is called."""

from collections.abc import Sequence, Set
from functools import cache

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import CONTENT, Found, Kind, Meaning
from thesaury.rights.parsing.name_runs import is_year, merged, name_end

_COMMA = Meaning(Kind.COMMA, rule="list in a cell")
_NAME = Meaning(Kind.PLAIN, rule="name behind a label")
_IN_LISTS = frozenset({Kind.CHANNEL, Kind.REGION, Kind.PLAIN, Kind.JOIN, Kind.COMMA})
_DENYING = frozenset({Kind.EXCEPTION, Kind.DENIED, Kind.NEGATION})
_LABELS = frozenset({Kind.PLAIN, Kind.PART, Kind.SCOPE, Kind.CREDIT, Kind.UNKNOWN, Kind.CHANNEL, Kind.PURPOSE})
_MOST = 8
"""Findings of the longest name behind a label, with its marks."""


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for phrase in table("labels")[name] for word in words_of(phrase))


def with_lists(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings with the semicolons of a list as commas: "Countries: FR ; BE ; LU", a line of a label and of places, or of channels,
    and nothing else. Any other semicolon still ends what was said before it."""
    if ";" not in words:
        return list(found)
    return [f for line in _lines(found, tokens) for f in _listed(line, tokens)]


def _lines(found: Sequence[Found], tokens: Sequence[Token]) -> list[list[Found]]:
    lines: list[list[Found]] = [[]]
    for f in found:
        lines[-1].append(f)
        if tokens[f.first].text == "\n":
            lines.append([])
    return lines


def _listed(line: list[Found], tokens: Sequence[Token]) -> list[Found]:
    return _list_of_denials(line, tokens) or _list_of_values(line, tokens)


def _list_of_denials(line: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """ "Excluded: print; TV": what is denied goes on behind each semicolon, as long as nothing but uses and places stand there."""
    colons = (at for at, f in enumerate(line) if f.kind is Kind.COLON)
    opened = next((at for at in colons if _is_denial(_label(line, at))), 0)
    if not opened:
        return []
    end = next((at for at in range(opened + 1, len(line)) if not _goes_on(line[at], tokens)), len(line))
    whole = (
        end
        if end == len(line) or line[end].kind is Kind.BREAK
        else max(at for at in range(opened, end) if at == opened or _is_mark(line[at], tokens))
    )
    return [
        f.as_(_COMMA) if opened < at < whole and at + 1 < len(line) and _is_mark(f, tokens) else f
        for at, f in enumerate(line)
    ]


def _label(line: Sequence[Found], colon: int) -> Sequence[Found]:
    """What stands in front of a colon, from the end of what was said before."""
    begin = next((at + 1 for at in range(colon - 1, -1, -1) if line[at].kind in (Kind.BREAK, Kind.COMMA)), 0)
    return line[begin:colon]


def _is_denial(label: Sequence[Found]) -> bool:
    return any(f.kind in _DENYING for f in label) and not any(f.kind in CONTENT for f in label)


def _is_mark(f: Found, tokens: Sequence[Token]) -> bool:
    return f.kind is Kind.BREAK and tokens[f.first].text == ";"


def _goes_on(f: Found, tokens: Sequence[Token]) -> bool:
    return f.kind in CONTENT or f.kind in (Kind.PLAIN, Kind.JOIN, Kind.COMMA) or tokens[f.first].text in ";\n"


def _list_of_values(line: list[Found], tokens: Sequence[Token]) -> list[Found]:
    marks = [at for at, f in enumerate(line) if f.kind is Kind.BREAK and tokens[f.first].text == ";"]
    colons = [at for at, f in enumerate(line) if f.kind is Kind.COLON]
    if not marks or len(colons) != 1 or not 0 < colons[0] < marks[0]:
        return line
    label, value = line[: colons[0]], line[colons[0] + 1 :]
    if any(f.kind is not Kind.PLAIN for f in label) or label[-1].meaning.only:
        return line
    said = [f for f in value if f.kind is not Kind.BREAK]
    kinds = {f.kind for f in said}
    if not kinds <= _IN_LISTS or len(kinds & CONTENT) != 1 or any(f.meaning.only for f in said):
        return line
    if any(f.kind is Kind.BREAK and tokens[f.first].text not in ";\n" for f in value):
        return line
    return [f.as_(_COMMA) if at in marks and at + 1 < len(line) else f for at, f in enumerate(line)]


def with_values(found: Sequence[Found], tokens: Sequence[Token], words: Set[str], text: str) -> list[Found]:
    """The findings with the names behind such labels as nothing, and the name of an event as one. A name is capitals and numbers up to
    the end of its line, with a word that no table knows; anything else behind the label is read as any other words."""
    if words.isdisjoint(_words("names")) and words.isdisjoint(_words("events")):
        return list(found)
    read: list[Found] = []
    at = 0
    while at < len(found):
        f = found[at]
        end = _value_end(found, at, tokens) if f.kind is Kind.COLON and _begins(found, at, tokens) else at
        if end > at + 1:
            label = tokens[found[at - 1].after - 1].text
            value = merged(found[at + 1 : end], _NAME)
            if label in _words("events"):
                name = text[value.start : value.end]
                value = value.as_(Meaning(Kind.SCOPE, ("event", name), rule="name of an event"))
                read[-1] = read[-1].as_(_NAME)
            read.extend((f, value))
            at = end
        else:
            read.append(f)
            at += 1
    return read


def _begins(found: Sequence[Found], colon: int, tokens: Sequence[Token]) -> bool:
    """Whether a label stands before a colon, alone at the beginning of its line."""
    if not colon or found[colon - 1].kind not in _LABELS:
        return False
    label = found[colon - 1]
    text = tokens[label.after - 1].text
    if label.after > label.first + 1 or not (text in _words("names") or text in _words("events")):
        return False
    before = tokens[found[colon - 2].first].text if colon > 1 else "\n"
    return before in ("\n", ";", "-", "|", "*") or (before == "," and text in _words("names"))


def _value_end(found: Sequence[Found], colon: int, tokens: Sequence[Token]) -> int:
    """Where the name ends that stands between a colon and the end of its line; the colon itself where something else stands there."""
    end = next((i for i in range(colon + 1, len(found)) if _ends(found[i], tokens)), len(found))
    if not colon + 1 < end <= colon + 1 + _MOST:
        return colon
    index = name_end(found, colon + 1, tokens, _MOST)
    if not any(f.kind is Kind.UNKNOWN for f in found[colon + 1 : index]):
        return colon
    while index < end and (found[index].kind is Kind.NUMBER or is_year(found[index])):
        index += 1
    return end if index == end else colon


def _ends(f: Found, tokens: Sequence[Token]) -> bool:
    return f.kind in (Kind.CELL, Kind.COMMA) or (f.kind is Kind.BREAK and tokens[f.first].text in ("\n", ";", "."))
