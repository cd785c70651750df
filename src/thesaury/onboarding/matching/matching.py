"""Two vocabularies in, mappings out."""

from collections.abc import Iterator

from thesaury.model.concept import MappingRelation, Vocabulary
from thesaury.model.mapping import BY_MATCHING, Justification, Mapping, MappingStatus
from thesaury.onboarding.matching.evidence import COMPARING, Evidence, Ground
from thesaury.onboarding.matching.knowledge import Knowledge
from thesaury.onboarding.matching.lexicon import LESSONS, lexicon
from thesaury.onboarding.matching.pairs import Numbers
from thesaury.onboarding.matching.ranking import Ranked, ranked
from thesaury.onboarding.matching.relations import explanation, justification, relation
from thesaury.onboarding.matching.scoring import scores
from thesaury.onboarding.matching.side import Side, foreign, sides
from thesaury.onboarding.matching.synonyms import synonyms
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
    evidence, weighed = _learned(mine, theirs, knowledge or Knowledge(), progress)
    found = {every[0].source: every for every in ranked(mine, theirs, evidence, weighed) if every}
    return tuple(
        mapping for at in range(len(mine)) for mapping in _mappings(at, found.get(at, ()), evidence, mine, theirs)
    )


def _learned(mine: Side, theirs: Side, knowledge: Knowledge, progress: Progress) -> tuple[Evidence, Numbers]:
    """Everything that speaks for the pairs, with their scores; where no language is common, after words were learned."""
    ground, told = Ground.of(mine, theirs, knowledge, progress), synonyms(mine, theirs)
    words: dict[tuple[str, str], float] = {}
    for lesson in range(LESSONS if foreign(mine, theirs) else 0):
        evidence = ground.evidence(told.also(words), _lesson(progress, lesson))
        words = lexicon(mine, theirs, evidence.pairs, scores(mine, theirs, evidence))
    evidence = ground.evidence(told.also(words), progress)
    return evidence, scores(mine, theirs, evidence)


def _lesson(progress: Progress, lesson: int) -> Progress:
    """One of the times that words are learned, in which comparing takes longest."""

    def heard(stage: str, done: int, total: int | None) -> None:
        if stage == COMPARING and total is not None:
            progress("learn words", lesson * total + done, LESSONS * total)

    return heard


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
