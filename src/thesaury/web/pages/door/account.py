"""`/account`: what somebody sees and changes of his own account: name, password, sessions and tokens."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.pipeline.accounts import Access, people, tokens
from thesaury.pipeline.accounts.signing_in import end_session
from thesaury.web.desk import Desk
from thesaury.web.door.forms import Fields, fields_of
from thesaury.web.door.visit import Visit, visiting
from thesaury.web.texts import phrase

PERIODS = (7, 30, 90, 365)
"""Days for which a token may be made on the page."""

Act = Callable[[Visit, Mapping[str, str], Fields], str]


def router(desk: Desk, access: Access) -> APIRouter:
    """The page, and where its forms lead; only somebody with a session has an account to look at."""
    routes = APIRouter()

    def visit() -> Visit:
        if (here := visiting.get()) is None or not here.session:
            raise HTTPException(403, phrase("account.session_only"))
        return here

    def shown(said: str = "", wrong: Mapping[str, str] | None = None, key: str = "", status: int = 200) -> HTMLResponse:
        here = visit()
        person = access.accounts.people.get(here.member.person.id) or here.member.person
        own = access.accounts.tokens.all(access.workspace, person.id)
        return desk.bare_page(
            "account.html",
            status,
            person=person,
            member=here.member,
            current=here.session,
            sessions=[one for one in access.accounts.sessions.of(person.id) if one.workspace == access.workspace],
            tokens=[(token, tokens.lives(access, token)) for token in own],
            scopes=[scope for scope in Permission if scope in here.member.permissions],
            periods=PERIODS,
            said=said,
            wrong=wrong or {},
            key=key,
        )

    @routes.get("/account", include_in_schema=False)
    def page(said: str = "") -> HTMLResponse:
        return shown(said if said in ("name", "password", "ended", "revoked") else "")

    async def done(request: Request, form: str, act: Act) -> Response:
        """Do it and show the page again, with what is amiss beside the form it was typed into."""
        sent = await fields_of(request)

        def acted() -> Response:
            try:
                return RedirectResponse(f"/account?said={act(visit(), dict(sent), sent)}", 303)
            except Usage as error:
                return shown(wrong={form: error.message}, status=422)

        return await run_in_threadpool(acted)

    @routes.post("/account/name", include_in_schema=False)
    async def rename(request: Request) -> Response:
        def act(here: Visit, sent: Mapping[str, str], _: Fields) -> str:
            people.rename(access, here.member.person, sent.get("name", ""))
            return "name"

        return await done(request, "name", act)

    @routes.post("/account/password", include_in_schema=False)
    async def password(request: Request) -> Response:
        def act(here: Visit, sent: Mapping[str, str], _: Fields) -> str:
            person = here.member.person
            if person.password and not access.passwords.fits(person.password, sent.get("password", "")):
                raise Usage(phrase("account.password.wrong"))
            if sent.get("new_password", "") != sent.get("again", ""):
                raise Usage(phrase("link.differ"))
            people.set_password(access, person, sent.get("new_password", ""), but=here.session)
            return "password"

        return await done(request, "password", act)

    @routes.post("/account/sessions/end", include_in_schema=False)
    async def end(request: Request) -> Response:
        def act(here: Visit, sent: Mapping[str, str], _: Fields) -> str:
            end_session(access, here.member.person, sent.get("session", ""), but=here.session)
            return "ended"

        return await done(request, "sessions", act)

    @routes.post("/account/tokens", include_in_schema=False)
    async def create(request: Request) -> Response:
        sent = await fields_of(request)

        def acted() -> Response:
            named, scopes = (
                dict(sent),
                [Permission(value) for name, value in sent if name == "scope" and value in list(Permission)],
            )
            days = int(named["days"]) if named.get("days", "") in {str(days) for days in PERIODS} else 0
            try:
                _, key = tokens.create(access, visit().member, named.get("name", ""), scopes, days)
            except Usage as error:
                return shown(wrong={"token": error.message}, status=422)
            return shown(key=key)

        answer = await run_in_threadpool(acted)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @routes.post("/account/tokens/revoke", include_in_schema=False)
    async def revoke(request: Request) -> Response:
        def act(here: Visit, sent: Mapping[str, str], _: Fields) -> str:
            tokens.revoke(access, sent.get("id", ""), here.member.person.id)
            return "revoked"

        return await done(request, "token", act)

    return routes
