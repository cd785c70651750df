"""How much of what a section asks for an asset carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, log1p, prod

from thesaury.ports.enrichments import Findings
from thesaury.recommendation.expanding import Expansion

_SURE = 0.999
_NEAR = 0.8
"""What concepts near one of the brief can say together at most, beside the concept itself."""
_PLAIN = 0.4
"""What a concept that everything carries still counts of one that hardly anything carries."""


def carried(findings: Findings) -> dict[str, float]:
    """The concepts of an asset: accepted ones with 1, suggested ones with their score."""
    soft = {one.concept: max(0.0, min(1.0, one.score)) for one in findings.suggestions}
    return soft | {one.concept: 1.0 for one in findings.annotations}


def telling(concept: str, counts: Mapping[str, int], total: int) -> float:
    """How much it tells to carry a concept, from 0.4 (everything does) to 1 (almost nothing does): inverse document frequency (Spärck Jones
    1972) as a share of the most it can be."""
    if total <= 1:
        return 1.0
    rare = log(total / max(1, min(total, counts.get(concept, 0)))) / log(total)
    return _PLAIN + (1 - _PLAIN) * rare


@dataclass(frozen=True, slots=True)
class Reach:
    """How surely an asset shows a concept of the brief, in 0 to 1, and the concepts it carries that say so, each with what it says
    alone, the surest first."""

    sure: float
    ways: tuple[tuple[float, str], ...]


def reached(held: Mapping[str, float], expansion: Expansion) -> dict[str, Reach]:
    """For each concept of the brief that the asset carries, or something near it. Several things near it say more than one, but never
    as much as the concept itself."""
    by_root: dict[str, dict[str, tuple[float, str]]] = {}
    for concept, weight in held.items():
        for root, (share, step) in expansion.reached(concept).items():
            by_step, way = by_root.setdefault(root, {}), (weight * share, concept)
            if way > by_step.get(step, (0.0, "")):
                by_step[step] = way
    return {root: _reach(root, by_root[root]) for root in expansion.by_root if root in by_root}


def _reach(root: str, by_step: Mapping[str, tuple[float, str]]) -> Reach:
    """What an asset carries by each step of a root, put together; two things by one step say the same."""
    ways = tuple(sorted(by_step.values(), key=lambda way: (-way[0], way[1])))
    near = min(_NEAR, 1 - prod(1 - min(1.0, share) for share, _ in ways))
    return Reach(max(by_step.get(root, (0.0, ""))[0], near), ways)


def coverage(filled: Mapping[str, float]) -> float:
    """All that speaks for an asset, as independent reasons (noisy or): each more raises it, and none is undone by another. `filled`
    has by concept of the brief how far it fills the coverage alone."""
    return 1 - prod(1 - min(_SURE, part) for part in filled.values())


def shares(filled: Mapping[str, float]) -> dict[str, float]:
    """The part of the coverage that each concept makes; they add up to 1."""
    strengths = {root: -log1p(-min(_SURE, part)) for root, part in filled.items()}
    whole = sum(strengths.values())
    return {root: strength / whole for root, strength in strengths.items()} if whole > 0 else {}
