"""What every call passes before its handler: key, headers, bursts; and how answers and refusals go out."""

import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.brandfolder.estate import Estate
from thesaury.sandbox.brandfolder.refusal import Refusal, bad, error_body, forbidden
from thesaury.sandbox.brandfolder.shapes import Shapes
from thesaury.sandbox.serving.kernel import Sandbox, flagged

API, WEBHOOKS = "/api/v4", "/api/v1"
PAGING = ("page", "per")
_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]
_WINDOW = 10.0
_EMPTY = {
    "data": [],
    "meta": {"current_page": 1, "next_page": None, "prev_page": None, "total_pages": 1, "total_count": 0},
}


@dataclass(frozen=True, slots=True)
class Call:
    """One authorised call: whose it is, its path and query parameters, and its JSON body."""

    request: Request
    estate: Estate
    body: Any = None

    def path(self, name: str) -> str:
        """A parameter of the path."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str:
        """A parameter of the query, '' where it is missing."""
        return str(self.request.query_params.get(name, ""))

    def listed(self, name: str) -> tuple[str, ...]:
        """A parameter that is a comma list without spaces."""
        return tuple(part for part in self.query(name).split(",") if part)

    @property
    def base(self) -> str:
        """The URL the caller used for this server."""
        return str(self.request.base_url).rstrip("/")

    @property
    def shapes(self) -> Shapes:
        """What the caller is shown."""
        return Shapes(self.estate, self.base)

    @property
    def stale(self) -> bool:
        """Whether this read is to lag behind the last write."""
        return flagged(self.request, "stale")

    def attributes(self) -> Any:
        """data.attributes of the body. Raises Refusal where there is none."""
        data = self.body.get("data") if isinstance(self.body, dict) else None
        if not isinstance(data, dict) or "attributes" not in data:
            raise bad("The body has to be an object with data.attributes.")
        return data["attributes"]

    def applied(self, what: Any) -> None:
        """Records a write that was carried out."""
        request = self.request
        key = request.headers.get("idempotency-key", "")
        self.estate.sandbox.applied(f"{request.method} {request.scope['route'].path}", key, what)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `parameters` are those of the query; `open` ones answer an empty list to a wrong key."""

    handle: Callable[[Call], Any]
    parameters: tuple[str, ...] = ()
    open: bool = False
    status: int = 200


Table = Mapping[str, Mapping[str, Operation]]
"""Operations by path and method."""


@dataclass
class Gate:
    """The way in for all organisations: the key says whose house it is."""

    sandbox: Sandbox
    estates: Sequence[Estate]
    recent: deque[float] = field(default_factory=deque)

    def routes(self, base: str, *tables: Table) -> list[Route]:
        """Routes for every path of the tables; a method that a path does not have is 405."""
        rows = [(path, operations) for table in tables for path, operations in table.items()]
        return [Route(base + path, self._answering(operations), methods=_METHODS) for path, operations in rows]

    def _answering(self, operations: Mapping[str, Operation]) -> Callable[..., Any]:
        async def answer(request: Request) -> Response:
            try:
                operation = operations.get(request.method)
                if operation is None:
                    raise Refusal(405)
                return await self._handled(operation, request)
            except Refusal as refusal:
                return refused(refusal)

        return answer

    async def _handled(self, operation: Operation, request: Request) -> Response:
        self.sandbox.accept(request, *operation.parameters)
        estate = self._estate(request)
        self._count((estate or self.estates[0]).switches.burst)
        self._check_header(request, (estate or self.estates[0]).switches.strict)
        if estate is None:
            if operation.open:
                return JSONResponse(_EMPTY)
            raise forbidden()
        return JSONResponse(operation.handle(Call(request, estate, await _body(request))), operation.status)

    def _estate(self, request: Request) -> Estate | None:
        for estate in self.estates:
            estate.lapse()
            estate.settle()
        kind, _, key = request.headers.get("authorization", "").partition(" ")
        owned = [estate for estate in self.estates if estate.organisation.api_key == key and estate.revoked is None]
        return owned[0] if owned and kind.lower() == "bearer" else None

    def _check_header(self, request: Request, strict: bool) -> None:
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json":
            return
        self.sandbox.violate("no-content-type", f"{request.method} {request.url.path}")
        if strict:
            raise bad("The header Content-Type: application/json is missing.")

    def _count(self, most: int) -> None:
        now = self.sandbox.clock.now().timestamp()
        while self.recent and not now - _WINDOW < self.recent[0] <= now:
            self.recent.popleft()
        if most and len(self.recent) >= most:
            self.sandbox.violate("burst", f"more than {most} requests in {_WINDOW:.0f} s")
            raise Refusal(429)
        self.recent.append(now)


def refused(refusal: Refusal) -> Response:
    """A refusal as it goes out: one string."""
    return JSONResponse(str(refusal) or error_body(refusal.status), refusal.status)


async def _body(request: Request) -> Any:
    content = await request.body()
    if not content:
        return None
    try:
        return json.loads(content)
    except ValueError as error:
        raise bad("The body is no JSON.") from error
