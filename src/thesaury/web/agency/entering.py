"""`/sign-in/agency`: at a client's door, the way in for whoever is signed in at the agency; `/agency` is the way back.

The browser is sent to the agency with a word that only it keeps, and comes back with a key that opens once, together with that word: a
link that somebody else was given, or sent, opens nothing.
"""

import secrets
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from thesaury.model.agency import OWN
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.handing import handed
from thesaury.pipeline.accounts.signing_in import open_session, sign_out
from thesaury.web.agency.closed import closed
from thesaury.web.agency.hosts import Place
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.door.visit import cookie_name, keep_session
from thesaury.web.texts import phrase

WAY_IN = "/sign-in/agency"
WAY_BACK = "/agency"
_ASKED = "thesaury-asked"
_PATIENCE = 600
"""Seconds in which somebody may sign in at the agency meanwhile."""


def router(desk: Desk, access: Access) -> APIRouter:
    """The two addresses of the way in, and the one of the way back; whoever is in already goes straight to the first page."""
    routes = APIRouter()

    @routes.get(WAY_BACK, include_in_schema=False)
    def back(request: Request) -> RedirectResponse:
        return RedirectResponse(f"{request.url.scheme}://{_host(request)[1]}/", 303)

    @routes.get(WAY_IN, include_in_schema=False)
    def ask(request: Request) -> RedirectResponse:
        if caller().name:
            return RedirectResponse("/", 303)
        client, agency = _host(request)
        asked = secrets.token_urlsafe(24)
        answer = RedirectResponse(f"{request.url.scheme}://{agency}/enter/{client}?{urlencode({'asked': asked})}", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(_asked(request), asked, max_age=_PATIENCE, secure=secure, httponly=True, samesite="lax")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @routes.get(f"{WAY_IN}/{{key}}", include_in_schema=False)
    def arrive(request: Request, key: str) -> Response:
        asked = request.cookies.get(_asked(request), "")
        person = handed(access, key, asked) if asked else None
        if person is None:
            return closed(request, desk, 410, phrase("agency.way.over"), sign_in=True)
        if before := request.cookies.get(cookie_name(request, access.workspace), ""):
            sign_out(access, before, caller().name or "nobody")
        place = request.client.host if request.client else ""
        session = open_session(access, person, place, request.headers.get("user-agent", ""))
        # In the agency's own workspace there are vocabularies and nothing else.
        answer = RedirectResponse("/vocabulary" if _host(request)[0] == OWN else "/", 303)
        keep_session(request, answer, access.workspace, session)
        answer.delete_cookie(_asked(request), secure=request.url.scheme == "https", httponly=True, samesite="lax")
        return answer

    return routes


def way_in(request: Request, place: Place, client: str) -> str:
    """The address of the way in at the door of a client, from the agency's own pages."""
    return f"{request.url.scheme}://{place.door(client)}{WAY_IN}"


def _asked(request: Request) -> str:
    """The cookie with the word: over https one that no other host, not even a neighbour, can set."""
    return f"__Host-{_ASKED}" if request.url.scheme == "https" else _ASKED


def _host(request: Request) -> tuple[str, str]:
    """The name of the client and the host of the agency; the server has looked at both."""
    client, _, agency = request.headers.get("host", "").partition(".")
    return client, agency
