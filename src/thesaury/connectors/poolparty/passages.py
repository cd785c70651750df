"""Texts made fit for the extractor, with the way back: every character of what is sent knows where it came from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from thesaury.model.asset import Text

_PIECE = re.compile(
    r"<(?:[A-Za-z/!?])[^<>]*>|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,31});|[\s\x00-\x1f\x7f-\x9f]+|[\ud800-\udfff]"
)
_BETWEEN = " ; "
_OVERLAP = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where a match lies: which text, and from where to where in it, in code points."""

    text: Text
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The words there, exactly as they stand."""
        return self.text.value[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is sent: `content`, and for every character of it the text it came from and its place there.

    Characters put between two texts came from none.
    """

    content: str
    texts: tuple[Text, ...]
    origins: tuple[tuple[int, int, int], ...]

    def place(self, start: int, end: int) -> Place | None:
        """Where a stretch of the content lies in its text; None when it is empty or touches more than one text."""
        if not 0 <= start < end <= len(self.content):
            return None
        covered = self.origins[start:end]
        number = covered[0][0]
        if number < 0 or any(origin[0] != number for origin in covered):
            return None
        return Place(self.texts[number], covered[0][1], covered[-1][2])

    def chunks(self, size: int, overlap: int = _OVERLAP) -> Iterator[tuple[int, str]]:
        """The content in pieces of at most `size` characters, cut between words, each with its start; neighbours overlap."""
        start, length = 0, len(self.content)
        while start < length:
            end = _between_words(self.content, start, min(start + size, length))
            yield start, self.content[start:end]
            if end >= length:
                return
            back = _between_words(self.content, start, end - min(overlap, size // 4))
            start = back if start < back < end else end


def passage(texts: Sequence[Text]) -> Passage:
    """Texts one after another, without tags, entities and line breaks."""
    parts: list[str] = []
    origins: list[tuple[int, int, int]] = []
    for number, text in enumerate(texts):
        if parts:
            parts.append(_BETWEEN)
            origins.extend([(-1, 0, 0)] * len(_BETWEEN))
        for character, start, end in _normalised(text.value):
            parts.append(character)
            origins.append((number, start, end))
    return Passage("".join(parts), tuple(texts), tuple(origins))


def _normalised(value: str) -> Iterator[tuple[str, int, int]]:
    """Every character that is sent, with the stretch of the text it stands for; a run of white space and tags is one blank."""
    blank: tuple[int, int] | None = None
    for piece, start, end in _pieces(value):
        if piece.isspace():
            blank = (blank[0] if blank else start, end)
            continue
        if blank:
            yield " ", *blank
            blank = None
        if end - start == len(piece):
            yield from ((character, start + at, start + at + 1) for at, character in enumerate(piece))
        else:
            yield from ((character, start, end) for character in piece)
    if blank:
        yield " ", *blank


def _pieces(value: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    for found in _PIECE.finditer(value):
        if found.start() > at:
            yield value[at : found.start()], at, found.start()
        yield _meant(found[0]), found.start(), found.end()
        at = found.end()
    if at < len(value):
        yield value[at:], at, len(value)


def _meant(piece: str) -> str:
    """What a tag, an entity, white space or half a character stands for."""
    if piece[0] != "&" or len(piece) == 1:
        return " "
    decoded = unescape(piece)
    return " " if not decoded.isprintable() or not decoded.strip() else decoded


def _between_words(content: str, start: int, end: int) -> int:
    """The last place between two words up to `end`, or `end` where a single word fills everything."""
    if end >= len(content):
        return end
    cut = content.rfind(" ", start + 1, end + 1)
    return cut if cut > start else end
