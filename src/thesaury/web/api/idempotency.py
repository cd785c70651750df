"""`Idempotency-Key`: a POST that is sent again under the same key is not done again, and gets the answer of the first."""

import re
import time
from hashlib import sha256

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thesaury.model.errors import ThesauryError
from thesaury.ports.replies import Claim, Replies, Reply, Standing
from thesaury.web.api.files_at import is_upload
from thesaury.web.api.limits import replayed, who
from thesaury.web.api.problems import KINDS, problem
from thesaury.web.desk import Desk

ONCE = "Thesaury-Once"
"""A header of answers that bear a secret: their body is kept nowhere."""

PATIENCE = 300.0
"""Seconds after which a request that was begun and never answered counts as dead."""

_KEY = re.compile(r"[!-~]{1,255}")
_KEPT = ("content-type", "location", "etag", ONCE.lower())


class Idempotent:
    """Does a POST with a key once for each caller, whichever process it meets."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        """Wrap this app."""
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, or with what was answered before."""
        key = Headers(scope=scope).get("idempotency-key") if scope["type"] == "http" else None
        if key is None or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        if not _KEY.fullmatch(key):
            said = "An Idempotency-Key has 1 to 255 signs of ASCII without blanks; a UUID does well."
            await problem(KINDS["bad-request"], said)(scope, receive, send)
            return
        if is_upload(scope["method"], scope["path"]):
            said = "An upload takes no Idempotency-Key: sent again it is another one, which does no harm. Leave the key out."
            await problem(KINDS["bad-request"], said)(scope, receive, send)
            return
        body = (await receive()).get("body", b"")
        try:
            replies = self._desk.workspace.catalogue.replies
            claim = await run_in_threadpool(replies.claim, who(), key, _digest(scope, body), time.time(), PATIENCE)
        except ThesauryError as error:
            await problem(KINDS["unavailable"], error.message)(scope, receive, send)
            return
        if claim.standing is not Standing.FIRST:
            await _said(claim)(scope, receive, send)
            return
        await self._done(replies, key, scope, replayed(body, receive), send)

    async def _done(self, replies: Replies, key: str, scope: Scope, receive: Receive, send: Send) -> None:
        name, messages = who(), list[Message]()

        async def heard(message: Message) -> None:
            messages.append(message)

        try:
            await self._app(scope, receive, heard)
        except BaseException:
            await run_in_threadpool(replies.release, name, key)
            for message in messages:
                await send(message)
            raise
        reply = _reply(messages)
        if reply.status >= 500 or reply.status in (401, 403, 429):
            await run_in_threadpool(replies.release, name, key)
        else:
            await run_in_threadpool(replies.keep, name, key, reply, time.time())
        for message in messages:
            await send(message)


def _digest(scope: Scope, body: bytes) -> str:
    parts = (scope["method"].encode(), scope["path"].encode("utf-8", "surrogatepass"), scope["query_string"], body)
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _reply(messages: list[Message]) -> Reply:
    start = next(message for message in messages if message["type"] == "http.response.start")
    headers = MutableHeaders(raw=list(start["headers"]))
    secret = ONCE in headers
    body = b"".join(message.get("body", b"") for message in messages if message["type"] == "http.response.body")
    kept = tuple((name, headers[name]) for name in _KEPT if name in headers)
    return Reply(start["status"], kept, "" if secret else body.decode("utf-8"), secret)


def _said(claim: Claim) -> Response:
    if claim.standing is Standing.OTHER:
        return problem(
            KINDS["key-reused"], "This Idempotency-Key went with another request. Take a new key for a new request."
        )
    if claim.reply is None:
        said = "The first request with this Idempotency-Key is under way. Ask again in a moment."
        return problem(KINDS["still-running"], said, {"Retry-After": "1"})
    if claim.reply.secret:
        return problem(
            KINDS["given-once"], "It is done, and its answer bore a secret that is told once. Make a new one."
        )
    headers = {**dict(claim.reply.headers), "Idempotency-Replayed": "true", "Cache-Control": "no-store"}
    return Response(claim.reply.body, claim.reply.status, headers)
