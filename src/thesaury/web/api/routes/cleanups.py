"""Clean-ups of tags: plans, decisions in bulk, dry runs, runs, and the way back."""

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from thesaury.dispatch.cleaning.meaning import settled
from thesaury.dispatch.cleaning.previewing import BEGINNING, preview, preview_back, sinks_of
from thesaury.dispatch.cleaning.starting import start, start_back
from thesaury.model.access import Permission
from thesaury.model.cleanup import Cleanup, Entry, Ruling, Scope, Step, StepState, Treatment
from thesaury.model.connection import Run
from thesaury.model.errors import Usage
from thesaury.pipeline.cleaning import (
    by_suggestion,
    cleanup_dict,
    decide,
    drop,
    entry_dict,
    make,
    ruling,
    step_dict,
)
from thesaury.ports.cleanups import Cleanups
from thesaury.sync.cleaning.planned import planned_dict
from thesaury.web.api.methods import HEAD
from thesaury.web.api.models import cleanups as models
from thesaury.web.api.models.flows import Accepted
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.failures import NotHere

_Decision = Annotated[
    list[Literal["undecided", "replace", "keep", "drop", "propose"]] | None,
    Query(max_length=5, description="Only entries that are decided so; `undecided` for those that are not."),
]
_State = Annotated[list[StepState] | None, Query(max_length=5, description="Only records that stand so.")]
_Back = Annotated[bool, Query(description="What taking the clean-up back would write.")]
_UNDECIDED = "undecided"


