"""The layout of texts: tables with a head, lists of names and values, numbered paragraphs."""

from collections.abc import Sequence, Set

from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.meanings import Found, Kind, Meaning

_COLON = Meaning(Kind.COLON, rule="cell of a table")
_COMMA = Meaning(Kind.COMMA, rule="cell of a table")
_PLAIN = Meaning(Kind.PLAIN, rule="layout")
_ROMAN = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"])
_FEWEST = 3
"""Lines of the shortest table without a frame."""
_CELLS = frozenset("|;")
"""Marks that end the cells of tables."""
_LISTED = (Kind.CHANNEL, Kind.REGION)
_TIMES = (Kind.FROM, Kind.UNTIL)


def laid_out(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings with cells as colons or commas, dates under the head of their column, and numbers of paragraphs as nothing."""
    lines = _lines(found, tokens)
    if not words.isdisjoint(_CELLS) and any(f.kind is Kind.CELL for f in found):
        lines = _tables(lines)
    if _semicolons(lines, tokens):
        lines = [[f.as_(_COLON) if tokens[f.first].text == ";" else f for f in line] for line in lines]
    if ";" in words:
        lines = [_listed(line, tokens) for line in lines]
    return [f for line in lines for f in _unnumbered(line, tokens)]


def _listed(line: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """A line that is a label, a colon and values of one kind with semicolons between: with commas ("Countries: DE; AT; CH")."""
    if not any(tokens[f.first].text == ";" for f in line):
        return line
    colon = next((at for at, f in enumerate(line) if f.kind is Kind.COLON), None)
    if colon is None:
        return line
    values = [f for f in line[colon + 1 :] if tokens[f.first].text not in (";", "\n")]
    label = [f for f in line[:colon] if tokens[f.first].text != "\n"]
    one = (
        len({f.kind for f in values}) == 1
        and bool(values)
        and values[0].kind in _LISTED
        and not any(f.meaning.only for f in values)
    )
    if not one or not label or any(f.kind is not Kind.PLAIN for f in label):
        return line
    return [f.as_(_COMMA) if tokens[f.first].text == ";" else f for f in line]


def _semicolons(lines: Sequence[Sequence[Found]], tokens: Sequence[Token]) -> bool:
    """Whether every line is a name and a value with a semicolon between, without a blank: a table as programs write it."""
    if len(lines) < _FEWEST:
        return False
    filled = [line for line in lines if any(tokens[f.first].text != "\n" for f in line)]
    return len(filled) >= _FEWEST and all(_pair(line, tokens) for line in filled)


def _pair(line: Sequence[Found], tokens: Sequence[Token]) -> bool:
    marks = [at for at, f in enumerate(line) if tokens[f.first].text == ";"]
    last = len(line) - (tokens[line[-1].first].text == "\n")
    if len(marks) != 1 or not 0 < marks[0] < last - 1:
        return False
    mark, value = tokens[line[marks[0]].first], tokens[line[marks[0] + 1].first]
    return not mark.spaced and not value.spaced


def _lines(found: Sequence[Found], tokens: Sequence[Token]) -> list[list[Found]]:
    lines: list[list[Found]] = [[]]
    for f in found:
        lines[-1].append(f)
        if f.kind is Kind.BREAK and tokens[f.first].text == "\n":
            lines.append([])
    return lines


def _tables(lines: list[list[Found]]) -> list[list[Found]]:
    made: list[list[Found]] = []
    head: list[Found | None] = []
    for line in lines:
        cells = _cells(line)
        if len(cells) <= 2:
            head = head if not cells else []
            made.append(
                [f.as_(_COLON if cells and _within(f, cells) else _PLAIN) if f.kind is Kind.CELL else f for f in line]
            )
        elif not head:
            head = [next((f for f in cell if f.kind in _TIMES), None) for cell in cells]
            made.append(
                [f if f.kind is Kind.BREAK else f.as_(_PLAIN) for f in line]
                if _is_head(cells)
                else _row(line, cells, [])
            )
        else:
            made.append(_row(line, cells, head))
    return made


def _cells(line: Sequence[Found]) -> list[list[Found]]:
    cells: list[list[Found]] = [[]]
    for f in line:
        if f.kind is Kind.CELL:
            cells.append([])
        elif f.kind is not Kind.BREAK:
            cells[-1].append(f)
    return [cell for cell in cells if cell] if any(f.kind is Kind.CELL for f in line) else []


def _within(f: Found, cells: Sequence[Sequence[Found]]) -> bool:
    return bool(cells) and cells[0][0].start < f.start < cells[-1][-1].start


def _is_head(cells: Sequence[Sequence[Found]]) -> bool:
    """A head names columns: it grants nothing and has no dates. Anything else in it is read as a row."""
    names = (Kind.PLAIN, Kind.FROM, Kind.UNTIL, Kind.WITHIN, Kind.ALLOWED, Kind.PART, Kind.JOIN, Kind.SCOPE)
    return all(f.kind in names for cell in cells for f in cell)


def _row(line: Sequence[Found], cells: Sequence[Sequence[Found]], head: Sequence[Found | None]) -> list[Found]:
    """A row with the words of the head before its dates; a comma between cells."""
    column = {f.first: index for index, cell in enumerate(cells) for f in cell}
    made: list[Found] = []
    for f in line:
        if f.kind is Kind.CELL:
            made.append(f.as_(_COMMA))
            continue
        named = (
            head[column[f.first]]
            if f.first in column and column[f.first] < len(head) and len(head) == len(cells)
            else None
        )
        if named is not None and f.kind is Kind.DATE:
            made.append(f.as_(named.meaning))
        made.append(f)
    return made


def _unnumbered(line: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """Without the number or letter of a paragraph: (a), b), 7.1, 1 -, § 3."""
    begin = next(
        (
            index
            for index, f in enumerate(line)
            if f.kind not in (Kind.PLAIN, Kind.BREAK) or tokens[f.first].text.isalnum()
        ),
        None,
    )
    if begin is None:
        return line
    if tokens[line[begin].first].text == "(c" or (
        line[begin].kind is Kind.OPEN and tokens[line[begin].first].text == "("
    ):
        return line
    end = begin
    while end < min(len(line), begin + 4) and _is_number(line[end], tokens):
        end += 1
    marked = (end < len(line) and (line[end].kind is Kind.CLOSE or tokens[line[end].first].text in (".", "-", "/"))) or (
        begin > 0 and tokens[line[begin - 1].first].text == "§"
    ) or (end > begin and "." in tokens[line[begin].first].text)  # fmt: skip
    if end == begin or not marked:
        return line
    stop = (
        end + 1
        if end < len(line) and (line[end].kind is Kind.CLOSE or tokens[line[end].first].text in (".", "-", "/"))
        else end
    )
    return [f.as_(_PLAIN) if index < stop else f for index, f in enumerate(line)]


def _is_number(f: Found, tokens: Sequence[Token]) -> bool:
    text = tokens[f.first].text
    alone = f.after == f.first + 1
    if f.kind is Kind.NUMBER:
        return alone and len(text) <= 5
    return (
        alone
        and ((len(text) == 1 and text.isalpha()) or text in _ROMAN)
        and f.kind in (Kind.UNKNOWN, Kind.PLAIN, Kind.FROM, Kind.JOIN)
    )
