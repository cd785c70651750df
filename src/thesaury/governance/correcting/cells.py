"""The tags of one cell, in whatever way people put them apart, and tags put back into a cell in the same way."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_STRONG = re.compile("[\n\r]+|[;|\t；]")
_COMMAS = re.compile("[,、，](?!\\d)")
_HASHTAGS = re.compile("#[^#]+")
_ROW_OF_HASHTAGS = re.compile(r"(?:#\s*[^#\s][^#]*){2,}")
_AROUND = " \t\n\r\u00a0\"'[]{},;|"
_JOINED = {"\n": "\n", "\r": "\n", ";": "; ", "|": " | ", ",": ", "}
_FALLBACK = "; "


@dataclass(frozen=True, slots=True)
class Cell:
    """The tags of a cell as they are written, and what stood between them; `listed` where the cell was a list and no text."""

    tags: tuple[str, ...]
    separator: str = _FALLBACK
    listed: bool = False

    def joined(self, tags: Sequence[str]) -> Any:
        """These tags as a cell of the same kind; where one of them holds the separator, another one is taken."""
        if self.listed:
            return list(tags)
        usable = (one for one in (self.separator, _FALLBACK, " | ") if not _within(one, tags))
        return next(usable, "\n").join(tags)


def cell_of(value: Any, whole: Container[str] = ()) -> Cell:
    """The tags of a cell: a list as it is; a text cut at line breaks, semicolons and bars, else at commas, and before each hashtag.

    What is in `whole` (without capitals) is one tag: approved terms may have a comma within.
    """
    if isinstance(value, list):
        return Cell(tuple(text for one in value if (text := str(one).strip())), listed=True)
    text = str(value or "").strip(_AROUND)
    for signs in (_STRONG, _COMMAS):
        if text.casefold() not in whole and (found := signs.search(text)):
            return Cell(tuple(_hashtags(signs.split(text))), _JOINED.get(found[0][0], _FALLBACK))
    return Cell(tuple(_hashtags([text])))


def _hashtags(parts: Iterable[str]) -> Iterator[str]:
    for part in (part.strip(_AROUND) for part in parts):
        several = _HASHTAGS.findall(part) if _ROW_OF_HASHTAGS.fullmatch(part) else [part]
        yield from filter(None, map(str.strip, several))


def _within(separator: str, tags: Iterable[str]) -> bool:
    return any((separator.strip(" ") or separator) in tag for tag in tags)
