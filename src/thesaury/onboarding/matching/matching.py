"""Two vocabularies in, mappings out."""

from collections.abc import Iterator

from thesaury.model.concept import MappingRelation, Vocabulary
from thesaury.model.mapping import BY_MATCHING, Justification, Mapping, MappingStatus
from thesaury.onboarding.matching.evidence import Evidence, gathered
from thesaury.onboarding.matching.knowledge import Knowledge
from thesaury.onboarding.matching.ranking import Ranked, ranked
from thesaury.onboarding.matching.relations import explanation, justification, relation
from thesaury.onboarding.matching.scoring import scores
from thesaury.onboarding.matching.side import Side, sides
from thesaury.ports.progress import Progress, unheard

_DECIMALS = 6


def match(
    source: Vocabulary,
    target: Vocabulary,
    knowledge: Knowledge | None = None,
    progress: Progress = unheard,
) -> tuple[Mapping, ...]:
    """Mappings of every concept in use of the source to at most five of the target, by source, the best first.

    What may be accepted without a person is ACCEPTED, all else PROPOSED; a source that nothing speaks for has one mapping, to no object.
    The same input gives the same mappings. Raises BadInput where the model or the dictionary turns out to be broken.
    """
    mine, theirs = sides(source, target)
    evidence = gathered(mine, theirs, knowledge or Knowledge(), progress)
    found = {
        every[0].source: every for every in ranked(mine, theirs, evidence, scores(mine, theirs, evidence)) if every
    }
    return tuple(
        mapping for at in range(len(mine)) for mapping in _mappings(at, found.get(at, ()), evidence, mine, theirs)
    )


def _mappings(at: int, targets: tuple[Ranked, ...], evidence: Evidence, mine: Side, theirs: Side) -> Iterator[Mapping]:
    iri, name = mine.concepts[at].iri, mine.name(at)
    if not targets:
        yield Mapping(iri, None, MappingRelation.EXACT, Justification.LEXICAL, author=BY_MATCHING, subject_label=name)
    for one in targets:
        yield Mapping(
            iri,
            theirs.concepts[one.target].iri,
            relation(one, evidence),
            justification(one, evidence),
            round(one.confidence, _DECIMALS),
            BY_MATCHING,
            MappingStatus.ACCEPTED if one.safe else MappingStatus.PROPOSED,
            name,
            theirs.name(one.target),
            explanation(one, evidence),
        )
