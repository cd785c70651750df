"""`/sign-in`, `/sign-in/link/...` and `/sign-out`: how people come in and leave."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.account import Person, Purpose
from thesaury.model.errors import Usage
from thesaury.pipeline.accounts import Access, people
from thesaury.pipeline.accounts.signing_in import Refusal, open_session, sign_in, sign_out
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.door.forms import carried_in, form_of
from thesaury.web.door.visit import cookie_name, forget_session, keep_session
from thesaury.web.preferences import local
from thesaury.web.texts import phrase


def router(desk: Desk, access: Access, provider: str = "", demo_begins: str = "/search") -> APIRouter:
    """The pages at the door; `provider` is what the button of the identity provider says, where there is one. `demo_begins` is the page
    that a link of the demo leads to."""
    routes = APIRouter()

    @routes.get("/sign-in", include_in_schema=False)
    def page(request: Request, next: str = "/", wrong: str = "") -> Response:
        if caller().name:
            return RedirectResponse(local(next), 303)
        return shown(local(next), wrong=wrong if wrong in ("wait", "provider") else "")

    @routes.post("/sign-in", include_in_schema=False)
    async def come_in(request: Request) -> Response:
        return await run_in_threadpool(_came, request, await form_of(request))

    @routes.get("/sign-in/link/{key}", include_in_schema=False)
    def look(key: str) -> HTMLResponse:
        """Only shows what the link is for: whoever previews it does not use it up."""
        return _link_page(key, {}, "")

    @routes.post("/sign-in/link/{key}", include_in_schema=False)
    async def use(key: str, request: Request) -> Response:
        return await run_in_threadpool(_used, request, key, await form_of(request))

    @routes.post("/sign-out", include_in_schema=False)
    def leave(request: Request) -> RedirectResponse:
        key = request.cookies.get(cookie_name(request, access.workspace), "")
        if key:
            sign_out(access, key, caller().name)
        answer = RedirectResponse("/sign-in", 303)
        forget_session(request, answer, access.workspace)
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer

    def shown(back: str, status: int = 200, carried: str = "", wrong: str = "", address: str = "") -> HTMLResponse:
        told = {"back": back, "carried": carried, "lost": False, "wrong": wrong, "address_given": address}
        return desk.bare_page("sign_in.html", status, begun=access.begun(), provider=provider, **told)

    def _came(request: Request, sent: Mapping[str, str]) -> Response:
        back, carried, address = local(sent.get("next", "/")), sent.get("carried", ""), sent.get("address", "")
        place = request.client.host if request.client else ""
        got = sign_in(access, address, sent.get("password", ""), place, request.headers.get("user-agent", ""))
        if isinstance(got, Refusal):
            status = 429 if got is Refusal.WAIT else 401
            return shown(back, status, carried if carried_in(carried) else "", got.value, address)
        return _entered(request, got[1], back, carried)

    def _entered(request: Request, key: str, back: str, carried: str = "") -> Response:
        """In: a session from before is over, whoever's it was, and what was typed before is offered again."""
        if before := request.cookies.get(cookie_name(request, access.workspace), ""):
            sign_out(access, before, caller().name or "nobody")
        kept = carried_in(carried)
        answer: Response = RedirectResponse(back, 303)
        if kept:
            answer = desk.bare_page("send_again.html", action=kept.action, fields=kept.fields)
        keep_session(request, answer, access.workspace, key)
        return answer

    def _link_page(key: str, sent: Mapping[str, str], wrong: str) -> HTMLResponse:
        found = people.link_called(access, key)
        person = access.accounts.people.get(found.person) if found and found.person else None
        purpose = found.purpose.value if found else "gone"
        told = {"purpose": purpose, "key": key, "person": person, "wrong": wrong, "sent": sent}
        status = 200 if found and not wrong else 422 if found else 410
        return desk.bare_page("sign_in_link.html", status, administers=_administers_demo(person), **told)

    def _used(request: Request, key: str, sent: Mapping[str, str]) -> Response:
        if sent.get("password", "") != sent.get("again", ""):
            return _link_page(key, sent, phrase("link.differ"))
        found = people.link_called(access, key)
        demo = found is not None and found.purpose is Purpose.ENTER
        try:
            person = people.use_link(
                access, key, sent.get("address", ""), sent.get("name", ""), sent.get("password", "")
            )
        except Usage as error:
            return _link_page(key, sent, error.message)
        return _entered(request, _session(request, person), demo_begins if demo else "/")

    def _session(request: Request, person: Person) -> str:
        place = request.client.host if request.client else ""
        return open_session(access, person, place, request.headers.get("user-agent", ""))

    return routes


def _administers_demo(person: Person | None) -> bool:
    return person is not None and person.address == people.DEMO
