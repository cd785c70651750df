"""The concepts of some vocabularies by number, with what lies above, below and beside each as matrices."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse

from thesaury.enrichment.learning.arrays import Floats, Sparse, flags
from thesaury.model.concept import Concept, Vocabulary, VocabularyVersion

# Under a broader concept with more narrower ones than this, siblings have little in common.
_FAMILY = 60
_DEEPEST = 8
STEPS = ("broader", "narrower", "related", "sibling")
"""How a concept may lie to another, in the order of `ConceptTable.steps`."""


class ConceptTable:
    """Concepts numbered from 0 in the order of their vocabularies; deprecated ones are left out, each IRI counts once.

    `steps` has one matrix for each of `STEPS`: 1 at (a, b) where b is a broader concept of a, and so on.
    """

    def __init__(self, vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]]) -> None:
        self.version = " ".join(version.key for version, _ in vocabularies)
        self.concepts: list[Concept] = []
        self.versions: list[str] = []
        self.number: dict[str, int] = {}
        for version, vocabulary in vocabularies:
            for concept in vocabulary.concepts:
                if not concept.deprecated and concept.iri not in self.number:
                    self.number[concept.iri] = len(self.concepts)
                    self.concepts.append(concept)
                    self.versions.append(version.key)
        broader = self._relation((c.iri, other) for c in self.concepts for other in c.broader)
        related = self._relation((c.iri, other) for c in self.concepts for other in _beside(c))
        self.steps = (broader, broader.T.tocsr(), _both_ways(related), _siblings(broader))
        self.traits = self._traits(broader)

    def __len__(self) -> int:
        return len(self.concepts)

    def name(self, number: int) -> str:
        """Any label of a concept, preferred before others; its IRI where it has none."""
        concept = self.concepts[number]
        return next((label.text for _, label in concept.labels()), concept.iri)

    def numbers(self, iris: Iterable[str]) -> list[int]:
        """The numbers of those of these concepts that are here."""
        return [number for iri in iris if (number := self.number.get(iri)) is not None]

    def _relation(self, pairs: Iterable[tuple[str, str]]) -> Sparse:
        known = [(self.number[one], self.number[other]) for one, other in pairs if other in self.number]
        places = np.array(known, np.int64).reshape(-1, 2)
        return flags(places[:, 0], places[:, 1], (len(self), len(self)))

    def _traits(self, broader: Sparse) -> Floats:
        """Of each concept: depth, number of narrower concepts, number of labels, letters of its shortest label."""
        labels = [[label.text for _, label in concept.labels()] for concept in self.concepts]
        columns = (
            self._depths(broader),
            np.asarray(broader.sum(axis=0)).ravel(),
            [len(texts) for texts in labels],
            [min(map(len, texts), default=0) for texts in labels],
        )
        return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)

    def _depths(self, broader: Sparse) -> list[int]:
        """Steps up along the first broader concept, at most a few: circles end there too."""
        above = [
            int(broader.indices[start]) if start < end else -1
            for start, end in zip(broader.indptr[:-1], broader.indptr[1:], strict=True)
        ]
        depths = []
        for number in range(len(self)):
            steps = 0
            while steps < _DEEPEST and (number := above[number]) >= 0:
                steps += 1
            depths.append(steps)
        return depths


def _beside(concept: Concept) -> list[str]:
    return [*concept.related, *(match.target for match in concept.matches)]


def _both_ways(relation: Sparse) -> Sparse:
    joined = sparse.csr_array(relation + relation.T)
    joined.data[:] = 1
    return joined


def _siblings(broader: Sparse) -> Sparse:
    """Concepts that share a broader one with a family small enough to mean something; never a concept with itself."""
    close = (np.asarray(broader.sum(axis=0)).ravel() <= _FAMILY).astype(np.float32)
    shared = sparse.csr_array(broader @ sparse.diags_array(close) @ broader.T)
    shared.setdiag(0)
    shared.eliminate_zeros()
    shared.data[:] = 1
    return shared.astype(np.float32)
