"""What stands before the addresses of other tools: pages of other sites may read them, and nobody asks too often."""

import re
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thesaury.web.api.limits import Budget, Limited

ADDRESSES = ("/sparql", "/rest/v1/", "/id/")
"""Where other tools ask."""
FEEDS = ("/feed/", "/delivery/")
"""Where feeds and their files are read: viewers of pictures in pages of other sites read them, too."""
_COUNTED = (*ADDRESSES, "/vocabulary/sparql", "/analytics/own")
"""Where one request is much work."""
_SHARED = re.compile(r"/shared/boards/[^/]*(?P<picture>/pictures/)?")
_SHARED_PICTURES, _SHARED_PAGES = 3_000, 60
"""How many a minute one address may ask for below links to boards: people of one house share an address, and a board has 500 pictures at
most. A page asks about the rights of all of them."""
_ASKED = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
_TOLD = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, RateLimit, RateLimit-Policy, Retry-After",
}


class Crossing:
    """Lets pages of any site read these addresses, never with the cookie of a reader: only what a token or nobody may read.

    It stands outside the door, for a browser asks beforehand without saying who asks. Where everybody who reaches the server is its
    owner, a page of another site would read as he does: there it is not to stand.
    """

    def __init__(self, app: ASGIApp, opened: Callable[[str], bool]) -> None:
        """Wrap this app; `opened` says of a path whether pages of other sites may read it."""
        self._app, self._opened = app, opened

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, and tell browsers that it may be read."""
        if scope["type"] != "http" or not self._opened(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await Response(status_code=204, headers={**_TOLD, **_ASKED})(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_TOLD)
            await send(message)

        await self._app(scope, receive, told)


class Counted:
    """Gives every caller of these addresses, and of the page for SPARQL, so many requests a minute, as the interface does; and whoever has
    a link to a board as many as looking at boards takes.

    It stands inside the door.
    """

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        """Wrap this app."""
        self._app, self._limited = app, Limited(app, Budget(per_minute))
        self._pictures, self._pages = (Limited(app, Budget(most)) for most in (_SHARED_PICTURES, _SHARED_PAGES))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, within the limits."""
        await (self._counting(scope["path"]) if scope["type"] == "http" else self._app)(scope, receive, send)

    def _counting(self, path: str) -> ASGIApp:
        if path.startswith(_COUNTED):
            return self._limited
        if shared := _SHARED.match(path):
            return self._pictures if shared["picture"] else self._pages
        return self._app
