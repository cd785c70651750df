"""Everything that speaks for the pairs of two vocabularies, gathered once."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from thesaury.onboarding.matching.alikeness import Terms
from thesaury.onboarding.matching.candidates import Groups, by_labels, by_letters, paths
from thesaury.onboarding.matching.knowledge import Knowledge, Vectors, together, vectors
from thesaury.onboarding.matching.labels import Agreement, Labels, agreement
from thesaury.onboarding.matching.meanings import by_meanings
from thesaury.onboarding.matching.nearest import Looked, chosen, nearest
from thesaury.onboarding.matching.pairs import Numbers, Pairs, paired
from thesaury.onboarding.matching.side import Side, foreign
from thesaury.onboarding.matching.synonyms import Synonyms, derived
from thesaury.ports.progress import Progress

Named = tuple[Side, Groups]
"""A side with all wordings of each concept."""

COMPARING = "compare"
"""What the last and longest part of gathering is called to who waits for it."""

_WAYS = 4


@dataclass(frozen=True)
class Evidence:
    """For each pair, from 0 to 1: `agreements` of labels, `letters` their cosine by triples of letters, `above` that of what stands above
    both, `vectors` that of their names as a model understands them, `meanings` how near they lie in a dictionary, `company` how far
    they stand on the same assets. `foreign` says that both sides have no language in common."""

    pairs: Pairs
    agreements: tuple[Agreement, ...]
    letters: Numbers
    above: Numbers
    vectors: Numbers
    meanings: Numbers
    company: Numbers
    foreign: bool


@dataclass(frozen=True)
class Ground:
    """What speaks for pairs whatever their words mean: matrices of sources × targets, and the vectors of both sides."""

    source: Side
    target: Side
    letters: sparse.csr_array
    embedded: tuple[Vectors, Vectors]
    meanings: sparse.csr_array
    company: sparse.csr_array

    @classmethod
    def of(cls, source: Side, target: Side, knowledge: Knowledge, progress: Progress) -> "Ground":
        """Raises BadInput where the model or the dictionary is broken."""
        begun = _looked(progress, 0)
        begun(0, len(source))  # both sides were read, which takes its time
        return cls(
            source,
            target,
            by_letters(source.wordings, target.wordings, begun),
            _embedded(source, target, knowledge, progress),
            _meanings(source, target, knowledge),
            together(source, target, knowledge.company),
        )

    def evidence(self, told: Synonyms, progress: Progress) -> Evidence:
        """All that speaks for every pair that anything speaks for, where words and phrases stand for each other as told."""
        source, target = self.source, self.target
        terms = Terms(source, target, told)
        mine, theirs = (
            tuple(own + more for own, more in zip(side.wordings, derived(side, told), strict=True))
            for side in (source, target)
        )
        named = nearest(*paths(source, target, terms, own=True), looked=_looked(progress, 1))
        labels = by_labels(mine, theirs, terms, _looked(progress, 2))
        understood = nearest(*self.embedded, looked=_looked(progress, 3))
        pairs = paired(chosen([labels, self.letters, named, understood, self.meanings, self.company]))
        return Evidence(
            pairs,
            tuple(_agreements((source, mine), (target, theirs), terms, pairs, progress)),
            pairs.of(self.letters),
            pairs.products(*paths(source, target, terms, own=False)),
            pairs.products(*map(sparse.csr_array, self.embedded)).clip(0, 1),
            pairs.of(self.meanings),
            pairs.of(self.company),
            foreign(source, target),
        )


def _agreements(source: Named, target: Named, terms: Terms, pairs: Pairs, progress: Progress) -> Iterator[Agreement]:
    side, mine = source
    theirs = [Labels.of(group, _around(target[0], at)) for at, group in enumerate(target[1])]
    for at, start, end in pairs.spans():
        progress(COMPARING, at + 1, len(side))
        above = _around(side, at)
        for there in pairs.targets[start:end].tolist():
            yield agreement(mine[at], above, theirs[there], terms)


def _looked(progress: Progress, way: int) -> Looked:
    """How far looking for targets is, of which this is one of four ways."""
    return lambda done, total: progress("look", way * total + done, _WAYS * total)


def _around(side: Side, at: int) -> frozenset[str]:
    """The terms of the first names of all that is above a concept."""
    return frozenset(t for over in side.above[at] for wording in side.wordings[over][:1] for t in wording.terms)


def _embedded(source: Side, target: Side, knowledge: Knowledge, progress: Progress) -> tuple[Vectors, Vectors]:
    """The vectors of both sides, without any length where there is no model."""
    model = knowledge.embedder
    if model is None:
        return np.zeros((len(source), 0), np.float32), np.zeros((len(target), 0), np.float32)
    return vectors(source, model, "source", progress), vectors(target, model, "target", progress)


def _meanings(source: Side, target: Side, knowledge: Knowledge) -> sparse.csr_array:
    if knowledge.senses is None:
        return sparse.csr_array((len(source), len(target)))
    return by_meanings(source, target, knowledge.senses)
