"""What people do with proposals. Each deed says which state they saw: where somebody was quicker, they are told, and nothing is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from thesaury.governance.proposing import form_of, proposal_id
from thesaury.model.audit import acting
from thesaury.model.errors import Usage
from thesaury.model.proposal import Proposal, StepKind
from thesaury.model.time import now
from thesaury.pipeline.proposals.evidence import Evidence, counted, near_of
from thesaury.pipeline.proposals.gathering import forms_of
from thesaury.pipeline.proposals.planning import Planned, known, outdated, said, step
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace


def propose(workspace: Workspace, term: str, language: str = "", reason: str = "") -> tuple[Proposal, bool]:
    """Propose a term; the proposal, and whether it is new: where somebody proposed it before, the reason joins the discussion there.

    Raises Usage for what is no term, and for one that a vocabulary has.
    """
    term, reason = " ".join(term.split()), said(reason)
    if not (form := form_of(term)):
        raise Usage("Write a term of at most 100 signs, with a letter in it.")
    store = workspace.catalogue.proposals
    if before := store.by_form([form]).get(form):
        store.say(before.id, step(StepKind.COMMENT, reason or f"“{term}”"))
        _noted(workspace, "proposal.second", before, {"term": term})
        return known(workspace, before.id), False
    if concepts := near_of(workspace).exactly(term):
        raise Usage(f"{term!r} is approved already: {concepts[0]}.")
    gathered, spoken = Evidence(workspace).of(term, (form,), language.strip())
    made = Proposal(proposal_id(form), form, term, spoken, acting.get(), now(), gathered=gathered)
    new = store.put([(made, step(StepKind.PROPOSED, reason))])
    _noted(workspace, "proposal.propose", made, {"term": term, "language": spoken})
    return known(workspace, made.id), bool(new)


def comment(workspace: Workspace, id: str, text: str) -> Proposal:
    """Say something about a proposal. Raises Usage for nothing said, or too much."""
    proposal = known(workspace, id)
    if not (words := said(text)):
        raise Usage("Write what you want to say.")
    workspace.catalogue.proposals.say(id, step(StepKind.COMMENT, words))
    _noted(workspace, "proposal.comment", proposal, {"text": words})
    return proposal


def decide(workspace: Workspace, planned: Planned) -> Proposal:
    """Carry out a decision; the proposal as it is now. What speaks for a merged term joins the other one.

    Raises Outdated where somebody decided since the proposal was read.
    """
    before, after = planned.before, planned.after
    if not workspace.catalogue.proposals.exchange(before, after, planned.step):
        raise outdated(workspace, known(workspace, before.id))
    _noted(workspace, f"proposal.{planned.step.kind.value}", before, _told(after), _told(before))
    for other in {before.into, after.into} - {""}:
        _recount(workspace, other, [before] if after.into else [])
    return known(workspace, before.id)


def _recount(workspace: Workspace, id: str, also: Sequence[Proposal]) -> None:
    """Count anew what speaks for a proposal, with all that is merged into it."""
    kept = known(workspace, id)
    found = counted(workspace, kept, forms_of(workspace).get(id, [kept.form]), also)
    workspace.catalogue.proposals.put([(replace(kept, gathered=found), None)])


def _told(proposal: Proposal) -> Mapping[str, Any]:
    told: dict[str, Any] = {"term": proposal.term, "state": proposal.state.value}
    if proposal.errand:
        told |= {"to": proposal.errand.to, "label": proposal.errand.label, "broader": list(proposal.errand.broader)}
    return told | {name: getattr(proposal, name) for name in ("into", "concept") if getattr(proposal, name)}


def _noted(workspace: Workspace, action: str, proposal: Proposal, after: Any, before: Any = None) -> None:
    note(workspace.catalogue.audit, action, f"proposal:{proposal.id}", before, after)
