"""Everything that speaks for the pairs of two vocabularies, gathered once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from thesaury.onboarding.matching.alikeness import Terms
from thesaury.onboarding.matching.candidates import by_labels, by_letters, by_paths, chosen
from thesaury.onboarding.matching.labels import Agreement, agreement
from thesaury.onboarding.matching.pairs import Numbers, Pairs, paired
from thesaury.onboarding.matching.side import Side
from thesaury.onboarding.matching.synonyms import derived, synonyms
from thesaury.ports.embedder import Embedder
from thesaury.ports.progress import Progress

Company = Mapping[tuple[str, str], int]
"""On how many assets a source value and a target concept stand together, by their IRIs; each with itself: on how many it stands."""

_AT_ONCE = 64
_FEW_ASSETS = 3
"""Added to the assets that two share a place among, so that one or two say little."""


@dataclass(frozen=True)
class Evidence:
    """For each pair, from 0 to 1: `agreements` of labels, `letters` their cosine by triples of letters, `above` that of what stands above
    both, `vectors` that of their names as a model understands them, `company` how far they stand on the same assets."""

    pairs: Pairs
    agreements: tuple[Agreement, ...]
    letters: Numbers
    above: Numbers
    vectors: Numbers
    company: Numbers


def gathered(source: Side, target: Side, embedder: Embedder | None, company: Company, progress: Progress) -> Evidence:
    """The evidence for every pair that anything speaks for. Raises BadInput where the model turns out to be broken."""
    told = synonyms(source, target)
    terms = Terms(source, target, told)
    mine, theirs = (
        tuple(own + more for own, more in zip(side.wordings, derived(side, told), strict=True))
        for side in (source, target)
    )
    letters = by_letters(source.wordings, target.wordings)
    vectors = _vectors(source, target, embedder, progress)
    together = _together(source, target, company)
    ways = [by_labels(mine, theirs, terms), letters, by_paths(source, target, terms), vectors, together]
    pairs = paired(chosen(ways))
    around = tuple(tuple(_around(side, at) for at in range(len(side))) for side in (source, target))
    agreements = []
    for at, start, end in pairs.spans():
        progress("compare", at + 1, len(source))
        for pair in range(start, end):
            there = int(pairs.targets[pair])
            agreements.append(agreement(mine[at], theirs[there], (around[0][at], around[1][there]), terms))
    above = by_paths(source, target, terms, own=False)
    return Evidence(
        pairs, tuple(agreements), pairs.of(letters), pairs.of(above), pairs.of(vectors).clip(0, 1), pairs.of(together)
    )


def _around(side: Side, at: int) -> frozenset[str]:
    """The terms of the first names of all that is above a concept."""
    return frozenset(t for over in side.above[at] for wording in side.wordings[over][:1] for t in wording.terms)


def _vectors(source: Side, target: Side, embedder: Embedder | None, progress: Progress) -> sparse.csr_array:
    """Sources × targets: the cosine of their names; nothing without a model."""
    if embedder is None or not len(source) or not len(target):
        return sparse.csr_array((len(source), len(target)))
    mine, theirs = (
        _embedded(side, embedder, name, progress) for side, name in ((source, "source"), (target, "target"))
    )
    return sparse.csr_array(mine @ theirs.T)


def _embedded(side: Side, embedder: Embedder, name: str, progress: Progress) -> NDArray[np.float32]:
    names = [side.name(at) for at in range(len(side))]
    parts = []
    for start in range(0, len(names), _AT_ONCE):
        parts.append(embedder.embed(names[start : start + _AT_ONCE]))
        progress(f"embed {name}", min(start + _AT_ONCE, len(names)), len(names))
    return np.concatenate(parts)


def _together(source: Side, target: Side, company: Company) -> sparse.csr_array:
    """Sources × targets: the assets that both stand on, as a share of those that either does."""
    numbers = [{concept.iri: at for at, concept in enumerate(side.concepts)} for side in (source, target)]
    cells = {
        (numbers[0][one], numbers[1][other]): both
        / (company.get((one, one), both) + company.get((other, other), both) - both + _FEW_ASSETS)
        for (one, other), both in company.items()
        if one != other and one in numbers[0] and other in numbers[1]
    }
    rows, columns = ([cell[side] for cell in cells] for side in (0, 1))
    return sparse.csr_array((list(cells.values()), (rows, columns)), shape=(len(source), len(target)))
