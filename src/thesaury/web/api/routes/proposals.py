"""Proposals: terms that people use and no vocabulary knows, from what speaks for them to what became of them."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.model.proposal import Proposal, ProposalState
from thesaury.pipeline.proposals import deciding, planning
from thesaury.pipeline.proposals.describing import described
from thesaury.pipeline.proposals.targets import targets
from thesaury.ports.proposals import ProposalOrder, WantedProposals, place_in
from thesaury.web.api.models import proposals as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may, may_any
from thesaury.web.failures import NotHere

_Word = Annotated[str, Query(max_length=200)]


def router(desk: Desk) -> APIRouter:
    """Proposals and the deeds on them."""
    routes = APIRouter(
        prefix="/proposals", tags=["proposals"], route_class=Operation, dependencies=[may(Permission.READ)]
    )
    workspace = desk.workspace
    decides = [may(Permission.VOCABULARY)]
    speaks = [may_any(Permission.EDIT, Permission.REVIEW, Permission.VOCABULARY)]

    @routes.get("", response_model=models.Proposals)
    def list_proposals(
        request: Request,
        response: Response,
        state: Annotated[list[ProposalState] | None, Query(max_length=10)] = None,
        q: Annotated[str, Query(max_length=200, description="Words of the term or of one of its spellings.")] = "",
        used: Annotated[
            list[str] | None,
            Query(max_length=10, description="Where it is used, as `team=Retail`.", examples=[["team=Retail"]]),
        ] = None,
        language: _Word = "",
        by: Annotated[str, Query(max_length=400, description="Who proposed it.")] = "",
        order: ProposalOrder = ProposalOrder.WORTH,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List proposals, those that most speaks for first; `counts` says how many are in each state, whatever `state` asks for."""
        wanted = WantedProposals(tuple(state or ()), q, language, by, "", tuple(map(_pair, used or ())), order)
        question = ["proposals", *map(str, wanted.states), q, language, by, *(used or ()), order.value]
        kind = float if order in (ProposalOrder.WORTH, ProposalOrder.ASSETS) else str
        place = place_of(cursor, question, kind, str)
        after = (place[0], str(place[1])) if place else None
        found = workspace.catalogue.proposals.page(wanted, limit + 1, after)
        following = cursor_of(question, place_in(order, found[limit - 1])) if len(found) > limit else None
        counts = workspace.catalogue.proposals.counts(wanted)
        return {
            "proposals": [described(one) for one in found[:limit]],
            "counts": {one.value: count for one, count in counts.items()},
            "next": linked(request, response, following),
        }

    @routes.post("", response_model=models.NewProposal, dependencies=speaks)
    def propose_term(response: Response, body: models.Propose) -> dict[str, Any]:
        """Propose a term; where it was proposed before, your reason joins the discussion there, and `new` is false."""
        proposal, new = deciding.propose(workspace, body.term, body.language, body.reason)
        response.headers["Location"] = f"/api/v1/proposals/{proposal.id}"
        return described(proposal) | {"new": new}

    @routes.get("/targets", response_model=models.Targets)
    def list_proposal_targets() -> dict[str, Any]:
        """List where accepted terms can go: servers that take them, and vocabularies that are kept here."""
        return {"targets": [asdict(one) for one in targets(workspace)]}

    @routes.get("/{id}", response_model=models.WholeProposal)
    def get_proposal(id: str) -> dict[str, Any]:
        """Read a proposal with its history."""
        return whole(known(id))

    @routes.post("/{id}/comments", response_model=models.WholeProposal, dependencies=speaks)
    def comment_on_proposal(id: str, body: models.Comment) -> dict[str, Any]:
        """Say something about a proposal."""
        return whole(deciding.comment(workspace, known(id).id, body.text))

    @routes.post("/{id}/accept", response_model=models.WholeProposal, dependencies=decides)
    def accept_proposal(id: str, body: models.Accept) -> dict[str, Any]:
        """Accept a term. It goes out with the next pull of the vocabulary, and can be undone until then."""
        errands = planning.Errands(body.to, body.label, body.language, body.broader, body.note)
        planned = planning.planned_accept(workspace, known(id).id, body.revision, errands)
        return whole(deciding.decide(workspace, planned))

    @routes.post("/{id}/reject", response_model=models.WholeProposal, dependencies=decides)
    def reject_proposal(id: str, body: models.Reject) -> dict[str, Any]:
        """Reject a term; it comes back only once twice as many assets speak for it."""
        planned = planning.planned_reject(workspace, known(id).id, body.revision, body.reason)
        return whole(deciding.decide(workspace, planned))

    @routes.post("/{id}/merge", response_model=models.WholeProposal, dependencies=decides)
    def merge_proposal(id: str, body: models.Merge) -> dict[str, Any]:
        """Say that a term is another word for a proposal or for an approved concept."""
        planned = planning.planned_merge(workspace, known(id).id, body.revision, body.into)
        return whole(deciding.decide(workspace, planned))

    @routes.post("/{id}/undo", response_model=models.WholeProposal, dependencies=decides)
    def undo_proposal(id: str, body: models.Undo) -> dict[str, Any]:
        """Open a term again that was accepted and is not on its way yet, rejected, or merged."""
        return whole(deciding.decide(workspace, planning.planned_undo(workspace, known(id).id, body.revision)))

    def known(id: str) -> Proposal:
        if (found := workspace.catalogue.proposals.get(id)) is None:
            raise NotHere("proposal")
        return found

    def whole(proposal: Proposal) -> dict[str, Any]:
        return described(proposal, workspace.catalogue.proposals.steps(proposal.id))

    return routes


def _pair(text: str) -> tuple[str, str]:
    kind, sign, value = text.partition("=")
    if not sign:
        raise Usage("Write where a term is used as team=Retail.")
    return kind, value
