"""A mail server of this machine that keeps what it is handed, and refuses what it shall."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event, Thread
from typing import Any

from tests.patience import PATIENCE

BREAK_OFF = "break off"
"""An answer that is none: the server takes the mail and is gone."""
HOLD = "hold"
"""No answer for as long as the sender lives; `holding` is set then."""


class Inbox:
    """What came; `answers` are given one after the other in the place of `250 taken`."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: list[str] = []
        self.server = ""
        self.holding = Event()

    async def handle_DATA(self, server: Any, session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd calls it so
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer == HOLD:
            self.holding.set()
            await asyncio.sleep(PATIENCE)
        if answer in (BREAK_OFF, "250 taken"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if answer == BREAK_OFF:
            server.transport.abort()
        return answer


@contextmanager
def receiving_mail() -> Iterator[Inbox]:
    """An inbox at `server`, as host:port."""
    from aiosmtpd.smtp import SMTP

    made, ready, ends = Inbox(), Event(), list[Any]()

    async def serve() -> None:
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        served = await loop.create_server(lambda: SMTP(made, loop=loop), "127.0.0.1", 0)
        made.server = f"127.0.0.1:{served.sockets[0].getsockname()[1]}"
        ends.extend((loop, over))
        async with served:
            ready.set()
            await over.wait()

    thread = Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(PATIENCE)
    try:
        yield made
    finally:
        ends[0].call_soon_threadsafe(ends[1].set)
        thread.join()
