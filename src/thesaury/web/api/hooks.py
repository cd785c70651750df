"""`/hooks/...`: the secret addresses that start flows and take what systems deliver."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from thesaury.dispatch import called, heard
from thesaury.model.connection import Run
from thesaury.model.errors import Refused
from thesaury.web.desk import Desk

_LONGEST = 256 * 1024


def router(desk: Desk) -> APIRouter:
    """The addresses; runs are done by `thesaury worker`."""
    routes = APIRouter()

    @routes.post("/hooks/{token}")
    async def hook(token: str, request: Request) -> JSONResponse:
        """A flow's own address starts it, whatever the body; a connection's address takes what its system delivers."""
        return await run_in_threadpool(_called, desk, token, dict(request.headers), await _body(request))

    return routes


def _called(desk: Desk, token: str, headers: dict[str, str], body: bytes) -> JSONResponse:
    if started := called(desk.workspace.catalogue, token):
        return _accepted(started)
    try:
        runs = heard(desk.workspace, token, headers, body)
    except Refused as error:  # whoever sent it may not
        raise HTTPException(403, error.message) from error
    if runs is None:
        raise HTTPException(404)
    return JSONResponse({"runs": [run.id for run in runs]}, 202)


async def _body(request: Request) -> bytes:
    """What was delivered, as far as anybody's event is that long."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST:
            raise HTTPException(413, "An event has 256 KiB at most.")
    return bytes(body)


def _accepted(run: Run) -> JSONResponse:
    return JSONResponse({"run": run.id, "state": run.state.value}, 202, {"Location": f"/api/v1/runs/{run.id}"})
