"""What spoke for a concept: the words of the asset, assets like it, concepts one step away, and words of experience."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from thesaury.enrichment.learning.arrays import Ints, at, entries, highest
from thesaury.enrichment.learning.batch import Batch, Lookout
from thesaury.enrichment.learning.candidates import Recollection
from thesaury.enrichment.learning.concept_table import STEPS
from thesaury.enrichment.learning.experience import Experience
from thesaury.enrichment.learning.ranker import Ranked
from thesaury.enrichment.learning.reading import SIGHTING, Reader, Readings, texts_of
from thesaury.enrichment.learning.wordings import Wordings
from thesaury.model.annotation import Evidence, Reason, Voice
from thesaury.model.asset import Asset

_MOST = 2
_MOST_EVIDENCE = 5
# A neighbour less like the asset than this persuades nobody, nor does a concept less likely than that.
_LIKE, _LIKELY = 0.02, 0.1
_ASSET, _CONCEPT, _MANNER = map(SIGHTING.index, ("asset", "concept", "manner"))
_SHOWN = [SIGHTING.index(name) for name in ("text", "wording", "start", "end")]

Pair = int
"""The place of an asset and concept among the ranked."""


def evidence(ranked: Ranked, batch: Batch, wordings: Wordings, width: int) -> dict[Pair, list[Evidence]]:
    """The words in which labels of ranked concepts stand: longest matches first, then as they come."""
    sightings = batch.readings.sightings
    keys = ranked.assets * width + ranked.concepts
    by_key = np.argsort(keys)
    seen = sightings[:, _ASSET].astype(np.int64) * width + sightings[:, _CONCEPT]
    place = np.minimum(np.searchsorted(keys, seen, sorter=by_key), len(keys) - 1)
    pair = by_key[place] if len(keys) else place
    told = np.flatnonzero(keys[pair] == seen) if len(keys) else place[:0]
    told = told[np.lexsort((told, sightings[told, _MANNER], pair[told]))]
    owner = pair[told]
    told = told[np.arange(len(owner)) - np.searchsorted(owner, owner) < _MOST_EVIDENCE]
    found: dict[Pair, list[Evidence]] = defaultdict(list)
    for number, row in zip(pair[told].tolist(), sightings[told][:, _SHOWN].tolist(), strict=True):
        found[number].append(_shown(batch.readings, wordings, *row))
    return found


class SingleWords:
    """The words of one asset by their stems: evidence of labels whose words stand apart."""

    def __init__(self, asset: Asset, reader: Reader) -> None:
        self._texts = texts_of(asset)
        self._places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for stem, start, end in reader.places(text):
                self._places[stem].append((number, start, end))

    def of(self, stems: Iterable[str], label: str) -> list[Evidence]:
        """The first words that have one of these stems."""
        places = sorted({place for stem in stems for place in self._places.get(stem, ())[:_MOST_EVIDENCE]})
        return [self._evidence(*place, label) for place in places[:_MOST_EVIDENCE]]

    def _evidence(self, number: int, start: int, end: int, label: str) -> Evidence:
        text = self._texts[number]
        return Evidence(text.field, start, end, text.value[start:end], label)


def reasons(
    ranked: Ranked,
    lookout: Lookout,
    recollection: Recollection | None,
    experience: Experience | None,
) -> dict[Pair, list[Reason]]:
    """For each ranked pair the neighbours, graph steps and, where there are none of them, the words that spoke for it."""
    told: dict[Pair, list[Reason]] = defaultdict(list)
    if recollection and experience:
        for pair, reason in _neighbours(ranked, recollection, experience.assets, len(lookout.table)):
            told[pair].append(reason)
    for pair, reason in _graph(ranked, lookout):
        told[pair].append(reason)
    if recollection and experience:
        silent = np.array([pair for pair in range(len(ranked.assets)) if pair not in told], np.int64)
        for pair, reason in _experience(ranked, silent, recollection, experience.space.words, len(lookout.table)):
            told[pair].append(reason)
    return told


def _neighbours(
    ranked: Ranked, recollection: Recollection, ids: Sequence[str], width: int
) -> Iterator[tuple[Pair, Reason]]:
    """The assets most like each that carry the concept."""
    memory = recollection.learned.memory
    column = memory.place_of(ranked.concepts, width)
    pairs = np.flatnonzero(column >= 0)
    near, likeness = recollection.near[ranked.assets[pairs]], recollection.likeness[ranked.assets[pairs]]
    carries = at(memory.carried, near.ravel(), np.repeat(column[pairs], near.shape[1])).reshape(near.shape)
    strength = np.asarray(likeness * carries, np.float32)
    row, place = highest(np.where(strength > _LIKE, strength, 0), _MOST)
    asset, weight = near[row, place], strength[row, place]
    for pair, one, likely in zip(pairs[row].tolist(), asset.tolist(), weight.tolist(), strict=True):
        yield pair, Reason(Voice.NEIGHBOUR, ids[one], round(min(1.0, likely), 4))


def _graph(ranked: Ranked, lookout: Lookout) -> Iterator[tuple[Pair, Reason]]:
    """Likely concepts of the same asset one step away; what the other is to the concept."""
    width = len(lookout.table)
    keys = ranked.assets * width + ranked.concepts
    order = np.argsort(keys)
    for name, step in zip(STEPS, lookout.table.steps, strict=True):
        place, counts = entries(step.indptr, ranked.concepts)
        pair = np.repeat(np.arange(len(keys)), counts)
        other = ranked.assets[pair] * width + step.indices[place]
        at_ = np.minimum(np.searchsorted(keys, other, sorter=order), len(keys) - 1)
        score = np.where(keys[order[at_]] == other, ranked.scores[order[at_]], 0) if len(keys) else np.zeros(0)
        said = np.flatnonzero(score >= _LIKELY)
        told = zip(pair[said].tolist(), step.indices[place[said]].tolist(), score[said].tolist(), strict=True)
        for one, concept, likely in told:
            yield one, Reason(Voice.GRAPH, lookout.table.concepts[concept].iri, round(likely, 4), name)


def _experience(
    ranked: Ranked, pairs: Ints, recollection: Recollection, words: Sequence[str], width: int
) -> Iterator[tuple[Pair, Reason]]:
    """The words of the asset that weigh most in what carried the concept before."""
    memory, vectors = recollection.learned.memory, recollection.vectors
    column = memory.place_of(ranked.concepts[pairs], width)
    pairs, column = pairs[column >= 0], column[column >= 0]
    place, counts = entries(vectors.indptr, ranked.assets[pairs])
    owner, word = np.repeat(np.arange(len(pairs)), counts), vectors.indices[place]
    weights = at(memory.centroids, word, column[owner]) * vectors.data[place]
    order = np.lexsort((-weights, owner))
    rank = np.arange(len(order)) - np.searchsorted(owner[order], owner[order])
    said = order[(rank < _MOST) & (weights[order] > 0)]
    for pair, one, weight in zip(pairs[owner[said]].tolist(), word[said].tolist(), weights[said].tolist(), strict=True):
        yield pair, Reason(Voice.EXPERIENCE, words[one], round(min(1.0, weight), 4))


def _shown(readings: Readings, wordings: Wordings, number: int, wording: int, start: int, end: int) -> Evidence:
    text, label = readings.texts[number], wordings.terms[wording].label
    return Evidence(text.field, start, end, text.value[start:end], label, wordings.language(wording))
