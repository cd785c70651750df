"""Concepts chosen by their schemes: any of those of one scheme, and every scheme; and the counts that belong to such a choice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from thesaury.search.finding import Answer, Sources, find
from thesaury.search.ranking import Filters, Question
from thesaury.vocabulary.thesaurus import Thesaurus

CONCEPT = "concept"

Schemes = Mapping[str, str]
"""Concepts with the one scheme they are counted in; those of no scheme are in ""."""


@dataclass(frozen=True, slots=True)
class FacetSchemes:
    """The schemes that searches show as facets, in their order, and the one scheme in which each concept is counted."""

    shown: tuple[str, ...]
    homes: Schemes

    def counts(self, ranked: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
        """These counts of concepts by scheme in the order of the facets, without those of schemes that are none; concepts of no scheme
        come last."""
        place = {iri: number for number, iri in enumerate((*self.shown, ""))}
        kept = [one for one in ranked if self.homes.get(one[0], "") in place]
        return tuple(sorted(kept, key=lambda one: place[self.homes.get(one[0], "")]))


def schemes_of(thesaurus: Thesaurus, without: Collection[str] = ()) -> Schemes:
    """The scheme of every concept: the first it is in, in the order of the vocabularies; one of `without` only where it is in no other."""
    order = {scheme.iri: (scheme.iri in without, place) for place, scheme in enumerate(thesaurus.schemes())}
    last = (True, len(order))
    return {
        concept.iri: min(concept.schemes, key=lambda iri: (order.get(iri, last), iri), default="")
        for concept in thesaurus
    }


def in_order(schemes: Sequence[str], first: Sequence[str]) -> tuple[str, ...]:
    """The schemes, those named in `first` before the others and in its order."""
    known = set(schemes)
    return tuple(dict.fromkeys((*(iri for iri in first if iri in known), *schemes)))


def facet_schemes(
    schemes: Sequence[str], homes: Schemes, first: Sequence[str] = (), without: Collection[str] = ()
) -> FacetSchemes:
    """These schemes as facets: those of `first` in its order, then the others, and none of `without`; `homes` are `schemes_of` with the
    same ones left out."""
    return FacetSchemes(tuple(iri for iri in in_order(schemes, first) if iri not in without), homes)


def find_by_scheme(question: Question, sources: Sources, schemes: Schemes) -> Answer:
    """As `find`, but concepts among the filters are alternatives only within one scheme.

    Each concept is counted as if nothing were chosen in its own scheme: what it would find if it were chosen there instead.
    """
    rest = tuple(one for one in question.filters if one[0] != CONCEPT)
    chosen = _chosen(question.filters, schemes)
    answer = find(replace(question, filters=rest, firm=(*question.firm, *chosen.values())), sources)
    if not chosen or CONCEPT not in question.facets:
        return answer
    counts = {iri: n for iri, n in dict(answer.facets).get(CONCEPT, ()) if schemes.get(iri, "") not in chosen}
    for scheme in chosen:
        elsewhere = tuple(one for name, one in chosen.items() if name != scheme)
        wider = replace(question, filters=rest, firm=(*question.firm, *elsewhere), limit=0, offset=0, facets=(CONCEPT,))
        found = dict(find(wider, sources).facets).get(CONCEPT, ())
        counts |= {iri: n for iri, n in found if schemes.get(iri, "") == scheme}
    ranked = tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    others = tuple(one for one in answer.facets if one[0] != CONCEPT)
    return replace(answer, facets=(*others, (CONCEPT, ranked)) if ranked else others)


def firmly(question: Question, schemes: Schemes) -> Question:
    """The same question with its concepts as `find_by_scheme` takes them, for those who only want what is found."""
    rest = tuple(one for one in question.filters if one[0] != CONCEPT)
    return replace(question, filters=rest, firm=(*question.firm, *_chosen(question.filters, schemes).values()))


def _chosen(filters: Filters, schemes: Schemes) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The filter of each scheme in which something is chosen."""
    by_scheme: dict[str, dict[str, None]] = {}
    for name, values in filters:
        if name == CONCEPT:
            for iri in values:
                by_scheme.setdefault(schemes.get(iri, ""), {})[iri] = None
    return {scheme: (CONCEPT, tuple(values)) for scheme, values in by_scheme.items()}
