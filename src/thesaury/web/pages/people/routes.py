"""`/settings/people` and `/settings/tokens`: who may sign in here, what each may do, and every token of the workspace."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission, Role
from thesaury.model.errors import Usage
from thesaury.pipeline.accounts import Access, people, tokens
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import Fields, fields_of
from thesaury.web.pages.settings.tabs import settings_tabs

_SAID = ("added", "roles", "disabled", "enabled", "revoked")


def router(desk: Desk, access: Access) -> APIRouter:
    """The two pages, and where their forms lead."""
    routes = APIRouter(dependencies=[may(Permission.ADMINISTER)], include_in_schema=False)

    def shown(status: int = 200, **told: object) -> HTMLResponse:
        """The page of people; `link` is the address of a one-time link, shown this once."""
        values: dict[str, object] = {"said": "", "about": "", "wrong": "", "link": "", "sent": {}} | told
        members = access.accounts.people.members(access.workspace)
        return desk.bare_page("people.html", status, members=members, roles=list(Role), rooms=settings_tabs(), **values)

    async def done(request: Request, act: Callable[[Mapping[str, str], Fields], Response]) -> Response:
        sent = await fields_of(request)

        def acted() -> Response:
            try:
                return act(dict(sent), sent)
            except Usage as error:
                return shown(422, wrong=error.message, about=dict(sent).get("about", ""), sent=dict(sent))

        return await run_in_threadpool(acted)

    @routes.get("/settings/people")
    def page(said: str = "", about: str = "") -> HTMLResponse:
        return shown(said=said if said in _SAID else "", about=about)

    @routes.post("/settings/people")
    async def invite(request: Request) -> Response:
        def act(sent: Mapping[str, str], fields: Fields) -> Response:
            person = people.add(access, sent.get("address", ""), sent.get("name", ""), _roles(fields))
            if person.password:  # he is in another workspace of the directory, and signs in as there
                return _back("added")
            return linked(request, person.address, "added")

        return await done(request, act)

    @routes.post("/settings/people/link")
    async def link(request: Request) -> Response:
        return await done(request, lambda sent, _: linked(request, sent.get("about", ""), "link"))

    @routes.post("/settings/people/roles")
    async def roles(request: Request) -> Response:
        def act(sent: Mapping[str, str], fields: Fields) -> Response:
            people.set_roles(access, sent.get("about", ""), _roles(fields))
            return _back("roles")

        return await done(request, act)

    @routes.post("/settings/people/{verb}")
    async def switch(request: Request, verb: str) -> Response:
        def act(sent: Mapping[str, str], _: Fields) -> Response:
            (people.enable if verb == "enable" else people.disable)(access, sent.get("about", ""))
            return _back("enabled" if verb == "enable" else "disabled")

        return await done(request, act)

    @routes.get("/settings/tokens")
    def programs(said: str = "") -> HTMLResponse:
        members = {member.person.id: member.person for member in access.accounts.people.members(access.workspace)}
        rows = [
            (token, members.get(token.person), tokens.lives(access, token))
            for token in access.accounts.tokens.all(access.workspace)
        ]
        return desk.bare_page("tokens.html", tokens=rows, rooms=settings_tabs(), said=said if said in _SAID else "")

    @routes.post("/settings/tokens/revoke")
    async def revoke(request: Request) -> Response:
        def act(sent: Mapping[str, str], _: Fields) -> Response:
            tokens.revoke(access, sent.get("id", ""))
            return RedirectResponse("/settings/tokens?said=revoked", 303)

        return await done(request, act)

    def linked(request: Request, address: str, said: str) -> Response:
        key = people.link_for(access, address)
        answer = shown(link=f"{str(request.base_url).rstrip('/')}/sign-in/link/{key}", about=address, said=said)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return routes


def _roles(fields: Fields) -> list[Role]:
    return [Role(value) for name, value in fields if name == "role" and value in list(Role)]


def _back(said: str) -> Response:
    return RedirectResponse(f"/settings/people?said={said}", 303)
