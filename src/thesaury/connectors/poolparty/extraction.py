"""What the extractor found: its answer to concepts with scores and exact places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.poolparty.passages import Passage, Place
from thesaury.connectors.poolparty.reading import first, listed, mapping_of, number
from thesaury.connectors.poolparty.replies import stated

CODEPOINTS, UTF16, AUTO = "codepoints", "utf16", "auto"
_NEAR = 64


@dataclass(frozen=True, slots=True)
class Sighting:
    """A matched text, with the label it matched and the place the extractor gives for it; -1 where it gives none."""

    label: str
    quote: str
    begin: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Found:
    """A concept in a piece of text: its score from 0 to 1, how often, and where."""

    concept: str
    score: float
    frequency: int
    sightings: tuple[Sighting, ...]


def is_extraction(answer: Any) -> bool:
    """Whether an answer with status 200 is one at all: an object with concepts, or without because there are none.

    Empty properties are left out, so an object that says nothing means no concepts; one with only a message is a failure.
    """
    given = mapping_of(answer)
    held = {"concepts", "extractedConcepts", "document", "metadata", "text", "detectedLanguage"}
    return isinstance(answer, Mapping) and (bool(held & given.keys()) or not stated(given))


def found_in(answer: Any) -> list[Found]:
    """The concepts of an answer, flat or nested; free and shadow terms are no concepts and left out."""
    given = mapping_of(answer)
    nested = [mapping_of(given.get(name)) for name in ("document", "text", "metadata", "title")]
    bodies = [body for body in (given, *nested) if "concepts" in body or "extractedConcepts" in body]
    entries = [entry for body in bodies for entry in listed(first(body, "concepts", "extractedConcepts"))]
    named = ((mapping_of(entry).get("uri"), mapping_of(entry)) for entry in entries)
    return [_found(iri, entry) for iri, entry in named if isinstance(iri, str) and iri]


def located(
    found: Sequence[Found], passage: Passage, start: int, chunk: str, unit: str
) -> dict[str, list[tuple[str, Place]]]:
    """For every concept the label and place of its matches; a match that is not where the answer says is sought near by.

    Positions count code points or UTF-16 units from the chunk's start, the end inclusive: with `auto`, whichever fits the
    quotes better. What is found nowhere is left out, so that every place holds exactly what it quotes.
    """
    count = _Counting(chunk, unit, [sighting for one in found for sighting in one.sightings])
    places: dict[str, list[tuple[str, Place]]] = {}
    for one in found:
        for sighting in one.sightings:
            stretch = count.stretch(sighting)
            place = passage.place(start + stretch[0], start + stretch[1]) if stretch else None
            if place and (sighting.label, place) not in places.setdefault(one.concept, []):
                places[one.concept].append((sighting.label, place))
    return places


class _Counting:
    """How an answer counts, and what lies where in the chunk by that count."""

    def __init__(self, chunk: str, unit: str, sightings: Iterable[Sighting]) -> None:
        self.chunk = chunk
        self.folded = _folded(chunk)
        self._units = _units(chunk)
        placed = [sighting for sighting in sightings if sighting.begin >= 0]
        self.unit = unit
        if unit == AUTO:
            fits = {
                one: sum(self._fits(sighting, one) is not None for sighting in placed) for one in (CODEPOINTS, UTF16)
            }
            self.unit = UTF16 if fits[UTF16] > fits[CODEPOINTS] else CODEPOINTS

    def stretch(self, sighting: Sighting) -> tuple[int, int] | None:
        """From where to where the match lies in the chunk."""
        if not sighting.quote:
            return None
        return self._fits(sighting, self.unit) or self._sought(sighting)

    def _fits(self, sighting: Sighting, unit: str) -> tuple[int, int] | None:
        """The stretch the positions name, when the quote is there; the end is inclusive, as documented, or else not."""
        quote = _folded(sighting.quote)
        for end in (sighting.end + 1, sighting.end):
            start, stop = (self._point(sighting.begin), self._point(end)) if unit == UTF16 else (sighting.begin, end)
            if 0 <= start < stop <= len(self.chunk) and self.folded[start:stop] == quote:
                return start, stop
        return None

    def _sought(self, sighting: Sighting) -> tuple[int, int] | None:
        """The place of the quote nearest to the position; without a position, the first."""
        quote = _folded(sighting.quote)
        near = max(self._point(sighting.begin) if self.unit == UTF16 else sighting.begin, 0)
        window = self.folded.find(quote, max(0, near - _NEAR))
        at = window if window >= 0 else self.folded.find(quote)
        before = self.folded.rfind(quote, 0, near + len(quote))
        if before >= 0 and (at < 0 or abs(before - near) < abs(at - near)):
            at = before
        return (at, at + len(quote)) if at >= 0 else None

    def _point(self, units: int) -> int:
        """The code point at a number of UTF-16 units; -1 where that is outside."""
        return self._units[units] if 0 <= units < len(self._units) else -1


def _units(chunk: str) -> list[int]:
    """For every number of UTF-16 units the number of code points; empty where both are the same anyway."""
    points: list[int] = []
    for at, character in enumerate(chunk):
        points.extend([at] * (2 if ord(character) > 0xFFFF else 1))
    return [*points, len(chunk)]


def _folded(text: str) -> str:
    """The text for comparing, character by character, so that places stay the same."""
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _found(iri: str, entry: Mapping[str, Any]) -> Found:
    score = min(max(number(entry.get("score")) / 100, 0.0), 1.0)
    frequency = max(int(number(first(entry, "frequencyInDocument", "frequency"), 1)), 1)
    return Found(iri, score, frequency, tuple(_sightings(entry)))


def _sightings(entry: Mapping[str, Any]) -> Iterator[Sighting]:
    for label in listed(entry.get("matchingLabels")):
        words = first(mapping_of(label), "label", "prefLabel")
        for text in listed(mapping_of(label).get("matchedTexts")):
            given = mapping_of(text)
            quote = text if isinstance(text, str) else first(given, "matchedText", "text")
            if isinstance(quote, str) and quote:
                yield from _placed(words if isinstance(words, str) else quote, quote, given)


def _placed(label: str, quote: str, given: Mapping[str, Any]) -> Iterator[Sighting]:
    positions = [mapping_of(position) for position in listed(given.get("positions"))]
    for position in positions:
        begin = number(first(position, "beginningIndex", "beginIndex", "begin", "start"), -1)
        yield Sighting(label, quote, int(begin), int(number(first(position, "endIndex", "end"), -1)))
    if not positions:
        yield Sighting(label, quote)
