"""Server-sent events: how a run stands, told whenever that changes, until it ends."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi.concurrency import run_in_threadpool

from thesaury.web.api.etags import etag_of

LOOK_SECONDS = 0.5
HEARTBEAT_SECONDS = 15.0
"""Seconds of silence after which a comment says that the stream still lives."""

LONGEST_SECONDS = 3600.0
"""Seconds after which a stream is closed though its run goes on; who comes back is told what he has not seen."""

ENDED = ("finished", "failed", "interrupted")


async def run_events(look: Callable[[], dict[str, Any]], seen: str) -> AsyncIterator[str]:
    """`progress` events with the whole state of a run, each unlike the one before, then `end`.

    The id of an event names the state, not a place in a queue: who comes back with it (`Last-Event-ID`) misses nothing, as the next
    event says all there is to know, and is not told again what he knows.
    """
    yield "retry: 2000\n\n"
    silent = lasted = 0.0
    while True:
        state = await run_in_threadpool(look)
        ended = state["state"] in ENDED
        id = etag_of(state).strip('"')
        if id != seen or ended:
            yield event("end" if ended else "progress", id, state)
            seen, silent = id, 0.0
        if ended or lasted >= LONGEST_SECONDS:
            return
        if silent >= HEARTBEAT_SECONDS:
            yield ": still here\n\n"
            silent = 0.0
        await asyncio.sleep(LOOK_SECONDS)
        silent += LOOK_SECONDS
        lasted += LOOK_SECONDS


def event(name: str, id: str, data: Any) -> str:
    """One event; JSON has no line break in it, so one line of data is enough."""
    return f"event: {name}\nid: {id}\ndata: {json.dumps(data)}\n\n"
