"""`/api/flows`, `/api/runs` and `/hooks/...`: durable flows, what their runs did, and the addresses that start them."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from thesaury.dispatch import called, heard, trigger
from thesaury.dispatch.triggering import utc_now
from thesaury.model.connection import Run
from thesaury.model.errors import Refused
from thesaury.model.flow import FlowState
from thesaury.pipeline import connections
from thesaury.ports.catalogue import Catalogue
from thesaury.sync.describing import flow_dict, flow_of, run_dict
from thesaury.sync.scheduling import first_due
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.origin import from_here

_LONGEST = 256 * 1024


def router(desk: Desk) -> APIRouter:
    """The interface of flows; runs are done by `thesaury worker`."""
    routes = APIRouter()

    def catalogue() -> Catalogue:
        return desk.workspace.catalogue

    def kept(name: str) -> FlowState:
        if (state := catalogue().flows.get(name)) is None:
            raise NotHere("flow")
        return state

    @routes.get("/api/flows")
    def flows() -> JSONResponse:
        return JSONResponse([flow_dict(state) for state in catalogue().flows.all()])

    @routes.get("/api/flows/{name}")
    def flow(name: str) -> JSONResponse:
        return JSONResponse(flow_dict(kept(name)))

    @routes.put("/api/flows/{name}")
    def put(request: Request, name: str, data: Annotated[dict[str, Any], Body()]) -> JSONResponse:
        from_here(request)
        wanted = flow_of(name, data)
        connections(desk.workspace, wanted.connections)
        catalogue().flows.put(wanted, first_due(wanted.schedule, utc_now()) if wanted.enabled else "")
        return JSONResponse(flow_dict(kept(name)))

    @routes.delete("/api/flows/{name}")
    def delete(request: Request, name: str) -> Response:
        from_here(request)
        kept(name)
        catalogue().flows.drop(name)
        return Response(status_code=204)

    @routes.post("/api/flows/{name}/runs")
    def start(request: Request, name: str) -> JSONResponse:
        from_here(request)
        kept(name)
        return _accepted(trigger(catalogue(), name))

    @routes.get("/api/runs")
    def runs(limit: Annotated[int, Query(ge=1, le=1000)] = 20, flow: str | None = None) -> JSONResponse:
        found = catalogue().runs.recent(limit, flow)
        return JSONResponse([run_dict(run, catalogue().runs.failures(run.id)) for run in found])

    @routes.get("/api/runs/{number}")
    def run(number: int) -> JSONResponse:
        if (found := catalogue().runs.get(number)) is None:
            raise NotHere("run")
        return JSONResponse(run_dict(found, catalogue().runs.failures(number)))

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
    return JSONResponse({"run": run.id, "state": run.state.value}, 202, {"Location": f"/api/runs/{run.id}"})
