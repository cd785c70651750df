"""Candidates: what the index gives for each section of a brief, the filters before any ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log, nan

import numpy as np
from numpy.typing import NDArray

from thesaury.ports.index import Found, IndexQuery, SearchIndex
from thesaury.recommendation.expanding import SIBLING, Expansion
from thesaury.recommendation.needs import Need
from thesaury.recommendation.recommended import Relation
from thesaury.recommendation.scoring import matching
from thesaury.recommendation.weighing import DEFAULT
from thesaury.search.bars import SAMPLED, bar
from thesaury.search.cleared import Cleared
from thesaury.search.documents import STANDING
from thesaury.vocabulary.words.folding import split

Floats = NDArray[np.float32]

POOL = 5
"""For each asset that is asked for so many are scored: variety needs something to choose from."""
EACH = 40
"""At least so many for each section."""
_CHANNEL = 200
"""So many of the best of each channel of the index are put in order before that; what is cut off here is far from all of them."""
HELD = 0.25
"""What an asset's concepts have to add up to, to be a candidate: as in a search, one that is surely meant, suggested with this score."""
_BESIDE = 0.2
"""What the index is told of concepts that the section does not name: too little to make a candidate, enough to put equals in order."""
_SHARE = 0.1
"""Of what the words of a section tell a candidate by words alone holds so much: a brief has many words, and its pictures few of them."""
_WORDS, _BESIDE_CONCEPTS, _ALONE = 128, 10, 20
"""So many different words of a section are looked at, and so many asked for, those that tell most, beside concepts and without any: what
nearly everything has tells next to nothing, and costs more than what is rare."""
_LOOSE = 0.05
"""The same where a section has no concept: nothing but its words speaks for it then, and two rare ones of forty are something."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What the index is asked for one section, without rights: filters of rights are put to it."""

    need: Need
    query: IndexQuery
    told: float
    """What all words that are asked for tell: the sum of their inverse document frequencies."""

    def of(self, cleared: Cleared | None, most: int = 0) -> IndexQuery:
        """The query for assets whose verdict is wanted, the best `most` of each channel."""
        return replace(self.query, filters=cleared.filters if cleared else (), most=most)


def asked(
    need: Need, expansion: Expansion, vector: Floats | None, index: SearchIndex, excluded: Sequence[str]
) -> Asked:
    """The question to the index for a section: its expanded concepts, its words, its vector; never what is excluded or of no standing."""
    weights = _weights(need, expansion)
    without = tuple((name, values) for name, values in (("concept", tuple(excluded)), _standing(index)) if values)
    words, told = _telling(need.words, _BESIDE_CONCEPTS if need.own else _ALONE, index)
    query = IndexQuery(
        words=words,
        concepts=tuple(sorted(weights.items())),
        vector=vector,
        share=_SHARE if need.own else _LOOSE,
        least=HELD if weights else float("inf"),
        bar=bar(vector, index.sample(SAMPLED), index.count()) if vector is not None else 1.0,
        without=without,
        ids=None if words or weights or vector is not None else (),
    )
    return Asked(need, query, told)


def _telling(text: str, count: int, index: SearchIndex) -> tuple[str, float]:
    """So many words of a text that tell most, in their order, and what all of these tell: the sum of their inverse document frequencies."""
    total = index.count()
    words = tuple(dict.fromkeys(split(text.lower())))[:_WORDS]
    told = {word: log(total / held) for word, held in zip(words, index.frequencies(words), strict=True) if held}
    most = set(sorted(told, key=lambda word: (-told[word], word))[:count])
    return " ".join(word for word in words if word in most) or text, sum(told[word] for word in most)


def _standing(index: SearchIndex) -> tuple[str, tuple[str, ...]]:
    return STANDING, tuple(sorted(index.examples(STANDING)))


def _weights(need: Need, expansion: Expansion) -> dict[str, float]:
    """The concepts of an expansion as this section weighs them: its own roots by their force, the others a little."""
    most = max((need.force[root] for root in need.own if root in need.force), default=0.0)
    left: dict[str, float] = {}
    for root, steps in expansion.by_root.items():
        force = need.force.get(root, 0.0)
        part = (force / most if root in need.own else _BESIDE) if most > 0 else 1.0
        own = steps[root].weight
        for step in steps.values():
            below = SIBLING if step.relation is Relation.BROADER else 1.0
            weight = min(1.0, part * below * step.weight / own) if own > 0 else 0.0
            left[step.concept] = left.get(step.concept, 1.0) * (1 - weight)
    return {concept: 1 - rest for concept, rest in left.items() if rest < 1}


@dataclass(frozen=True, slots=True)
class Channels:
    """What words and vector of the index said of one asset for one section."""

    words: float
    """In 0 to 1, as `scoring.matching.words` gives it."""
    cosine: float


def found(asked: Asked, cleared: Cleared | None, most: int, index: SearchIndex) -> Mapping[str, Channels]:
    """The best `most` candidates with this verdict for a section, best first."""
    near = asked.query.vector is not None
    answer = index.search(asked.of(cleared, max(_CHANNEL, most)))
    order = np.argsort(-_first(answer, asked.told, near), kind="stable")[:most]
    return {
        answer.ids[n]: Channels(
            matching.words(float(answer.words[n]), asked.told), float(answer.vectors[n]) if near else nan
        )
        for n in order.tolist()
    }


def _first(answer: Found, told: float, vectors: bool) -> Floats:
    """A first order of candidates, by the index alone."""
    matter = DEFAULT["coverage"] * (1 - np.exp(-answer.concepts))
    words = DEFAULT["words"] * np.array([matching.words(score, told) for score in answer.words.tolist()])
    near = [matching.likeness(cosine) for cosine in answer.vectors.tolist()] if vectors else [0.0] * len(answer.ids)
    return np.asarray(matter + words + DEFAULT["likeness"] * np.array(near), np.float32)
