"""`/alike`: pairs of assets whose pictures look alike, and a person's word whether they are one."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from thesaury.model.access import Permission
from thesaury.model.likeness import Verdict
from thesaury.pipeline.keeping import tell_apart
from thesaury.pipeline.reviewing import held_soon
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.failures import NotHere
from thesaury.web.pages.alike.pairs import waiting_pairs
from thesaury.web.parts.review_tabs import review_tabs


def router(desk: Desk) -> APIRouter:
    """The page of look-alikes, and where its buttons lead."""
    routes = APIRouter()

    @routes.get("/alike")
    def page(said: str = "") -> HTMLResponse:
        pairs = waiting_pairs(desk.workspace.catalogue, desk.workspace.languages)
        return desk.page("alike.html", pairs=pairs, said=said, tabs=review_tabs(desk.workspace.catalogue))

    @routes.post("/alike", dependencies=[may(Permission.EDIT)])
    def decide(one: str, other: str, same: bool) -> RedirectResponse:
        """The answer stands in the address, so that a form without fields and without script can give it."""
        if desk.asset(one) is None or desk.asset(other) is None:
            raise NotHere("pair")
        verdict = Verdict.SAME if same else Verdict.DIFFERENT
        with held_soon(desk.workspace):
            tell_apart(desk.workspace.catalogue, one, other, verdict, caller().name)
        return RedirectResponse(f"/alike?said={verdict}", 303)

    return routes
