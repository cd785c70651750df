"""The push channel: authorisation of a private channel, and a small server of the Pusher protocol that nudges."""

import asyncio
import hmac
import json
import secrets
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from thesaury.sandbox.smintio.estate import Estate
from thesaury.sandbox.smintio.refusal import Refusal, guarded
from thesaury.sandbox.smintio.tenants import PUSH_EVENT

_SCOPE = "smintio.full"
_WRONG_SIGNATURE = 4009

Listener = asyncio.Queue[str]


class Pusher:
    """The push channel of one tenant."""

    def __init__(self, estate: Estate) -> None:
        """The channel of an estate, with nobody listening."""
        self._estate = estate
        self._listeners: set[Listener] = set()

    def routes(self) -> list[BaseRoute]:
        """The authorisation below content licensing, and the socket at the root."""
        tenant = self._estate.tenant
        path = f"/{tenant.name}/clapi/consumer/v1/notifications/pusher/auth"
        return [
            Route(path, guarded(self.authorise), methods=["POST"]),
            WebSocketRoute(f"/app/{tenant.push_key}", self.socket),
        ]

    @property
    def listening(self) -> int:
        """How many sockets are subscribed."""
        return len(self._listeners)

    def nudge(self, times: int = 1) -> int:
        """Tells every subscriber so many times that something changed; returns how many there were."""
        event = {"event": PUSH_EVENT, "channel": self._estate.tenant.push_channel, "data": "{}"}
        for listener in self._listeners:
            for _ in range(times):
                listener.put_nowait(json.dumps(event))
        return len(self._listeners)

    async def authorise(self, request: Request) -> Response:
        """The signature a socket needs for the tenant's private channel."""
        self._estate.authorised(request, _SCOPE)
        async with request.form() as form:
            socket, channel = str(form.get("socket_id", "")), str(form.get("channel_name", ""))
        if not socket:
            raise Refusal(400, "argument_missing", "socket_id is missing.")
        if channel != self._estate.tenant.push_channel:
            raise Refusal(403, "permission_denied", "Not the channel of this tenant.")
        return JSONResponse({"auth": self._signature(socket)})

    async def socket(self, socket: WebSocket) -> None:
        """One client: greeted, subscribed once it shows the signature, nudged until it leaves."""
        await socket.accept()
        name, listener = f"{secrets.randbelow(10**6)}.{secrets.randbelow(10**6)}", Listener()
        hello = {"socket_id": name, "activity_timeout": 120}
        await socket.send_json({"event": "pusher:connection_established", "data": json.dumps(hello)})
        writer = asyncio.create_task(_write(socket, listener))
        try:
            while True:
                await self._heard(json.loads(await socket.receive_text()), name, listener)
        except (WebSocketDisconnect, ValueError, KeyError):
            return
        finally:
            self._listeners.discard(listener)
            writer.cancel()
            with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                await writer

    async def _heard(self, message: Any, name: str, listener: Listener) -> None:
        data = message["data"] if isinstance(message, dict) else None
        if not isinstance(data, dict):
            raise ValueError("Not a message of the Pusher protocol.")
        if message["event"] == "pusher:ping":
            listener.put_nowait(json.dumps({"event": "pusher:pong", "data": "{}"}))
        elif message["event"] == "pusher:subscribe":
            right = data.get("channel") == self._estate.tenant.push_channel
            if right and hmac.compare_digest(str(data.get("auth")), self._signature(name)):
                self._listeners.add(listener)
                listener.put_nowait(
                    json.dumps(
                        {"event": "pusher_internal:subscription_succeeded", "channel": data["channel"], "data": "{}"}
                    )
                )
            else:
                refused = {"message": "Connection not authorized", "code": _WRONG_SIGNATURE}
                listener.put_nowait(json.dumps({"event": "pusher:error", "data": refused}))

    def _signature(self, socket: str) -> str:
        tenant = self._estate.tenant
        text = f"{socket}:{tenant.push_channel}".encode()
        return f"{tenant.push_key}:{hmac.new(tenant.digest('push secret').encode(), text, 'sha256').hexdigest()}"


async def _write(socket: WebSocket, listener: Listener) -> None:
    while True:
        await socket.send_text(await listener.get())
