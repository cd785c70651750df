"""The door of the pull surface: the key of a channel opens that channel, as it is, as a password, or for a token of an hour."""

import base64
import binascii
from contextvars import ContextVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from thesaury.model.errors import ThesauryError
from thesaury.pipeline.accounts.access import digest
from thesaury.ports.channels import Channels
from thesaury.web.api.limits import PER_MINUTE, Budget, Limited
from thesaury.web.api.problems import KINDS, problem
from thesaury.web.desk import Desk
from thesaury.web.door.caller import NOBODY, Caller, let_in
from thesaury.web.door.visit import visiting
from thesaury.web.pull.tokens import Opened, PullSigner
from thesaury.web.sealing import Expired, Forged

OPEN = ("/oauth2/token", "/files/", "/knak/v1/ping")
"""What asks for no credential before: the body has it, the address is one, or nothing is told."""
CHALLENGE = 'Bearer realm="Thesaury", Basic realm="Thesaury", charset="UTF-8"'

_NO_KEY = (
    "Send the key of the channel as `Authorization: Bearer KEY`, or its name and the key as user and password (Basic)."
)
_WRONG = "This opens no channel (any more). Ask whoever runs Thesaury for another key."
_OVER = "This token is over. Ask for another one at /pull/oauth2/token."

pulling: ContextVar[Opened] = ContextVar("pulling")
"""The channel that is asked, set by the door."""


class PullDoor:
    """Lets in whoever shows the key of a channel, as that channel."""

    def __init__(self, app: ASGIApp, desk: Desk, signer: PullSigner, per_minute: int = PER_MINUTE) -> None:
        """Wrap this app; one address is told so many times a minute that it may not come in."""
        self._app, self._desk, self._signer, self._refusals = app, desk, signer, Budget(per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        # Cookies and tokens of people are good for nothing here.
        visiting.set(None)
        let_in(NOBODY)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        refused = None if path.startswith(OPEN) else await run_in_threadpool(self._refused, scope)
        if refused is not None:
            await Limited(refused, self._refusals)(scope, receive, send)
            return
        if not path.startswith(OPEN):
            opened = scope["thesaury.pulling"]
            pulling.set(opened)
            let_in(Caller(f"pull:{opened.channel}:{opened.key[:8]}", frozenset()))
        await self._app(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        given = Headers(scope=scope).get("authorization", "")
        scheme, _, text = given.partition(" ")
        try:
            if scheme.lower() == "bearer" and text.strip():
                opened = self._by_bearer(text.strip())
            elif scheme.lower() == "basic":
                opened = by_password(self._desk.workspace.catalogue.channels, *pair_of(text))
            else:
                return stranger(_NO_KEY)
        except Expired:
            return stranger(_OVER)
        except ThesauryError as error:
            return problem(KINDS["unavailable"], error.message)
        if opened is None:
            return stranger(_WRONG)
        scope["thesaury.pulling"] = opened
        return None

    def _by_bearer(self, text: str) -> Opened | None:
        """By an access token, or by the key itself."""
        channels = self._desk.workspace.catalogue.channels
        key = digest(text)
        if channel := channels.by_key(key):
            return Opened(channel, key)
        try:
            opened = self._signer.opened_by(text)
        except Forged:
            return None
        return opened if holds(channels, opened) else None


def holds(channels: Channels, opened: Opened) -> bool:
    """Whether the key still opens this channel."""
    return channels.by_key(opened.key) == opened.channel


def by_password(channels: Channels, channel: str, key: str) -> Opened | None:
    """The channel of this name, where the key opens it."""
    opened = Opened(channel, digest(key))
    return opened if channel and key and holds(channels, opened) else None


def pair_of(text: str) -> tuple[str, str]:
    """User and password of Basic authentication (RFC 7617); two empty texts for what is none."""
    try:
        user, colon, password = base64.b64decode(text.strip(), validate=True).decode().partition(":")
    except (ValueError, binascii.Error):
        return "", ""
    return (user, password) if colon else ("", "")


def stranger(said: str) -> Response:
    """Says that nobody knows who asks."""
    return problem(KINDS["not-signed-in"], said, {"WWW-Authenticate": CHALLENGE})
