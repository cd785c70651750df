"""Tables as programs write them: a head and rows with semicolons between the cells, and numbers of copies in a column of their own."""

import re
from collections.abc import Sequence, Set

from thesaury.rights.parsing.counting import limit
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.units import RUN

_CELL = Meaning(Kind.CELL, rule="cell of a table")
_HEAD = Meaning(Kind.PLAIN, rule="head of a column")
_FEWEST_MARKS = 2
"""Semicolons of the narrowest row; a name and a value need fewer, and are read elsewhere."""
_COPIES = re.compile(RUN + r"|copies|exemplare|exemplaires|stuck(?:zahl)?|quantit(?:y|e)")


def with_cells(found: Sequence[Found], tokens: Sequence[Token], words: Set[str]) -> list[Found]:
    """The findings with those semicolons as ends of cells, where every line has as many of them, without a blank beside any, and the
    first line names columns. Whole numbers below a column of copies are caps."""
    if ";" not in words:
        return list(found)
    lines = _lines(found, tokens)
    rows = [line for line in lines if any(tokens[f.first].text != "\n" for f in line)]
    marks = {sum(_is_mark(f, tokens) for f in row) for row in rows}
    if len(rows) < 2 or len(marks) != 1 or min(marks) < _FEWEST_MARKS:
        return list(found)
    if any(_is_mark(f, tokens) and _blank(f, tokens) for f in found) or not _is_head(rows[0], tokens):
        return list(found)
    columns = [at for at, cell in enumerate(_cells(rows[0], tokens)) if _names_copies(cell, tokens)]
    return [
        f.as_(_CELL) if _is_mark(f, tokens) else f
        for row, line in enumerate(lines)
        for f in _counted(line, columns, tokens, head=not row)
    ]


def _lines(found: Sequence[Found], tokens: Sequence[Token]) -> list[list[Found]]:
    lines: list[list[Found]] = [[]]
    for f in found:
        lines[-1].append(f)
        if tokens[f.first].text == "\n":
            lines.append([])
    return lines


def _is_mark(f: Found, tokens: Sequence[Token]) -> bool:
    return f.kind is Kind.BREAK and tokens[f.first].text == ";"


def _blank(f: Found, tokens: Sequence[Token]) -> bool:
    behind = tokens[f.after] if f.after < len(tokens) else None
    return tokens[f.first].spaced or (behind is not None and behind.spaced)


def _cells(line: Sequence[Found], tokens: Sequence[Token]) -> list[list[Found]]:
    cells: list[list[Found]] = [[]]
    for f in line:
        if _is_mark(f, tokens):
            cells.append([])
        elif tokens[f.first].text != "\n":
            cells[-1].append(f)
    return cells


def _is_head(line: Sequence[Found], tokens: Sequence[Token]) -> bool:
    """Whether a line names columns and says nothing else."""
    return all(
        len(cell) == 1
        and (cell[0].kind in (Kind.PLAIN, Kind.FROM, Kind.UNTIL, Kind.PART, Kind.SCOPE) or _names_copies(cell, tokens))
        and not cell[0].meaning.only
        for cell in _cells(line, tokens)
    )


def _names_copies(cell: Sequence[Found], tokens: Sequence[Token]) -> bool:
    return len(cell) == 1 and bool(_COPIES.fullmatch(" ".join(t.text for t in tokens[cell[0].first : cell[0].after])))


def _counted(line: list[Found], columns: Sequence[int], tokens: Sequence[Token], head: bool) -> list[Found]:
    column, read = 0, []
    for f in line:
        column += _is_mark(f, tokens)
        if column in columns and head and not _is_mark(f, tokens) and f.kind is Kind.UNKNOWN:
            read.append(f.as_(_HEAD))
        elif column in columns and f.kind is Kind.NUMBER:
            read.append(f.as_(_cap(tokens[f.first].text) or f.meaning))
        else:
            read.append(f)
    return read


def _cap(number: str) -> Meaning | None:
    """A number of copies; None where it is no whole number."""
    whole = re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+|\d+", number)
    return limit("copies", float(re.sub(r"\D", "", number))) if whole else None
