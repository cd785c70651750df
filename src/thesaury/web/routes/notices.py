"""`/rights/notices` and `/api/rights/notices`: what is to be known of rights that end or change, and who has taken note."""

import getpass
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from thesaury.model.errors import Usage
from thesaury.model.notice import Notice, NoticeKind
from thesaury.model.time import now
from thesaury.pipeline.watch.telling import grouped
from thesaury.web.desk import Desk
from thesaury.web.origin import from_here

MOST = 100
"""Notices on the page: more follow when these are noted."""

_STYLES = {
    NoticeKind.END: "end",
    NoticeKind.FIRST_USE: "first-use",
    NoticeKind.CAP: "first-use",
    NoticeKind.DENIED: "end",
    NoticeKind.VOID: "begin",
}


def router(desk: Desk) -> APIRouter:
    """The interface of notices; they are found by `thesaury rights watch` and by every worker."""
    routes = APIRouter()

    @routes.get("/rights/notices")
    def page(noted: bool = False) -> HTMLResponse:
        waiting = _waiting(desk)
        groups = grouped(sorted(waiting, key=lambda one: (not one.in_use, one.day or "9", one.key))[:MOST])
        told = {"total": len(waiting), "shown": MOST, "noted": noted, "kinds": _STYLES}
        return desk.page("notices.html", groups=groups, **told)

    @routes.post("/rights/notices")
    def note(request: Request, key: str) -> RedirectResponse:
        """The answer stands in the address, so that a form without fields and without script can give it."""
        from_here(request)
        desk.workspace.catalogue.notices.acknowledge(key, getpass.getuser(), now())
        return RedirectResponse("/rights/notices?noted=true", 303)

    @routes.get("/api/rights/notices")
    def notices(
        since: date | None = None,
        everything: Annotated[bool, Query(alias="all")] = False,
        after: str = "",
        limit: Annotated[int, Query(ge=1, le=1000)] = 500,
    ) -> JSONResponse:
        """By key; `next` is what `after` has to be for the following ones, null at the end."""
        begin = since.isoformat() if since else ""
        found = desk.workspace.catalogue.notices.page(after, begin, everything, limit)
        following = found[-1].key if len(found) == limit else None
        return JSONResponse({"notices": [_told(one) for one in found], "next": following})

    @routes.post("/api/rights/notices/acknowledge")
    def acknowledge(request: Request, key: Annotated[str, Body(embed=True)]) -> JSONResponse:
        """Kept with who runs the server and when; the first one stands."""
        from_here(request)
        if not key:
            raise Usage('Say which notice: {"key": "..."}.')
        return JSONResponse(_told(desk.workspace.catalogue.notices.acknowledge(key, getpass.getuser(), now())))

    return routes


def _told(notice: Notice) -> dict[str, Any]:
    return asdict(notice) | {"kind": notice.kind.value}


def _waiting(desk: Desk) -> list[Notice]:
    found: list[Notice] = []
    while some := desk.workspace.catalogue.notices.page(found[-1].key if found else ""):
        found += some
    return found
