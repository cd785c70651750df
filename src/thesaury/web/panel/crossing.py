"""Which pages may ask the panel interface: those of the origins that are allowed, and frames without an origin; never with a cookie."""

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thesaury.model.errors import ThesauryError
from thesaury.model.panel import SANDBOXED
from thesaury.web.api.problems import KINDS, problem
from thesaury.web.desk import Desk

HOST = "thesaury-host"
"""The header in which the frame of the picker says the origin of the page that holds it."""

_ASKED = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Accept, Content-Type, Thesaury-Host",
    "Access-Control-Max-Age": "600",
}
_SEEN = "RateLimit, RateLimit-Policy, Retry-After"


class PanelCrossing:
    """Answers pages of other sites that are allowed, and tells browsers so; pages of all others are refused, and their browsers told
    nothing."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        """Wrap this app."""
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or is_own(origin, headers):
            await self._app(scope, receive, _varied(send))
            return
        try:
            allowed = origin == SANDBOXED or origin in await run_in_threadpool(self._origins)
        except ThesauryError as error:
            await problem(KINDS["unavailable"], error.message)(scope, receive, _varied(send))
            return
        if not allowed:
            said = "Pages of this origin may not ask here. Somebody who administers the workspace adds it in the settings, at Picker."
            await problem(KINDS["origin-not-allowed"], said)(scope, receive, _varied(send))
            return
        told = _varied(send, {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": _SEEN})
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await Response(status_code=204, headers=_ASKED)(scope, receive, told)
            return
        await self._app(scope, receive, told)

    def _origins(self) -> set[str]:
        return {one.origin for one in self._desk.workspace.catalogue.panels.origins()}


def is_own(origin: str, headers: Headers) -> bool:
    """Whether this is the origin of the server itself, whose frame of the picker asks here, too."""
    return origin != SANDBOXED and urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _varied(send: Send, more: dict[str, str] | None = None) -> Send:
    """Caches know that the answer to another origin is another one."""

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(more or {})
            headers.add_vary_header("Origin")
        await send(message)

    return told
