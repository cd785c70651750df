"""`/flows`: which connections run together, when, and how that went."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.dispatch import start
from thesaury.dispatch.triggering import utc_now
from thesaury.model.access import Permission
from thesaury.model.errors import BadInput, ThesauryError, Usage
from thesaury.model.flow import Flow, FlowState, Step
from thesaury.pipeline import connections
from thesaury.pipeline.keeping import drop_flow, keep_flow
from thesaury.sync.scheduling import first_due
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import Fields, fields_of, form_of
from thesaury.web.failures import NotHere
from thesaury.web.pages.connections.listed import nobody_works
from thesaury.web.parts import schedules
from thesaury.web.parts.connecting import good_name
from thesaury.web.parts.moments import ago, at
from thesaury.web.parts.run_words import RunRow, row
from thesaury.web.texts import named, phrase


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One flow as the list shows it."""

    flow: Flow
    url: str
    steps: str
    schedule: str
    next: str
    next_at: str
    last: RunRow | None
    open: RunRow | None
    gone: tuple[str, ...]


def router(desk: Desk) -> APIRouter:
    """The pages of flows, and where their buttons lead."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    def known(name: str) -> FlowState:
        if (state := desk.workspace.catalogue.flows.get(name)) is None:
            raise NotHere("flow")
        return state

    @routes.get("/flows")
    def all_of_them(said: str = "") -> HTMLResponse:
        catalogue = desk.workspace.catalogue
        here = [one.name for one in catalogue.records.connections()]
        rows = [_row(desk, state, here) for state in catalogue.flows.all()]
        goes_on = any(one.open for one in rows)
        return desk.page(
            "flows.html", rows=rows, said=said, idle=nobody_works(desk.workspace), here=here, goes_on=goes_on
        )

    @routes.get("/flows/next", dependencies=[may(Permission.ADMINISTER)])
    def following(
        kind: str = "manual",
        number: str = "",
        unit: str = "h",
        time: str = "",
        day: str = "1",
        cron: str = "",
        once: str = "",
    ) -> HTMLResponse:
        form = schedules.ScheduleForm(kind, number, unit, time, day, cron, once)
        return desk.page("flow_next.html", **_following(form))

    @routes.get("/flows/new", dependencies=[may(Permission.ADMINISTER)])
    def new(connection: str = "") -> HTMLResponse:
        return _form(desk, Flow("", (connection,) if connection else ()), schedules.ScheduleForm(), "")

    @routes.post("/flows/new", dependencies=[may(Permission.ADMINISTER)])
    def make(form: Annotated[Fields, Depends(fields_of)]) -> Response:
        name = dict(form).get("name", "").strip()
        before = Flow(name, ())
        if not good_name(name) or name in ("new", "next"):
            return _form(desk, before, schedules.typed(dict(form)), "", form, phrase("flows.name.wrong"))
        if desk.workspace.catalogue.flows.get(name):
            return _form(desk, before, schedules.typed(dict(form)), "", form, phrase("flows.name.taken", name=name))
        return _kept(desk, before, form, "")

    @routes.get("/flows/{name}/edit", dependencies=[may(Permission.ADMINISTER)])
    def edit(name: str) -> HTMLResponse:
        flow = known(name).flow
        return _form(desk, flow, schedules.form_of_schedule(flow.schedule), name)

    @routes.post("/flows/{name}/edit", dependencies=[may(Permission.ADMINISTER)])
    def change(name: str, form: Annotated[Fields, Depends(fields_of)]) -> Response:
        return _kept(desk, known(name).flow, form, name)

    @routes.post("/flows/{name}/runs", dependencies=[may(Permission.EDIT)])
    def run(name: str) -> RedirectResponse:
        known(name)
        return RedirectResponse(f"/runs/{start(desk.workspace.catalogue, name).id}", 303)

    @routes.post("/flows/{name}/switch", dependencies=[may(Permission.ADMINISTER)])
    def switch(name: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> RedirectResponse:
        flow = replace(known(name).flow, enabled=form.get("on") == "yes")
        keep_flow(desk.workspace.catalogue, flow, first_due(flow.schedule, utc_now()) if flow.enabled else "")
        return RedirectResponse(f"/flows?said={'on' if flow.enabled else 'off'}", 303)

    @routes.post("/flows/{name}/delete", dependencies=[may(Permission.ADMINISTER)])
    def delete(name: str) -> RedirectResponse:
        known(name)
        drop_flow(desk.workspace.catalogue, name)
        return RedirectResponse("/flows?said=deleted", 303)

    return routes


def flow_url(name: str) -> str:
    """Below which address a flow's deeds lie."""
    return f"/flows/{quote(name, safe='')}"


