"""`/runs`: the log of runs, and each run as it goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse

from thesaury.dispatch import stop
from thesaury.dispatch.cleaning.meaning import meant
from thesaury.dispatch.onboarding import round_meant
from thesaury.model.access import Permission
from thesaury.model.connection import Run, RunState
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import form_of
from thesaury.web.failures import NotHere
from thesaury.web.pages.connections.listed import connection_url, nobody_works
from thesaury.web.pages.connections.routes import try_again
from thesaury.web.pages.connections.sheet import Failed, failed
from thesaury.web.parts.moments import lasted
from thesaury.web.parts.run_words import Progress, RunRow, counts, progress, row
from thesaury.web.texts import named, phrase

PAGE = 25
_FAILURES = 100
_TRIED = 25
"""Failures that are tried again at once, at most: each may ask another system."""
_SEVERAL = (
    "new",
    "changed",
    "unchanged",
    "gone",
    "refused",
    "looked",
    "enriched",
    "accepted",
    "projected",
    "pushed",
    "push_refused",
    "uncertain",
    "published",
    "published_changed",
    "withdrawn",
    "publish_waiting",
    "publish_refused",
    "cleaned",
    "reverted",
    "left",
    "proposed",
    "rows",
    "fields",
    "values",
    "concepts",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a run stands: what its page shows anew while it goes on."""

    row: RunRow
    progress: Progress | None
    counts: tuple[tuple[str, int, bool], ...]
    seconds: tuple[tuple[str, str, int], ...]
    idle: bool
    says: str


def router(desk: Desk) -> APIRouter:
    """The pages of runs, and where their buttons lead."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    def known(number: int) -> Run:
        found = desk.workspace.catalogue.runs.get(number) if 0 < number < 2**53 else None
        if found is None:
            raise NotHere("run")
        return found

    @routes.get("/runs")
    def log(flow: str = "", state: str = "", connection: str = "", before: str = "") -> HTMLResponse:
        runs = desk.workspace.catalogue.runs
        states = (RunState(state),) if state in list(RunState) else ()
        start = int(before) if before.isdecimal() and len(before) < 16 else 0
        found = runs.recent(PAGE + 1, flow or None, start, states, connection)
        kept = {"flow": flow, "state": state if states else "", "connection": connection}
        more = (
            urlencode({**{k: v for k, v in kept.items() if v}, "before": found[PAGE - 1].id})
            if len(found) > PAGE
            else ""
        )
        return desk.page(
            "runs.html",
            rows=[row(run, len(runs.failures(run.id))) for run in found[:PAGE]],
            more=more,
            chosen=kept,
            paged=bool(start),
            flows=[one.flow.name for one in desk.workspace.catalogue.flows.all()],
            states=list(RunState),
            idle=nobody_works(desk.workspace),
        )

    @routes.get("/runs/{number}")
    def one(number: int, said: str = "") -> HTMLResponse:
        run = known(number)
        failures = desk.workspace.catalogue.runs.failures(number)
        return desk.page(
            "run.html",
            run=run,
            standing=standing(desk, run),
            connections=[(name, connection_url(name)) for name in run.connections],
            about=_about(desk, run),
            failures=_shown(desk, run),
            more_failures=max(0, len(failures) - _FAILURES),
            all_at_once=1 < len(failures) <= _TRIED,
            said=said,
        )

    @routes.get("/runs/{number}/standing")
    def stands(number: int) -> HTMLResponse:
        """How it stands, alone; once it is over, the failures follow with the whole page."""
        return desk.page("run_standing.html", run=known(number), standing=standing(desk, known(number)))

    @routes.post("/runs/{number}/stop", dependencies=[may(Permission.EDIT)])
    def end(number: int) -> RedirectResponse:
        known(number)
        stop(desk.workspace.catalogue, number, caller().called)
        return RedirectResponse(f"/runs/{number}", 303)

    @routes.post("/runs/{number}/retry", dependencies=[may(Permission.EDIT)])
    def again(number: int, form: Annotated[Mapping[str, str], Depends(form_of)]) -> RedirectResponse:
        known(number)
        items = [form["item"]] if "item" in form else []
        failing = try_again(desk, number, items)
        return RedirectResponse(f"/runs/{number}?said={'again' if failing else 'mended'}#failures", 303)

    return routes


def _about(desk: Desk, run: Run) -> tuple[str, str] | None:
    """The page of the clean-up or the round that the run is about, and what it is called; None for runs of flows."""
    if cleaning := meant(desk.workspace.catalogue, run.flow):
        return f"/governance/cleanups/{cleaning.cleanup.id}", phrase("runs.cleanup")
    if round := round_meant(desk.workspace.catalogue, run.flow):
        return f"/onboarding/{quote(round.name, safe='')}", phrase("runs.round")
    return None


def standing(desk: Desk, run: Run) -> Standing:
    """How a run stands now, with one sentence that says it aloud."""
    known = row(run, len(desk.workspace.catalogue.runs.failures(run.id)))
    going = progress(run, datetime.now(UTC))
    most = max((seconds for _, seconds in run.timings), default=0.0) or 1.0
    return Standing(
        known,
        going,
        tuple((one.name, one.count, one.bad) for one in counts(run, _SEVERAL)),
        tuple(
            (named("runs.stage", stage), lasted(seconds), round(100 * seconds / most)) for stage, seconds in run.timings
        ),
        known.open and nobody_works(desk.workspace),
        _says(known, going),
    )


def _says(known: RunRow, going: Progress | None) -> str:
    if going is None:
        said = phrase("runs.says.state", run=known.run.id, state=known.word)
        return f"{said} {known.said}" if not known.open else said
    return " ".join(part for part in (f"{going.stage}.", going.words, going.remaining) if part)


def _shown(desk: Desk, run: Run) -> list[Failed]:
    catalogue = desk.workspace.catalogue
    return [failed(catalogue, run, failure) for failure in catalogue.runs.failures(run.id)[:_FAILURES]]
