"""The list of plans, a new one, its entries to decide on, what would be written, and the way back."""

from collections.abc import Callable, Mapping
from itertools import islice
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.dispatch.cleaning.meaning import settled
from thesaury.dispatch.cleaning.previewing import preview, preview_back
from thesaury.dispatch.cleaning.starting import start, start_back
from thesaury.model.access import Permission
from thesaury.model.cleanup import Cleanup, StepState, Treatment
from thesaury.model.connection import Run
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.cleaning import by_suggestion, decide, drop, make, ruling
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import fields_of, form_of
from thesaury.web.failures import NotHere
from thesaury.web.pages.governance.cleanups.deciding import SURE, Asked, chosen, desk_values
from thesaury.web.pages.governance.cleanups.form import NewPlan
from thesaury.web.pages.governance.cleanups.shown import keeping_tags, left_words, plan_of, without_sink
from thesaury.web.pages.runs.routes import standing

SHOWN = 60
"""Records that a dry run shows in full; the others are done just so."""
_LEFT = 100
_Form = Annotated[Mapping[str, str], Depends(form_of)]


def router(desk: Desk) -> APIRouter:
    """The pages of clean-ups."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    catalogue, planning, writing = desk.workspace.catalogue, [may(Permission.VOCABULARY)], [may(Permission.EDIT)]

    def known(id: str) -> Cleanup:
        found = catalogue.cleanups.get(id)
        if found is None or found.id != id:
            raise NotHere("cleanup")
        return settled(catalogue, found)

    def plan_page(cleanup: Cleanup, asked: Asked, wrong: str = "", status: int = 200) -> HTMLResponse:
        plan = plan_of(cleanup, catalogue.cleanups.tallies(cleanup.id))
        run = catalogue.runs.get(plan.run) if plan.run else None
        values = {
            "run": run,
            "standing": standing(desk, run) if run and plan.busy else None,
            "steps": left_words(plan.tallies),
            "left": _left(desk, cleanup),
            "wrong": wrong,
        }
        return desk.bare_page("cleanup.html", status, **values, **desk_values(desk, plan, asked))

    def new_page(form: NewPlan, wrong: str = "", status: int = 200) -> HTMLResponse:
        sources = [connection.name for connection in catalogue.records.connections()]
        return desk.bare_page("cleanup_new.html", status, sources=sources, wrong=wrong, form=form)

    @routes.get("/governance/cleanups")
    def listed() -> HTMLResponse:
        found = [settled(catalogue, one) for one in catalogue.cleanups.all()]
        plans = [plan_of(one, catalogue.cleanups.tallies(one.id)) for one in found]
        return desk.bare_page("cleanups.html", 200, plans=plans, may_plan=caller().may(Permission.VOCABULARY))

    @routes.get("/governance/cleanups/new", dependencies=planning)
    def new(request: Request) -> HTMLResponse:
        """The form; what the compliance report knows is filled in already."""
        return new_page(NewPlan.of(request.query_params.multi_items()))

    @routes.post("/governance/cleanups/new", dependencies=planning)
    async def add(request: Request) -> Response:
        return await run_in_threadpool(_added, await fields_of(request))

    def _added(fields: list[tuple[str, str]]) -> Response:
        form = NewPlan.of(fields)
        try:
            made = make(desk.workspace, form.name, form.scope, caller().called)
        except ThesauryError as error:
            return new_page(form, error.message, 422)
        return RedirectResponse(f"/governance/cleanups/{made.id}", 303)

    @routes.get("/governance/cleanups/{id}")
    def one(id: str, show: str = "", after: str = "") -> HTMLResponse:
        return plan_page(known(id), Asked.of({"show": show, "after": after}))

    @routes.post("/governance/cleanups/{id}/decide", dependencies=planning)
    def decided(request: Request, id: str, form: _Form) -> Response:
        """Decide on one entry and show the desk anew, the next entry in front."""
        cleanup, asked = known(id), Asked.of(form)
        found = catalogue.cleanups.entries(cleanup.id, ids=[form.get("entry", "")])
        if not found:
            raise NotHere("cleanup")
        place, entry = found[0]
        treatment = Treatment(form["as"]) if form.get("as") in list(Treatment) else None
        wrong = ""
        try:
            concept = chosen(desk, form.get("concept", ""), form.get("words", ""))
            decide(desk.workspace, cleanup, [ruling(entry, treatment, caller().called, concept)])
        except ThesauryError as error:
            wrong = error.message
        asked = asked.following(place, entry.id, bool(wrong))
        if "hx-request" not in request.headers:
            return plan_page(known(id), asked, wrong, 422) if wrong else RedirectResponse(asked.url(cleanup.id), 303)
        plan = plan_of(known(id), catalogue.cleanups.tallies(cleanup.id))
        return desk.bare_page("cleanup_desk.html", 200, wrong=wrong, **desk_values(desk, plan, asked))

    @routes.post("/governance/cleanups/{id}/accept", dependencies=planning)
    def accepted(id: str) -> Response:
        """Take every suggestion that is certain."""
        cleanup = known(id)
        entries = [entry for _, entry in catalogue.cleanups.entries(cleanup.id, treatments=[None])]
        try:
            decide(desk.workspace, cleanup, by_suggestion(entries, SURE, caller().called))
        except ThesauryError as error:
            return plan_page(cleanup, Asked(), error.message, 422)
        return RedirectResponse(f"/governance/cleanups/{cleanup.id}", 303)

    @routes.get("/governance/cleanups/{id}/dry-run", dependencies=writing)
    def dry_run(id: str, back: str = "") -> HTMLResponse:
        return _dry_run(known(id), back == "1")

    @routes.post("/governance/cleanups/{id}/run", dependencies=writing)
    def run(id: str) -> Response:
        return _started(known(id), lambda cleanup: start(desk.workspace, cleanup), False)

    @routes.post("/governance/cleanups/{id}/revert", dependencies=writing)
    def revert(id: str) -> Response:
        return _started(known(id), lambda cleanup: start_back(desk.workspace, cleanup), True)

    @routes.post("/governance/cleanups/{id}/drop", dependencies=planning)
    def dropped(id: str) -> Response:
        cleanup = known(id)
        try:
            drop(desk.workspace, cleanup)
        except ThesauryError as error:
            return plan_page(cleanup, Asked(), error.message, 422)
        return RedirectResponse("/governance/cleanups", 303)

    def _started(cleanup: Cleanup, starting: Callable[[Cleanup], Run], back: bool) -> Response:
        try:
            starting(cleanup)
        except ThesauryError as error:
            return _dry_run(cleanup, back, error.message)
        return RedirectResponse(f"/governance/cleanups/{cleanup.id}", 303)

    def _dry_run(cleanup: Cleanup, back: bool, wrong: str = "") -> HTMLResponse:
        """What a run would write now; where a system cannot be read, why."""
        plan, found = plan_of(cleanup, catalogue.cleanups.tallies(cleanup.id)), []
        try:
            found = list(islice((preview_back if back else preview)(desk.workspace, cleanup), SHOWN + 1))
            keeping, silent = keeping_tags(desk.workspace, cleanup), without_sink(desk.workspace, cleanup)
        except ThesauryError as error:
            wrong, keeping, silent = wrong or error.message, [], []
        return desk.bare_page(
            "cleanup_dry_run.html",
            422 if wrong else 200,
            plan=plan,
            back=back,
            planned=found[:SHOWN],
            more=len(found) > SHOWN,
            keeping=keeping,
            silent=silent,
            wrong=wrong,
            titles=_titles(desk, [one.step.asset for one in found[:SHOWN]]),
        )

    return routes


def _titles(desk: Desk, ids: list[str]) -> dict[str, str]:
    assets = desk.workspace.catalogue.records.assets(list(dict.fromkeys(ids)))
    return {asset.id: asset.title(desk.workspace.languages) for asset in assets}


def _left(desk: Desk, cleanup: Cleanup) -> list[tuple[str, str, str, str]]:
    """What could not be written, or stayed: title, address, connection and why."""
    states, found = (StepState.LEFT, StepState.STAYED), []
    for connection in desk.workspace.catalogue.records.connections():
        found += desk.workspace.catalogue.cleanups.steps(cleanup.id, connection.name, "", _LEFT, states)
    titles = _titles(desk, [step.asset for step in found[:_LEFT]])
    return [
        (
            titles.get(step.asset) or step.external_id,
            f"/assets/{quote(step.asset, safe='')}" if step.asset in titles else "",
            step.connection,
            step.message,
        )
        for step in found[:_LEFT]
    ]
