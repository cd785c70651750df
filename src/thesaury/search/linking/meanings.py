"""Concepts by what they mean: vectors of their labels, and of what lies below them."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from thesaury.ports.embedder import Embedder
from thesaury.ports.progress import Progress, unheard
from thesaury.vocabulary.thesaurus import Thesaurus

Floats = NDArray[np.float32]

_SYNONYMS = 4
"""So many alternative labels of a concept have a vector of their own."""
_NARROWER = 1.4
"""How far a concept moves from its own likeness towards that of what lies below it, where this is more: "houses of worship" is nearer
to churches, temples and synagogues than to the heading `religious` above them. Chosen on paraphrases of our own (docs/search.md)."""
_ALONE = 0.15
"""How much a label counts as it stands, beside the same with what stands above it."""
_AT_ONCE = 256


class Meanings:
    """How near concepts are to a query, by an embedding model."""

    def __init__(
        self,
        thesaurus: Thesaurus,
        concepts: Sequence[str],
        embedder: Embedder,
        languages: Sequence[str],
        progress: Progress = unheard,
    ) -> None:
        """Embeds the labels of each of these concepts, alone and as `label (broader label)`; `progress` hears of it as "concepts"."""
        labels = [list(_labels(thesaurus, iri, languages)) for iri in concepts]
        counts = np.array([len(found) for found in labels])
        flat = list(chain.from_iterable(labels))
        texts = [alone for alone, _ in flat] + [placed for _, placed in flat]
        alone, placed = np.split(_embedded(texts, embedder, progress), 2)
        self._rows = np.asarray(np.float32(_ALONE) * alone + np.float32(1 - _ALONE) * placed, np.float32)
        self._starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        number = {iri: place for place, iri in enumerate(concepts)}
        below = [[number[n] for n in thesaurus.narrower(iri) if n in number] for iri in concepts]
        self._above = np.array([place for place, found in enumerate(below) if found], np.int64)
        together = [found for found in below if found]
        of_alone, of_placed = (_at_length_1(self._middles(rows, together)) for rows in (alone, placed))
        self._middle = _at_length_1(of_alone + of_placed)

    def likeness(self, query: Floats) -> Floats:
        """For each concept the cosine of its nearest label, moved towards that of the middle of its narrower concepts."""
        if not len(self._starts):
            return np.zeros(0, np.float32)
        own = np.maximum.reduceat(self._rows @ query, self._starts)
        if len(self._above):
            there = own[self._above]
            own[self._above] = np.maximum(there, there + np.float32(_NARROWER) * (self._middle @ query - there))
        return np.asarray(own, np.float32)

    def _middles(self, rows: Floats, below: Sequence[Sequence[int]]) -> Floats:
        first = rows[self._starts]
        middle = [first[list(found)].mean(axis=0) for found in below]
        return np.array(middle, np.float32).reshape(len(middle), rows.shape[1])


def _at_length_1(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def _labels(thesaurus: Thesaurus, iri: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """The preferred label and some alternatives of its language, each alone and with what stands above it."""
    concept = thesaurus.concept(iri)
    above = ", ".join(thesaurus.label(broader, languages) for broader in thesaurus.broader(iri))
    preferred = thesaurus.label(iri, languages)
    tongue = next((one.language for one in concept.preferred if one.text == preferred), "") if concept else ""
    others = [one.text for one in concept.alternative if one.language == tongue][:_SYNONYMS] if concept else []
    return [(label, f"{label} ({above})" if above else label) for label in (preferred, *others)]


def _embedded(texts: Sequence[str], embedder: Embedder, progress: Progress) -> Floats:
    parts = []
    for start in range(0, len(texts), _AT_ONCE):
        parts.append(embedder.embed(texts[start : start + _AT_ONCE]))
        progress("concepts", min(start + _AT_ONCE, len(texts)), len(texts))
    return np.concatenate(parts) if parts else np.zeros((0, embedder.dimensions), np.float32)
