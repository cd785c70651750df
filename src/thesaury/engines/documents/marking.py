"""Headings, items and rows as Markdown writes them, for texts that were laid out otherwise."""

import re
from collections.abc import Iterable, Sequence

_BLANKS = re.compile(r"\n{3,}")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def heading(text: str, level: int) -> str:
    """A heading on lines of its own."""
    return f"\n{'#' * level} {' '.join(text.split())}\n"


def item(text: str, level: int = 0) -> str:
    """An item of a list, so deep within others."""
    return f"{'  ' * level}- {' '.join(text.split())}"


def row(cells: Sequence[str]) -> str:
    """A row of a table; cells that repeat the one before, as merged ones do, once."""
    told = [cell for place, cell in enumerate(cells) if not place or cell != cells[place - 1]]
    return f"| {' | '.join(cell.replace('|', '/') for cell in told)} |" if any(told) else ""


def bold(text: str) -> str:
    """Words that stand out, the blanks around them left outside."""
    bare = text.strip()
    if not bare or "\n" in bare:
        return text
    begin = text.index(bare)
    return f"{text[:begin]}**{bare}**{text[begin + len(bare) :]}"


def joined(lines: Iterable[str]) -> str:
    """The lines as one text, with at most one empty line between them, and without signs that nobody sees."""
    text = _UNPRINTED.sub("", "\n".join(lines))
    return _BLANKS.sub("\n\n", text).strip() + "\n"
