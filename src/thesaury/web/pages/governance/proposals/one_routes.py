"""`/governance/proposals/{id}`: one proposal with what speaks for it, what is near it, the discussion and the deeds."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.concept import Label
from thesaury.model.errors import Outdated, Usage
from thesaury.model.proposal import Proposal, ProposalState, WhyNot
from thesaury.pipeline.proposals import deciding, planning
from thesaury.pipeline.proposals.targets import targets
from thesaury.ports.proposals import WantedProposals
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may, may_any
from thesaury.web.door.origin import from_here
from thesaury.web.failures import NotHere
from thesaury.web.pages.governance.proposals.asked import KINDS, ROOM
from thesaury.web.pages.governance.proposals.deeds import concept_named
from thesaury.web.pages.governance.proposals.sheet import MANNERS, fate, near, quotes, steps

_Text = Annotated[str, Form(max_length=2100)]
_Texts = Annotated[list[str] | None, Form()]
_Seen = Annotated[int, Form(ge=0, le=2**31)]
SPEAKERS = (Permission.EDIT, Permission.REVIEW, Permission.VOCABULARY)


def router(desk: Desk) -> APIRouter:
    """The page, and where its forms lead."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    workspace = desk.workspace
    decides = [may(Permission.VOCABULARY), Depends(from_here)]

    def shown(id: str, wrong: str = "", status: int = 200, sent: dict[str, str] | None = None) -> HTMLResponse:
        proposal = _known(desk, id)
        return desk.bare_page("proposal.html", status, wrong=wrong, sent=sent or {}, **_values(desk, proposal))

    def done(id: str, deed: Any, **sent: str) -> Response:
        _known(desk, id)
        try:
            deed()
        except Outdated as error:
            return shown(id, error.message, 409, sent)
        except Usage as error:
            return shown(id, error.message, 422, sent)
        return RedirectResponse(f"{ROOM}/{id}", 303)

    @routes.get(f"{ROOM}/{{id}}")
    def show(id: str) -> Response:
        return shown(id)

    @routes.post(f"{ROOM}/{{id}}/comment", dependencies=[may_any(*SPEAKERS), Depends(from_here)])
    def comment(id: str, text: _Text = "") -> Response:
        return done(id, lambda: deciding.comment(workspace, id, text), text=text)

    @routes.post(f"{ROOM}/{{id}}/accept", dependencies=decides)
    def accept(
        id: str,
        revision: _Seen,
        to: _Text = "",
        label: _Text = "",
        language: _Text = "",
        broader: _Texts = None,
        below: _Text = "",
        note: _Text = "",
    ) -> Response:
        def deed() -> None:
            above = [iri for iri in (*(broader or ()), concept_named(workspace, below)) if iri]
            errands = planning.Errands(to, label, language, above, note)
            deciding.decide(workspace, planning.planned_accept(workspace, id, revision, errands))

        return done(id, deed, label=label, language=language, note=note, below=below)

    @routes.post(f"{ROOM}/{{id}}/reject", dependencies=decides)
    def reject(id: str, revision: _Seen, reason: _Text = "", words: _Text = "") -> Response:
        said = words.strip() or reason
        return done(
            id, lambda: deciding.decide(workspace, planning.planned_reject(workspace, id, revision, said)), words=words
        )

    @routes.post(f"{ROOM}/{{id}}/merge", dependencies=decides)
    def merge(id: str, revision: _Seen, into: _Text = "", other: _Text = "") -> Response:
        def deed() -> None:
            chosen = concept_named(workspace, other) or into
            deciding.decide(workspace, planning.planned_merge(workspace, id, revision, chosen))

        return done(id, deed, other=other)

    @routes.post(f"{ROOM}/{{id}}/undo", dependencies=decides)
    def undo(id: str, revision: _Seen) -> Response:
        return done(id, lambda: deciding.decide(workspace, planning.planned_undo(workspace, id, revision)))

    return routes


def _known(desk: Desk, id: str) -> Proposal:
    if (found := desk.workspace.catalogue.proposals.get(id)) is None:
        raise NotHere("proposal")
    return found


def _values(desk: Desk, proposal: Proposal) -> dict[str, Any]:
    workspace, lexicon, found = desk.workspace, desk.lexicon(), proposal.gathered
    store = workspace.catalogue.proposals
    undecided = proposal.state in (ProposalState.OPEN, ProposalState.REFUSED)
    return {
        "one": proposal,
        "term": Label(proposal.term, proposal.language),
        "manner": MANNERS[proposal.state],
        "fate": fate(desk, proposal),
        "into": store.get(proposal.into) if proposal.into else None,
        "concept": lexicon.name(proposal.concept) if lexicon.thesaurus.concept(proposal.concept) else None,
        "uncovered": _uncovered(desk, proposal),
        "uses": [
            (kind, rows)
            for kind in (*KINDS, "campaign")
            if (rows := [(use.value, use.assets) for use in found.uses if use.kind == kind])
        ],
        "quotes": quotes(proposal),
        "neighbours": near(lexicon, found.neighbours),
        "above": near(lexicon, found.broader),
        "others": _others(desk, proposal) if undecided else [],
        "steps": steps(desk, store.steps(proposal.id)),
        "going": targets(workspace),
        "reasons": list(WhyNot),
        "may_decide": caller().may(Permission.VOCABULARY),
        "may_speak": any(caller().may(one) for one in SPEAKERS),
        "undecided": undecided,
        "undoable": proposal.state in (ProposalState.REJECTED, ProposalState.MERGED, ProposalState.ACCEPTED)
        and not (proposal.errand and proposal.errand.tried_at),
    }


def _uncovered(desk: Desk, proposal: Proposal) -> list[str]:
    """Once the term is there: the spellings that people use and the vocabulary still does not know."""
    if proposal.state is not ProposalState.ARRIVED:
        return []
    spellings = [text for text, _ in proposal.gathered.spellings]
    unknown = {tag for tag, _ in desk.workspace.catalogue.enrichments.bearing(spellings)}
    return [text for text in spellings if text in unknown]


def _others(desk: Desk, proposal: Proposal) -> list[Proposal]:
    """Other open proposals with the longest word of this one: it may be another word for one of them."""
    word = max(proposal.term.split(), key=len, default="")
    wanted = WantedProposals((ProposalState.OPEN, ProposalState.ACCEPTED, ProposalState.SENT), word)
    return [one for one in desk.workspace.catalogue.proposals.page(wanted, 8) if one.id != proposal.id]
