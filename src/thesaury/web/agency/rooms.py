"""The applications of clients: each made when it is first asked for, and closed when nobody has asked for a while."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from contextvars import Context
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from time import monotonic

import fastapi.dependencies.models as endpoints
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from thesaury.model.remembering import forget_words

_LOG = logging.getLogger(__name__)

MOST_OPEN = 50
"""An application with its words holds some 22 MiB where a client has a thousand assets: so many stay within 1.5 GiB, with room for work."""
IDLE = 1800.0
"""Seconds after which an application that nobody asked is closed."""
AT_ONCE = 24
"""Requests of one client that are answered at the same time: more wait, so that no client takes all threads."""
_FAREWELL = 10.0
"""Seconds that an answer under way has to come to its end where a client is to be open no more."""
_AGAIN = 5.0
"""Seconds after which a client that could not be opened is tried again."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The application of one client, and what closes its workspace."""

    app: FastAPI
    close: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Entered:
    """An application to ask, and the turns in which that is done; whoever has one gives it back as soon as he is being answered."""

    app: FastAPI
    turns: asyncio.Semaphore


@dataclass(slots=True)
class _Room:
    opened: "asyncio.Future[FastAPI]"
    turns: asyncio.Semaphore
    over: asyncio.Event = field(default_factory=asyncio.Event)
    asking: "set[asyncio.Task[object] | None]" = field(default_factory=set)
    leaving: bool = False
    used: float = field(default_factory=monotonic)
    life: "asyncio.Task[None] | None" = None

    @property
    def failed(self) -> bool:
        return self.opened.done() and self.opened.exception() is not None


class Rooms:
    """Keeps the applications of clients, by name, in one event loop. A client that cannot be opened is no concern of another."""

    def __init__(self, make: Callable[[str], Opened], most: int = MOST_OPEN, idle: float = IDLE) -> None:
        """`make` opens a client, in a thread; what it raises, whoever asked for the client is told."""
        self._make, self._most, self._idle = make, most, idle
        self._rooms: dict[str, _Room] = {}
        self._lives = set[asyncio.Task[None]]()
        self._making = asyncio.Semaphore(1)

    @property
    def open(self) -> Mapping[str, int]:
        """Which are open or about to be, and how many requests each is answering."""
        return {name: len(room.asking) for name, room in self._rooms.items() if not room.failed}

    @asynccontextmanager
    async def entered(self, name: str) -> AsyncIterator[Entered]:
        """The application of a client, which stays open for the block. Raises what `make` raises; however many ask at the same time, it
        is called once."""
        room, asking = self._room(name), asyncio.current_task()
        room.asking.add(asking)
        try:
            yield Entered(await asyncio.shield(room.opened), room.turns)
        finally:
            room.asking.discard(asking)
            room.used = monotonic()
            self._left(room)
            self._tidy()

    def keep(self, wanted: Callable[[str], bool]) -> None:
        """Close those that are not wanted any more, within seconds, and those that nobody asked for a while."""
        for name, room in [*self._rooms.items()]:
            if not wanted(name):
                self._dismiss(name)
                asyncio.get_running_loop().call_later(_FAREWELL, _cut, room.asking)
            elif not room.asking and monotonic() - room.used > self._idle:
                self._dismiss(name)

    async def close(self) -> None:
        """Close all, whatever they are doing."""
        for name in [*self._rooms]:
            self._rooms.pop(name).over.set()
        if self._lives:
            await asyncio.wait(self._lives)

    def _room(self, name: str) -> _Room:
        room = self._rooms.get(name)
        if room is None or (room.failed and monotonic() - room.used > _AGAIN):
            room = _Room(asyncio.get_running_loop().create_future(), asyncio.Semaphore(AT_ONCE))
            self._rooms[name] = room
            # In a context of its own: who happened to ask first is nobody to what lives longer than his request.
            room.life = asyncio.create_task(self._live(name, room), name=f"client {name}", context=Context())
            self._lives.add(room.life)
            room.life.add_done_callback(self._lives.discard)
        return room

    async def _live(self, name: str, room: _Room) -> None:
        try:
            async with self._making:
                made = await run_in_threadpool(self._make, name)
        except Exception as error:  # noqa: BLE001 - whoever asked is told, and nobody else
            _LOG.warning("client %s cannot be opened: %s", name, error)
            room.opened.set_exception(error)
            room.opened.exception()  # nobody may be left who asks
            return
        try:
            async with made.app.router.lifespan_context(made.app):
                room.opened.set_result(made.app)
                await room.over.wait()
        except Exception as error:  # noqa: BLE001 - the end of the task: what nobody foresaw is told, not lost
            _LOG.exception("client %s ended badly", name)
            if not room.opened.done():
                room.opened.set_exception(error)
                room.opened.exception()
        finally:
            await run_in_threadpool(_closed, name, made)

    def _tidy(self) -> None:
        """Let go of those that were not asked for longest, where there are too many; one that is answering stays."""
        if len(self._rooms) <= self._most:
            return
        quiet = sorted((room.used, name) for name, room in self._rooms.items() if not room.asking and not room.failed)
        for _, name in quiet[: max(len(self.open) - self._most, 0)]:
            self._dismiss(name)

    def _dismiss(self, name: str) -> None:
        room = self._rooms.pop(name)
        room.leaving = True
        self._left(room)

    def _left(self, room: _Room) -> None:
        if room.leaving and not room.asking:
            room.over.set()


def _cut(answering: "set[asyncio.Task[object] | None]") -> None:
    for asking in answering:
        if asking is not None:
            asking.cancel()


def _closed(name: str, made: Opened) -> None:
    try:
        made.close()
    except Exception:  # noqa: BLE001 - the end of the task: what nobody foresaw is told, not lost
        _LOG.exception("client %s cannot be closed in good order", name)
    _forget_endpoints()
    forget_words()


def _forget_endpoints() -> None:
    """FastAPI remembers what it was asked about an endpoint, and with it all that an endpoint holds: a closed client would stay."""
    for remembered in vars(endpoints).values():
        if isinstance(remembered, _lru_cache_wrapper):
            remembered.cache_clear()
