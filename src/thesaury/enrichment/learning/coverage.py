"""Labels whose words stand in an asset, in whatever order and distance, and how much of a label an asset has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from thesaury.enrichment.learning.arrays import Flags, Floats, Ints, Sparse, entries
from thesaury.enrichment.learning.concept_table import ConceptTable
from thesaury.enrichment.learning.reading import Reader, Readings
from thesaury.enrichment.learning.wordings import primary
from thesaury.enrichment.learning.words import columns_of, moved
from thesaury.enrichment.variants import Form, variants

_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Present:
    """Which words of labels each asset of a batch has: in title or tags, and anywhere; `rows` lists the latter."""

    title: Flags
    anywhere: Flags
    rows: Sparse


class LabelWords:
    """Every label as a bag of stems, found by the rarest of them; a word weighs more the fewer labels have it."""

    def __init__(self, table: ConceptTable, reader: Reader) -> None:
        owners: list[int] = []
        bags: list[tuple[int, ...]] = []
        self._column: dict[str, int] = {}
        for owner, bag in sorted(set(_bags(table, reader))):
            owners.append(owner)
            bags.append(tuple(self._column.setdefault(word, len(self._column)) for word in bag))
        self._owners = np.array(owners, np.int64)
        self._pointers = np.cumsum([0, *map(len, bags)]).astype(np.int64)
        self._words = np.array([word for bag in bags for word in bag], np.int64)
        self._concepts = len(table)
        labels_with = np.bincount(self._words, minlength=len(self._column))
        self._weights = np.log((len(bags) + 1) / (labels_with + 1)).astype(np.float32) + 1
        self._by_rarest = self._indexed(labels_with)
        label = np.repeat(np.arange(len(bags)), np.diff(self._pointers))
        self._totals = np.bincount(label, self._weights[self._words], minlength=len(bags))
        by_owner = np.argsort(self._owners, kind="stable")
        self._of_concept = by_owner, np.searchsorted(self._owners[by_owner], np.arange(len(table) + 1))

    def present(self, readings: Readings) -> Present:
        """The words of labels in these assets."""
        columns = columns_of(readings.stems, self._column)
        rows = moved(readings.words, columns, len(self._column))
        title = moved(readings.title, columns, len(self._column))
        return Present(title.astype(bool).toarray(), rows.astype(bool).toarray(), rows)

    def complete(self, present: Present) -> tuple[Ints, Ints]:
        """Pairs of asset and concept where all words of one of the concept's labels stand somewhere; one pair may come twice."""
        pointers, labels = self._by_rarest
        rows = np.repeat(np.arange(len(present.anywhere)), np.diff(present.rows.indptr))
        place, counts = entries(pointers, present.rows.indices)
        rows, found = np.repeat(rows, counts), labels[place]
        (whole,) = self._covered((present.anywhere,), rows, found)
        kept = whole > 1 - 1e-6
        return rows[kept], self._owners[found[kept]]

    def shares(self, present: Present, rows: Ints, concepts: Ints) -> Floats:
        """For each pair of asset and concept the greatest weighted share of a label's words that stands in title or tags, and
        anywhere: pairs × 2."""
        by_owner, first = self._of_concept
        place, counts = entries(first, concepts)
        labels, pairs = by_owner[place], np.repeat(np.arange(len(rows)), counts)
        shares = np.zeros((len(rows), 2), np.float32)
        for column, covered in enumerate(self._covered((present.title, present.anywhere), rows[pairs], labels)):
            np.maximum.at(shares[:, column], pairs, covered)
        return shares

    def stems(self, concept: int) -> frozenset[str]:
        """All words of all labels of a concept."""
        by_owner, first = self._of_concept
        labels = by_owner[first[concept] : first[concept + 1]]
        place, _ = entries(self._pointers, labels)
        return frozenset(self._names[word] for word in self._words[place])

    @cached_property
    def _names(self) -> list[str]:
        return list(self._column)

    def _covered(self, present: Sequence[Flags], rows: Ints, labels: Ints) -> list[Floats]:
        """The weighted share of each label's words that its asset has, by each of these tables of assets × words."""
        place, counts = entries(self._pointers, labels)
        word, row, pair = self._words[place], np.repeat(rows, counts), np.repeat(np.arange(len(labels)), counts)
        weights, totals = self._weights[word], np.maximum(self._totals[labels], 1e-9)
        held = (np.bincount(pair, weights * words[row, word], minlength=len(labels)) for words in present)
        return [(sums / totals).astype(np.float32) for sums in held]

    def _indexed(self, labels_with: Ints) -> tuple[Ints, Ints]:
        """The labels by the rarest word of each, as pointers and labels."""
        label = np.repeat(np.arange(len(self._owners)), np.diff(self._pointers))
        order = np.lexsort((self._words, labels_with[self._words], label))
        rarest = self._words[order[self._pointers[:-1]]]
        by_word = np.argsort(rarest, kind="stable")
        return np.searchsorted(rarest[by_word], np.arange(len(self._column) + 1)), by_word


def _bags(table: ConceptTable, reader: Reader) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each label as the sorted stems of its words, without qualifiers; very long ones are left out."""
    for number, concept in enumerate(table.concepts):
        for _, label in concept.labels():
            language = primary(label.language)
            for variant in variants(label.text, language):
                if variant.form is not Form.PART:
                    bag = tuple(sorted(reader.stems(variant.text, language)))
                    if 0 < len(bag) <= _MOST_WORDS:
                        yield number, bag
