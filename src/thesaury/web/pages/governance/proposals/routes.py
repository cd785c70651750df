"""`/governance/proposals`: the list, and what is done in it. Every deed is a form, so that it works without script."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.model.proposal import ProposalState, WhyNot
from thesaury.pipeline.proposals import deciding, planning
from thesaury.pipeline.proposals.targets import targets
from thesaury.ports.proposals import ProposalOrder, place_in
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may, may_any
from thesaury.web.door.origin import from_here
from thesaury.web.joining import joined
from thesaury.web.pages.governance.proposals import one_routes
from thesaury.web.pages.governance.proposals.asked import KINDS, ROOM, Asked, asked_by_address, asked_by_form
from thesaury.web.pages.governance.proposals.deeds import Ended, decided
from thesaury.web.pages.governance.proposals.sheet import lines, news
from thesaury.web.pages.governance.proposals.working import Working
from thesaury.web.pages.review.desk_view import by_script

PAGE = 30
_Asked = Annotated[Asked, Depends(asked_by_address)]
_AskedByForm = Annotated[Asked, Depends(asked_by_form)]
_Text = Annotated[str, Form(max_length=2000)]
_Texts = Annotated[list[str] | None, Form()]
SPEAKERS = (Permission.EDIT, Permission.REVIEW, Permission.VOCABULARY)


def router(desk: Desk) -> APIRouter:
    """The list, one proposal, and the work in the background."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    decides = [may(Permission.VOCABULARY), Depends(from_here)]
    workspace, working = desk.workspace, Working(desk.workspace)

    def shown(
        request: Request, asked: Asked, ended: Ended = Ended(), at: int = 1, after: str = "", term: str = ""
    ) -> HTMLResponse:
        """The list, or (for a script) the piece of it that changes; `at` is the number of the line in front."""
        piece = by_script(request)
        page = desk.bare_page(
            "proposals_desk.html" if piece else "proposals.html",
            ended.status,
            **_values(desk, asked, after),
            ended=ended,
            at=at,
            standing=working.standing(),
            term=term,
        )
        page.headers["Vary"] = "HX-Request"
        if piece:
            page.headers["HX-Replace-Url"] = asked.url()
        return page

    @routes.get(ROOM)
    def show(request: Request, asked: _Asked, after: Annotated[str, Query(max_length=300)] = "") -> Response:
        return shown(request, asked, after=after)

    @routes.post(f"{ROOM}/decide", dependencies=decides)
    def decide(
        request: Request,
        asked: _AskedByForm,
        chosen: _Texts = None,
        numbers: _Texts = None,
        accept: _Text = "",
        reject: _Text = "",
        merge: _Text = "",
        selected: Annotated[str, Form(pattern="^(accepted|rejected)?$")] = "",
        to: _Text = "",
        reason: _Text = WhyNot.UNNEEDED.value,
    ) -> Response:
        seen = (chosen or []) if selected else [accept or reject or merge.rpartition(" ")[0]]
        at = 1 + min(((numbers or []).index(one) for one in seen if one in (numbers or [])), default=0)
        if accept or selected == "accepted":
            errands = planning.Errands(to)
            ended = decided(
                workspace, seen, lambda id, r: planning.planned_accept(workspace, id, r, errands), "accepted"
            )
        elif merge:
            into = merge.rpartition(" ")[2]
            ended = decided(workspace, seen, lambda id, r: planning.planned_merge(workspace, id, r, into), "merged")
        else:
            ended = decided(
                workspace, seen, lambda id, r: planning.planned_reject(workspace, id, r, reason), "rejected"
            )
        return shown(request, asked, ended, at)

    @routes.post(f"{ROOM}/undo", dependencies=decides)
    def undo(request: Request, asked: _AskedByForm, seen: _Texts = None) -> Response:
        ended = decided(workspace, seen or (), lambda id, r: planning.planned_undo(workspace, id, r), "undone")
        return shown(request, asked, Ended((), ended.wrong, ended.status, ended.said))

    @routes.post(f"{ROOM}/propose", dependencies=[may_any(*SPEAKERS), Depends(from_here)])
    def propose(
        request: Request, asked: _AskedByForm, term: _Text = "", language: _Text = "", reason: _Text = ""
    ) -> Response:
        try:
            proposal, _ = deciding.propose(workspace, term, language, reason)
        except Usage as error:
            return shown(request, asked, Ended(wrong=error.message, status=422), term=term)
        return RedirectResponse(f"{ROOM}/{proposal.id}", 303)

    @routes.post(f"{ROOM}/work", dependencies=decides)
    def work(doing: Annotated[str, Form(pattern="^(gather|follow)$")]) -> Response:
        working.begin(doing)
        return RedirectResponse(ROOM, 303)

    @routes.get(f"{ROOM}/work")
    def standing() -> Response:
        return desk.bare_page("proposals_work.html", standing=working.standing())

    return joined(routes, one_routes.router(desk))


def _values(desk: Desk, asked: Asked, after: str) -> dict[str, Any]:
    store, wanted = desk.workspace.catalogue.proposals, asked.wanted
    value, _, id = after.rpartition("|")
    place = (_number(value) if asked.order in (ProposalOrder.WORTH, ProposalOrder.ASSETS) else value, id)
    found = store.page(wanted, PAGE + 1, place if id else None)
    following = ""
    if len(found) > PAGE:
        last, last_id = place_in(asked.order, found[PAGE - 1])
        following = asked.url(after=f"{last}|{last_id}")
    counts = store.counts(wanted)
    going = targets(desk.workspace)
    return {
        "asked": asked,
        "lines": lines(desk, found[:PAGE]),
        "total": counts.get(asked.state, 0),
        "states": [(one, counts.get(one, 0), asked.url(state=one.value)) for one in ProposalState],
        "kinds": [(kind, values) for kind in KINDS if (values := store.values(kind))],
        "orders": list(ProposalOrder),
        "going": going,
        "reasons": list(WhyNot),
        "news": news(desk),
        "next_url": following,
        "first_url": asked.url() if after else "",
        "may_decide": caller().may(Permission.VOCABULARY),
        "may_speak": any(caller().may(one) for one in SPEAKERS),
        "mine_url": f"{ROOM}?{urlencode({'by': caller().name})}" if caller().name else "",
        "waits": store.counts().get(ProposalState.ACCEPTED, 0) + store.counts().get(ProposalState.SENT, 0),
    }


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
