"""Carries out a fault as ASGI: wrong statuses and bodies, slow and cut replies, and connections that break before or after the work."""

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thesaury.sandbox.serving.faults import Fault

HTML = (
    b"<!DOCTYPE html>\n<html><head><title>Service unavailable</title></head>"
    b"<body><h1>Something went wrong</h1><p>Please try again later.</p></body></html>\n"
)
FLAGS = frozenset({"stale", "repeat_cursor", "shrink_page"})
_JSON, _PAGE = b"application/json", b"text/html; charset=utf-8"
_CHUNK = b"a" * 65_536
_MEBIBYTE = 1 << 20

ErrorBody = Callable[[int], Any]
"""The vendor's error body for a status."""


@dataclass
class Reply:
    """A reply that was caught instead of sent."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytearray = field(default_factory=bytearray)

    async def catch(self, message: Message) -> None:
        """Stands in for ASGI's send."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", []))
        else:
            self.body += message.get("body", b"")

    def without(self, *names: bytes) -> list[tuple[bytes, bytes]]:
        """The headers but some."""
        return [(name, value) for name, value in self.headers if name not in names]


async def go_wrong(fault: Fault, app: ASGIApp, scope: Scope, receive: Receive, send: Send, error: ErrorBody) -> None:
    """Answers one request in the fault's way; the flags for vendors' handlers are left to the handler."""
    scope.setdefault("state", {})["fault"] = fault
    if fault.kind in FLAGS:
        await app(scope, receive, send)
    elif fault.kind in _INSTEAD:
        await _INSTEAD[fault.kind](fault, scope, receive, send, error)
    elif fault.kind == "slow":
        await asyncio.sleep(fault.number())
        await app(scope, receive, send)
    else:
        reply = Reply()
        await app(scope, receive, reply.catch)
        await _AFTERWARDS[fault.kind](fault, reply, scope, receive, send)


async def whole(send: Send, status: int, content_type: bytes, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    """Sends one complete reply."""
    length = (b"content-length", str(len(body)).encode())
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(b"content-type", content_type), length, *headers],
        }
    )
    await send({"type": "http.response.body", "body": body})


async def _status(fault: Fault, scope: Scope, receive: Receive, send: Send, error: ErrorBody) -> None:
    status, after = int(fault.number()), fault.argument.partition(":")[2]
    if status == 502:
        await whole(send, status, _PAGE, HTML)
        return
    wait = [(b"retry-after", (after or "1").encode())] if after or status == 429 else []
    await whole(send, status, _JSON, json.dumps(error(status)).encode(), *wait)


async def _html200(fault: Fault, scope: Scope, receive: Receive, send: Send, error: ErrorBody) -> None:
    await whole(send, 200, _PAGE, HTML)


async def _empty(fault: Fault, scope: Scope, receive: Receive, send: Send, error: ErrorBody) -> None:
    await whole(send, 200, _JSON, b"")


async def _garbage(fault: Fault, scope: Scope, receive: Receive, send: Send, error: ErrorBody) -> None:
    await whole(send, 200, _JSON, bytes(range(128, 256)) * 4)


async def _reset(fault: Fault, scope: Scope, receive: Receive, send: Send, error: ErrorBody) -> None:
    await _abort(scope, receive)


async def _redirect_loop(fault: Fault, scope: Scope, receive: Receive, send: Send, error: ErrorBody) -> None:
    query = scope["query_string"]
    target = scope["raw_path"] + (b"?" + query if query else b"")
    await whole(send, 307, _PAGE, b"", (b"location", target))


async def _oversized(fault: Fault, scope: Scope, receive: Receive, send: Send, error: ErrorBody) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", _JSON)]})
    await send({"type": "http.response.body", "body": b'{"count":1,"items":["', "more_body": True})
    transport = scope.get("state", {}).get("transport")
    for _ in range(int(fault.number() * _MEBIBYTE / len(_CHUNK))):
        if transport is not None and transport.is_closing():  # the caller has had enough
            await _gone(receive)
            return
        await send({"type": "http.response.body", "body": _CHUNK + b'","', "more_body": True})
    await send({"type": "http.response.body", "body": b'"]}'})


async def _reset_after(fault: Fault, reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
    await _abort(scope, receive)


async def _hang_after(fault: Fault, reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(fault.number())
    await _send(reply, send)


async def _drip(fault: Fault, reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    step = max(1, int(fault.number() / 10))
    for start in range(0, len(reply.body), step):
        await send({"type": "http.response.body", "body": bytes(reply.body[start : start + step]), "more_body": True})
        await asyncio.sleep(step / fault.number())
    await send({"type": "http.response.body", "body": b""})


async def _content_type(fault: Fault, reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
    wrong = (b"content-type", (fault.argument or "application/octet-stream").encode())
    reply.headers = [*reply.without(b"content-type"), wrong]
    await _send(reply, send)


async def _cut(fault: Fault, reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
    del reply.body[len(reply.body) // 2 :]
    reply.headers = [*reply.without(b"content-length"), (b"content-length", str(len(reply.body)).encode())]
    await _send(reply, send)


async def _truncate(fault: Fault, reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
    declared = (b"content-length", str(max(2, len(reply.body))).encode())
    await send(
        {
            "type": "http.response.start",
            "status": reply.status,
            "headers": [*reply.without(b"content-length"), declared],
        }
    )
    half = bytes(reply.body[: len(reply.body) // 2])
    await send({"type": "http.response.body", "body": half, "more_body": True})
    transport = scope.get("state", {}).get("transport")
    if transport is not None:
        transport.close()
    await _gone(receive)


async def _send(reply: Reply, send: Send) -> None:
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    await send({"type": "http.response.body", "body": bytes(reply.body)})


async def _abort(scope: Scope, receive: Receive) -> None:
    transport = scope.get("state", {}).get("transport")
    if transport is not None:
        connection = transport.get_extra_info("socket")
        if connection is not None:  # lingering for zero seconds makes the close a reset, as a dying host gives it
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    await _gone(receive)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


_INSTEAD: dict[str, Callable[[Fault, Scope, Receive, Send, ErrorBody], Awaitable[None]]] = {
    "status": _status,
    "html200": _html200,
    "empty": _empty,
    "garbage": _garbage,
    "reset": _reset,
    "redirect_loop": _redirect_loop,
    "oversized": _oversized,
}
_AFTERWARDS: dict[str, Callable[[Fault, Reply, Scope, Receive, Send], Awaitable[None]]] = {
    "reset_after": _reset_after,
    "hang_after": _hang_after,
    "drip": _drip,
    "content_type": _content_type,
    "cut": _cut,
    "truncate": _truncate,
}