def _row(desk: Desk, state: FlowState, here: list[str]) -> FlowRow:
    flow, runs = state.flow, desk.workspace.catalogue.runs
    recent = runs.recent(5, flow.name)
    ended = next((run for run in recent if run.finished_at), None)
    going = next((run for run in recent if not run.finished_at), None)
    return FlowRow(
        flow,
        flow_url(flow.name),
        ", ".join(named("flows.step", step.value) for step in flow.steps),
        schedules.words(flow.schedule),
        ago(state.due) if flow.enabled else "",
        at(state.due) if flow.enabled else "",
        row(ended, len(runs.failures(ended.id))) if ended else None,
        row(going) if going else None,
        tuple(name for name in flow.connections if name not in here),
    )


def _kept(desk: Desk, before: Flow, form: Fields, name: str) -> Response:
    """Keep the flow a form describes; filters and fields, which it does not show, stay. Back to the form where something is wrong."""
    told = dict(form)
    asked = schedules.typed(told)
    try:
        flow = _flow(desk, before, form, asked)
    except ThesauryError as error:
        return _form(desk, before, asked, name, form, error.message)
    keep_flow(desk.workspace.catalogue, flow, first_due(flow.schedule, utc_now()) if flow.enabled else "")
    return RedirectResponse("/flows?said=kept", 303)


def _flow(desk: Desk, before: Flow, form: Fields, asked: schedules.ScheduleForm) -> Flow:
    told = dict(form)
    named_ones = tuple(value for key, value in form if key == "connection")
    steps = tuple(step for step in Step if ("step", step.value) in form)
    if not named_ones:
        raise BadInput(phrase("flows.no_connection"))
    if not steps:
        raise BadInput(phrase("flows.no_step"))
    connections(desk.workspace, named_ones)
    above = told.get("above", "").replace(",", ".").strip()
    return replace(
        before,
        connections=named_ones,
        steps=steps,
        schedule=schedules.schedule_of(asked),
        accept_above=_share(above) if above else None,
    )


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise Usage(phrase("flows.above.wrong"))
    return share


def _form(
    desk: Desk,
    flow: Flow,
    asked: schedules.ScheduleForm,
    name: str,
    form: Fields | None = None,
    wrong: str = "",
) -> HTMLResponse:
    """The form of a flow; what was typed stays in it."""
    told = dict(form or [])
    chosen = [v for k, v in form if k == "connection"] if form is not None else list(flow.connections)
    steps = [v for k, v in form if k == "step"] if form is not None else [step.value for step in flow.steps]
    above = told.get("above", "") if form is not None else "" if flow.accept_above is None else str(flow.accept_above)
    return desk.bare_page(
        "flow_form.html",
        422 if wrong else 200,
        flow=flow,
        name=name,
        typed_name=told.get("name", flow.name),
        known=[one.name for one in desk.workspace.catalogue.records.connections()],
        chosen=chosen,
        steps=steps,
        all_steps=list(Step),
        above=above,
        schedule=asked,
        kinds=schedules.KINDS,
        units=[unit for unit, _ in schedules.UNITS],
        days=schedules.weekdays(),
        wrong=wrong,
        **_following(asked),
    )


def _following(form: schedules.ScheduleForm) -> dict[str, object]:
    """What the preview of a schedule says: it in words with the next times, or what is wrong with it."""
    try:
        schedule = schedules.schedule_of(form)
    except (ThesauryError, ValueError) as error:
        return {"spoken": "", "times": (), "fault": getattr(error, "message", str(error))}
    return {"spoken": schedules.words(schedule), "times": schedules.following(schedule, utc_now()), "fault": ""}
