"""`/connections`: every system at a glance, the page of each, and what can be done about it."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse

from thesaury.dispatch import retry, start
from thesaury.dispatch.triggering import utc_now
from thesaury.model.access import Permission
from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.flow import Flow, Schedule
from thesaury.pipeline.disconnecting import disconnect, parting
from thesaury.pipeline.keeping import keep_flow
from thesaury.ports.records import connection_named
from thesaury.sync import pulling
from thesaury.sync.scheduling import first_due
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import form_of
from thesaury.web.door.noting import noted
from thesaury.web.failures import NotHere
from thesaury.web.pages.connections import adding, back, editing
from thesaury.web.pages.connections.graphs import graph_sheet
from thesaury.web.pages.connections.listed import card, cards, connection_url, nobody_works
from thesaury.web.pages.connections.sheet import sheet
from thesaury.web.parts.connecting import free_name, steps_for
from thesaury.web.texts import phrase

LOOK_SECONDS = 20.0
"""How long a dry run reads; what it saw until then is told."""
_SAID = ("added", "kept", "forgotten", "settled", "again", "mended", "logged")


def router(desk: Desk) -> APIRouter:
    """The pages of connections, and where their buttons lead."""
    routes = APIRouter(dependencies=[may(Permission.READ)])
    adding.add(routes, desk)
    editing.add(routes, desk)
    back.add(routes, desk)

    @routes.get("/connections")
    def all_of_them(left: str = "") -> HTMLResponse:
        listed = cards(desk)
        return desk.page(
            "connections.html",
            cards=listed,
            left=left,
            idle=nobody_works(desk.workspace),
            flows=len(desk.workspace.catalogue.flows.all()),
            goes_on=any(one.open for one in listed),
        )

    @routes.get("/connections/{name}")
    def one(name: str, said: str = "", still: str = "") -> HTMLResponse:
        return page(desk, known(desk, name), said=said if said in _SAID else "", still=still)

    @routes.post("/connections/{name}/check", dependencies=[may(Permission.EDIT)])
    def check(name: str) -> HTMLResponse:
        connection = known(desk, name)
        try:
            found: Sequence[str] = desk.workspace.check(connection)
        except ThesauryError as error:
            return page(desk, connection, 422, wrong=error.message)
        return page(desk, connection, checked=found)

    @routes.get("/connections/{name}/dry-run", dependencies=[may(Permission.EDIT)])
    def dry_run(name: str) -> HTMLResponse:
        connection = known(desk, name)
        return _dry_run(desk, connection)

    @routes.post("/connections/{name}/runs", dependencies=[may(Permission.EDIT)])
    def run(name: str) -> RedirectResponse:
        connection = known(desk, name)
        begun = start(desk.workspace.catalogue, flow_for(desk, connection))
        return RedirectResponse(f"/runs/{begun.id}", 303)

    @routes.post("/connections/{name}/retry", dependencies=[may(Permission.EDIT)])
    def again(name: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> RedirectResponse:
        known(desk, name)
        failing = try_again(desk, _number(form.get("run", "")), [form.get("item", "")])
        return RedirectResponse(f"{connection_url(name)}?said={'again' if failing else 'mended'}#failures", 303)

    @routes.get("/connections/{name}/disconnect", dependencies=[may(Permission.ADMINISTER)])
    def ask(name: str) -> HTMLResponse:
        connection = known(desk, name)
        gone = parting(desk.workspace.catalogue, name)
        return desk.page("connection_leave.html", card=_card(desk, connection), parting=gone)

    @routes.post("/connections/{name}/disconnect", dependencies=[may(Permission.ADMINISTER)])
    def leave(name: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> RedirectResponse:
        known(desk, name)
        disconnect(desk.workspace, name, form.get("leave") == "yes")
        return RedirectResponse(f"/connections?left={quote(name, safe='')}", 303)

    return routes


def known(desk: Desk, name: str) -> Connection:
    """The connection of this name. Raises NotHere where there is none."""
    found = connection_named(desk.workspace.catalogue.records, name)
    if found is None:
        raise NotHere("connection")
    return found


def page(desk: Desk, connection: Connection, status: int = 200, **told: object) -> HTMLResponse:
    """The page of a connection, with what just happened."""
    flows = desk.workspace.catalogue.flows.all()
    told = {"said": "", "still": "", "checked": (), "wrong": "", **told}
    return desk.bare_page(
        "connection.html",
        status,
        card=card(desk, connection, flows),
        sheet=sheet(desk, connection, flows),
        graphs=graph_sheet(desk, connection),
        roles=desk.workspace.roles(connection),
        idle=nobody_works(desk.workspace),
        **told,
    )


def flow_for(desk: Desk, connection: Connection) -> str:
    """The flow that reads this connection alone, or publishes to it; one is made where there is none, for which its maker has to be an
    administrator."""
    states, steps = desk.workspace.catalogue.flows.all(), steps_for(desk, connection)
    alone = [one.flow for one in states if one.flow.connections == (connection.name,) and steps[0] in one.flow.steps]
    if alone:
        return alone[0].name
    if not caller().may(Permission.ADMINISTER):
        raise Usage(phrase("connections.no_flow"))
    name = free_name(connection.name, [one.flow.name for one in states])
    flow = Flow(name, (connection.name,), steps, Schedule())
    keep_flow(desk.workspace.catalogue, flow, first_due(flow.schedule, utc_now()))
    return name


def try_again(desk: Desk, run: int, items: Sequence[str]) -> int:
    """Do again what failed in a run; returns how much fails again."""
    mended, failing = retry(desk.workspace, run, items, desk.workspace.settle_seconds)
    noted(desk, "run.retry", f"run:{run}", None, {"mended": len(mended), "failing": len(failing)})
    return len(failing)


def _dry_run(desk: Desk, connection: Connection) -> HTMLResponse:
    """What a run would read now, and which of the system's fields become what; nothing is stored."""
    workspace, roles = desk.workspace, desk.workspace.roles(connection)
    outline, planned, wrong = None, None, ""
    try:
        if "source" in roles:
            outline = workspace.source(connection).outline()
            planned = pulling.plan(workspace, connection, LOOK_SECONDS)
        elif "vocabulary" in roles:
            outline = workspace.vocabulary_source(connection).outline()
    except ThesauryError as error:
        wrong = error.message
    return desk.bare_page(
        "connection_dry_run.html",
        422 if wrong else 200,
        card=_card(desk, connection),
        outline=outline,
        planned=planned,
        wrong=wrong,
    )


def _card(desk: Desk, connection: Connection) -> object:
    return card(desk, connection, desk.workspace.catalogue.flows.all())


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
