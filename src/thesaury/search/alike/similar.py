"""Assets like a given one: by the concepts they share, by words that tell both from the others, and by vectors, in equal parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from thesaury.model.asset import Asset
from thesaury.ports.enrichments import Findings
from thesaury.ports.index import Found, IndexQuery, SearchIndex
from thesaury.search.alike.doubles import folds
from thesaury.search.bars import SAMPLED, bar
from thesaury.search.finding import Sources
from thesaury.search.fusing import Weights, fused
from thesaury.search.ranking import Filters
from thesaury.search.reasons import reasons
from thesaury.vocabulary.thesaurus import Thesaurus

Floats = NDArray[np.float32]

_CANDIDATES = 200
_WORDS = 12
"""So many of the asset's most telling words are looked for."""
_SHARE, _HELD = 0.4, 0.25
"""What makes an asset similar by words or by concepts alone: so much of what the given one's tell in all."""
_BROADER = 0.5
"""What stands directly above a concept of the asset counts half, so that neighbours are near."""
_SURE, _TELLS, _TOLD = 0.3, 0.1, 4
"""A concept is named as a reason that both have with such a score, and that tells so much beside the most telling; so many of them."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An asset like the given one: score in 0 to 1; the concepts both have (or have something narrower of), most telling first; words both
    have, only where they share no concept; the cosine of their vectors, 0 without; and those that look the same as it."""

    asset: Asset
    score: float
    concepts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    likeness: float = 0.0
    doubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Similar:
    """Assets like a given one, best first, and what could be compared: concepts, words, meaning."""

    hits: tuple[Alike, ...] = ()
    by: tuple[str, ...] = ()


def similar(asset: Asset, sources: Sources, limit: int = 6, filters: Filters = ()) -> Similar:
    """At most `limit` assets like this one that pass the filters; never itself, nor what looks the same as it.

    No model is asked: vectors are those of the index. An asset of which nothing is known is like no other.
    """
    index = sources.index
    given = _Given(_telling(asset, sources), index.telling([asset.id], _WORDS), _vector(asset.id, index))
    if not given.by:
        return Similar()
    found = _without(index.search(_asked(given, index, filters)), asset.id)
    scores = fused(found, given.weights(), found.vectors)
    order = np.argsort(-scores, kind="stable").tolist()
    fold = folds((asset.id, *(found.ids[n] for n in order)), sources.catalogue.identities)
    best = [id for id in fold.ids if id != asset.id][:limit]
    place = {id: n for n, id in enumerate(found.ids)}
    assets = {one.id: one for one in sources.catalogue.records.assets(best)}
    findings = sources.catalogue.enrichments.findings((asset.id, *best))
    hits = []
    for id in (id for id in best if id in assets):
        shared = _shared(findings[asset.id], findings[id], given.telling, sources.thesaurus)
        words = () if shared else _words_of(given.words, assets[id], sources.thesaurus)
        cosine = float(np.nan_to_num(found.vectors[place[id]]))
        hits.append(
            Alike(assets[id], float(scores[place[id]]), shared, words, max(0.0, cosine), fold.doubles.get(id, ()))
        )
    return Similar(tuple(hits), given.by)


@dataclass(frozen=True, slots=True, eq=False)
class _Given:
    """What is known of the given asset: concepts with what they tell, telling words, its vector."""

    telling: Mapping[str, float]
    words: tuple[str, ...]
    vector: Floats | None

    @property
    def by(self) -> tuple[str, ...]:
        there = {"concepts": bool(self.telling), "words": bool(self.words), "meaning": self.vector is not None}
        return tuple(name for name, known in there.items() if known)

    def weights(self) -> Weights:
        """Equal parts of what is there."""
        part = 1 / len(self.by)
        return Weights(part * bool(self.words), part * bool(self.telling), part * (self.vector is not None))


def _asked(given: _Given, index: SearchIndex, filters: Filters) -> IndexQuery:
    vector, whole = given.vector, sum(weight * weight for weight in given.telling.values())
    return IndexQuery(
        words=" ".join(given.words),
        concepts=tuple(sorted(given.telling.items())),
        vector=vector,
        share=_SHARE,
        least=_HELD * whole if whole else float("inf"),
        bar=1.0 if vector is None else bar(vector, index.sample(SAMPLED), index.count()),
        filters=filters,
        most=_CANDIDATES,
    )


def _telling(asset: Asset, sources: Sources) -> dict[str, float]:
    """The asset's concepts and those directly above them, the most telling with 1: what is rare among the assets tells more (idf)."""
    held = _held(sources.catalogue.enrichments.findings([asset.id])[asset.id])
    if not held:
        return {}
    above = {broader: _BROADER * weight for iri, weight in held.items() for broader in sources.thesaurus.broader(iri)}
    counts = sources.index.search(IndexQuery(most=0), ["concept"]).facets["concept"]
    total = sources.index.count()
    told = {iri: weight * log(1 + total / (1 + counts.get(iri, 0))) for iri, weight in (above | held).items()}
    most = max(told.values())
    return {iri: weight / most for iri, weight in told.items()} if most > 0 else {}


def _held(findings: Findings) -> dict[str, float]:
    """Accepted concepts with 1, suggested ones with their score."""
    return {one.concept: one.score for one in findings.suggestions} | {one.concept: 1.0 for one in findings.annotations}


def _shared(one: Findings, other: Findings, telling: Mapping[str, float], thesaurus: Thesaurus) -> tuple[str, ...]:
    """What both have, or have something narrower of; of a concept and one above it only the former, the most telling first.

    What is only guessed of one of them, or tells little, is no reason.
    """
    sure = [{iri: weight for iri, weight in _held(findings).items() if weight >= _SURE} for findings in (one, other)]
    both = _upwards(sure[0], thesaurus) & _upwards(sure[1], thesaurus)
    passed = {above for iri in both for above in thesaurus.ancestors(iri)}
    told = [iri for iri in both - passed if telling.get(iri, 0.0) >= _TELLS]
    return tuple(sorted(told, key=lambda iri: (-telling[iri], iri))[:_TOLD])


def _upwards(held: Mapping[str, float], thesaurus: Thesaurus) -> set[str]:
    return {name for iri in held for name in (iri, *thesaurus.ancestors(iri))}


def _words_of(words: Sequence[str], asset: Asset, thesaurus: Thesaurus) -> tuple[str, ...]:
    """Those of these words that the asset has, as it writes them."""
    quoted = (word for reason in reasons(" ".join(words), (), asset, Findings(), thesaurus) for word in reason.words)
    return tuple({word.casefold(): word for word in quoted}.values())[:_TOLD]


def _vector(id: str, index: SearchIndex) -> Floats | None:
    held = index.vectors([id])
    return held[0] if held.shape[1] and not np.isnan(held[0]).any() else None


def _without(found: Found, id: str) -> Found:
    """What was found without this asset, which is most like itself."""
    kept = [n for n, one in enumerate(found.ids) if one != id]
    ids = tuple(found.ids[n] for n in kept)
    gone = len(found.ids) - len(ids)
    return Found(ids, found.words[kept], found.concepts[kept], found.vectors[kept], found.total - gone, found.facets)
