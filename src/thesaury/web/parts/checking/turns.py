"""Whose turn it is: few tables are checked at the same time, for each holds words and texts in memory while the server answers others."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from threading import Semaphore

from anyio import sleep

from thesaury.model.errors import Retry

AT_ONCE = 2
"""Tables in one process."""

TURNS = Semaphore(AT_ONCE)
"""Held by whoever works at a table; threads may wait for it."""

_LOOK = 0.1


def turn_within(seconds: float) -> AbstractAsyncContextManager[None]:
    """Wait so long, and hold up nobody meanwhile. Raises Retry where others take longer."""
    return held_within(TURNS, seconds, f"{AT_ONCE} other tables are being checked. Send this one again in a moment.")


@asynccontextmanager
async def held_within(turns: Semaphore, seconds: float, busy: str) -> AsyncIterator[None]:
    """Hold one of these turns, waiting so long for it. Raises Retry with the sentence `busy` where others take longer."""
    waited = 0.0
    while not turns.acquire(blocking=False):
        if waited >= seconds:
            raise Retry(busy)
        await sleep(_LOOK)
        waited += _LOOK
    try:
        yield
    finally:
        turns.release()
