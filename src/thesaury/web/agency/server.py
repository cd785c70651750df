"""The application over all clients: reads the host, and lets whose door it is answer."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from time import monotonic

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thesaury.model.errors import Suspended, ThesauryError
from thesaury.web.agency.closed import closed
from thesaury.web.agency.hosts import Hosts
from thesaury.web.agency.rooms import AT_ONCE, Entered, Rooms
from thesaury.web.desk import Desk
from thesaury.web.door.headers import SafeHeaders
from thesaury.web.preferences import Preferences
from thesaury.web.texts import phrase

_LOOK = 2.0
"""Seconds after which it is looked again which clients are to be open."""
_THREADS = 4 * AT_ONCE
_LOOKS = ("/static/", "/preferences")
"""What the page of a closed door looks like; the agency's own."""


class AgencyServer:
    """An agency's own pages at its host, each client at a name in front of it.

    At a name that no client has, one answers as at that of a client who is suspended: a stranger learns nothing of either.
    """

    def __init__(
        self, own: FastAPI, desk: Desk, rooms: Rooms, hosts: Hosts, active: Callable[[], frozenset[str]]
    ) -> None:
        """`own` is the agency's application, `desk` what the pages of closed doors stand on; `active` names the clients that may be
        open."""
        self.own, self._desk, self.rooms, self._hosts = own, desk, rooms, hosts
        self._look, self._active, self._looked = active, frozenset[str](), float("-inf")
        self._closed: ASGIApp = SafeHeaders(Preferences(self._nobody))
        self._failing: ASGIApp = SafeHeaders(Preferences(self._not_now))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer whatever the server brings: the life of the process, and requests."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = self._hosts.place(Headers(scope=scope).get("host", ""))
        if place is None:
            await PlainTextResponse("This name is not served here.", 400)(scope, receive, send)
        elif not place.client:
            await self.own(scope, receive, send)
        else:
            await self._at(place.client, scope, receive, send)

    async def _at(self, client: str, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False
        try:
            if client not in await self._open():
                looks = scope["path"].startswith(_LOOKS)
                await (self.own if looks else self._closed)(scope, receive, send)
                return
            async with self.rooms.entered(client) as entered:
                begun = True
                await _in_turn(entered, scope, receive, send)
        except Exception as error:
            if begun:
                raise
            await (self._closed if isinstance(error, Suspended) else self._failing)(scope, receive, send)

    async def _open(self) -> frozenset[str]:
        """Who may be open, as was seen at most some seconds ago."""
        if monotonic() - self._looked > _LOOK:
            self._active, self._looked = await run_in_threadpool(self._look), monotonic()
        return self._active

    async def _nobody(self, scope: Scope, receive: Receive, send: Send) -> None:
        await closed(Request(scope), self._desk, 404, phrase("agency.nobody"))(scope, receive, send)

    async def _not_now(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = closed(Request(scope), self._desk, 503, phrase("agency.not_now"))
        answer.headers["Retry-After"] = "5"
        await answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Start the agency's own application, look after the clients, and close all at the end."""
        await receive()
        current_default_thread_limiter().total_tokens = _THREADS
        async with self.own.router.lifespan_context(self.own):
            looking = asyncio.create_task(self._look_after())
            await send({"type": "lifespan.startup.complete"})
            await receive()
            looking.cancel()
            await self.rooms.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _look_after(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            try:
                active = await self._open()
            except ThesauryError:
                continue  # what cannot be read now is asked again by the next request, which tells its reader
            self.rooms.keep(active.__contains__)


async def _in_turn(entered: Entered, scope: Scope, receive: Receive, send: Send) -> None:
    """Ask when it is our turn. What is told for as long as somebody listens holds up nobody: the turn ends where the answer begins."""
    async with AsyncExitStack() as turn:
        await turn.enter_async_context(entered.turns)

        async def begin(message: Message) -> None:
            await turn.aclose()
            await send(message)

        await entered.app(scope, receive, begin)
