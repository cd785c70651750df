"""Flows, and runs with their progress."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi import Path as PathParameter
from fastapi.responses import StreamingResponse

from thesaury.dispatch import start, stop
from thesaury.dispatch.triggering import utc_now
from thesaury.model.access import Permission
from thesaury.model.connection import Run
from thesaury.model.flow import FlowState
from thesaury.pipeline import connections
from thesaury.pipeline.keeping import exchange_flow
from thesaury.sync.describing import flow_dict, flow_of, run_dict
from thesaury.sync.scheduling import first_due
from thesaury.web.api import runs_told
from thesaury.web.api.etags import agreed, changed_meanwhile, etag_of, unless_there
from thesaury.web.api.events import run_events
from thesaury.web.api.methods import HEAD
from thesaury.web.api.models import flows as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.failures import NotHere

_STREAM = "text/event-stream"
_EVENT = {
    "type": "object",
    "description": "One event.",
    "properties": {
        "event": {"type": "string", "enum": ["progress", "end"]},
        "id": {"type": "string"},
        "data": {"type": "string", "description": "The run as JSON."},
    },
}
_EXAMPLE = 'event: progress\nid: 3fa1\ndata: {"run": 12, "state": "running"}\n'
_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "`progress` events, each with the whole run as JSON, then `end`.",
        "content": {
            _STREAM: {
                "schema": _EVENT,
                "example": _EXAMPLE,
            }
        },
    }
}
_RunNumber = Annotated[int, PathParameter(ge=1, lt=2**53, description="The number of the run.")]
_LastEvent = Annotated[
    str, Header(alias="Last-Event-ID", max_length=200, description="The id of the last event that was seen.")
]


def router(desk: Desk) -> APIRouter:
    """Flows and runs; runs are done by workers."""
    routes = APIRouter(route_class=Operation, dependencies=[may(Permission.READ)])

    def kept(name: str) -> FlowState:
        if (state := desk.workspace.catalogue.flows.get(name)) is None:
            raise NotHere("flow")
        return state

    def run_of(number: int) -> dict[str, Any]:
        runs = desk.workspace.catalogue.runs
        if (found := runs.get(number)) is None:
            raise NotHere("run")
        return run_dict(found, runs.failures(number))

    @routes.get("/flows", tags=["flows"], response_model=models.Flows)
    def list_flows() -> dict[str, Any]:
        """List all flows, by name."""
        return {"flows": [flow_dict(state) for state in desk.workspace.catalogue.flows.all()]}

    @routes.get("/flows/{name}", tags=["flows"], response_model=models.Flow)
    def get_flow(response: Response, name: str) -> dict[str, Any]:
        """Read one flow; its `ETag` is what a change of it has to name."""
        found = flow_dict(kept(name))
        response.headers["ETag"] = etag_of(found)
        return found

    @routes.put("/flows/{name}", tags=["flows"], response_model=models.Flow, dependencies=[may(Permission.ADMINISTER)])
    def put_flow(request: Request, response: Response, name: str, body: models.PutFlow) -> dict[str, Any]:
        """Make a flow, or change one.

        To change one, send its `ETag` as `If-Match`: 428 without, 412 where somebody changed it meanwhile. `If-None-Match: *` makes sure
        that a new one takes no other's place.
        """
        wanted = flow_of(name, body.model_dump(exclude_unset=True))
        connections(desk.workspace, wanted.connections)
        there = desk.workspace.catalogue.flows.get(name)
        unless_there(request, there is not None)
        if there or "if-match" in request.headers:
            agreed(request, etag_of(flow_dict(there)) if there else "")
        due = first_due(wanted.schedule, utc_now()) if wanted.enabled else ""
        if not exchange_flow(desk.workspace.catalogue, name, there, wanted, due):
            raise changed_meanwhile()
        found = flow_dict(kept(name))
        response.headers["ETag"] = etag_of(found)
        return found

    @routes.delete("/flows/{name}", tags=["flows"], status_code=204, dependencies=[may(Permission.ADMINISTER)])
    def delete_flow(request: Request, name: str) -> None:
        """Remove a flow; its runs stay in the log. Send its `ETag` as `If-Match`."""
        there = kept(name)
        agreed(request, etag_of(flow_dict(there)))
        if not exchange_flow(desk.workspace.catalogue, name, there, None, ""):
            raise changed_meanwhile()

    @routes.post(
        "/flows/{name}/runs",
        tags=["runs"],
        response_model=models.Accepted,
        status_code=202,
        dependencies=[may(Permission.EDIT)],
    )
    def start_run(response: Response, name: str) -> dict[str, Any]:
        """Let a flow run as soon as a worker is free; a run of it that waits already is enough."""
        kept(name)
        made: Run = start(desk.workspace.catalogue, name)
        response.headers["Location"] = f"/api/v1/runs/{made.id}"
        return {"run": made.id, "state": made.state.value}

    @routes.get("/runs", tags=["runs"], response_model=models.Runs)
    def list_runs(
        request: Request,
        response: Response,
        flow: Annotated[str | None, Query(max_length=200, description="Only those of this flow.")] = None,
        limit: Limit = 20,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List runs, the newest first."""
        runs = desk.workspace.catalogue.runs
        place = place_of(cursor, ["runs", flow], int)
        found = runs.recent(limit + 1, flow, int(place[0]) if place else 0)
        following = cursor_of(["runs", flow], (found[limit - 1].id,)) if len(found) > limit else None
        told = [run_dict(one, runs.failures(one.id)) for one in found[:limit]]
        return {"runs": told, "next": linked(request, response, following)}

    @routes.get("/runs/{run}", tags=["runs"], response_model=models.Run)
    def get_run(run: _RunNumber) -> dict[str, Any]:
        """Read one run: how it stands, what it did, and what it could not do."""
        return run_of(run)

    @routes.post("/runs/{run}/stop", tags=["runs"], response_model=models.Run, dependencies=[may(Permission.EDIT)])
    def stop_run(run: _RunNumber) -> dict[str, Any]:
        """End a run that waits or runs; what it did stays, and the next run of its flow does what is left."""
        run_of(run)
        stop(desk.workspace.catalogue, run, caller().called)
        return run_of(run)

    @routes.post("/runs/{run}/retry", tags=["runs"], response_model=models.Retried, dependencies=[may(Permission.EDIT)])
    def retry_run(run: _RunNumber, body: models.Retry) -> dict[str, Any]:
        """Do again what failed in a run: up to 25 items, or all where there are no more. Tells what is mended and what fails still."""
        run_of(run)
        return runs_told.tried_again(desk, run, body.items)

    @routes.get("/runs/{run}/events", tags=["runs"], response_class=StreamingResponse, responses=_EVENTS)
    def watch_run(request: Request, run: _RunNumber, last_event_id: _LastEvent = "") -> Response:
        """Follow a run as server-sent events, until it ends.

        Each event has the whole state; `Last-Event-ID` leaves out what was seen. A comment comes every 15 seconds in which nothing happens.
        """
        run_of(run)
        if request.scope.get(HEAD):
            return Response(media_type=_STREAM)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(run_events(lambda: run_of(run), last_event_id), media_type=_STREAM, headers=headers)

    return routes
