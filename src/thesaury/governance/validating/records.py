"""Whole records against a profile: is everything there that it asks for, and nothing else?"""

from collections.abc import Iterable, Iterator, Sequence

from thesaury.governance.validating.judging import Judge
from thesaury.model.concept import Concept
from thesaury.model.validation import Missing, RecordAnswer, Standing, TagAnswer
from thesaury.vocabulary.words.stems import primary


def record_answer(judge: Judge, tags: Sequence[TagAnswer], iris: Iterable[str]) -> RecordAnswer:
    """The answer for a record with the answers to its tags, and the IRIs of the concepts that it has beside them.

    What its tags name with certainty counts with its concepts; deprecated concepts and those outside the profile count for nothing.
    """
    said = tuple(judge.concept(iri) for iri in dict.fromkeys(iris))
    named = dict.fromkeys(one.concept for one in (*said, *_parts(tags)) if one.concept)
    held = [concept for iri in named if (concept := judge.terms.concept(iri))]
    missing, unnamed = tuple(_missing(judge, held)), tuple(_unnamed(judge, held))
    fine = all(one.settled for one in tags) and all(one.standing is Standing.APPROVED for one in said)
    return RecordAnswer(judge.profile.name, tuple(tags), missing, fine and not missing and not unnamed, said, unnamed)


def _parts(tags: Sequence[TagAnswer]) -> Iterator[TagAnswer]:
    for answer in tags:
        yield answer
        yield from answer.parts


def _missing(judge: Judge, held: Sequence[Concept]) -> Iterator[Missing]:
    for rule in judge.profile.schemes:
        found = sum(rule.scheme in concept.schemes for concept in held)
        if found < rule.least or (rule.most is not None and found > rule.most):
            yield Missing(rule.scheme, found, rule.least, rule.most)


def _unnamed(judge: Judge, held: Sequence[Concept]) -> Iterator[str]:
    wanted = {primary(language) for language in judge.profile.languages}
    for concept in held:
        spoken = {primary(label.language) for label in concept.preferred}
        if wanted and wanted.isdisjoint(spoken):
            yield concept.iri
