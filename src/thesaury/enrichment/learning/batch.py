"""A vocabulary ready to be looked for in assets, and what one batch of assets showed of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from thesaury.enrichment.learning.arrays import Floats, Ints, Sparse, flags
from thesaury.enrichment.learning.concept_table import ConceptTable
from thesaury.enrichment.learning.coverage import LabelWords
from thesaury.enrichment.learning.reading import Reader, Readings
from thesaury.enrichment.learning.sighted import gathered
from thesaury.model.asset import Asset
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.ports.language import LanguageDetector

BATCH = 200
"""Assets looked at together: enough for numpy, few enough for memory."""


@dataclass(frozen=True, eq=False)
class Batch:
    """What was read in some assets: `key` and `columns` are the gathered sightings (see `sighted.gathered`)."""

    readings: Readings
    key: Ints
    columns: Floats
    found: Sparse


class Lookout:
    """The concepts of some vocabularies, their labels, and a reader for both."""

    def __init__(
        self,
        vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]],
        detector: LanguageDetector,
        languages: Sequence[str] = (),
        known: Iterable[str] = (),
    ) -> None:
        self.table = ConceptTable(vocabularies)
        self.reader = Reader(self.table, detector, languages, known)
        self.labels = LabelWords(self.table, self.reader)

    def read(self, assets: Sequence[Asset], places: bool = True) -> Batch:
        """What these assets show; without `places`, for many assets, only what the sightings add up to is kept."""
        readings = self.reader.read(assets, places)
        width = len(self.table)
        key, columns = gathered(readings.sightings, width)
        found = flags(key // max(1, width), key % max(1, width), (len(assets), width))
        if not places:
            readings = replace(readings, sightings=readings.sightings[:0].copy())
        return Batch(readings, key, columns, found)


def batches(assets: Sequence[Asset]) -> Iterator[Sequence[Asset]]:
    """The assets in batches, in order."""
    return (assets[start : start + BATCH] for start in range(0, len(assets), BATCH))


def part(batch: Batch, assets: Ints, width: int) -> Batch:
    """A batch of these of its assets, in rising order; `width` is the number of concepts."""
    place = np.full(len(batch.readings), -1, np.int64)
    place[assets] = np.arange(len(assets))
    owner = place[batch.key // width]
    kept = owner >= 0
    readings = Readings(
        batch.readings.sightings[:0],
        (),
        tuple(batch.readings.words[number] for number in assets),
        tuple(batch.readings.title_words[number] for number in assets),
        batch.readings.letters[assets],
    )
    key = owner[kept] * width + batch.key[kept] % width
    return Batch(readings, key, batch.columns[kept], batch.found[assets])
