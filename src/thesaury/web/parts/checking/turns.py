"""Whose turn it is: few tables are checked at the same time, for each holds words and texts in memory while the server answers others."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Semaphore

from anyio import sleep

from thesaury.model.errors import Retry

AT_ONCE = 2
"""Tables in one process."""

TURNS = Semaphore(AT_ONCE)
"""Held by whoever works at a table; threads may wait for it."""

_LOOK = 0.1


@asynccontextmanager
async def turn_within(seconds: float) -> AsyncIterator[None]:
    """Wait so long, and hold up nobody meanwhile. Raises Retry where others take longer."""
    waited = 0.0
    while not TURNS.acquire(blocking=False):
        if waited >= seconds:
            raise Retry(f"{AT_ONCE} other tables are being checked. Send this one again in a moment.")
        await sleep(_LOOK)
        waited += _LOOK
    try:
        yield
    finally:
        TURNS.release()
