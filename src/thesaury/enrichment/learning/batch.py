"""A vocabulary ready to be looked for in assets, and what one batch of assets showed of it."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from thesaury.enrichment.learning.arrays import Floats, Ints, Sparse, flags
from thesaury.enrichment.learning.concept_table import ConceptTable
from thesaury.enrichment.learning.coverage import LabelWords
from thesaury.enrichment.learning.likeness import Likeness
from thesaury.enrichment.learning.meaning import Meaning
from thesaury.enrichment.learning.reading import Reader, Readings
from thesaury.enrichment.learning.sighted import gathered
from thesaury.model.asset import Asset
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.ports.embedder import Embedder
from thesaury.ports.language import LanguageDetector
from thesaury.ports.progress import Progress, unheard

BATCH = 200
"""Assets looked at together: enough for numpy, few enough for memory."""

_UNMEANT = 5
_SEED = 20_260


@dataclass(frozen=True, eq=False)
class Batch:
    """What was read in some assets: `key` and `columns` are the gathered sightings (see `sighted.gathered`), `meant` their vectors where
    there is an embedding model (see `Meaning.vectors`)."""

    readings: Readings
    key: Ints
    columns: Floats
    found: Sparse
    meant: Floats | None = None


class Lookout:
    """The concepts of some vocabularies, their labels, and a reader for both, made when they are first needed."""

    def __init__(
        self,
        vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]],
        detector: LanguageDetector,
        languages: Sequence[str] = (),
        known: Iterable[str] = (),
        embedder: Embedder | None = None,
        progress: Progress = unheard,
    ) -> None:
        self.table = ConceptTable(vocabularies)
        self._read_by = detector, languages, known
        self.meaning = Meaning(self.table, embedder, progress) if embedder and len(self.table) else None

    @cached_property
    def reader(self) -> Reader:
        """Reads assets."""
        return Reader(self.table, *self._read_by)

    @cached_property
    def labels(self) -> LabelWords:
        """The words of all labels."""
        return LabelWords(self.table, self.reader)

    def prepare(self) -> None:
        """Make now what is made when it is first needed."""
        _ = self.labels
        if self.meaning:
            self.meaning.prepare()

    def likeness(self, batch: Batch) -> Likeness | None:
        """How like the assets of a batch are to the concepts; None without an embedding model."""
        return self.meaning.likeness(batch.meant) if self.meaning and batch.meant is not None else None

    def blind(self) -> "Lookout":
        """The same without an embedding model."""
        if not self.meaning:
            return self
        _ = self.labels  # both have them
        without = copy(self)
        without.meaning = None
        return without

    def read(self, assets: Sequence[Asset], places: bool = True) -> Batch:
        """What these assets show; without `places`, for many assets, only what the sightings add up to is kept."""
        readings = self.reader.read(assets)
        width = len(self.table)
        key, columns = gathered(readings.sightings, width)
        found = flags(key // max(1, width), key % max(1, width), (len(assets), width))
        kept = readings if places else readings.bare()
        return Batch(kept, key, columns, found, self.meaning.vectors(assets) if self.meaning else None)


def batches(assets: Sequence[Asset]) -> Iterator[Sequence[Asset]]:
    """The assets in batches, in order."""
    return (assets[start : start + BATCH] for start in range(0, len(assets), BATCH))


def partly_unmeant(batch: Batch) -> Batch:
    """The same batch, but for one asset in `_UNMEANT` nobody knows what it means: a ranker that learns from it can do without."""
    if batch.meant is None:
        return batch
    meant = batch.meant.copy()
    meant[np.random.default_rng(_SEED).random(len(meant)) < 1 / _UNMEANT] = np.nan
    return replace(batch, meant=meant)


def part(batch: Batch, assets: Ints, width: int) -> Batch:
    """A batch of these of its assets, in rising order; `width` is the number of concepts."""
    place = np.full(len(batch.readings), -1, np.int64)
    place[assets] = np.arange(len(assets))
    owner = place[batch.key // width]
    kept = owner >= 0
    key = owner[kept] * width + batch.key[kept] % width
    meant = None if batch.meant is None else batch.meant[assets]
    return Batch(batch.readings.part(assets), key, batch.columns[kept], batch.found[assets], meant)
