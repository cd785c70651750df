"""What a person decides at the desk: on what was shown to him, and on nothing that somebody else decided meanwhile."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from thesaury.model.audit import acting
from thesaury.model.concept import MappingRelation
from thesaury.model.errors import Outdated, ThesauryError, Usage
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, MappingStep, Meaning, OnboardingRound, Said, Subject
from thesaury.onboarding.fields import FieldRole
from thesaury.onboarding.roles import WITH_LANGUAGE
from thesaury.pipeline.onboarding import Ruling, decide, undo
from thesaury.ports.workspace import Workspace
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.onboarding.cells import reading_in
from thesaury.web.pages.onboarding.subjects import Shown, mark_of
from thesaury.web.parts.typed_concepts import typed_concept
from thesaury.web.texts import phrase

_Ruled = Callable[[Mapping[Subject, KeptMapping]], Mapping[Subject, Ruling]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a deed did; `conflicts` are the subjects that somebody else changed since they were shown, which stay as they are; `wrong` is
    why nothing was decided."""

    steps: Sequence[MappingStep] = ()
    conflicts: Sequence[Subject] = ()
    wrong: str = ""


def decide_list(
    workspace: Workspace, round: OnboardingRound, shown: Sequence[Shown], chosen: Collection[Subject]
) -> Outcome:
    """Accept what is marked of a list, and leave the rest open, to be looked at alone; all of it is one batch."""
    left = Ruling(MappingStatus.PROPOSED)
    return _decided(
        workspace, round, shown, lambda kept: {subject: Ruling() if subject in chosen else left for subject in kept}
    )


def decide_one(
    workspace: Workspace, round: OnboardingRound, lexicon: Lexicon, shown: Sequence[Shown], form: Mapping[str, str]
) -> Outcome:
    """Decide on what stands alone, as a form says."""
    return _decided(
        workspace,
        round,
        shown[:1],
        lambda kept: {subject: ruling_of(one, form, round, lexicon) for subject, one in kept.items()},
    )


def ruling_of(one: KeptMapping, form: Mapping[str, str], round: OnboardingRound, lexicon: Lexicon) -> Ruling:
    """What a form says of this subject: `as` is a deed or the number of a choice. Raises Usage for what cannot be decided."""
    deed, relation = form.get("as", ""), _relation(form)
    if form.get("chosen") or deed == "other":
        return Ruling(meaning=Meaning.CONCEPT, target=_concept(form, round, lexicon), relation=relation)
    if deed == "role":
        return _role(one, form.get("role", ""), form.get("language", ""), form)
    if deed in (Meaning.OWN, Meaning.NOTHING):
        return Ruling(meaning=Meaning(deed))
    if deed == "reject":
        return Ruling(MappingStatus.REJECTED)
    said = _choice(one, deed)
    if said.meaning is Meaning.ROLE:
        return _role(one, said.target, form.get("language", said.language), form)
    return Ruling(meaning=said.meaning, target=said.target, relation=relation or said.relation)


def latest(workspace: Workspace, round: str) -> list[MappingStep]:
    """The last batch of whoever asks that can be taken back, empty where there is none."""
    return workspace.catalogue.mappings.last_of(round, acting.get())


def take_back(workspace: Workspace, round: OnboardingRound, batch: int) -> Outcome:
    """Take a batch back, but for what somebody decided anew since; without its number nothing, for the last one may be anybody's."""
    if not batch:
        return Outcome(wrong=phrase("onboard.wrong.batch"))
    try:
        return Outcome(undo(workspace, round, batch=batch))
    except ThesauryError as error:
        return Outcome(wrong=error.message)


def _unchanged(
    workspace: Workspace, round: OnboardingRound, shown: Sequence[Shown]
) -> tuple[dict[Subject, KeptMapping], list[Subject]]:
    """What stands as it was shown, and what does not."""
    kept = workspace.catalogue.mappings.of(round.name, [one.subject for one in shown])
    same = {one.subject: kept[one.subject] for one in shown if _stands(kept, one)}
    return same, [one.subject for one in shown if one.subject not in same]


def _stands(kept: Mapping[Subject, KeptMapping], one: Shown) -> bool:
    return one.subject in kept and mark_of(kept[one.subject]) == one.mark


def _decided(workspace: Workspace, round: OnboardingRound, shown: Sequence[Shown], ruled: _Ruled) -> Outcome:
    kept, conflicts = _unchanged(workspace, round, shown)
    try:
        return Outcome(decide(workspace, round, ruled(kept), kept) if kept else (), conflicts)
    except Outdated:
        # Somebody decided between our look and our decision: of the next look that is a conflict.
        return _decided(workspace, round, shown, ruled)
    except ThesauryError as error:
        return Outcome(wrong=error.message)


def _choice(one: KeptMapping, deed: str) -> Said:
    """What is accepted: what is said now, or the choice of this number."""
    if deed == "accept":
        return one.said
    if deed.isdecimal() and 1 <= int(deed) <= len(one.choices):
        return one.choices[int(deed) - 1]
    raise Usage(phrase("onboard.wrong.deed"))


def _role(one: KeptMapping, role: str, language: str, form: Mapping[str, str]) -> Ruling:
    if role not in set(FieldRole):
        raise Usage(phrase("onboard.wrong.role"))
    spoken, reading = language if role in WITH_LANGUAGE else "", reading_in(form, one.said.reading)
    return Ruling(meaning=Meaning.ROLE, target=role, language=spoken, reading=reading)


def _concept(form: Mapping[str, str], round: OnboardingRound, lexicon: Lexicon) -> str:
    """The concept of the shared model that was chosen from the list, or typed out."""
    words = form.get("words", "")
    found = typed_concept(within(lexicon, round.vocabulary), form.get("chosen", ""), words)
    if found not in set(concepts_of(lexicon, round.vocabulary)):
        raise Usage(phrase("onboard.wrong.concept", words=words) if words else phrase("onboard.wrong.none"))
    return found


def concepts_of(lexicon: Lexicon, vocabulary: str) -> Iterator[str]:
    """The concepts of one vocabulary, by IRI."""
    return (concept.iri for _, held in within(lexicon, vocabulary).vocabularies for concept in held.concepts)


def within(lexicon: Lexicon, vocabulary: str) -> Lexicon:
    """The lexicon of one vocabulary alone."""
    return replace(lexicon, vocabularies=[pair for pair in lexicon.vocabularies if pair[0].name == vocabulary])


def _relation(form: Mapping[str, str]) -> MappingRelation | None:
    return MappingRelation(form["relation"]) if form.get("relation") in set(MappingRelation) else None
