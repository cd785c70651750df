"""A licence text cut into pieces, so that a page can mark what was read, by which axis, and what nobody understood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from thesaury.model.licensing import ANY, Axis, Span, Unresolved
from thesaury.rights.vocabulary import shipped
from thesaury.web.parts.rights import words
from thesaury.web.texts import phrase


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text: `axes` are those it was read for (none: plain), `labels` their names, `open` if it needs a person, and
    `title` the rules or reasons in words."""

    text: str
    axes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    open: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Something read, in words: the axis, the words, and what they were read as, or the field they stand in."""

    axis: str
    words: str
    rule: str


def stretches(text: str, spans: Iterable[Span], unresolved: Iterable[Unresolved]) -> tuple[Stretch, ...]:
    """The whole text, cut where something read begins or ends; joined, the pieces are always the text itself."""
    read = [span for span in dict.fromkeys(spans) if stands_in(text, span)]
    waiting = [one for one in dict.fromkeys(unresolved) if stands_in(text, one)]
    places = [*((span.start, span.end) for span in read), *((one.start, one.end) for one in waiting)]
    cuts = sorted({0, len(text), *(cut for place in places for cut in place)})
    found: list[Stretch] = []
    for start, end in pairwise(cuts):
        here = [span for span in read if span.start <= start and end <= span.end]
        still = [one for one in waiting if one.start <= start and end <= one.end]
        found.append(_stretch(text[start:end], here, still))
    return tuple(found)


def readings(text: str, spans: Iterable[Span]) -> tuple[Beside, ...]:
    """What was read from the text, in its order; the same words read the same way are told once."""
    told = sorted((span for span in spans if stands_in(text, span)), key=lambda span: (span.start, span.end))
    return tuple(dict.fromkeys(Beside(words.axis(one.axis), one.words, _rule(one)) for one in told))


def beside(text: str, spans: Iterable[Span]) -> tuple[Beside, ...]:
    """What was read from elsewhere than the text."""
    told = [span for span in dict.fromkeys(spans) if not stands_in(text, span) and span.words]
    return tuple(Beside(words.axis(one.axis), one.words, one.rule) for one in told)


def stands_in(text: str, one: Span | Unresolved) -> bool:
    """Whether its words stand in the text at its place; those of fields do not, and a text may have changed since."""
    return 0 <= one.start < one.end <= len(text) and bool(one.words) and _same(text[one.start : one.end], one.words)


def _same(found: str, told: str) -> bool:
    return found == told or found.split() == told.split()


def _stretch(text: str, read: Sequence[Span], waiting: Sequence[Unresolved]) -> Stretch:
    axes = tuple(dict.fromkeys(span.axis.value for span in read))
    labels = tuple(map(words.axis, axes))
    told = [phrase("rights.read.as", axis=words.axis(span.axis), rule=_rule(span)) for span in read]
    told += [phrase("rights.open.why", reason=words.reason(one.reason)) for one in waiting]
    return Stretch(text, axes, labels, bool(waiting), "; ".join(dict.fromkeys(told)))


def _rule(span: Span) -> str:
    """The rule in words: the names it is made of by their labels, everything else as it stands ("Germany (DE) by name (en)")."""
    parts = span.rule.split()
    told = [_named(span.axis, part) for part in parts]
    if not parts or told[0] == parts[0]:
        return span.rule.replace("_", " ")
    plain = all(label != part for label, part in zip(told, parts, strict=True))
    return words.listed(told) if plain else " ".join(told)


def _named(axis: Axis, name: str) -> str:
    tables = shipped()
    if axis is Axis.CHANNEL and (name == ANY or tables.channels.known(name)):
        return words.channel(name)
    if axis is Axis.REGION and name == name.upper() and tables.regions.known(name):
        return words.region(name)
    if axis is Axis.PURPOSE and name in tables.purposes:
        return words.purpose(name)
    return words.party(name) if axis is Axis.PARTY and name in tables.parties.leaves else name
