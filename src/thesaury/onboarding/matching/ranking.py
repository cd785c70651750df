"""The few best targets of each source, with a confidence, and which of them are beyond doubt."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

from thesaury.onboarding.matching.evidence import Evidence
from thesaury.onboarding.matching.labels import NONE, Agreement
from thesaury.onboarding.matching.pairs import Numbers
from thesaury.onboarding.matching.safety import beyond_doubt
from thesaury.onboarding.matching.side import Side
from thesaury.onboarding.matching.structure import by_parents

SHOWN = 5
"""How many targets a person is offered for each source."""

# The logistic curve from scores to the share that was right among best targets, over the four public sets together.
_STEEP, _EVEN = 9.0, 0.7
_ABOVE = 0.2
"""How much of the confidence in where its parent goes says that a concept without a place of its own goes there."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One target of a source. `pair` is its place in the evidence, None where only the parent's target speaks for it.

    `safe` says that it may be accepted without a person.
    """

    source: int
    target: int
    confidence: float
    agreement: Agreement
    pair: int | None
    safe: bool = False


def ranked(source: Side, target: Side, evidence: Evidence, scores: Numbers) -> Iterator[tuple[Ranked, ...]]:
    """For each source that has any its targets, best first, at most `SHOWN`; the last may be that of its parent."""
    pairs = evidence.pairs
    fallback = by_parents(source, pairs, scores)
    safe = beyond_doubt(source, target, evidence, scores)
    for at, start, end in pairs.spans():
        order = sorted(range(start, end), key=lambda pair: (-float(scores[pair]), int(pairs.targets[pair])))[:SHOWN]
        best = [
            Ranked(
                at,
                int(pairs.targets[pair]),
                confidence(float(scores[pair])),
                evidence.agreements[pair],
                pair,
                pair in safe,
            )
            for pair in order
        ]
        yield (
            (*best, *_above(at, best, fallback))
            if len(best) < SHOWN
            else (*best[:-1], *(_above(at, best, fallback) or best[-1:]))
        )


def confidence(score: float) -> float:
    """The probability (0 to 1) that the best target of a source with this score is right."""
    return 1 / (1 + exp(-_STEEP * (score - _EVEN)))


def _above(at: int, best: list[Ranked], fallback: dict[int, tuple[int, float]]) -> list[Ranked]:
    """Where the parent goes, unless it is among the others: nobody is left with nothing but chance finds."""
    if at not in fallback or fallback[at][0] in {one.target for one in best}:
        return []
    target, score = fallback[at]
    least = min((one.confidence for one in best[: SHOWN - 1]), default=1.0)
    return [Ranked(at, target, min(least, _ABOVE * confidence(score)), NONE, None)]
