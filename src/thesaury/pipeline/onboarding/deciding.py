"""What people decide on proposals: it holds, it does not, it is another one, the client's own, or nothing; and taking that back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from thesaury.model.audit import Deed, acting
from thesaury.model.cells import DECIMALS, ORDERS, SEPARATORS
from thesaury.model.concept import MappingRelation
from thesaury.model.errors import Usage
from thesaury.model.mapping import Justification, MappingStatus
from thesaury.model.onboarding import (
    KeptMapping,
    MappingStep,
    Meaning,
    OnboardingRound,
    Reading,
    Said,
    Subject,
    SubjectKind,
)
from thesaury.model.time import instant
from thesaury.onboarding.roles import FieldRole
from thesaury.pipeline.onboarding.rounds import every, named_in
from thesaury.ports.audit import deed
from thesaury.ports.mappings import WantedMappings
from thesaury.ports.workspace import Workspace

_SHOWN = 5
_AS_IT_IS = Reading()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided on a subject. Without a meaning it is what is said of it now; without a relation that of the proposal, or exact.
    PROPOSED leaves it open: somebody looked, and wants it looked at singly.

    `target` is the IRI of a concept or a role; `language` is that of a field of texts, None leaves it; `reading` says how its cells are
    read, what is None in it stays.
    """

    status: MappingStatus = MappingStatus.ACCEPTED
    meaning: Meaning | None = None
    target: str = ""
    relation: MappingRelation | None = None
    language: str | None = None
    reading: Reading = _AS_IT_IS


def decide(
    workspace: Workspace,
    round: OnboardingRound,
    rulings: Mapping[Subject, Ruling],
    seen: Mapping[Subject, KeptMapping] = MappingProxyType({}),
) -> list[MappingStep]:
    """Keep these decisions as one batch; gives those that change anything. They are about what was `seen`, and else about what is there.

    Raises Usage where a subject, a role or a concept is not there, or what is said does not go with the kind of subject, and Outdated where
    somebody else decided meanwhile; nothing is kept then.
    """
    mappings = workspace.catalogue.mappings
    there = mappings.of(round.name, [subject for subject in rulings if subject not in seen])
    kept = {subject: found for subject in rulings if (found := seen.get(subject) or there.get(subject))}
    if unknown := [subject for subject in rulings if subject not in kept]:
        raise Usage(
            f"Nothing of the round {round.name} is called {_names(unknown)}. All is listed by: thesaury onboard show"
        )
    concept = _concepts(workspace, round, rulings.values())
    # To the microsecond: what was said last counts, also where a script says several things in one second.
    by, at = acting.get(), instant()
    said = {subject: _said(kept[subject], ruling, concept, by, at) for subject, ruling in rulings.items()}
    other = {one: told for one, told in said.items() if _other(kept[one], told)}
    seen_now = {subject: one.said for subject, one in kept.items()}
    return mappings.decide(round.name, other, by, at, seen_now, partial(_deeds, "onboarding.decide", round))


def ready(
    workspace: Workspace, round: str, least: float, wanted: WantedMappings = WantedMappings()
) -> dict[Subject, KeptMapping]:
    """What is proposed, at least so sure, and was left open by nobody; what nobody gave a confidence is never."""
    undecided = replace(wanted, statuses=(MappingStatus.PROPOSED,), untouched=True)
    return {
        one.subject: one
        for one in every(workspace, round, undecided)
        if one.said.confidence is not None and one.said.confidence >= least
    }


def undo(
    workspace: Workspace, round: OnboardingRound, subject: Subject | None = None, batch: int = 0
) -> list[MappingStep]:
    """Take back what was decided last, at once, or last on this subject, or of this batch what nobody decided anew since.

    Raises Usage where there is nothing to take back.
    """
    told = partial(_deeds, "onboarding.undo", round, undone=True)
    steps = workspace.catalogue.mappings.undo(round.name, subject, batch, told)
    if not steps:
        raise Usage(f"There is no decision to take back{f' on {_names([subject])}' if subject else ''}.")
    return steps


_Called = Callable[[str], str | None]


