"""Turns that proposals take by themselves, each with a step that people read and a deed in the audit log."""

from dataclasses import replace
from typing import Any

from thesaury.model.audit import acting
from thesaury.model.proposal import Errand, Proposal, ProposalState, ProposalStep, StepKind
from thesaury.model.time import instant
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue


def turn(
    catalogue: Catalogue, proposal: Proposal, state: ProposalState, kind: StepKind, text: str = "", **changes: Any
) -> Proposal | None:
    """The proposal in its new state, or None where somebody changed it meanwhile: then the next look finds it as it is."""
    after = replace(proposal, state=state, **changes)
    if not catalogue.proposals.exchange(proposal, after, ProposalStep(instant(), acting.get(), kind, text)):
        return None
    told = {"term": proposal.term, "state": state.value, "concept": after.concept}
    before = {"term": proposal.term, "state": proposal.state.value}
    note(catalogue.audit, f"proposal.{kind.value}", f"proposal:{proposal.id}", before, told)
    return replace(after, revision=proposal.revision + 1)


def remember(catalogue: Catalogue, proposal: Proposal, **changes: Any) -> Proposal | None:
    """The proposal with an errand that came so far, or None where somebody changed it meanwhile."""
    errand = replace(proposal.errand or Errand("", proposal.term, proposal.language), **changes)
    if errand == proposal.errand:
        return proposal
    after = replace(proposal, errand=errand)
    if not catalogue.proposals.exchange(proposal, after):
        return None
    return replace(after, revision=proposal.revision + 1)
