"""`/review`: the queue asset by asset, and what a reviewer does with it. Every deed is a form, so that it works without script."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from thesaury.model.access import Permission
from thesaury.model.annotation import Decision
from thesaury.pipeline.reviewing import SearchFollows
from thesaury.ports.enrichments import Decisions
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.origin import from_here
from thesaury.web.joining import joined
from thesaury.web.pages.review import concept_routes, decided_routes, other_routes
from thesaury.web.pages.review.asked import Asked, asked_by_address, asked_by_form
from thesaury.web.pages.review.batch import batch
from thesaury.web.pages.review.deeds import Deeds, shown_as
from thesaury.web.pages.review.desk_view import QueueView
from thesaury.web.pages.review.lookers import Lookers

_Asked = Annotated[Asked, Depends(asked_by_address)]
_AskedByForm = Annotated[Asked, Depends(asked_by_form)]
_Text = Annotated[str, Form()]
_Texts = Annotated[list[str] | None, Form()]


def router(desk: Desk) -> APIRouter:
    """All pages of the review room but the look-alikes."""
    routes = APIRouter(dependencies=[may(Permission.READ)])
    view = QueueView(desk, Lookers())
    search = SearchFollows(desk.workspace)
    deeds = Deeds(desk, view, search)
    reviews = [may(Permission.REVIEW), Depends(from_here)]

    @routes.get("/review")
    def show(
        request: Request, asked: _Asked, asset: str = "", at: str = "", after: str = "", before: str = ""
    ) -> Response:
        if after or before:
            asset = batch(desk, asked).following(after or before, backwards=not after) or after or before
        return view.show(request, asked, asset, at)

    @routes.post("/review/decide", dependencies=reviews)
    def decide(
        request: Request,
        asked: _AskedByForm,
        asset: _Text,
        shown: _Texts = None,
        chosen: _Texts = None,
        accept: _Text = "",
        reject: _Text = "",
        selected: Annotated[Decision | None, Form()] = None,
    ) -> Response:
        wanted = (chosen or ()) if selected else (accept or reject,)
        decision = selected or (Decision.ACCEPTED if accept else Decision.REJECTED)
        return deeds.decide(request, asked, asset, shown or (), wanted, decision)

    @routes.post("/review/other", dependencies=reviews)
    def other(
        request: Request, asked: _AskedByForm, asset: _Text, shown: _Text, chosen: _Text = "", anyway: _Text = ""
    ) -> Response:
        return deeds.choose(request, asked, shown_as(asset, shown), chosen, bool(anyway))

    @routes.post("/review/undo", dependencies=reviews)
    def undo(
        request: Request,
        asked: _AskedByForm,
        who: _Text,
        at: _Text,
        asset: _Text = "",
        concept: _Text = "",
        back: _Text = "",
    ) -> Response:
        leads = {"decided": "/review/decided?said=undone", "concept": asked.url("/review/concept", iri=concept)}
        only = concept if back == "decided" else ""
        sought = Decisions(who, at, asset if only else "", only)
        return deeds.undo(request, asked, sought, asset, leads.get(back, ""))

    @routes.post("/review/reason", dependencies=reviews)
    def explain(
        request: Request,
        asked: _AskedByForm,
        at: _Text,
        asset: _Text = "",
        place: _Text = "",
        reason: _Text = "",
        words: _Text = "",
    ) -> Response:
        return deeds.explain(request, asked, at, asset, place, reason, words)

    return joined(routes, concept_routes.router(desk, search), other_routes.router(desk), decided_routes.router(desk))
