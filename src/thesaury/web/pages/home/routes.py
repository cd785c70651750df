"""`/`: what waits, whether all is well, and the first steps; and the demo brand by one click."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.noting import noted
from thesaury.web.door.origin import from_here
from thesaury.web.pages.home.activity import recent
from thesaury.web.pages.home.guide import Guide, guide
from thesaury.web.pages.home.health import signs
from thesaury.web.pages.home.rights_days import RightsDaysKeeper
from thesaury.web.pages.home.waiting import tasks
from thesaury.web.pages.publishing.late import overdue_in, targets
from thesaury.web.texts import phrase

_HIDDEN = "guide"
_YEAR = 365 * 24 * 3600


def router(desk: Desk) -> APIRouter:
    """The first page, its pieces, and where old addresses of a search lead."""
    routes, keeper = APIRouter(), RightsDaysKeeper(desk.workspace)

    def waiting(template: str, **values: object) -> HTMLResponse:
        days = keeper.glance()
        late = sum(len(overdue_in(desk.workspace, one)) for one in targets(desk.workspace))
        shown = tasks(desk.workspace.catalogue, days, late)
        counting = (days is None or keeper.counting) and caller().may(Permission.RIGHTS)
        return desk.page(template, tasks=shown, counting=counting, **values)

    @routes.get("/")
    def home(request: Request) -> Response:
        if request.url.query:
            return RedirectResponse(f"/search?{request.url.query}", 307)
        steps = guide(desk.workspace.catalogue)
        hidden = request.cookies.get(_HIDDEN) == "hidden"
        administers = caller().may(Permission.ADMINISTER)
        done = recent(desk.workspace.catalogue.audit) if administers else ()
        state = desk.demo.state()
        shown = {"guide": steps, "hidden": hidden, "signs": signs(desk), "deeds": done, "demo": state}
        return waiting("home.html", **shown, offers=_offers(desk, steps))

    @routes.get("/home/waiting/part", include_in_schema=False)
    def still() -> HTMLResponse:
        return waiting("home_waiting.html")

    @routes.get("/home/demo/part", include_in_schema=False)
    def loading() -> Response:
        state = desk.demo.state()
        if not state.running and not state.failed:
            return Response(headers={"HX-Refresh": "true"})
        return desk.page("home_demo.html", demo=state)

    @routes.post("/home/demo", dependencies=[may(Permission.ADMINISTER)])
    def load(request: Request) -> RedirectResponse:
        from_here(request)
        if not _offers(desk, guide(desk.workspace.catalogue)) and not desk.demo.state().running:
            raise Usage(phrase("home.demo.refused"))
        if desk.demo.start():
            noted(desk, "demo.load", "workspace:demo")
        return RedirectResponse("/#guide", 303)

    @routes.post("/home/guide")
    def show(request: Request, guide: Annotated[str, Form()] = "hidden") -> RedirectResponse:
        from_here(request)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(
            _HIDDEN, "shown" if guide == "shown" else "hidden", max_age=_YEAR, samesite="lax", httponly=True
        )
        return answer

    return routes


def _offers(desk: Desk, steps: Guide) -> bool:
    """Whether the demo may be loaded: into an empty workspace, or where it was begun."""
    state = desk.demo.state()
    return state.offered and not state.running and (steps.empty or state.begun) and caller().may(Permission.ADMINISTER)
