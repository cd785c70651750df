"""Limits: how many requests one caller has a minute, and how many bytes a request may send."""

import math
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from pyrate_limiter import InMemoryBucket, Rate, RateItem
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from thesaury.web.api.files_at import is_upload
from thesaury.web.api.problems import KINDS, problem
from thesaury.web.door.caller import caller
from thesaury.web.door.visit import visiting

PER_MINUTE = 600
"""Requests one caller has within a minute where nothing else is set."""

LONGEST = 1 << 20
"""Bytes of a request: far more than a question for a thousand assets has."""

_WINDOW = 60_000
_CALLERS = 10_000
"""Callers remembered at once; who was silent longest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Whether a request may go on, how many are left, and in how many seconds there are more."""

    admitted: bool
    left: int
    seconds: int


class Budget:
    """Requests of each caller within the last minute."""

    def __init__(self, per_minute: int = PER_MINUTE) -> None:
        """Nobody has asked yet."""
        self.per_minute = per_minute
        self._buckets: OrderedDict[str, InMemoryBucket] = OrderedDict()
        self._lock = Lock()

    def spend(self, name: str, at: float) -> Spent:
        """Take one request of this caller at this moment, in seconds of a clock that never goes back."""
        moment = int(at * 1000)
        with self._lock:
            bucket = self._bucket(name)
            bucket.leak(moment)
            admitted = bool(bucket.put(RateItem(name, moment)))
            oldest = bucket.items[0].timestamp if bucket.items else moment
            seconds = max(1, math.ceil((oldest + _WINDOW - moment) / 1000))
            return Spent(admitted, max(0, self.per_minute - bucket.count()), seconds)

    def _bucket(self, name: str) -> InMemoryBucket:
        if name not in self._buckets:
            self._buckets[name] = InMemoryBucket([Rate(self.per_minute, _WINDOW)])
            if len(self._buckets) > _CALLERS:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(name)
        return self._buckets[name]


class Limited:
    """Answers 429 to who asks too often and 413 to who sends too much, and tells everybody how many requests are left."""

    def __init__(self, app: ASGIApp, budget: Budget) -> None:
        """Wrap this app."""
        self._app, self._budget = app, budget

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, within the limits."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        spent = self._budget.spend(_budget_of(scope), monotonic())
        headers = {
            "RateLimit-Policy": f'"default";q={self._budget.per_minute};w={_WINDOW // 1000}',
            "RateLimit": f'"default";r={spent.left};t={spent.seconds}',
        }

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        if not spent.admitted:
            said = (
                f"That were more than {self._budget.per_minute} requests in a minute. Ask again in {spent.seconds} s."
            )
            await problem(KINDS["too-many-requests"], said, {"Retry-After": str(spent.seconds)})(
                scope, receive, counted
            )
            return
        if is_upload(scope["method"], scope["path"]):  # counted where it is written
            await self._app(scope, receive, counted)
            return
        body = await _whole(scope, receive)
        if body is None:
            said = f"What is sent here has {LONGEST >> 10} KiB at most."
            await problem(KINDS["too-large"], said, {"Connection": "close"})(scope, receive, counted)
            return
        await self._app(scope, replayed(body, receive), counted)


def who() -> str:
    """Who calls, for good: tokens of two people may have one name."""
    visit = visiting.get()
    return f"{visit.member.person.id} {caller().name}" if visit else caller().name


def replayed(body: bytes, receive: Receive) -> Receive:
    """Gives a body that was read already, then what comes after it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _budget_of(scope: Scope) -> str:
    client = scope.get("client")
    return who() or f"from {client[0] if client else 'nowhere'}"


async def _whole(scope: Scope, receive: Receive) -> bytes | None:
    """What is sent; None where it is more than anybody needs."""
    told = Headers(scope=scope).get("content-length", "")
    if told.isdecimal() and int(told[:20]) > LONGEST:
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LONGEST:
            return None
        if not message.get("more_body", False):
            return bytes(body)
