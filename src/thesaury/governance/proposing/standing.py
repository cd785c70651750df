"""Where a term stands in a text, however it is spelled there."""

import re
from collections.abc import Collection, Iterator

from thesaury.governance.wording import fold, letters

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 8
_AROUND = 60


def places(text: str, forms: Collection[str]) -> Iterator[tuple[int, int]]:
    """The first and the last place, in code points, of every run of whole words that has one of these forms, from left to right."""
    longest = max(map(len, forms), default=0)
    words = [(found.start(), found.end(), fold(found[0])) for found in _WORD.finditer(text)]
    for first, (start, _, _) in enumerate(words):
        said = ""
        for _, end, folded in words[first : first + _MOST_WORDS]:
            said = f"{said} {folded}".lstrip()
            run = letters(said)
            if len(run) > longest:
                break
            if run in forms:
                yield start, end
                break


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A place with the words around it that fit, cut between words."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while len(text) > last > end and not text[last].isspace():
        last -= 1
    return first, last
