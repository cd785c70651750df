"""`/alike`: pairs of assets whose pictures look alike, and a person's word whether they are one."""

import getpass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from thesaury.model.likeness import Verdict
from thesaury.model.time import now
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.origin import from_here
from thesaury.web.views.pairs import waiting_pairs


def router(desk: Desk) -> APIRouter:
    """The page of look-alikes, and where its buttons lead."""
    routes = APIRouter()

    @routes.get("/alike")
    def page(said: str = "") -> HTMLResponse:
        pairs = waiting_pairs(desk.workspace.catalogue, desk.workspace.languages)
        return desk.page("alike.html", pairs=pairs, said=said)

    @routes.post("/alike")
    def decide(request: Request, one: str, other: str, same: bool) -> RedirectResponse:
        """The answer stands in the address, so that a form without fields and without script can give it."""
        from_here(request)
        if desk.asset(one) is None or desk.asset(other) is None:
            raise NotHere("pair")
        verdict = Verdict.SAME if same else Verdict.DIFFERENT
        with desk.workspace.writing():
            desk.workspace.catalogue.identities.decide(one, other, verdict, getpass.getuser(), now())
        return RedirectResponse(f"/alike?said={verdict}", 303)

    return routes
