"""The figures by which mappings are compared with gold ones."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Figures

from thesaury.model.errors import BadInput
from thesaury.model.mapping import BY_MATCHING, Mapping, MappingStatus

Pair = tuple[str, str]
Scored = tuple[float, bool]
_SHOWN = 4


def mapping_figures(proposed: Iterable[Mapping], gold: Iterable[Mapping]) -> Figures[str, float | None]:
    """Precision, recall and F1 over the best pair of each subject, the best F1 over all cuts, hits, and what was accepted by itself.

    Pairs of one subject are ranked by falling confidence, equal ones in their order; without a confidence it is 1. A pair for a subject
    that gold has no target for is wrong. Raises BadInput where gold has no pair.
    """
    said = list(proposed)
    right = {pair for one in gold if (pair := _pair(one))}
    if not right:
        raise BadInput("The gold mappings hold no pair to compare with. Is it the right file?")
    ranked = _ranked(said)
    targets: dict[str, set[str]] = {}
    for subject, target in right:
        targets.setdefault(subject, set()).add(target)
    best = [(next(iter(all_.values())), (subject, next(iter(all_))) in right) for subject, all_ in ranked.items()]
    hit = sum(is_right for _, is_right in best)
    top, cut = max([(0.0, None), *_cuts(best, len(right))], key=lambda one: one[0])
    figures: dict[str, float | None] = {
        "gold_pairs": len(right),
        "gold_subjects": len(targets),
        "asserted": len(best),
        "precision": hit / len(best) if best else None,
        "recall": hit / len(right),
        "F1": 2 * hit / (len(best) + len(right)),
        "best_F1": top,
        "best_F1_min_confidence": cut,
        **{f"hits@{depth}": _hits(ranked, targets, depth) for depth in (1, 5)},
        **_accepted(said, right),
    }
    return {name: round(value, _SHOWN) if isinstance(value, float) else value for name, value in figures.items()}


def _pair(one: Mapping) -> Pair | None:
    """What a mapping asserts: nothing where it says that something does not hold or is not there."""
    return (one.subject, one.object) if one.object is not None and one.holds else None


def _ranked(mappings: Iterable[Mapping]) -> dict[str, dict[str, float]]:
    """The targets of each subject with their confidence, best first; a repeated target counts once."""
    found: dict[str, list[tuple[str, float]]] = {}
    for one in mappings:
        if pair := _pair(one):
            found.setdefault(pair[0], []).append((pair[1], 1.0 if one.confidence is None else one.confidence))
    ranked: dict[str, dict[str, float]] = {}
    for subject, targets in found.items():
        kept = ranked.setdefault(subject, {})
        for target, confidence in sorted(targets, key=lambda one: -one[1]):
            kept.setdefault(target, confidence)
    return ranked


def _cuts(best: Iterable[Scored], gold: int) -> Iterator[tuple[float, float | None]]:
    """F1 and confidence at every cut between different confidences."""
    ordered = sorted(best, key=lambda one: -one[0])
    hit = 0
    for count, (confidence, is_right) in enumerate(ordered, 1):
        hit += is_right
        if count == len(ordered) or ordered[count][0] != confidence:
            yield 2 * hit / (count + gold), confidence


def _hits(ranked: Figures[str, Figures[str, float]], targets: Figures[str, set[str]], depth: int) -> float:
    found = sum(not all_.isdisjoint(list(ranked.get(subject, ()))[:depth]) for subject, all_ in targets.items())
    return found / len(targets)


def _accepted(said: Iterable[Mapping], right: set[Pair]) -> dict[str, float | None]:
    safe = (one for one in said if one.status is MappingStatus.ACCEPTED and one.author == BY_MATCHING)
    accepted = {pair for one in safe if (pair := _pair(one))}
    hit = len(accepted & right)
    return {
        "auto_accepted": len(accepted),
        "auto_accepted_precision": hit / len(accepted) if accepted else None,
        "auto_accepted_coverage": hit / len(right),
    }
