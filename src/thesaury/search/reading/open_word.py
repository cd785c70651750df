"""Which part of what stands in the box is still being typed, and what the box holds once a suggestion takes its place."""

import re
from dataclasses import dataclass

from thesaury.search.reading.field_names import FieldNames
from thesaury.search.reading.query_signs import cleaned
from thesaury.vocabulary.words.folding import placed

LONGEST = 400
"""Characters of the box that are looked at, the last ones."""
_MOST_WORDS = 6
_KINDS = ("concept", "campaign", "market", "brand", "product", "tag")
_NAMES = FieldNames(_KINDS)
_OPEN = re.compile(r"""([^\W\d_]\w+) ?: ?(["„“«»][^"„“”«»]*|[^\s"„“”«»]*)$""")
_BEGINS = re.compile(r"""(?:^|[\s("„“«])[#]?$|(?:^|\s)-["„“«]?$""")
"""What stands before a word that a suggestion may take the place of; a part of eco-friendly is none."""
_CLOSED = re.compile(r"""([^\W\d_]\w+) ?: ?(?:["„“«»][^"„“”«»]*["“”«»]|[^\s"„“”«»]+) """)


_EXCLUDES = re.compile(r"(?:^|\s)-$")


@dataclass(frozen=True, slots=True)
class OpenWord:
    """The last words of the box, `head` before them as it stands; after `market:` only names of that `kind` fit."""

    head: str
    words: tuple[str, ...]
    kind: str = ""

    def with_(self, text: str) -> str:
        """The box with this in place of the words, in quotes where it has to be kept together."""
        kept = self.kind or _EXCLUDES.search(self.head)
        if self.head.count('"') % 2:
            return f'{self.head}{text}"'
        return self.head + (f'"{text}"' if kept and not text.replace("-", "").isalnum() and '"' not in text else text)


def open_words(typed: str) -> tuple[OpenWord, ...]:
    """The ways to see it, the longest first: all words may be one label, or only the last of them."""
    text = cleaned(typed[-LONGEST:])[0]
    opened = _OPEN.search(text)
    field = _NAMES.known(opened[1]) if opened else ""
    if opened and field:
        words = tuple(word for _, word in placed(opened[2]))
        return (OpenWord(text[: opened.start(2)], words, field),) if words and field in _KINDS else ()
    free = max((closed.end() for closed in _CLOSED.finditer(text) if _NAMES.known(closed[1])), default=0)
    last = [(start, word) for start, word in placed(text) if start >= free][-_MOST_WORDS:]
    return tuple(
        OpenWord(text[:start], tuple(word for _, word in last[n:]))
        for n, (start, _) in enumerate(last)
        if _BEGINS.search(text[:start])
    )
