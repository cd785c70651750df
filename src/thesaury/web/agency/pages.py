"""The agency's own pages: the clients that somebody may see, the way to each, and the end of all his sessions."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.model.access import Permission
from thesaury.model.agency import OWN
from thesaury.model.errors import Usage
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.handing import hand_over
from thesaury.ports.audit import note
from thesaury.web.agency.averages import averages
from thesaury.web.agency.directory import Directory, Seen
from thesaury.web.agency.entering import WAY_IN
from thesaury.web.agency.hosts import Hosts
from thesaury.web.agency.model import NOTE, SharedModel
from thesaury.web.agency.overview import Counted, Overview
from thesaury.web.agency.shown import Wanted, cards
from thesaury.web.desk import Desk
from thesaury.web.door.visit import Visit, forget_session, visiting
from thesaury.web.texts import phrase

_FIRST, _LATER = 1.0, 5.0
"""Seconds that the page, and the part that asks again, wait for numbers."""
MANY = 12
"""More clients than these are searched."""
_LONGEST = 100


def router(
    desk: Desk, access: Access, directory: Directory, overview: Overview, hosts: Hosts, model: SharedModel
) -> APIRouter:
    """The pages behind the agency's door."""
    routes = APIRouter(include_in_schema=False)

    def visit() -> Visit:
        if (here := visiting.get()) is None or not here.session:
            raise HTTPException(403, phrase("account.session_only"))
        return here

    async def shown(request: Request, template: str, patience: float, **more: Any) -> HTMLResponse:
        member = visit().member
        seen, active = await run_in_threadpool(lambda: (directory.seen_by(member), directory.active()))
        administers = directory.administers(member)
        wanted = active if administers else {one.client.name for one in seen if one.enters}
        counted = await overview.seen(sorted(wanted), patience)
        asked = Wanted(request.query_params.get("find", "")[:_LONGEST], request.query_params.get("order") == "waiting")
        told: dict[str, Any] = {
            "clients": asked.of(cards(seen, counted, _doors(request, seen))),
            "waits": len(counted) < len(wanted),
            "asked": asked,
            "many": len(seen) > MANY,
            "all": len(seen),
        }
        told |= {"administers": administers, "averages": _averages(counted, seen) if administers else None}
        told["own"] = _door(request, OWN) if Permission.VOCABULARY in member.permissions else ""
        titles = {name: one.figures.title for name, one in counted.items() if one.figures}
        told |= {"offered": [], "offered_of": "", "wrong": "", "titles": titles}
        told["model"] = await run_in_threadpool(model.shelves, active, counted) if administers else []
        return await run_in_threadpool(lambda: desk.bare_page(template, **(told | more)))

    def _doors(request: Request, seen: list[Seen]) -> Mapping[str, str]:
        return {one.client.name: _door(request, one.client.name) for one in seen}

    def _door(request: Request, name: str) -> str:
        place = hosts.place(request.headers.get("host", ""))
        assert place is not None  # the server has looked at it
        return f"{request.url.scheme}://{place.door(name)}{WAY_IN}"

    @routes.get("/")
    async def home(request: Request) -> HTMLResponse:
        return await shown(request, "agency.html", _FIRST)

    @routes.get("/clients/part")
    async def part(request: Request) -> HTMLResponse:
        return await shown(request, "agency_clients.html", _LATER)

    @routes.get("/enter/{name}")
    def enter(request: Request, name: str, asked: str = "") -> Response:
        """Send somebody on to a client, who asked for it there; to whom it is not his, there is no such client."""
        member = visit().member
        seen = directory.seen(member, name)
        place = hosts.place(request.headers.get("host", ""))
        if seen is None or not seen.enters or place is None or not 20 <= len(asked) <= 100:
            raise HTTPException(404)
        key = hand_over(replace(access, workspace=seen.workspace), member.person, asked)
        way = f"{request.url.scheme}://{place.door(name)}{WAY_IN}/{quote(key, safe='')}"
        return RedirectResponse(way, 303, {"Cache-Control": "no-store"})

    def administering() -> None:
        if not directory.administers(visit().member):
            raise HTTPException(403)

    @routes.post("/offers", dependencies=[Depends(administering)])
    async def offer(
        request: Request,
        vocabulary: str = Form(),
        version: int = Form(0, ge=0),
        client: str = Form(""),
        note: str = Form("", max_length=NOTE),
    ) -> HTMLResponse:
        """Offer a version of a vocabulary of the agency to one client, or to all; says what became of it at each."""
        offered, wrong = [], ""
        try:
            offered = await run_in_threadpool(model.offer, vocabulary, version, client, note)
        except Usage as error:
            wrong = error.message
        overview.forget(one.client for one in offered)
        return await shown(request, "agency.html", _LATER, offered=offered, offered_of=vocabulary, wrong=wrong)

    @routes.post("/sign-out/everywhere")
    def leave(request: Request) -> RedirectResponse:
        person = visit().member.person
        access.accounts.sessions.end_all(person.id)
        note(access.audit, "session.end", f"person:{person.address}")
        answer = RedirectResponse("/sign-in", 303)
        forget_session(request, answer, access.workspace)
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer

    return routes


def _averages(counted: Mapping[str, Counted], seen: Iterable[Seen]) -> object:
    """None for who has a role with every client: he sees their numbers themselves."""
    his = {one.client.name for one in seen if one.permissions}
    if his >= counted.keys():
        return None
    figures = {name: known.figures for name, known in counted.items() if known.figures}
    return averages(
        (one for name, one in figures.items() if name not in his), (one for name, one in figures.items() if name in his)
    )
