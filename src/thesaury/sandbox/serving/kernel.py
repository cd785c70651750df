"""The sandbox as one ASGI application: a vendor's routes behind its log, its faults and its control plane."""

import json
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.routing import BaseRoute, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thesaury.sandbox.serving import control
from thesaury.sandbox.serving.clock import Clock
from thesaury.sandbox.serving.faults import Fault, Faults, WrongFault
from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.ledger import Effect, Exchange, Ledger, Violation
from thesaury.sandbox.serving.store import Store
from thesaury.sandbox.serving.wrongdoing import ErrorBody, go_wrong, whole

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_TOLD_HEADERS = (
    "idempotency-key",
    "if-match",
    "if-none-match",
    "content-type",
    "content-length",
    "accept",
    "user-agent",
)


def plain_error(status: int) -> dict[str, Any]:
    """The error body of a vendor that has no shape of its own."""
    return {"error": status}


@dataclass
class Sandbox:
    """One vendor's sandbox: an ASGI application once `serves` was called, and everything a test wants to look at or turn."""

    vendor: str
    store: Store = field(default_factory=Store)
    error: ErrorBody = plain_error
    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    ledger: Ledger = field(default_factory=Ledger)
    hooks: Hooks = field(default_factory=Hooks)
    _app: ASGIApp = field(default_factory=Router)
    _control: ASGIApp = field(default_factory=Router)

    def serves(self, routes: Sequence[BaseRoute], hooks: Hooks) -> "Sandbox":
        """Takes the vendor's routes and hooks; unknown paths are 404 in the vendor's error shape."""
        self.hooks = hooks
        self._app = Router(routes, redirect_slashes=False, default=self._not_found)
        self._control = Router(control.routes(self))
        return self

    def violate(self, rule: str, detail: str) -> None:
        """Records that a request broke a rule of the vendor."""
        self.ledger.violations.append(Violation(self._stamp(), rule, detail))

    def applied(self, route: str, key: str, what: Any) -> None:
        """Records a write that was carried out, with the caller's idempotency key ('' where none came)."""
        self.ledger.effects.append(Effect(self._stamp(), route, key, what))

    def accept(self, request: Request, *known: str, harmless: Collection[str] = ()) -> None:
        """Records every query parameter of the request that the vendor does not know."""
        for name in request.query_params.keys() - set(known) - set(harmless):
            self.violate("unknown-parameter", f"{request.method} {request.url.path}: {name}")

    def reset(self) -> None:
        """Everything as it was at the start: data, clock, faults, log."""
        self.store.clear()
        self.clock.reset()
        self.faults.clear()
        self.ledger.clear()
        self.hooks.reset()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request or WebSocket."""
        if scope["type"] == "websocket":
            await (self._app if loopback(_host(scope)) else self._not_found)(scope, receive, send)
        elif scope["type"] == "http":
            with suppress(ClientDisconnect):  # whoever asked is gone, and nobody waits for an answer
                await self._http(scope, receive, self._marked(send))

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if not loopback(_host(scope)):
            await whole(send, 421, b"text/plain", b"This sandbox answers for loopback hosts only.\n")
        elif scope["path"].startswith(control.PREFIX):
            await self._control(scope, receive, send)
        else:
            await self._logged(scope, headers, receive, send)

    async def _logged(self, scope: Scope, headers: Headers, receive: Receive, send: Send) -> None:
        started, status, size = time.perf_counter(), 0, 0

        async def counting(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        fault: Fault | None = None
        try:
            fault = self.faults.chosen(scope["method"], scope["path"], headers)
            await self._answered(fault, scope, receive, counting)
        except WrongFault as error:
            await whole(counting, 400, b"text/plain", str(error).encode())
        finally:
            route = getattr(scope.get("route"), "path", "(none)")
            told = {name: headers[name] for name in _TOLD_HEADERS if name in headers}
            query = scope["query_string"].decode("latin-1")
            lasted = round(time.perf_counter() - started, 6)
            what = (scope["method"], scope["path"], query, route, status, size, lasted, told, str(fault or ""))
            self.ledger.note(Exchange(self._stamp(), *what))

    async def _answered(self, fault: Fault | None, scope: Scope, receive: Receive, send: Send) -> None:
        if fault is None:
            await self._app(scope, receive, send)
        else:
            await go_wrong(fault, self._app, scope, receive, send, self.error)

    def _marked(self, send: Send) -> Send:
        mark = (b"x-thesaury-sandbox", self.vendor.encode())

        async def marking(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), mark]}
            await send(message)

        return marking

    async def _not_found(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
            return
        await whole(send, 404, b"application/json", json.dumps(self.error(404)).encode())

    def _stamp(self) -> str:
        return self.clock.now().isoformat()


def flagged(request: Request, kind: str) -> bool:
    """Whether this request carries the fault of that kind which only a handler can carry out: stale, repeat_cursor, shrink_page."""
    fault = getattr(request.state, "fault", None)
    return fault is not None and fault.kind == kind


def _host(scope: Scope) -> str:
    return Headers(scope=scope).get("host", "127.0.0.1")


def loopback(host: str) -> bool:
    """Whether a Host header names this machine itself."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]").lower()
    return name in LOOPBACK or name.endswith(".localhost")
