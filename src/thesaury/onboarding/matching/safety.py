"""Which mappings may be accepted without a person, and whether two vocabularies have earned that any may."""

from math import sqrt

from thesaury.onboarding.matching.evidence import Evidence
from thesaury.onboarding.matching.pairs import Numbers
from thesaury.onboarding.matching.side import Side

_TRUSTED = 2 / 3
"""The share of what both call alike that has to stand in like places for equal words to be trusted at all."""
_SURELY = 1.96
"""How many standard deviations below what was seen that share may lie: three of three show nothing, fifty of sixty do."""


def beyond_doubt(source: Side, target: Side, evidence: Evidence, scores: Numbers) -> frozenset[int]:
    """The pairs that are safe: first called by the same words, each the best of the other, in places that do not contradict.

    None is where the hierarchies of both show too seldom, or on too few concepts to tell, that the same words mean the same. Where no
    language is common the places have to agree: `gift` is something else in German.
    """
    beaten = evidence.pairs.below_best(scores, by_target=True)
    best = evidence.pairs.best(scores).values()
    alike = [pair for pair in best if evidence.agreements[pair].same and not beaten[pair]]
    placed = {pair: _in_like_places(source, target, evidence, pair) for pair in alike}
    told = [like for like in placed.values() if like is not None]
    if _has_hierarchy(source) and _has_hierarchy(target) and _at_least(sum(told), len(told)) < _TRUSTED:
        return frozenset()
    return frozenset(pair for pair, like in placed.items() if like or (like is None and not evidence.foreign))


def _in_like_places(source: Side, target: Side, evidence: Evidence, pair: int) -> bool | None:
    """Whether what stands above both is called alike in part; None where nothing is said of the place of one of them.

    The head of a tree is seldom what is called the same and stands within one: it is wider, or something else.
    """
    at, there = int(evidence.pairs.sources[pair]), int(evidence.pairs.targets[pair])
    if source.above[at] and target.above[there]:
        return bool(evidence.above[pair] > 0)
    heads = source.narrower[at] if target.above[there] else target.narrower[there] if source.above[at] else ()
    return False if heads else None


def _has_hierarchy(side: Side) -> bool:
    return any(side.broader)


def _at_least(seen: int, of: int) -> float:
    """The least share that what was seen does not speak against (the lower bound of Wilson's interval)."""
    if not of:
        return 0.0
    share, spread = seen / of, _SURELY**2 / of
    return (share + spread / 2 - sqrt(spread * (share * (1 - share) + spread / 4))) / (1 + spread)