def router(desk: Desk) -> APIRouter:
    """Plans and their runs; runs are done by workers."""
    routes = APIRouter(route_class=Operation, dependencies=[may(Permission.READ)], tags=["clean-ups"])

    def kept() -> Cleanups:
        return desk.workspace.catalogue.cleanups

    def known(id: str) -> Cleanup:
        found = kept().get(id)
        if found is None or found.id != id:
            raise NotHere("cleanup")
        return settled(desk.workspace.catalogue, found)

    def told(cleanup: Cleanup) -> dict[str, Any]:
        return cleanup_dict(cleanup, kept().tallies(cleanup.id))

    @routes.get("/cleanups", response_model=models.Cleanups)
    def list_cleanups() -> dict[str, Any]:
        """List all clean-ups, the newest first."""
        return {"cleanups": [told(settled(desk.workspace.catalogue, one)) for one in kept().all()]}

    @routes.post("/cleanups", response_model=models.Cleanup, status_code=201, dependencies=[may(Permission.VOCABULARY)])
    def make_cleanup(response: Response, body: models.MakeCleanup) -> dict[str, Any]:
        """Make a plan of the tags in use that are no approved terms, letter by letter. It may be left half decided and taken up again."""
        properties = tuple((name, tuple(values)) for name, values in sorted(body.properties.items()))
        scope = Scope(tuple(body.connections), properties, body.least, tuple(body.tags))
        made = make(desk.workspace, body.name, scope, caller().called)
        response.headers["Location"] = f"/api/v1/cleanups/{made.id}"
        return told(made)

    @routes.get("/cleanups/{id}", response_model=models.Cleanup)
    def get_cleanup(id: str) -> dict[str, Any]:
        """Read one clean-up and how it stands."""
        return told(known(id))

    @routes.delete("/cleanups/{id}", status_code=204, dependencies=[may(Permission.VOCABULARY)])
    def drop_cleanup(id: str) -> None:
        """Forget a plan. One that has run has to be taken back before."""
        drop(desk.workspace, known(id))

    @routes.get("/cleanups/{id}/entries", response_model=models.Entries)
    def list_entries(
        request: Request,
        response: Response,
        id: str,
        decision: _Decision = None,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List the entries of a plan; what a decision brings most comes first."""
        question = ["entries", id, *(decision or ())]
        wanted = [None if one == _UNDECIDED else Treatment(one) for one in decision or ()]
        place = place_of(cursor, question, int)
        found = kept().entries(known(id).id, int(place[0]) if place else 0, limit + 1, wanted)
        following = cursor_of(question, (found[limit - 1][0],)) if len(found) > limit else None
        entries = [entry_dict(entry) for _, entry in found[:limit]]
        return {"entries": entries, "next": linked(request, response, following)}

    @routes.post("/cleanups/{id}/decisions", response_model=models.Decided, dependencies=[may(Permission.VOCABULARY)])
    def decide_entries(id: str, body: models.DecideAll) -> dict[str, Any]:
        """Decide on many entries at once: all of it or nothing."""
        cleanup = known(id)
        changed = decide(desk.workspace, cleanup, _rulings(desk, cleanup, body))
        now = told(known(id))
        return {"changed": changed, "state": now["state"], "undecided": now["undecided"]}

    @routes.get("/cleanups/{id}/dry-run", response_model=models.DryRun, dependencies=[may(Permission.EDIT)])
    def dry_run(
        request: Request, response: Response, id: str, back: _Back = False, limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """Read exactly what a run would write now, record by record; the systems are asked, nothing is kept and nothing sent."""
        cleanup, question = known(id), ["dry-run", id, back]
        place = place_of(cursor, question, str, str)
        after = (str(place[0]), str(place[1])) if place else BEGINNING
        made = (preview_back if back else preview)(desk.workspace, cleanup, after)
        found = [] if request.scope.get(HEAD) else list(islice(made, limit + 1))
        last = found[limit - 1].step if len(found) > limit else None
        following = cursor_of(question, (last.connection, last.external_id)) if last else None
        return {"records": [planned_dict(one) for one in found[:limit]], "next": linked(request, response, following)}

    @routes.post("/cleanups/{id}/runs", response_model=Accepted, status_code=202, dependencies=[may(Permission.EDIT)])
    def run_cleanup(response: Response, id: str) -> dict[str, Any]:
        """Let what is decided be written as soon as a worker is free; the run can be watched like any other."""
        return _accepted(response, start(desk.workspace, known(id)))

    @routes.post("/cleanups/{id}/revert", response_model=Accepted, status_code=202, dependencies=[may(Permission.EDIT)])
    def revert_cleanup(response: Response, id: str) -> dict[str, Any]:
        """Take a clean-up back: old tags return and concepts go wherever nobody changed the record since."""
        return _accepted(response, start_back(desk.workspace, known(id)))

    @routes.get("/cleanups/{id}/records", response_model=models.Steps)
    def list_records(
        request: Request, response: Response, id: str, state: _State = None, limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """List the records a run came to: how each stands, and why something was left or stayed."""
        question = ["records", id, *(one.value for one in state or ())]
        place = place_of(cursor, question, str, str)
        every = _steps(desk, known(id), state or [], (str(place[0]), str(place[1])) if place else BEGINNING)
        found = list(islice(every, limit + 1))
        last = found[limit - 1] if len(found) > limit else None
        following = cursor_of(question, (last.connection, last.external_id)) if last else None
        return {"steps": [step_dict(step) for step in found[:limit]], "next": linked(request, response, following)}

    return routes


def _rulings(desk: Desk, cleanup: Cleanup, body: models.DecideAll) -> list[Ruling]:
    """The decisions in these words. Raises NotHere for an entry of another plan, Usage where none is suggested to take."""
    entries: dict[str, Entry] = {one.id: one for _, one in desk.workspace.catalogue.cleanups.entries(cleanup.id)}
    if unknown := [one.entry for one in body.decisions if one.entry not in entries]:
        raise Usage(f"This plan has no entry {unknown[0]!r}. Nothing was decided.")
    said = {one.entry for one in body.decisions}
    made = [
        ruling(entries[one.entry], Treatment(one.decision) if one.decision else None, caller().called, one.concept)
        for one in body.decisions
    ]
    if body.suggested_above is not None:
        rest = [entry for entry in entries.values() if entry.id not in said]
        made += by_suggestion(rest, float(body.suggested_above), caller().called)
    return made


def _accepted(response: Response, run: Run) -> dict[str, Any]:
    response.headers["Location"] = f"/api/v1/runs/{run.id}"
    return {"run": run.id, "state": run.state.value}


def _steps(desk: Desk, cleanup: Cleanup, states: list[StepState], after: tuple[str, str]) -> Iterator[Step]:
    names = [connection.name for connection in sinks_of(desk.workspace, cleanup)]
    first = names.index(after[0]) if after[0] in names else 0
    for name in names[first:]:
        start_at = after[1] if name == after[0] else ""
        while steps := desk.workspace.catalogue.cleanups.steps(cleanup.id, name, start_at, 500, states):
            yield from steps
            start_at = steps[-1].external_id
