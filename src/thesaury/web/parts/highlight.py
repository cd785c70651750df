"""Prose cut into pieces, so that a page can mark the words that led to a concept."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from thesaury.model.annotation import Evidence
from thesaury.model.asset import Text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the concepts its words speak for, in the order given; none for plain text."""

    text: str
    concepts: tuple[str, ...] = ()


def pieces(text: Text, evidence: Iterable[tuple[str, Evidence]]) -> tuple[Piece, ...]:
    """The whole text, cut where evidence begins or ends; evidence of other texts is left out.

    `evidence` pairs a concept IRI with the words for it. Joined, the pieces are always the text itself.
    """
    spans = [(e.start, e.end, concept) for concept, e in evidence if _speaks_of(e, text)]
    cuts = sorted({0, len(text.value), *(cut for start, end, _ in spans for cut in (start, end))})
    found: list[Piece] = []
    for start, end in pairwise(cuts):
        concepts = tuple(dict.fromkeys(c for s, e, c in spans if s <= start and end <= e))
        if found and found[-1].concepts == concepts:
            found[-1] = Piece(found[-1].text + text.value[start:end], concepts)
        else:
            found.append(Piece(text.value[start:end], concepts))
    return tuple(found)


def _speaks_of(evidence: Evidence, text: Text) -> bool:
    """The quote decides: two languages may share a field name, and a text may have changed since."""
    inside = 0 <= evidence.start < evidence.end <= len(text.value)
    return inside and evidence.field == text.field and text.value[evidence.start : evidence.end] == evidence.quote