def _concepts(workspace: Workspace, round: OnboardingRound, rulings: Iterable[Ruling]) -> _Called:
    """What concepts of the shared model are called, None for what is none of it; it is read where a ruling names one."""
    if not any(ruling.meaning is Meaning.CONCEPT for ruling in rulings):
        return lambda iri: None
    vocabulary = workspace.catalogue.vocabularies.get(round.vocabulary)
    known, named = {one.iri for one in vocabulary.concepts}, named_in(vocabulary, workspace.languages)
    return lambda iri: named(iri) if iri in known else None


def _said(kept: KeptMapping, ruling: Ruling, concept: _Called, by: str, at: str) -> Said:
    said = kept.said if ruling.meaning is None else _meant(kept, ruling, ruling.meaning, concept)
    if ruling.relation is not None:
        said = replace(said, relation=ruling.relation)
    if ruling.language is not None:
        said = replace(said, language=ruling.language)
    return replace(said, author=by, at=at, status=ruling.status, reading=_reading(kept.said.reading, ruling.reading))


def _reading(before: Reading, ruled: Reading) -> Reading:
    if ruled.separator not in (None, "", *SEPARATORS):
        raise Usage(f"{ruled.separator!r} parts no values. Signs that do: {', '.join(map(repr, SEPARATORS))}.")
    if ruled.dates not in (None, "", *ORDERS):
        raise Usage(f"There is no order of days {ruled.dates!r}. Orders: {', '.join(ORDERS)}.")
    if ruled.decimal not in (None, "", *DECIMALS):
        raise Usage(f"{ruled.decimal!r} is no sign before decimals: that is a comma or a point.")
    return Reading(
        before.separator if ruled.separator is None else ruled.separator,
        before.dates if ruled.dates is None else ruled.dates,
        before.decimal if ruled.decimal is None else ruled.decimal,
    )


def _meant(kept: KeptMapping, ruling: Ruling, meaning: Meaning, concept: _Called) -> Said:
    """The choice that says so, or where it was none of the proposals what the person says."""
    if (meaning is Meaning.ROLE) is not (kept.subject.kind is SubjectKind.FIELD):
        raise Usage(
            f"{_names([kept.subject])}: a field has a role; values and concepts have a concept, are the client's own, or nothing."
        )
    label = ""
    if meaning is Meaning.ROLE and ruling.target not in set(FieldRole):
        raise Usage(f"There is no role {ruling.target!r}. Roles: {', '.join(FieldRole)}.")
    if meaning is Meaning.CONCEPT:
        called = concept(ruling.target)
        if called is None:
            raise Usage(f"The shared model has no concept {ruling.target!r}. Name one by its IRI.")
        label = called
    chosen = next((one for one in kept.choices if (one.meaning, one.target) == (meaning, ruling.target)), None)
    return chosen or Said(
        meaning, ruling.target, label, justification=Justification.CURATION, language=kept.said.language
    )


def _other(kept: KeptMapping, said: Said) -> bool:
    """Whether anything is decided that was not: who says it again, and when, is nothing new."""
    return not kept.by_person or replace(kept.said, author="", at="") != replace(said, author="", at="")


def _deeds(action: str, round: OnboardingRound, steps: Sequence[MappingStep], undone: bool = False) -> list[Deed]:
    deeds = []
    for step in steps:
        before, after = (step.after, step.before) if undone else (step.before, step.after)
        subject = f"onboarding:{round.name}/{step.subject.kind}/{_called(step.subject)}"
        deeds.append(deed(action, subject, _told(before), _told(after)))
    return deeds


def _told(said: Said) -> dict[str, str]:
    return {
        "meaning": said.meaning.value,
        "target": said.target,
        "relation": said.relation.value,
        "language": said.language,
        "status": said.status.value,
    }


def _called(subject: Subject) -> str:
    return "/".join(part for part in (subject.field, subject.value) if part)


def _names(subjects: Sequence[Subject]) -> str:
    named = ", ".join(repr(_called(subject)) for subject in subjects[:_SHOWN])
    return named if len(subjects) <= _SHOWN else f"{named} and {len(subjects) - _SHOWN} more"
