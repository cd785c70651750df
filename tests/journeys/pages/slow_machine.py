"""A machine much slower than this one, made up: what comes right only because everything is quick here goes wrong on it.

With THESAURY_SLOW in the environment answers come late and pages in two pieces, sheets, scripts and pictures last of all, and the browser
works at a quarter of its speed. How late is drawn from what THESAURY_SLOW is set to: the same for the same, so another number is another
machine.
"""

import os
from asyncio import sleep
from collections import Counter
from random import Random
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SLOW = os.environ.get("THESAURY_SLOW", "")
_ANSWER = (0.0, 0.3)
_STATIC = (0.1, 0.6)
"""Seconds, at least and at most."""
_CPU = 4
"""How many times as long the browser takes."""


def late(app: ASGIApp) -> ASGIApp:
    """The same application, whose answers take their time where THESAURY_SLOW is set."""
    if not SLOW:
        return app
    asked: Counter[str] = Counter()

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        asked[scope["path"]] += 1  # the same delays whatever else is asked for meanwhile
        chance = Random(f"{SLOW} {scope['path']} {asked[scope['path']]}")
        whole = chance.uniform(*(_STATIC if "/static/" in scope["path"] else _ANSWER))
        way = chance.random()  # how much of it the question takes; the answer takes the rest
        await sleep(whole * way)
        await app(scope, receive, _slow(send, whole * (1 - way), chance))

    return answered


def _slow(send: Send, seconds: float, chance: Random) -> Send:
    page = False

    async def sent(message: Message) -> None:
        nonlocal page
        if message["type"] == "http.response.start":
            page = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
            await sleep(seconds)
        elif page and (body := message.get("body", b"")):
            cut = chance.randrange(len(body))
            await send({"type": "http.response.body", "body": body[:cut], "more_body": True})
            await sleep(chance.uniform(*_ANSWER))
            message = {**message, "body": body[cut:]}
        await send(message)

    return sent


def slowed(it: Any) -> None:
    """Let the pages of this context, or this page, take their time where THESAURY_SLOW is set."""
    if not SLOW:
        return
    if hasattr(it, "context"):
        _throttle(it)
    else:
        it.on("page", _throttle)


def _throttle(page: Any) -> None:
    from playwright.sync_api import Error

    try:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _CPU})
    except Error as error:
        if "closed" not in str(error):
            raise
