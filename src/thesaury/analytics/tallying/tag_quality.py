"""The cube `tag-quality`: how many of the concepts that were suggested people accepted, by who and what suggested them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from thesaury.analytics.naming import UNKNOWN
from thesaury.analytics.statements import concept_iri
from thesaury.analytics.tallying.cube import Observation, Slice
from thesaury.analytics.tallying.facts import Facts, Judged
from thesaury.analytics.tallying.periods import periods_of
from thesaury.model.statement import Iri

CUBE = "tag-quality"
_BY = ("source", "version", "concept", "field")


def tag_quality(facts: Facts) -> Iterator[Slice]:
    """The slices of periods in which anybody decided. A concept stands for itself here, not for what is below it; a decision on words of
    two fields is one in each of them and one in the total."""
    totals: Counter[tuple[str, bool]] = Counter()
    counted: dict[tuple[str, str], Counter[tuple[str, bool]]] = {}
    for one in facts.judged:
        for period in periods_of(one.day):
            totals[period, one.accepted] += 1
            for by in _BY:
                counts = counted.setdefault((by, period), Counter())
                counts.update((label, one.accepted) for label in _labels(one, by))
    for (by, period), counts in counted.items():
        told = ("accepted", totals[period, True]), ("rejected", totals[period, False])
        yield Slice(CUBE, (("by", by), ("period", period)), told, partial(_observations, by, counts))


def _labels(one: Judged, by: str) -> tuple[str, ...]:
    if by == "concept":
        return (one.concept,)
    if by == "field":
        return tuple(dict.fromkeys(one.fields)) or (UNKNOWN,)
    return ((one.source if by == "source" else one.version) or UNKNOWN,)


def _observations(by: str, counts: Mapping[tuple[str, bool], int]) -> Iterable[Observation]:
    for label in sorted({label for label, _ in counts}):
        named = ("concept", Iri(concept_iri(label))) if by == "concept" else ("label", label)
        numbers = ("accepted", counts.get((label, True), 0)), ("rejected", counts.get((label, False), 0))
        yield Observation((label,), (named, *numbers))
