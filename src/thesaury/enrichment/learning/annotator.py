"""The learned annotator: candidates from words, neighbours and graph, ranked, calibrated and explained."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from thesaury.enrichment.learning import reasons
from thesaury.enrichment.learning.batch import Batch, Lookout, batches
from thesaury.enrichment.learning.candidates import Recollection, candidates, recollect
from thesaury.enrichment.learning.company import Company
from thesaury.enrichment.learning.model import Model
from thesaury.enrichment.learning.ranker import Ranked
from thesaury.enrichment.learning.reasons import Pair
from thesaury.model.annotation import Evidence, Reason, Suggestion
from thesaury.model.asset import Asset

_SHOWN = 4
"""Digits of a score: more than calibration knows."""


class LearnedAnnotator:
    """Proposes at most 30 concepts for each asset (`company.MOST`), each with the likelihood that it is right.

    A suggestion says where its words stand, which assets like this one carry its concept, and which likely concepts lie beside it.
    """

    def __init__(self, lookout: Lookout, model: Model) -> None:
        """Over the vocabularies of the lookout, with what the model learned."""
        self._lookout, self._model = lookout, model
        self._learned = model.experience.over(lookout.table) if model.experience else None
        self._company = Company(lookout.table, self._learned.memory if self._learned else None)
        self.version = model.version
        self.vocabulary = lookout.table.version

    def suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...]]:
        """One tuple for each asset, in order: by falling score, then by IRI."""
        if not len(self._lookout.table):
            return [()] * len(assets)
        return [found for part in batches(assets) for found in self._suggest(part)]

    def _suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...]]:
        batch = self._lookout.read(assets)
        recollection = self._recollection(batch)
        ranked = self._model.ranker.rank(candidates(self._lookout, batch, recollection), self._company)
        why = reasons.reasons(ranked, assets, self._lookout, recollection, self._model.experience)
        words = self._evidence(assets, ranked, batch, why)
        first = np.searchsorted(ranked.assets, np.arange(len(assets) + 1)).tolist()
        return [self._of(ranked, range(first[n], first[n + 1]), words, why) for n in range(len(assets))]

    def _recollection(self, batch: Batch) -> Recollection | None:
        if self._learned is None or self._model.experience is None:
            return None
        space = self._model.experience.space
        vectors = space.vectors(batch.readings)
        return recollect(self._learned, batch, vectors, space.latent(vectors))

    def _evidence(
        self, assets: Sequence[Asset], ranked: Ranked, batch: Batch, why: Mapping[Pair, list[Reason]]
    ) -> Mapping[Pair, list[Evidence]]:
        """The words for each pair; single words of labels are sought only where nothing else speaks for a concept."""
        words = reasons.evidence(ranked, batch, len(self._lookout.table))
        said: dict[int, reasons.SingleWords] = {}
        for pair, (asset, concept) in enumerate(zip(ranked.assets.tolist(), ranked.concepts.tolist(), strict=True)):
            if pair not in words and pair not in why:
                if asset not in said:
                    said[asset] = reasons.SingleWords(assets[asset], self._lookout.reader)
                words[pair] = said[asset].of(self._lookout.labels.stems(concept), self._lookout.table.name(concept))
        return words

    def _of(
        self,
        ranked: Ranked,
        pairs: Iterable[Pair],
        words: Mapping[Pair, list[Evidence]],
        why: Mapping[Pair, list[Reason]],
    ) -> tuple[Suggestion, ...]:
        """The suggestions of one asset; what nothing can be said for is not suggested."""
        table, version = self._lookout.table, self.version
        found = [(pair, int(ranked.concepts[pair]), words.get(pair, ()), why.get(pair, ())) for pair in pairs]
        return tuple(
            Suggestion(
                table.concepts[concept].iri,
                round(float(ranked.scores[pair]), _SHOWN),
                tuple(evidence),
                version,
                table.versions[concept],
                tuple(said),
            )
            for pair, concept, evidence, said in found
            if evidence or said
        )
