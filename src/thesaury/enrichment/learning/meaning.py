"""What assets mean beside what concepts mean, by an embedding model: it tells of likeness where no word is shared."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from thesaury.enrichment.learning.arrays import Floats, Ints, rounded
from thesaury.enrichment.learning.concept_table import ConceptTable
from thesaury.enrichment.learning.likeness import Likeness
from thesaury.enrichment.learning.reading import texts_of
from thesaury.model.asset import Asset
from thesaury.model.concept import Concept
from thesaury.ports.embedder import Embedder
from thesaury.ports.progress import Progress, unheard

# Preferred labels of each concept that are read: one in each of so many languages.
_LANGUAGES = 4
# Of a definition, of title and tags, and of what follows them, so many letters: twice as many took twice as long and were hardly better.
_LETTERS = 300
_AT_ONCE = 64
_LONG_WORK = 1_000
_EXACT = 1 << 11
_SHORT = ("title", "tag")


class Meaning:
    """The labels and definitions of a table of concepts, of which there has to be one, as vectors; made when they are first needed.

    All numbers of vectors are multiples of 1/2,048, so that products of them add up exactly (see `WordSpace.latent`).
    """

    def __init__(self, table: ConceptTable, embedder: Embedder, progress: Progress = unheard) -> None:
        """`progress` hears of long work, as stage `embed`."""
        self._table, self._embedder, self._progress = table, embedder, progress
        self.embedder = embedder.name

    def __getstate__(self) -> dict[str, Any]:
        """Another process gets the vectors, so that it need not embed what is embedded, and tells nobody of its progress."""
        self.prepare()
        return {**vars(self), "_progress": unheard}

    def prepare(self) -> None:
        """Make the vectors of the concepts now; else they are made when they are first needed."""
        _ = self._labels, self._definitions

    def vectors(self, assets: Sequence[Asset]) -> Floats:
        """Assets × 2 × dimensions: title and tags, and the beginning of all texts; NaN for an asset without words."""
        told = [_told(asset) for asset in assets]
        spoken = [number for number, texts in enumerate(told) if texts]
        vectors = np.full((len(assets), 2, self._embedder.dimensions), np.nan, np.float32)
        vectors[spoken] = self._embedded([text for texts in told for text in texts]).reshape(-1, *vectors.shape[1:])
        return vectors

    def likeness(self, vectors: Floats) -> Likeness:
        """How like assets with these vectors are to the concepts."""
        title, text = vectors[:, 0], vectors[:, 1]
        _, labels, first = self._labels
        _, definitions, defined = self._definitions
        return Likeness(
            np.maximum.reduceat(title @ labels.T, first[:-1], axis=1),
            np.maximum.reduceat(text @ labels.T, first[:-1], axis=1),
            np.maximum(title @ definitions.T, text @ definitions.T),
            defined,
        )

    def nearest(self, vectors: Floats, concept: int) -> tuple[str, float]:
        """Which label or definition of a concept is most like one asset with these vectors, and its cosine."""
        texts, labels, first = self._labels
        told, definitions, defined = self._definitions
        own = range(first[concept], first[concept + 1])
        names = [(float((vectors @ labels[place]).max()), texts[place]) for place in own]
        place = int(np.searchsorted(defined, concept))
        if place < len(defined) and defined[place] == concept:
            names.append((float((vectors @ definitions[place]).max()), told[place]))
        likeness, text = max(names)
        return text, likeness

    @cached_property
    def _labels(self) -> tuple[list[str], Floats, Ints]:
        """All labels that are read, their vectors, and the place of the first of each concept, with the end of all."""
        each = [_names(concept) for concept in self._table.concepts]
        texts = [text for names in each for text in names]
        return texts, self._embedded(texts), np.cumsum([0, *map(len, each)])

    @cached_property
    def _definitions(self) -> tuple[list[str], Floats, Ints]:
        """The definitions, their vectors, and the concept of each."""
        told = {number: _definition(concept) for number, concept in enumerate(self._table.concepts)}
        texts = [text for text in told.values() if text]
        owners = np.array([number for number, text in told.items() if text], np.int64)
        return texts, self._embedded(texts), owners

    def _embedded(self, texts: Sequence[str]) -> Floats:
        """Texts × dimensions; where they are many, progress is told."""
        parts = [np.zeros((0, self._embedder.dimensions), np.float32)]
        for start in range(0, len(texts), _AT_ONCE):
            parts.append(rounded(self._embedder.embed(texts[start : start + _AT_ONCE]), _EXACT).astype(np.float32))
            if len(texts) > _LONG_WORK:
                self._progress("embed", min(start + _AT_ONCE, len(texts)), len(texts))
        return np.concatenate(parts)


def _told(asset: Asset) -> tuple[str, ...]:
    """Title and tags, and the beginning of every text with them in front; the latter twice without them, none without words."""
    texts = sorted(texts_of(asset), key=lambda text: text.field not in _SHORT)
    short = ". ".join(text.value for text in texts if text.field in _SHORT)[:_LETTERS]
    long = ". ".join(text.value for text in texts)[: len(short) + _LETTERS]
    if not any(map(str.isalnum, long)):
        return ()
    return (short, long) if any(map(str.isalnum, short)) else (long, long)


def _names(concept: Concept) -> list[str]:
    """The preferred labels, else the others, each once; the IRI where there is none."""
    labels = concept.preferred or concept.alternative or concept.hidden
    return list(dict.fromkeys(label.text for label in labels if label.text))[:_LANGUAGES] or [concept.iri]


def _definition(concept: Concept) -> str:
    """The first definition, else the first note; empty where there is neither."""
    return next((label.text[:_LETTERS] for label in (*concept.definitions, *concept.notes)), "")
