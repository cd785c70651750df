"""`/settings/picker`: the origins whose pages may hold the picker, and all panels that are connected."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.errors import BadInput, Usage
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.panels import origins, sessions
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import form_of
from thesaury.web.door.origin import from_here
from thesaury.web.pages.settings.tabs import settings_tabs

_SAID = ("allowed", "forbidden", "ended")


def router(desk: Desk, access: Access) -> APIRouter:
    """The page, and where its forms lead."""
    routes = APIRouter(dependencies=[may(Permission.ADMINISTER)])
    catalogue = desk.workspace.catalogue

    def shown(request: Request, said: str = "", wrong: str = "", typed: str = "") -> HTMLResponse:
        people = {one.person.id: one.person for one in access.accounts.people.members(access.workspace)}
        panels = [(one, people.get(one.person)) for one in sessions.shown(access, catalogue.panels)]
        return desk.bare_page(
            "settings_picker.html",
            422 if wrong else 200,
            rooms=settings_tabs(),
            origins=catalogue.panels.origins(),
            panels=panels,
            server=str(request.base_url).rstrip("/"),
            said=said,
            wrong=wrong,
            typed=typed,
        )

    async def done(request: Request, act: Callable[[dict[str, str]], str]) -> Response:
        from_here(request)
        sent = dict(await form_of(request))

        def acted() -> Response:
            try:
                return RedirectResponse(f"/settings/picker?said={act(sent)}", 303)
            except (BadInput, Usage) as error:
                return shown(request, wrong=error.message, typed=sent.get("origin", "")[:300])

        return await run_in_threadpool(acted)

    @routes.get("/settings/picker", include_in_schema=False)
    def page(request: Request, said: str = "") -> HTMLResponse:
        return shown(request, said if said in _SAID else "")

    @routes.post("/settings/picker/origins", include_in_schema=False)
    async def allow(request: Request) -> Response:
        def act(sent: dict[str, str]) -> str:
            origins.allow(catalogue, sent.get("origin", ""), caller().name)
            return "allowed"

        return await done(request, act)

    @routes.post("/settings/picker/origins/remove", include_in_schema=False)
    async def forbid(request: Request) -> Response:
        def act(sent: dict[str, str]) -> str:
            origins.forbid(catalogue, sent.get("origin", ""))
            return "forbidden"

        return await done(request, act)

    @routes.post("/settings/picker/end", include_in_schema=False)
    async def end(request: Request) -> Response:
        def act(sent: dict[str, str]) -> str:
            sessions.end_named(access, catalogue.panels, sent.get("panel", ""))
            return "ended"

        return await done(request, act)

    return routes
