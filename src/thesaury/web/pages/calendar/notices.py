"""`/rights/notices`: what is to be known of rights that end or change, and who has taken note."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from thesaury.model.access import Permission
from thesaury.model.notice import Notice, NoticeKind
from thesaury.pipeline.keeping import take_note
from thesaury.pipeline.watch.telling import grouped
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.parts.rights.rooms import rights_rooms

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
    """The page of notices; they are found by `thesaury rights watch` and by every worker."""
    routes = APIRouter()

    @routes.get("/rights/notices")
    def page(noted: bool = False) -> HTMLResponse:
        waiting = _waiting(desk)
        groups = grouped(sorted(waiting, key=lambda one: (not one.in_use, one.day or "9", one.key))[:MOST])
        told = {"total": len(waiting), "shown": MOST, "noted": noted, "kinds": _STYLES}
        rooms = rights_rooms(desk.workspace.catalogue)
        return desk.page("notices.html", groups=groups, rooms=rooms, **told)

    @routes.post("/rights/notices", dependencies=[may(Permission.RIGHTS)])
    def note(key: str) -> RedirectResponse:
        """The answer stands in the address, so that a form without fields and without script can give it."""
        take_note(desk.workspace.catalogue, key, caller().name)
        return RedirectResponse("/rights/notices?noted=true", 303)

    return routes


def _waiting(desk: Desk) -> list[Notice]:
    found: list[Notice] = []
    while some := desk.workspace.catalogue.notices.page(found[-1].key if found else ""):
        found += some
    return found
