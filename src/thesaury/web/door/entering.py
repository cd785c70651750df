"""Lets each request in as somebody."""

import getpass

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from thesaury.model.access import Permission
from thesaury.web.desk import Desk
from thesaury.web.door.caller import Caller, let_in
from thesaury.web.door.origin import QUESTIONS, SAFE, from_elsewhere
from thesaury.web.failures import failure
from thesaury.web.texts import phrase


class OwnDoor:
    """The door of an application that nobody but the person who started it can reach: every request is that person's, except what
    a page of another site wants to change through his browser."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        """Wrap this app."""
        self._app, self._desk = app, desk
        self._owner = Caller(getpass.getuser(), frozenset(Permission))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, as the owner."""
        let_in(self._owner)
        answer: ASGIApp = self._app
        changes = scope["type"] == "http" and scope["method"] not in SAFE and not scope["path"].startswith(QUESTIONS)
        if changes and from_elsewhere(Request(scope)):
            answer = failure(Request(scope), self._desk, 403, phrase("door.elsewhere"))
        await answer(scope, receive, send)
