"""Health, who calls, and the audit log."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.model.access import Permission
from thesaury.ports.audit import Kept, Sought
from thesaury.web.api.models import site as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.health import health

_Word = Annotated[str, Query(max_length=400)]


def router(desk: Desk) -> APIRouter:
    """What concerns the whole site."""
    routes = APIRouter(route_class=Operation)

    @routes.get("/health", tags=["health"], response_model=models.Health, response_model_exclude_unset=True)
    def get_health() -> dict[str, Any]:
        """Tell whether all is well, how many assets there are, and whether an embedding model helps the search."""
        return health(desk)

    @routes.get("/me", tags=["people"], response_model=models.Me)
    def get_me() -> dict[str, Any]:
        """Tell who makes this request, and what he may."""
        who = caller()
        return {"name": who.name, "title": who.title, "permissions": sorted(one.value for one in who.permissions)}

    @routes.get("/audit", tags=["audit"], response_model=models.Audit, dependencies=[may(Permission.ADMINISTER)])
    def list_deeds(
        request: Request,
        response: Response,
        who: _Word = "",
        action: Annotated[
            str, Query(max_length=400, description="An action, or its beginning up to a point: `rights`.")
        ] = "",
        subject: _Word = "",
        since: Annotated[str, Query(max_length=40, description="UTC in ISO 8601; itself within.")] = "",
        until: Annotated[str, Query(max_length=40, description="UTC in ISO 8601; itself not within.")] = "",
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List what was done, the newest first: who, what, and what was there before and after."""
        question = ["audit", who, action, subject, since, until]
        place = place_of(cursor, question, int)
        sought = Sought(who, action, subject, since, until)
        found = desk.workspace.catalogue.audit.deeds(sought, limit + 1, int(place[0]) if place else 0)
        following = cursor_of(question, (found[limit - 1].number,)) if len(found) > limit else None
        return {"deeds": [_told(one) for one in found[:limit]], "next": linked(request, response, following)}

    return routes


def _told(kept: Kept) -> dict[str, Any]:
    deed = kept.deed
    return {"number": kept.number} | {
        n: getattr(deed, n) for n in ("at", "who", "action", "subject", "before", "after")
    }
