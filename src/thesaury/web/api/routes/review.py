"""Review: suggestions that wait for a person, and decisions on them."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.model.access import Permission
from thesaury.model.annotation import QueueOrder
from thesaury.pipeline.reviewing import held_soon
from thesaury.ports.enrichments import Decisions
from thesaury.web.api import reviewing
from thesaury.web.api.etags import agreed, etag_of
from thesaury.web.api.models import assets as models
from thesaury.web.api.models.shapes import Iri
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may

_Word = Annotated[str, Query(max_length=2000)]
_Concept = Annotated[Iri, Query(description="The concept, by IRI.")]


def router(desk: Desk) -> APIRouter:
    """The review queue and decisions."""
    routes = APIRouter(tags=["review"], route_class=Operation, dependencies=[may(Permission.READ)])
    reviews = [may(Permission.REVIEW)]

    @routes.get("/review/suggestions", response_model=models.ReviewQueue)
    def list_suggestions(
        request: Request,
        response: Response,
        order: Annotated[
            QueueOrder, Query(description="`surest`: best score first. `teaching`: what teaches most first.")
        ] = QueueOrder.SUREST,
        minimum: Annotated[float, Query(ge=0, le=1, description="The least score.")] = 0.0,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List suggestions that wait for a person, each with why it was made.

        `surest` goes by cursor. `teaching` depends on what is decided, so it has no further page: decide, and ask again.
        """
        found = reviewing.queue(desk, order, minimum, limit, cursor)
        linked(request, response, found["next"])
        return found

    @routes.post("/review/decisions", response_model=models.DecisionsMade, dependencies=reviews)
    def decide_suggestions(body: models.Decisions) -> dict[str, Any]:
        """Accept or reject up to 500 suggestions at once.

        A suggestion that waits no more, because somebody was quicker, is left as it is and told as `conflict`. All of one request are one
        deed: `at` names it, so that it can be withdrawn and explained as one.
        """
        return reviewing.decided(desk, [(one.asset, one.concept, one.decision, one.reason) for one in body.decisions])

    @routes.get("/review/decisions", response_model=models.DecisionLog)
    def list_decisions(
        request: Request,
        response: Response,
        reviewer: _Word = "",
        asset: _Word = "",
        concept: _Word = "",
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List decisions, the newest first; `stands` is false where somebody decided otherwise since."""
        question = ["decisions", reviewer, asset, concept]
        place = place_of(cursor, question, int)
        sought = Decisions(reviewer, "", asset, concept)
        told, behind = reviewing.history(desk, sought, limit, int(place[0]) if place else 0)
        following = cursor_of(question, (behind,)) if behind else None
        return {"decisions": told, "next": linked(request, response, following)}

    @routes.post("/review/decisions/withdraw", response_model=models.Withdrawn, dependencies=reviews)
    def withdraw_decisions(body: models.Withdraw) -> dict[str, Any]:
        """Take back what was decided at one moment, all of it or for one asset and concept; what was suggested waits again.

        Without `reviewer` your own decisions are meant. What somebody decided otherwise since stays; where nothing is left, 409.
        """
        sought = Decisions(body.reviewer or caller().name, body.at, body.asset, body.concept)
        return {"withdrawn": reviewing.withdrawn(desk, sought)}

    @routes.post("/review/decisions/explain", response_model=models.Explained, dependencies=reviews)
    def explain_decisions(body: models.Explain) -> dict[str, Any]:
        """Say why you decided as you did at one moment: `wrong`, `broad`, `narrow`, `unseen`, or in words of your own."""
        return {"explained": reviewing.explained(desk, body.at, body.reason)}

    @routes.get("/review/decisions/{asset}", response_model=models.Standing)
    def get_decision(response: Response, asset: str, concept: _Concept) -> dict[str, Any]:
        """Read how a concept stands with an asset."""
        found = reviewing.standing(desk, asset, concept)
        response.headers["ETag"] = etag_of(found)
        return found

    @routes.put("/review/decisions/{asset}", response_model=models.Standing, dependencies=reviews)
    def change_decision(
        request: Request, response: Response, asset: str, concept: _Concept, body: models.Verdict
    ) -> dict[str, Any]:
        """Decide on a concept that waits, or decide otherwise than somebody did; `If-Match` says what was read."""
        with held_soon(desk.workspace):
            agreed(request, etag_of(reviewing.standing(desk, asset, concept)))
            found = reviewing.overruled(desk, asset, concept, body.decision, body.reason)
        response.headers["ETag"] = etag_of(found)
        return found

    return routes
