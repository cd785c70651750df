"""Headers every answer bears: nothing from elsewhere, no script in a page, no frame, no guessing of types."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thesaury.web.door.origin import QUESTIONS

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy: pictures, the one style sheet and the script of the search box from here, forms and its
questions to here, nothing else at all."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""On every answer, failures that nobody foresaw included."""

_FRAMED = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""The policy of previews for other tools: anybody may frame them, and there is nothing in them to be tricked into."""
_LETTER = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The policy of a report as it is mailed, whose styles stand at each piece of it: it is shown so, and nothing else is let in."""
_KEPT = "private, no-cache"
"""What says nothing of who may keep it is kept by the browser that asked, and by nothing on the way."""
_FOR_OTHERS = HEADERS | {"Cross-Origin-Resource-Policy": "cross-origin"}


_REPORT = "/api/v1/analytics/report"
PICKER = "/picker/"
"""The frame of the picker, which says itself who may hold it, and the scripts that pages of all sites may have."""

_FOR_ALL_SITES = ("/feed/", "/delivery/", "/pull/files/")
"""Feeds, the files in them, and files at addresses that last: pages of other sites show them, and mails do."""


def headers_of(path: str) -> Mapping[str, str]:
    """The headers of what is at this path; what pages of all sites may ask, they may also show."""
    if path.startswith((PICKER, *_FOR_ALL_SITES)):
        return _FOR_OTHERS
    if path.endswith(_REPORT):
        return HEADERS | {"Content-Security-Policy": _LETTER}
    if not path.startswith(QUESTIONS):
        return HEADERS
    return _FOR_OTHERS | ({"Content-Security-Policy": _FRAMED} if path.endswith("/preview") else {})


class SafeHeaders:
    """Puts the headers on every answer of the app it wraps."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap this app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers, own = MutableHeaders(scope=message), headers_of(scope["path"])
                if scope["path"].startswith(PICKER) and "content-security-policy" in headers:
                    own = {name: value for name, value in own.items() if name != "Content-Security-Policy"}
                headers.update(own)
                if message["status"] != HTTPStatus.NOT_MODIFIED:
                    headers.setdefault("Cache-Control", _KEPT)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
