"""Rooms for programs, each made when a program first asks there: most are asked by nobody while people read pages."""

from collections.abc import Callable
from contextvars import Context
from threading import Lock

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send


class FirstAsked:
    """An application that is made once, when it is first asked."""

    def __init__(self, make: Callable[[], FastAPI]) -> None:
        """Nothing is made yet."""
        self._make, self._making = make, Lock()
        self._made: FastAPI | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does; whoever asks while it is made waits for it."""
        app = await run_in_threadpool(self._app) if self._made is None else self._made
        await app(scope, receive, send)

    @property
    def routes(self) -> list[BaseRoute]:
        """What the application answers at."""
        return self._app().routes

    def _app(self) -> FastAPI:
        with self._making:
            if self._made is None:
                # In a context of its own: who happens to ask first is nobody to what lives longer than his request.
                self._made = Context().run(self._make)
            return self._made
