"""The control plane of every sandbox, below /__sandbox__/: clock, faults, log, violations, effects, data, reset."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.serving.clock import Clock
from thesaury.sandbox.serving.faults import Faults
from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.ledger import Ledger

PREFIX = "/__sandbox__/"
_NEWEST = 200


class Controlled(Protocol):
    """What the control plane turns and tells of."""

    clock: Clock
    faults: Faults
    ledger: Ledger
    hooks: Hooks

    def reset(self) -> None:
        """Everything as at first."""


def routes(sandbox: Controlled) -> list[Route]:
    """All routes of the control plane."""
    plane = _Plane(sandbox)
    table: dict[str, tuple[Callable[[Request], Awaitable[Response]], list[str]]] = {
        "reset": (plane.reset, ["POST"]),
        "clock": (plane.clock, ["GET", "POST"]),
        "faults": (plane.faults, ["GET", "POST", "DELETE"]),
        "log": (plane.log, ["GET", "DELETE"]),
        "violations": (plane.violations, ["GET", "DELETE"]),
        "effects": (plane.effects, ["GET", "DELETE"]),
        "data": (plane.data, ["POST"]),
        "state": (plane.state, ["GET"]),
        "where": (plane.where, ["GET"]),
    }
    return [Route(PREFIX + name, endpoint, methods=methods) for name, (endpoint, methods) in table.items()]


class _Plane:
    def __init__(self, sandbox: Controlled) -> None:
        self._sandbox = sandbox

    async def reset(self, request: Request) -> Response:
        self._sandbox.reset()
        return JSONResponse({"reset": True})

    async def clock(self, request: Request) -> Response:
        clock = self._sandbox.clock
        if request.method == "POST":
            try:
                asked = await _body(request)
                if "set" in asked:
                    clock.set(datetime.fromisoformat(asked["set"]))
                if "freeze" in asked:
                    clock.freeze(bool(asked["freeze"]))
                clock.advance(float(asked.get("advance", 0)))
            except (ValueError, TypeError) as error:
                return _refused(error)
        return JSONResponse({"now": clock.now().isoformat()})

    async def faults(self, request: Request) -> Response:
        faults = self._sandbox.faults
        if request.method == "DELETE":
            faults.clear()
        if request.method == "POST":
            try:
                faults.add(**await _body(request))
            except (ValueError, TypeError) as error:
                return _refused(error)
        return JSONResponse({"faults": faults.told()})

    async def log(self, request: Request) -> Response:
        ledger = self._sandbox.ledger
        if request.method == "DELETE":
            ledger.exchanges.clear()
            ledger.counts.clear()
        newest = request.query_params.get("newest", "")
        return JSONResponse(ledger.log(int(newest) if newest.isdecimal() else _NEWEST))

    async def violations(self, request: Request) -> Response:
        violations = self._sandbox.ledger.violations
        if request.method == "DELETE":
            violations.clear()
        return JSONResponse({"violations": [asdict(violation) for violation in violations]})

    async def effects(self, request: Request) -> Response:
        ledger = self._sandbox.ledger
        if request.method == "DELETE":
            ledger.effects.clear()
        told = [asdict(effect) for effect in ledger.effects]
        return JSONResponse({"count": len(told), "repeated": ledger.repeated(), "effects": told})

    async def data(self, request: Request) -> Response:
        try:
            return JSONResponse({"done": self._sandbox.hooks.edit(await _body(request))})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return _refused(error)

    async def state(self, request: Request) -> Response:
        ledger = self._sandbox.ledger
        seen = {"violations": len(ledger.violations), "effects": len(ledger.effects), "requests": ledger.counts.total()}
        return JSONResponse({**seen, **self._sandbox.hooks.counters()})

    async def where(self, request: Request) -> Response:
        return JSONResponse(self._sandbox.hooks.where(str(request.base_url).rstrip("/")))


async def _body(request: Request) -> dict[str, Any]:
    content = await request.body()
    asked = json.loads(content) if content else {}
    if not isinstance(asked, dict):
        raise ValueError("The body has to be one JSON object.")
    return asked


def _refused(error: Exception) -> Response:
    return JSONResponse({"refused": f"{type(error).__name__}: {error}"}, status_code=400)
