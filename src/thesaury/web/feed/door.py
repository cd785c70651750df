"""The door of feeds: the key of a channel opens its feed and nothing else; people who may read look at all of them."""

from contextvars import ContextVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, QueryParams
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from thesaury.model.access import Permission
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.accounts.access import digest
from thesaury.web.api.limits import PER_MINUTE, Budget, Limited
from thesaury.web.api.problems import KINDS, problem
from thesaury.web.desk import Desk
from thesaury.web.door.caller import Caller, caller, let_in
from thesaury.web.door.visit import visiting

_BEARER = "bearer "
_CHALLENGE = 'Bearer realm="Thesaury feed"'
_NO_KEY = "Send the key of this feed as `Authorization: Bearer KEY`, or in the address as `?key=KEY`."
_WRONG_KEY = "This key opens no feed (any more). Ask whoever runs Thesaury for another one."
_OTHER_FEED = "This key opens no feed at this address. It opens that of its own channel alone."


key_in_address: ContextVar[str] = ContextVar("key_in_address", default="")
"""The key of the feed that is being answered, where it came in the address; set by the door."""


class FeedDoor:
    """Lets in whoever shows the key of the channel that the address names, and people who may read."""

    def __init__(self, app: ASGIApp, desk: Desk, per_minute: int = PER_MINUTE) -> None:
        """Wrap this app; one address is told so many times a minute that it may not come in."""
        self._app, self._desk, self._refusals = app, desk, Budget(per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        key_in_address.set("")
        refused = await self._refused(scope)
        await (Limited(refused, self._refusals) if refused else self._app)(scope, receive, send)

    async def _refused(self, scope: Scope) -> Response | None:
        key, in_address = _key(scope)
        if not key:
            return None if caller().may(Permission.READ) else _stranger(_NO_KEY)
        try:
            opened = await run_in_threadpool(self._desk.workspace.catalogue.channels.by_key, digest(key))
        except ThesauryError as error:
            return problem(KINDS["unavailable"], error.message)
        if not opened:
            return _stranger(_WRONG_KEY, ', error="invalid_token"')
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path.strip("/").partition("/")[0] != opened:
            return problem(KINDS["not-found"], _OTHER_FEED)
        visiting.set(None)
        let_in(Caller(f"feed:{opened}:{digest(key)[:8]}", frozenset()))
        key_in_address.set(key if in_address else "")
        return None


def _key(scope: Scope) -> tuple[str, bool]:
    """The key that is shown, and whether it stands in the address."""
    given = Headers(scope=scope).get("authorization", "")
    if given.lower().startswith(_BEARER):
        return given[len(_BEARER) :].strip(), False
    return QueryParams(scope["query_string"].decode("latin-1")).get("key", ""), True


def _stranger(said: str, more: str = "") -> Response:
    return problem(KINDS["not-signed-in"], said, {"WWW-Authenticate": _CHALLENGE + more})
