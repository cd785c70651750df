"""The numbers of all clients, asked side by side, each for so long and no longer; a client that fails is only itself not there."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from contextvars import Context
from dataclasses import dataclass
from time import monotonic

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from thesaury.web.agency.figures import Figures

_LOG = logging.getLogger(__name__)

FRESH = 60.0
"""Seconds for which numbers are shown again without counting."""
LIMIT = 20.0
"""Seconds that one client may take."""
_AT_ONCE = 4
_UNENDING = 256
"""Threads in all: one that has not ended in time is left alone, and its place is another's."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of a client, and when they were counted; None where it did not answer."""

    figures: Figures | None
    at: float


class Overview:
    """Asks clients for their numbers, by `count`, which opens the client, counts and closes it again."""

    def __init__(self, count: Callable[[str], Figures], limit: float = LIMIT) -> None:
        """Nobody is asked yet."""
        self._count, self._limit = count, limit
        self._counted: dict[str, Counted] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._turns, self._threads = asyncio.Semaphore(_AT_ONCE), CapacityLimiter(_UNENDING)

    async def seen(self, clients: Iterable[str], patience: float) -> Mapping[str, Counted]:
        """What is known of these clients after at most so many seconds; who is still being asked is left out."""
        wanted = [*clients]
        asking = [self._asked(name) for name in wanted if self._stale(name)]
        if asking:
            await asyncio.wait(asking, timeout=patience)
        self._counted = {name: known for name, known in self._counted.items() if monotonic() - known.at < 10 * FRESH}
        return {name: self._counted[name] for name in wanted if name in self._counted and name not in self._asking}

    def forget(self, clients: Iterable[str]) -> None:
        """Ask these anew when they are next looked at: something was changed with them."""
        for name in clients:
            self._counted.pop(name, None)

    def _stale(self, name: str) -> bool:
        known = self._counted.get(name)
        return known is None or monotonic() - known.at > FRESH

    def _asked(self, name: str) -> "asyncio.Task[None]":
        if name not in self._asking:
            # Nobody in particular asks: what is counted is shown to several people.
            self._asking[name] = asyncio.create_task(self._ask(name), name=f"figures of {name}", context=Context())
        return self._asking[name]

    async def _ask(self, name: str) -> None:
        found = None
        try:
            async with self._turns, asyncio.timeout(self._limit):
                found = await run_sync(self._count, name, abandon_on_cancel=True, limiter=self._threads)
        except Exception as error:  # noqa: BLE001 - whatever one client fails with, the others are shown
            _LOG.warning("client %s does not tell its figures: %s", name, error or type(error).__name__)
        self._counted[name] = Counted(found, monotonic())
        del self._asking[name]
