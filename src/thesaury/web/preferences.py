"""What a reader prefers: the language of the pages, and light or dark; kept by his browser, no session needed."""

from collections.abc import Mapping
from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from thesaury.web.door.origin import from_here
from thesaury.web.texts import TEXTS, speaking

THEMES = ("light", "dark")
_YEAR = 365 * 24 * 3600

shaded: ContextVar[str] = ContextVar("shaded", default="")
"""Light or dark where the reader chose, else empty: as his system has it."""
asked_at: ContextVar[str] = ContextVar("asked_at", default="/")
"""The address of the page being answered, with its query."""

reading: ContextVar[str] = ContextVar("reading", default="")
"""The language of who reads a page, in which concepts are named where they can be; empty for programs, which are told every name in the
order of the workspace."""

_PROGRAMS = "/api/"


class Preferences:
    """Reads the preferences of each request before it is answered."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap this app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, in the reader's language."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            kept = _cookies(headers.get("cookie", ""))
            speaking.set(_language(kept.get("language", ""), headers.get("accept-language", "")))
            reading.set("" if scope["path"].startswith(_PROGRAMS) else speaking.get())
            shaded.set(kept["theme"] if kept.get("theme") in THEMES else "")
            query = scope["query_string"].decode("latin-1")
            asked_at.set(scope["path"] + (f"?{query}" if query else ""))
        await self._app(scope, receive, send)


def router() -> APIRouter:
    """Where the buttons of the reader's menu lead."""
    routes = APIRouter()

    @routes.post("/preferences", include_in_schema=False)
    def prefer(
        request: Request, theme: str = Form(""), language: str = Form(""), back: str = Form("/")
    ) -> RedirectResponse:
        from_here(request)
        answer = RedirectResponse(local(back), 303)
        for name, value, known in (("theme", theme, (*THEMES, "system")), ("language", language, tuple(TEXTS))):
            if value in known:
                answer.set_cookie(name, value, max_age=_YEAR, samesite="lax", httponly=True)
        return answer

    return routes


def local(address: str) -> str:
    """The address where it leads to a page of ours, else the first page: nobody is sent elsewhere."""
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if safe else "/"


def _language(chosen: str, accepted: str) -> str:
    """The chosen language, else the first that the browser accepts and we speak, by its weights (RFC 9110, 12.5.4), else the first."""
    if chosen in TEXTS:
        return chosen
    weighed = []
    for place, part in enumerate(accepted.split(",")[:20]):
        tag, _, weight = part.partition(";q=")
        if (code := tag.strip().split("-")[0].lower()) in TEXTS:
            weighed.append((-_weight(weight), place, code))
    return min(weighed)[2] if weighed else next(iter(TEXTS))


def _weight(written: str) -> float:
    try:
        return float(written) if written else 1.0
    except ValueError:
        return 0.0


def _cookies(header: str) -> Mapping[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
