"""Mappings of onboarding carried over to a version that was taken: to what replaces a concept, or back to be proposed again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from thesaury.model.annotation import BY_RULE
from thesaury.model.audit import Deed
from thesaury.model.concept import Vocabulary
from thesaury.model.mapping import BY_MATCHING, MappingStatus
from thesaury.model.offer import TakenOver
from thesaury.model.onboarding import KeptMapping, MappingStep, Meaning, OnboardingRound, Said, Subject
from thesaury.model.time import now
from thesaury.onboarding.reasons import Reason, sentence
from thesaury.ports.audit import deed
from thesaury.ports.mappings import each_mapping
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.thesaurus import Thesaurus

REPLACED = f"{BY_RULE}replaced"
"""Who says so, of mappings that were carried over: a rule, and no person."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of the mappings of one round: those with a replacement, and those that have to be proposed again; `before` are all of
    them as they are."""

    round: OnboardingRound
    moved: Mapping[Subject, Said]
    reopened: Mapping[Subject, Said]
    before: Sequence[KeptMapping] = ()

    @property
    def concepts(self) -> frozenset[str]:
        """What they are mapped to."""
        return frozenset(kept.said.target for kept in self.before)

    @property
    def reopened_assets(self) -> int:
        """The assets with words that have to be proposed again, each word once for each asset it is on."""
        return sum(kept.assets for kept in self.before if kept.subject in self.reopened)


def carried_over(workspace: Workspace, vocabulary: str, content: Vocabulary, version: int) -> list[Carried]:
    """What becomes of the mappings to a vocabulary once it has this content; `version` is its number at the agency. Changes nothing."""
    thesaurus = Thesaurus([content])
    rounds = [one for one in workspace.catalogue.mappings.rounds() if one.vocabulary == vocabulary]
    return [_of_round(workspace, round, thesaurus, version) for round in rounds]


def follow_taken(workspace: Workspace) -> None:
    """Carry mappings over to the versions that were taken last, each round as one batch that can be undone; once for each version.

    What was cut off is made whole by calling it again.
    """
    for taken in workspace.catalogue.offers.taken():
        if not taken.followed:
            _follow(workspace, taken)


def _follow(workspace: Workspace, taken: TakenOver) -> None:
    content, at = workspace.catalogue.vocabularies.get(taken.vocabulary), now()
    for one in carried_over(workspace, taken.vocabulary, content, taken.version):
        told = {"version": taken.version, "moved": len(one.moved), "reopened": len(one.reopened)}
        followed = deed("onboarding.follow", f"onboarding:{one.round.name}", None, told)
        workspace.catalogue.mappings.decide(
            one.round.name, {**one.moved, **one.reopened}, REPLACED, at, deeds=partial(_if_any, followed)
        )
    workspace.catalogue.offers.followed(taken)


def _if_any(followed: Deed, steps: Sequence[MappingStep]) -> Sequence[Deed]:
    """What was carried over before it was cut off has its deed already."""
    return (followed,) if steps else ()


def _of_round(workspace: Workspace, round: OnboardingRound, thesaurus: Thesaurus, version: int) -> Carried:
    moved: dict[Subject, Said] = {}
    reopened: dict[Subject, Said] = {}
    before = tuple(_left_behind(workspace, round, thesaurus))
    for kept in before:
        was, successor = kept.said.label or kept.said.target, thesaurus.successor(kept.said.target)
        stays = thesaurus.approved(successor)
        why = sentence(Reason("replaced" if stays else "gone", (was, str(version))), workspace.languages[0])
        if stays:
            moved[kept.subject] = _moved(kept, successor, thesaurus.label(successor, workspace.languages), why)
        else:
            # Nothing may be accepted that is not there: until somebody proposes again, nothing is proposed.
            reopened[kept.subject] = Said(Meaning.NOTHING, explanation=why, language=kept.said.language)
    return Carried(round, moved, reopened, before)


def _left_behind(workspace: Workspace, round: OnboardingRound, thesaurus: Thesaurus) -> Iterator[KeptMapping]:
    """The mappings whose concept is not there any more, or in use no more; what was rejected stays so."""
    for kept in each_mapping(workspace.catalogue.mappings, round.name):
        said = kept.said
        rejected = said.status is MappingStatus.REJECTED
        if said.meaning is Meaning.CONCEPT and not rejected and not thesaurus.approved(said.target):
            yield kept


def _moved(kept: KeptMapping, successor: str, label: str, why: str) -> Said:
    """What no person decided stays ours, so that it is suggested alone and the next proposal may take its place; what one did decide keeps
    its moment, for of two rounds that contradict each other the last word counts."""
    author = REPLACED if kept.decided else BY_MATCHING
    return replace(kept.said, target=successor, label=label, author=author, explanation=why)
