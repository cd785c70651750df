"""A call of the interface as one value, and how it becomes a route: portal by host, budget, token, scope, roles, parameters, refusals."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.limit import Limiter
from thesaury.sandbox.bynder.refusal import Refusal
from thesaury.sandbox.serving.kernel import Sandbox

Handler = Callable[[Estate, Request], Awaitable[Response]]
Chosen = Callable[[Request], Estate]


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `scope` is what an OAuth token needs; `roles` are those of which the user needs one; `known` are the query parameters,
    a name that ends in * stands for all that begin so; an `open` call needs no token."""

    method: str
    path: str
    handler: Handler
    scope: str = ""
    roles: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    open: bool = False
    number: bool = False


def routes(calls: Sequence[Call], sandbox: Sandbox, chosen: Chosen, limiter: Limiter) -> list[Route]:
    """The routes of the calls, each with and without a slash at the end."""
    made = []
    for call in calls:
        endpoint = _endpoint(call, sandbox, chosen, limiter)
        bare = call.path.rstrip("/")
        made += [Route(path, endpoint, methods=[call.method]) for path in (bare, f"{bare}/")]
    return made


def _endpoint(
    call: Call, sandbox: Sandbox, chosen: Chosen, limiter: Limiter
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            estate = chosen(request)
            limiter.admit(request.client.host if request.client else "")
            if not call.open:
                _admit(call, estate, request)
            _parameters(call, sandbox, request)
            estate.settle()
            return await call.handler(estate, request)
        except Refusal as refusal:
            return refusal.answer()

    return answer


def _admit(call: Call, estate: Estate, request: Request) -> None:
    caller = request.state.caller = estate.caller(request)
    if caller.scopes is not None and call.scope and call.scope not in caller.scopes:
        raise Refusal(403, f"The token has no scope {call.scope}", call.number)
    if call.roles:
        estate.need(request, *call.roles, number=call.number)


def _parameters(call: Call, sandbox: Sandbox, request: Request) -> None:
    patterns = [re.escape(name).replace(r"\*", ".+") for name in call.known]
    named = [name for name in request.query_params if any(re.fullmatch(pattern, name) for pattern in patterns)]
    sandbox.accept(request, *named)


async def form(request: Request) -> dict[str, str]:
    """The fields of a form; of a repeated one the last."""
    async with request.form() as fields:
        return {name: str(value) for name, value in fields.items()}


async def json_object(request: Request, refusal: Refusal | None = None) -> dict[str, Any]:
    """The body as one JSON object. Raises the refusal (else 400) for anything else."""
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise refusal or Refusal(400, "Invalid JSON")
    return body


def number(request: Request, name: str, usual: int, most: int, least: int = 1) -> int:
    """A number in the query within its bounds; the usual one where it is missing. Raises Refusal (400)."""
    text = request.query_params.get(name, "")
    if not text:
        return usual
    if not text.isdecimal() or not least <= int(text) <= most:
        raise Refusal(400, f"Invalid {name}")
    return int(text)
