"""Decisions on proposals before they are made: what each would change, or why it cannot be. Nothing is changed here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thesaury.governance.proposing import form_of
from thesaury.model.audit import acting
from thesaury.model.errors import Outdated, Usage
from thesaury.model.proposal import Errand, Proposal, ProposalState, ProposalStep, Ruling, StepKind
from thesaury.model.time import instant, now
from thesaury.pipeline.proposals.evidence import near_of
from thesaury.pipeline.proposals.targets import target, targets
from thesaury.ports.workspace import Workspace

LONGEST = 2_000
"""Signs of a comment, a reason or a note, at most."""
_UNDECIDED = (ProposalState.OPEN, ProposalState.REFUSED)
_UNDOABLE = (ProposalState.ACCEPTED, ProposalState.REJECTED, ProposalState.MERGED)


@dataclass(frozen=True, slots=True)
class Planned:
    """A decision: the proposal as it was seen, as it would be, and the step that its history would have."""

    before: Proposal
    after: Proposal
    step: ProposalStep


@dataclass(frozen=True, slots=True)
class Errands:
    """What is said with an accepted term: where it goes (may be empty where there is one place alone), as which label, in which language,
    below which concepts (None: where the evidence says), and a note to whoever approves it there."""

    to: str = ""
    label: str = ""
    language: str = ""
    broader: Sequence[str] | None = None
    note: str = ""


def known(workspace: Workspace, id: str) -> Proposal:
    """The proposal with this id. Raises Usage where there is none."""
    if (found := workspace.catalogue.proposals.get(id)) is None:
        raise Usage(f"There is no proposal {id!r}. Proposals are shown by: thesaury proposals list")
    return found


def planned_accept(workspace: Workspace, id: str, revision: int = 0, errands: Errands = Errands()) -> Planned:
    """Let a term go to a server or into a vocabulary of one's own. Raises Outdated where somebody decided meanwhile, Usage for what
    cannot be."""
    proposal = _seen(workspace, id, revision, _UNDECIDED)
    where = target(workspace, errands.to)
    above = proposal.gathered.broader[:1] if errands.broader is None else ()
    places = tuple(dict.fromkeys(errands.broader or (one.concept for one in above)))
    if unknown := [iri for iri in places if not near_of(workspace).holds(iri)]:
        raise Usage(f"No vocabulary has the concept {unknown[0]}, which the term was to go below.")
    label = " ".join(errands.label.split()) or proposal.term
    if not form_of(label):
        raise Usage("Write a label of at most 100 signs, with a letter in it.")
    language = errands.language.strip() or proposal.language
    errand = Errand(where.to, label, language, places, said(errands.note))
    after = replace(proposal, state=ProposalState.ACCEPTED, errand=errand, concept="", ruling=_ruling(proposal))
    return Planned(proposal, after, step(StepKind.ACCEPTED, where.to))


def planned_reject(workspace: Workspace, id: str, revision: int = 0, reason: str = "") -> Planned:
    """Say no, and why. Raises Outdated where somebody decided meanwhile, Usage without a reason."""
    proposal = _seen(workspace, id, revision, _UNDECIDED)
    if not (why := said(reason)):
        raise Usage("Say why, so that whoever proposed it knows.")
    after = replace(proposal, state=ProposalState.REJECTED, errand=None, ruling=_ruling(proposal, why))
    return Planned(proposal, after, step(StepKind.REJECTED, why))


def planned_merge(workspace: Workspace, id: str, revision: int = 0, into: str = "") -> Planned:
    """Say that a term is another word for a proposal (by id) or for an approved concept (by IRI). Raises Outdated where somebody decided
    meanwhile, Usage for what cannot be."""
    proposal = _seen(workspace, id, revision, _UNDECIDED)
    merged = replace(proposal, state=ProposalState.MERGED, concept="", into="", ruling=_ruling(proposal))
    other = workspace.catalogue.proposals.get(into)
    if other is None:
        return _into_concept(workspace, proposal, merged, into)
    if other.id == proposal.id:
        raise Usage("A term cannot be merged into itself.")
    if other.state in (ProposalState.MERGED, ProposalState.REJECTED):
        raise Usage(f"{other.term!r} is {other.state.value} itself. Choose one that is open or on its way.")
    after = replace(merged, into=other.id, errand=None)
    return Planned(proposal, after, step(StepKind.MERGED, other.id))


def planned_undo(workspace: Workspace, id: str, revision: int = 0) -> Planned:
    """Open a proposal again that was accepted and is not on its way yet, rejected, or merged. Raises Outdated, and Usage where it is too
    late."""
    proposal = _seen(workspace, id, revision, _UNDOABLE)
    if proposal.errand and proposal.errand.tried_at:
        raise Usage(f"{proposal.term!r} is on its way to {proposal.errand.name} already.")
    after = replace(proposal, state=ProposalState.OPEN, into="", concept="", errand=None, ruling=None)
    return Planned(proposal, after, step(StepKind.UNDONE))


def outdated(workspace: Workspace, proposal: Proposal) -> Outdated:
    """Somebody was quicker: who, and what they did."""
    steps = reversed(workspace.catalogue.proposals.steps(proposal.id))
    last = next((one for one in steps if one.kind is not StepKind.COMMENT), None)
    who = f" ({last.who}: {last.kind.value})" if last else ""
    return Outdated(f"Somebody decided on {proposal.term!r} meanwhile{who}. Look at it again, and decide again.")


def step(kind: StepKind, text: str = "") -> ProposalStep:
    """A step of whoever acts, taken now."""
    return ProposalStep(instant(), acting.get(), kind, text)


def said(text: str) -> str:
    """What somebody wrote, without space around it. Raises Usage for too much."""
    if len(kept := text.strip()) > LONGEST:
        raise Usage(f"Write at most {LONGEST} signs.")
    return kept


def _into_concept(workspace: Workspace, proposal: Proposal, merged: Proposal, iri: str) -> Planned:
    """As another label of a concept: into the draft of a vocabulary kept here; at a server a person has to add it."""
    if not near_of(workspace).holds(iri):
        raise Usage(
            f"There is no proposal and no approved concept {iri!r}. Name the id of one or the IRI of the other."
        )
    vocabularies = workspace.catalogue.vocabularies
    names = [one.name for one in targets(workspace) if one.to.startswith("vocabulary:")]
    own = [name for name in names if any(concept for _, concept in vocabularies.history(name, iri, 1))]
    errand = Errand(f"vocabulary:{own[0]}", proposal.term, proposal.language) if own else None
    return Planned(proposal, replace(merged, concept=iri, errand=errand), step(StepKind.MERGED, iri))


def _seen(workspace: Workspace, id: str, revision: int, states: Sequence[ProposalState]) -> Proposal:
    """The proposal as somebody saw it (0: as it is). Raises Outdated where it is another by now, Usage where it is past deciding."""
    proposal = known(workspace, id)
    if revision and revision != proposal.revision:
        raise outdated(workspace, proposal)
    if proposal.state not in states:
        raise Usage(f"{proposal.term!r} is {proposal.state.value}; that cannot be done with it.")
    return proposal


def _ruling(proposal: Proposal, reason: str = "") -> Ruling:
    return Ruling(acting.get(), now(), reason, proposal.gathered.assets)
