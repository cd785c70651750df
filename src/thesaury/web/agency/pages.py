"""The agency's own pages: the clients that somebody may see, the way to each, and the end of all his sessions."""

from dataclasses import replace
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.model.errors import Usage
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.handing import hand_over
from thesaury.ports.audit import note
from thesaury.web.agency.directory import Directory
from thesaury.web.agency.door import visitor
from thesaury.web.agency.entering import way_in
from thesaury.web.agency.front import Front
from thesaury.web.agency.hosts import Hosts
from thesaury.web.agency.model import NOTE, SharedModel
from thesaury.web.agency.overview import Overview
from thesaury.web.desk import Desk
from thesaury.web.door.visit import forget_session

_FIRST, _LATER = 1.0, 5.0
"""Seconds that the page, and the part that asks again, wait for numbers."""


def router(
    desk: Desk, access: Access, directory: Directory, overview: Overview, hosts: Hosts, model: SharedModel
) -> APIRouter:
    """The pages behind the agency's door."""
    routes, front = APIRouter(include_in_schema=False), Front(desk, directory, overview, hosts, model)
    _look(routes, front)
    _enter(routes, front, access)
    _offer(routes, front)
    _leave(routes, access)
    return routes


def _look(routes: APIRouter, front: Front) -> None:
    @routes.get("/")
    async def home(request: Request) -> HTMLResponse:
        return await front.page(request, "agency.html", _FIRST)

    @routes.get("/clients/part")
    async def part(request: Request) -> HTMLResponse:
        return await front.page(request, "agency_clients.html", _LATER)


def _enter(routes: APIRouter, front: Front, access: Access) -> None:
    @routes.get("/enter/{name}")
    def enter(request: Request, name: str, asked: str = "") -> Response:
        """Send somebody on to a client, who asked for it there; to whom it is not his, there is no such client."""
        member = visitor().member
        seen = front.directory.seen(member, name)
        place = front.hosts.place(request.headers.get("host", ""))
        if seen is None or not seen.enters or place is None or not 20 <= len(asked) <= 100:
            raise HTTPException(404)
        key = hand_over(replace(access, workspace=seen.workspace), member.person, asked)
        way = f"{way_in(request, place, name)}/{quote(key, safe='')}"
        return RedirectResponse(way, 303, {"Cache-Control": "no-store"})


def _offer(routes: APIRouter, front: Front) -> None:
    def administering() -> None:
        if not front.directory.administers(visitor().member):
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
            offered = await run_in_threadpool(front.model.offer, vocabulary, version, client, note)
        except Usage as error:
            wrong = error.message
        front.overview.forget(one.client for one in offered)
        return await front.page(request, "agency.html", _LATER, offered=offered, offered_of=vocabulary, wrong=wrong)


def _leave(routes: APIRouter, access: Access) -> None:
    @routes.post("/sign-out/everywhere")
    def leave(request: Request) -> RedirectResponse:
        person = visitor().member.person
        access.accounts.sessions.end_all(person.id)
        note(access.audit, "session.end", f"person:{person.address}")
        answer = RedirectResponse("/sign-in", 303)
        forget_session(request, answer, access.workspace)
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer
