"""`/connect`: somebody types the code that a panel shows, sees what asks, and decides; below are the panels he has connected."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.model.account import Member
from thesaury.model.errors import Usage
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.panels import pairing, sessions
from thesaury.web.desk import Desk
from thesaury.web.door.forms import form_of
from thesaury.web.door.visit import visiting
from thesaury.web.texts import phrase

_SAID = ("approved", "refused", "ended")


def router(desk: Desk, access: Access) -> APIRouter:
    """The page, and where its forms lead. Only somebody with a session decides: a token connects no further panel."""
    routes = APIRouter()
    panels = desk.workspace.catalogue.panels

    def member() -> Member:
        if (here := visiting.get()) is None or not here.session:
            raise HTTPException(403, phrase("account.session_only"))
        return here.member

    def shown(code: str = "", said: str = "", wrong: str = "", status: int = 200) -> HTMLResponse:
        own = sessions.shown(access, panels, member().person.id)
        found = pairing.waiting(access, panels, code) if code else None
        if code and found is None and not wrong:
            wrong, status = phrase("connect.unknown"), 404
        scopes = sorted(sessions.SCOPES & member().permissions)
        values = {"asks": found, "typed": code[:40], "scopes": scopes, "panels": own, "said": said, "wrong": wrong}
        answer = desk.bare_page("connect.html", status, **values)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    async def done(request: Request, act: Callable[[dict[str, str]], str]) -> Response:
        sent = dict(await form_of(request))

        def acted() -> Response:
            try:
                return RedirectResponse(f"/connect?said={act(sent)}", 303)
            except Usage as error:
                return shown(wrong=error.message, status=422)

        return await run_in_threadpool(acted)

    @routes.get("/connect", include_in_schema=False)
    def page(code: str = "", said: str = "") -> HTMLResponse:
        return shown(code, said if said in _SAID else "")

    @routes.post("/connect", include_in_schema=False)
    async def decide(request: Request) -> Response:
        def act(sent: dict[str, str]) -> str:
            approve = sent.get("do") == "approve"
            pairing.decide(access, panels, sent.get("code", ""), approve, member())
            return "approved" if approve else "refused"

        return await done(request, act)

    @routes.post("/connect/end", include_in_schema=False)
    async def end(request: Request) -> Response:
        def act(sent: dict[str, str]) -> str:
            sessions.end_named(access, panels, sent.get("panel", ""), member().person.id)
            return "ended"

        return await done(request, act)

    return routes
