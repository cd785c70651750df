"""How many assets of the workspace hold each concept and each name: what suggestions are weighted by."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from thesaury.ports.catalogue import Enrichments
from thesaury.ports.index import IndexQuery, LexicalIndex
from thesaury.search.completing import NAMED, Completion
from thesaury.search.wordings import CONCEPT
from thesaury.vocabulary.thesaurus import Thesaurus

_TAGS = 2_000
"""So many tags that are no label are suggested, the most frequent."""
_WIDEST = 2_000
"""Above so many narrower concepts assets are not counted one by one."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Counts by concept, with everything narrower, and names as (kind, text, count).

    An asset with two narrower concepts counts twice here, which is good enough for an order; `recounted` counts it once.
    """

    counts: Mapping[str, int]
    names: tuple[tuple[str, str, int], ...] = ()


def holding(index: LexicalIndex, enrichments: Enrichments, thesaurus: Thesaurus) -> Holding:
    """What the workspace holds now: accepted concepts, the values of facets, and tags that are no label."""
    facets = tuple(kind for kind in NAMED if kind != "tag")
    found = index.search(IndexQuery(limit=0), (CONCEPT, *facets))
    counts: Counter[str] = Counter()
    for concept, count in found.facets[CONCEPT].items():
        for iri in (concept, *thesaurus.ancestors(concept)):
            counts[iri] += count
    names = [(facet, value, count) for facet in facets for value, count in found.facets[facet].items()]
    tags = [("tag", tag, count) for tag, count in enrichments.unknown_tags(_TAGS)]
    return Holding({iri: min(count, found.total) for iri, count in counts.items()}, (*names, *tags))


def recounted(found: Sequence[Completion], index: LexicalIndex, thesaurus: Thesaurus) -> tuple[Completion, ...]:
    """The same suggestions, each asset counted once: one search for each concept that has something narrower."""
    return tuple(_recounted(one, index, thesaurus) for one in found)


def _recounted(one: Completion, index: LexicalIndex, thesaurus: Thesaurus) -> Completion:
    within = (one.concept, *thesaurus.descendants(one.concept)) if one.concept and one.count else ()
    if not 1 < len(within) <= _WIDEST:
        return one
    return replace(one, count=index.search(IndexQuery(filters=((CONCEPT, within),), limit=0)).total)
