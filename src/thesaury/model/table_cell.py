"""Cells of tables that people open in a spreadsheet: none of them is run."""

import re

_SIGNS = r"=+\-@＝＋－＠"
"""They begin a formula; spreadsheets take the wide ones for the narrow ones."""

_BEGINNING = re.compile(rf"(\A|[;\t\r\n])(?=[^\S\t\r\n]*[{_SIGNS}])")
_APART = ("\t", "\r", "\n")
_RISK = rf"\\*[^\S\t\r\n]*[{_SIGNS}]"
_RISKY = re.compile(rf"(\A)(?=\\*[\t\r\n]|{_RISK})|([;\t\r\n])(?={_RISK})")
_MARKED = re.compile(rf"(\A)\\(?=\\*[\t\r\n]|{_RISK})|([;\t\r\n])\\(?={_RISK})")


def inert(cell: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would begin a formula in it.

    That is at its beginning, and behind each sign that may begin a new cell: where lists are parted by semicolons, a table of commas is
    parted inside its cells.
    """
    safe = _BEGINNING.sub(r"\1'", cell)
    return f"'{safe}" if cell.startswith(_APART) else safe


def marked(cell: str) -> str:
    """The same with a backslash in place of the apostrophe, for tables that are read again: `unmarked` gives the very text."""
    return _RISKY.sub(r"\1\2\\", cell)


def unmarked(cell: str) -> str:
    """The text of such a cell; any other is its own."""
    return _MARKED.sub(r"\1\2", cell)
