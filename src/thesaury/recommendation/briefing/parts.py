"""The parts of a brief: each block, and each labelled field within one, with what it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thesaury.recommendation.briefing.layout import BY_LOOKS, Block, Shape, blocks
from thesaury.recommendation.briefing.topics import Topic, field_topic, heading_topic


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a brief, in code points, that speaks of one thing. `section` counts the headings before it, `item` the items of
    lists (0 where it is none; items below an item have its number), and `label` is the heading or the name of the field."""

    topic: Topic
    start: int
    end: int
    section: int = 0
    item: int = 0
    heading: bool = False
    label: str = ""


_BOLD = re.compile(r"(?:\*\*|__)([^*_\n]{1,40}?)[ \t]*:?(?:\*\*|__)[ \t]*:?[ \t]*")
_LABEL = r"[ \t]*([^\W\d_][^:.!?|\n]{0,40}?)[ \t]*(?::(?![\d/])|\|)[ \t]*"
_FIRST = re.compile(_LABEL)
_NAMED = re.compile(r"(?:\n|(?<=[.!?|])[ \t\n]++|\|)" + _LABEL)
_SENTENCE_END = re.compile(r"(?<!\b\d)(?<!\b\d\d)[.!?](?=\s|$)")


def parts(text: str) -> list[Part]:
    """The parts in order; together they are all that the text says, without the marks of headings, lists and fields."""
    found: list[Part] = []
    above: list[tuple[int, Topic]] = []
    section = items = 0
    outer = 0
    for place, block in enumerate(blocks(text)):
        if block.shape is Shape.HEADING:
            section += 1
            heading = text[block.start : block.end]
            topic = _heading(heading, block, place, above)
            found += _divided(text, block, topic, section, 0, heading=True) if topic is Topic.TITLE else []
            if topic is not Topic.TITLE:
                found.append(Part(topic, block.start, block.end, section, heading=True, label=heading))
            continue
        if block.shape is Shape.ITEM and (block.level == 0 or not outer or block.level <= outer - 1):
            items += 1
            outer = block.level + 1
        elif block.shape is Shape.TEXT:
            outer = 0
        number = items if block.shape is Shape.ITEM else 0
        found += _divided(text, block, above[-1][1] if above else Topic.OTHER, section, number)
    return found


def title_of(text: str, found: list[Part]) -> str:
    """The title that a text gives itself, empty where it gives none."""
    titles = (text[one.start : one.end] for one in found if one.topic is Topic.TITLE)
    return next((" ".join(one.strip(" \t*_#:").split()) for one in titles if one.strip()), "")[:200]


def _heading(heading: str, block: Block, place: int, above: list[tuple[int, Topic]]) -> Topic:
    """What a heading opens; one that says nothing by itself goes on with what stands above it. The first may be the title."""
    topic = heading_topic(heading)
    while above and above[-1][0] >= block.level:
        above.pop()
    if (
        place == 0
        and (topic in (None, Topic.TITLE) or block.level == 1)
        and (field_topic(heading) in (None, Topic.TITLE))
    ):
        return Topic.TITLE
    topic = topic or (above[-1][1] if above and block.level <= BY_LOOKS else Topic.OTHER)
    above.append((block.level, topic))
    return topic


def _divided(text: str, block: Block, topic: Topic, section: int, item: int, heading: bool = False) -> Iterator[Part]:
    """A block cut at the names of its fields."""
    at = block.start
    current, label = topic, ""
    cuts = sorted(_fields(text, block))
    for number, (start, end, named, called, closed) in enumerate(cuts):
        if text[at:start].strip():
            yield Part(current, at, start, section, item, heading, label)
        at, current, label = end, named, called
        following = cuts[number + 1][0] if number + 1 < len(cuts) else block.end
        if closed and (ended := _SENTENCE_END.search(text, at, following)) and text[ended.end() : following].strip():
            yield Part(current, at, ended.end(), section, item, heading, label)
            at, current, label = ended.end(), topic, ""
    if text[at : block.end].strip():
        yield Part(current, at, block.end, section, item, heading, label)


def _fields(text: str, block: Block) -> Iterator[tuple[int, int, Topic, str, bool]]:
    """Where a field begins, where what it says begins, what it is about, how it is called, and whether it ends with its sentence."""
    taken: set[int] = set()
    first = [found] if (found := _FIRST.match(text, block.start, block.end)) else []
    others = list(_NAMED.finditer(text, block.start, block.end))
    later = set(map(id, others))
    for found in (*_BOLD.finditer(text, block.start, block.end), *first, *others):
        topic = field_topic(found[1])
        if topic and found.start(1) not in taken:
            taken.update(range(found.start(1), found.end(1)))
            within = id(found) in later and "\n" not in text[found.start() : found.start(1)] and "|" not in found[0]
            yield found.start(), found.end(), topic, found[1], within
