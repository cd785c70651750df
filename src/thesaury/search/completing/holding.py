"""How many assets of the workspace hold each concept and each name: what suggestions are weighted by, and what they show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from thesaury.ports.enrichments import Enrichments
from thesaury.ports.index import IndexQuery, SearchIndex
from thesaury.search.completing.completer import NAMED, Completion
from thesaury.search.completing.wordings import CONCEPT

_TAGS = 2_000
"""So many tags that are no label are suggested, the most frequent."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Counts by concept, each asset once for everything it or something narrower was given, and names as (kind, text, count)."""

    counts: Mapping[str, int]
    names: tuple[tuple[str, str, int], ...] = ()


def holding(index: SearchIndex, enrichments: Enrichments) -> Holding:
    """What the workspace holds now: accepted concepts, the values of facets, and tags that are no label."""
    facets = tuple(kind for kind in NAMED if kind != "tag")
    found = index.search(IndexQuery(most=0), (CONCEPT, *facets))
    names = [(facet, value, count) for facet in facets for value, count in found.facets[facet].items()]
    tags = [("tag", tag, count) for tag, count in enrichments.unknown_tags(_TAGS)]
    return Holding(found.facets[CONCEPT], (*names, *tags))


def recounted(found: Sequence[Completion], index: SearchIndex) -> tuple[Completion, ...]:
    """The same suggestions with the counts of concepts as they are at this moment: one look at the index for all."""
    if not any(one.concept for one in found):
        return tuple(found)
    counts = index.search(IndexQuery(most=0), (CONCEPT,)).facets[CONCEPT]
    return tuple(replace(one, count=counts.get(one.concept, 0)) if one.concept else one for one in found)
