"""How a brief is laid out: headings, paragraphs, items of lists and rows of tables, as Markdown writes them and as people type them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from thesaury.recommendation.briefing.topics import field_topic, heading_topic


class Shape(StrEnum):
    """What a block is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a text, in code points, without its marks. `level` is that of a heading (1 the highest; 8 where a line is one by its
    looks alone), or how deep an item of a list stands (from 0)."""

    shape: Shape
    start: int
    end: int
    level: int = 0


BY_LOOKS = 8

# A line comes to these without blanks at its end. None may give back blanks to the next: a long run of them would be tried in all ways.
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
_BOLD = re.compile(r"[ \t]*(?:\*\*|__)([^*_\n]{1,90}?)(?:\*\*|__)[ \t]*:?$")
_RULE = re.compile(r"[ \t]*+(?:([-=_*])(?:[ \t]*\1){2,}$|```|\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+)")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•–—▪◦·‣●○➢✓][ \t]+|\(?(?:\d{1,2}|[a-z])[.)][ \t]+)(?=\S)")
_NUMBERED = re.compile(r"[ \t]*\d{1,2}(?:\.\d{1,2})*[.)]?[ \t]+")
_ENDED = re.compile(r"[.!?;,…][\"”»)]*$")
_HEADING_WORDS = 8
_PROSE_WORDS = 8


def blocks(text: str) -> list[Block]:
    """The blocks in order, none within another."""
    found = list(_joined(text, _lines(text)))
    marked = any(one.shape is Shape.HEADING and one.level < BY_LOOKS for one in found)
    return found if marked else list(_with_headings(text, found))


@dataclass(frozen=True, slots=True)
class _Line:
    block: Block | None
    goes_on: bool = False


def _lines(text: str) -> Iterator[_Line]:
    """Each line by itself; None for an empty one, or a rule."""
    at = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        yield _line(line.rstrip("\r \t"), start)


def _line(line: str, start: int) -> _Line:
    if not line.strip() or _RULE.match(line):
        return _Line(None)
    if heading := _HEADING.match(line):
        # Marks may close a heading, too; one of marks alone keeps the first.
        said = max(line.rstrip("#").rstrip(" \t"), line[: heading.end() + 1], key=len)
        return _Line(Block(Shape.HEADING, start + heading.end(), start + len(said), len(heading[1])))
    if bold := _BOLD.match(line):
        return _Line(Block(Shape.HEADING, start + bold.start(1), start + bold.end(1), BY_LOOKS - 1))
    if plain := _known_heading(line):
        return _Line(Block(Shape.HEADING, start + plain[0], start + plain[1], BY_LOOKS))
    if item := _ITEM.match(line):
        level = len(item[1].expandtabs(4)) // 2
        return _Line(Block(Shape.ITEM, start + item.end(), start + len(line), level))
    if cells := _row(line):
        return _Line(Block(Shape.ITEM, start + cells[0], start + cells[1]))
    lead = len(line) - len(line.lstrip())
    return _Line(Block(Shape.TEXT, start + lead, start + len(line)), goes_on=True)


def _row(line: str) -> tuple[int, int] | None:
    """The place of the cells of a row of a table, without the marks at its two ends."""
    begin = len(line) - len(line.lstrip(" \t")) + 1
    if not line.startswith("|", begin - 1) or begin == len(line):
        return None
    return begin, len(line) - (line.endswith("|") and begin < len(line) - 1)


def _known_heading(line: str) -> tuple[int, int] | None:
    """The place of a heading that a whole line is by its words: a topic by name, with a number or a colon or without."""
    begin = number.end() if (number := _NUMBERED.match(line)) else len(line) - len(line.lstrip())
    said = line[begin:].strip()
    bare = said.rstrip(":").rstrip()
    if not bare or len(bare.split()) > _HEADING_WORDS or _ENDED.search(bare.rstrip("?")):
        return None
    topic = heading_topic(bare) if said.endswith(":") or bare.isupper() else field_topic(bare)
    return (begin, begin + len(bare)) if topic else None


def _joined(text: str, lines: Iterator[_Line]) -> Iterator[Block]:
    """Lines of one paragraph, and those that go on in an item, put together."""
    open_: Block | None = None
    apart = False
    for line in lines:
        block = line.block
        if block is None:
            apart = True
            continue
        if line.goes_on and open_ and open_.shape is not Shape.HEADING and (not apart or _belongs(text, open_, block)):
            open_ = replace(open_, end=block.end)
        else:
            if open_:
                yield open_
            open_ = block
        apart = False
    if open_:
        yield open_


def _belongs(text: str, item: Block, block: Block) -> bool:
    """Whether a paragraph behind an empty line belongs to the item above: it is indented."""
    return item.shape is Shape.ITEM and text.endswith("  ", 0, block.start)


def _with_headings(text: str, found: list[Block]) -> Iterator[Block]:
    """Where no heading is marked, a short line by itself is one if prose or a list comes after it."""
    for place, block in enumerate(found):
        said = text[block.start : block.end]
        following = found[place + 1] if place + 1 < len(found) else None
        alone = block.shape is Shape.TEXT and "\n" not in said and len(said.split()) <= _HEADING_WORDS
        if (
            alone
            and following
            and not _ENDED.search(said)
            and said[:1] == said[:1].upper()
            and ":" not in said[:-1]
            and _prose(text, following)
        ):
            yield replace(block, shape=Shape.HEADING, level=BY_LOOKS if place else 1)
        else:
            yield block


def _prose(text: str, block: Block) -> bool:
    said = text[block.start : block.end]
    return block.shape is not Shape.TEXT or len(said.split()) > _PROSE_WORDS or _ENDED.search(said) is not None
