"""The learned annotator: candidates from words, neighbours and graph, ranked, calibrated and explained."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from thesaury.enrichment.learning import reasons
from thesaury.enrichment.learning.batch import Batch, Lookout, batches
from thesaury.enrichment.learning.candidates import Candidates, Learned, Recollection, candidates, recollect
from thesaury.enrichment.learning.company import Company
from thesaury.enrichment.learning.meaning_reasons import close_in_meaning
from thesaury.enrichment.learning.model import ANY, Model
from thesaury.enrichment.learning.ranker import Ranked
from thesaury.enrichment.learning.reasons import Pair
from thesaury.model.annotation import Evidence, Reason, Suggestion, Voice
from thesaury.model.asset import Asset

_SHOWN = 4
"""Digits of a score: more than calibration knows."""


class LearnedAnnotator:
    """Proposes at most 30 concepts for each asset (`company.MOST`), each with the likelihood that it is right; after the third only
    such as have one of at least 0.05.

    A suggestion says where its words stand, which assets like this one carry its concept, and which likely concepts lie beside it.
    """

    def __init__(self, lookout: Lookout, model: Model) -> None:
        """Over the vocabularies of the lookout, with what the model learned. Where it learned with an embedding model and the lookout
        has none, or another one, it does without, and says so in its version."""
        here = lookout.meaning.embedder if lookout.meaning else ""
        sees = bool(here) and model.embedder in (here, ANY)
        self._lookout, self._model = lookout if sees else lookout.blind(), model
        self.version = _version(model, here if sees else "")
        self.vocabulary = lookout.table.version

    def __getstate__(self) -> dict[str, Any]:
        """Another process gets everything ready."""
        self.prepare()
        return vars(self)

    def prepare(self) -> None:
        """Load now what is else loaded at the first asset: asking for the version alone is to cost nothing."""
        self._lookout.prepare()
        _ = self._company

    @cached_property
    def _learned(self) -> Learned | None:
        learned = self._model.experience.over(self._lookout.table) if self._model.experience else None
        if learned:
            learned.memory.prepare()
        return learned

    @cached_property
    def _company(self) -> Company:
        return Company(self._lookout.table, self._learned.memory if self._learned else None)

    def suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...]]:
        """One tuple for each asset, in order: by falling score, then by IRI."""
        if not len(self._lookout.table):
            return [()] * len(assets)
        return [found for part in batches(assets) for found in self._suggest(part)]

    def _suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...]]:
        batch = self._lookout.read(assets)
        recollection = self._recollection(batch, assets)
        likeness = self._lookout.likeness(batch)
        found = candidates(self._lookout, batch, recollection, likeness)
        ranked = self._model.ranker.rank(self._fitting(found), self._company).worth_reading()
        why = reasons.reasons(ranked, self._lookout, recollection, self._model.experience)
        if likeness and self._lookout.meaning and batch.meant is not None:
            for pair, reason in close_in_meaning(ranked, batch.found, batch.meant, self._lookout.meaning, likeness):
                why.setdefault(pair, []).append(reason)
        words = self._evidence(assets, ranked, batch, why)
        first = np.searchsorted(ranked.assets, np.arange(len(assets) + 1)).tolist()
        return [self._of(ranked, range(first[n], first[n + 1]), words, why) for n in range(len(assets))]

    def _fitting(self, found: Candidates) -> Candidates:
        """The candidates with the columns that the model learned to read."""
        if not self._model.embedder:
            return found
        if not self._lookout.meaning:
            return found.unmeant()
        return found.relative() if self._model.embedder == ANY else found

    def _recollection(self, batch: Batch, assets: Sequence[Asset]) -> Recollection | None:
        experience = self._model.experience
        if self._learned is None or experience is None:
            return None
        vectors = experience.space.vectors(batch.readings)
        own = np.array([experience.row.get(asset.id, -1) for asset in assets], np.int64)
        return recollect(self._learned, batch, vectors, experience.space.latent(vectors), own)

    def _evidence(
        self, assets: Sequence[Asset], ranked: Ranked, batch: Batch, why: Mapping[Pair, list[Reason]]
    ) -> Mapping[Pair, list[Evidence]]:
        """The words for each pair; single words of labels are sought only where nothing else speaks for a concept."""
        words = reasons.evidence(ranked, batch, self._lookout.reader.wordings, len(self._lookout.table))
        said: dict[int, reasons.SingleWords] = {}
        for pair, (asset, concept) in enumerate(zip(ranked.assets.tolist(), ranked.concepts.tolist(), strict=True)):
            if pair not in words and all(reason.voice is Voice.MEANING for reason in why.get(pair, ())):
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


def _version(model: Model, embedder: str) -> str:
    """The version of the model, with what else its suggestions depend on: when that changes, assets are to be read again."""
    if model.embedder == ANY:
        return f"{model.version} with {embedder}" if embedder else model.version
    return f"{model.version} without vectors" if model.embedder and not embedder else model.version
