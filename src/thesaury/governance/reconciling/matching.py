"""Names and conditions to candidates: certain where a name is exactly one concept's, else proposed for a person to choose from."""

from collections.abc import Sequence
from heapq import nsmallest

from thesaury.governance.reconciling.asking import CERTAIN, Candidate, Query, Sign
from thesaury.governance.reconciling.conditions import Conditions
from thesaury.governance.reconciling.naming import Check, Names, Proposed
from thesaury.governance.terms import Terms
from thesaury.model.concept import Concept
from thesaury.vocabulary.thesaurus import Thesaurus

ANY_CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"
"""The type that every concept has."""

_NAME = 0.75
"""What a name counts for where there are conditions too."""


class Reconciler:
    """Answers questions about the concepts of some vocabularies; nothing of it changes, so that many may ask at once."""

    def __init__(self, thesaurus: Thesaurus, terms: Terms, check: Check) -> None:
        """Over these concepts and their labels; `check` is asked what a name means."""
        self._terms = terms
        self._names = Names(terms, check)
        self._conditions = Conditions(thesaurus, terms)

    def candidates(self, query: Query) -> tuple[Candidate, ...]:
        """The best candidates, none is an empty tuple.

        At most the first is a match: where the name is its label, or that of a deprecated concept it replaces, where the name means no
        other that type and conditions allow, and where it meets all conditions. Without a name it has to be the only one that does.
        """
        name, meeting = query.text.strip(), tuple(map(self._conditions.meeting, query.conditions))
        proposed = self._names.proposed(name, query.limit, query.language) if name else self._described(meeting)
        needed = [met for met, one in zip(meeting, query.conditions, strict=True) if one.required]
        fitting = [
            one for one in proposed if _typed(one.concept, query) and all(one.concept.iri in met for met in needed)
        ]
        share = {one.concept.iri: _share(one.concept, meeting) for one in fitting}
        certain = _certain(fitting, share)
        if not name:  # thousands may meet a condition
            fitting = nsmallest(query.limit, fitting, lambda one: (-share[one.concept.iri], one.concept.iri))
        found = [_candidate(one, share[one.concept.iri], query, one is certain) for one in fitting]
        found.sort(key=lambda one: (not one.match, -one.score, one.concept))
        return tuple(found[: query.limit])

    def types(self, concept: Concept) -> tuple[str, ...]:
        """Of what a concept is: its schemes, else only a concept."""
        return concept.schemes or (ANY_CONCEPT,)

    def _described(self, meeting: Sequence[frozenset[str]]) -> list[Proposed]:
        """Without a name: whatever meets one of the conditions."""
        every = self._terms.labels.concepts
        some = map(every.__getitem__, frozenset().union(*meeting))
        return [Proposed(concept, CERTAIN, exact=True) for concept in some if not concept.deprecated]


def _typed(concept: Concept, query: Query) -> bool:
    """Whether it is of the types that are asked for."""
    wanted = [one for one in query.types if one != ANY_CONCEPT]
    hits = [one in concept.schemes for one in wanted]
    return not hits or (all(hits) if query.every_type else any(hits))


def _share(concept: Concept, meeting: Sequence[frozenset[str]]) -> float:
    """The share of the conditions that the concept meets, 1 without any."""
    return sum(concept.iri in met for met in meeting) / len(meeting) if meeting else 1.0


def _certain(fitting: Sequence[Proposed], share: dict[str, float]) -> Proposed | None:
    """The one that is meant and cannot be another."""
    whole = [one for one in fitting if one.exact and share[one.concept.iri] == 1.0]
    return whole[0] if len(whole) == 1 and not whole[0].concept.deprecated else None


def _candidate(one: Proposed, share: float, query: Query, match: bool) -> Candidate:
    named = bool(query.text.strip())
    likeness = CERTAIN if match and not one.replaces else one.likeness
    signs: list[tuple[Sign, float | bool]] = []
    if named:
        signs = [(Sign.LIKENESS, likeness), (Sign.EXACT, one.exact and not one.replaces)]
        signs += [(Sign.PREFERRED, one.preferred), (Sign.REPLACES, one.replaces)]
    if query.conditions:
        signs.append((Sign.CONDITIONS, round(share * 100, 1)))
    weight = (_NAME if query.conditions else 1.0) if named else 0.0
    return Candidate(one.concept.iri, round(weight * likeness + (1 - weight) * share * 100, 1), match, tuple(signs))
