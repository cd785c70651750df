"""`/api/flows`, `/api/runs` and `/hooks/...`: durable flows, what their runs did, and the addresses that start them."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from thesaury.dispatch import called, trigger
from thesaury.dispatch.triggering import utc_now
from thesaury.model.connection import Run
from thesaury.model.flow import FlowState
from thesaury.pipeline import connections
from thesaury.ports.catalogue import Catalogue
from thesaury.sync.describing import flow_dict, flow_of, run_dict
from thesaury.sync.scheduling import first_due
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere

_FRIENDLY = ("same-origin", "none")


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
        _from_here(request)
        wanted = flow_of(name, data)
        connections(desk.workspace, wanted.connections)
        catalogue().flows.put(wanted, first_due(wanted.schedule, utc_now()) if wanted.enabled else "")
        return JSONResponse(flow_dict(kept(name)))

    @routes.delete("/api/flows/{name}")
    def delete(request: Request, name: str) -> Response:
        _from_here(request)
        kept(name)
        catalogue().flows.drop(name)
        return Response(status_code=204)

    @routes.post("/api/flows/{name}/runs")
    def start(request: Request, name: str) -> JSONResponse:
        _from_here(request)
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
    def hook(token: str) -> JSONResponse:
        """The body is not read: a hook only says that there is something to look for."""
        if (started := called(catalogue(), token)) is None:
            raise HTTPException(404)
        return _accepted(started)

    return routes


def _accepted(run: Run) -> JSONResponse:
    return JSONResponse({"run": run.id, "state": run.state.value}, 202, {"Location": f"/api/runs/{run.id}"})


def _from_here(request: Request) -> None:
    """A page of another site may not change flows through the browser of somebody who runs Thesaury on his machine."""
    if request.headers.get("sec-fetch-site", "none") not in _FRIENDLY:
        raise HTTPException(403, "Flows are changed from this machine or by a program, not by a page of another site.")
