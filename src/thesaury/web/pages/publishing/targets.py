"""`/publishing/targets`: the systems that show channels, what stands in each, what a run would do there, and what was done."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.dispatch import publishing_now
from thesaury.model.access import Permission
from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import form_of
from thesaury.web.failures import NotHere
from thesaury.web.pages.connections.listed import nobody_works
from thesaury.web.pages.publishing.late import targets
from thesaury.web.pages.publishing.target_plan import plan_sheet
from thesaury.web.pages.publishing.target_rows import SHOWS, log, publications
from thesaury.web.pages.publishing.target_sheet import target, target_url

_NEWEST = 10
"""Lines of the log that stand below the publications."""
_LINES = 50
_Before = Annotated[int, Query(ge=0, le=2**53)]


def router(desk: Desk) -> APIRouter:
    """The pages of systems, and where their buttons lead."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.get("/publishing/targets")
    def all_of_them() -> HTMLResponse:
        return desk.page("publishing_targets.html", targets=[target(desk, one) for one in targets(desk.workspace)])

    @routes.get("/publishing/targets/{name}")
    def one(name: str, show: str = "all", after: str = "", asset: str = "", said: str = "") -> HTMLResponse:
        return _page(desk, _known(desk, name), show, after, asset, "again" if said == "again" else "")

    @routes.get("/publishing/targets/{name}/log")
    def lines(name: str, before: _Before = 0, asset: str = "") -> HTMLResponse:
        known = target(desk, _known(desk, name))
        found = log(desk, name, _LINES + 1, before, asset)
        asked = {"asset": asset} if asset else {}
        older = (
            f"{known.url}/log?{urlencode(asked | {'before': found[_LINES - 1].number})}" if len(found) > _LINES else ""
        )
        return desk.page(
            "publishing_targets_log.html",
            target=known,
            lines=found[:_LINES],
            asset=asset,
            older=older,
            newest=f"{known.url}/log?{urlencode(asked)}" if before else "",
        )

    @routes.get("/publishing/targets/{name}/plan", dependencies=[may(Permission.EDIT)])
    def dry_run(name: str, whole: Annotated[str, Query(alias="all")] = "") -> HTMLResponse:
        return _plan(desk, _known(desk, name), whole == "yes")

    @routes.post("/publishing/targets/{name}/run", dependencies=[may(Permission.EDIT)])
    def run(name: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> Response:
        connection = _known(desk, name)
        try:
            begun = publishing_now.begin(desk.workspace, [name], form.get("all") == "yes")
        except ThesauryError as error:
            return _page(desk, connection, wrong=error.message)
        return RedirectResponse(f"/runs/{begun.id}", 303)

    @routes.post("/publishing/targets/{name}/again", dependencies=[may(Permission.EDIT)])
    def again(name: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> Response:
        connection, asset = _known(desk, name), form.get("asset", "")
        if asset not in desk.workspace.catalogue.publications.of(name, [asset]):
            raise NotHere("asset")
        try:
            wrong = publishing_now.again_now(desk.workspace, name, asset)
        except ThesauryError as error:
            wrong = error.message
        if wrong:
            return _page(desk, connection, wrong=wrong)
        return RedirectResponse(f"{target_url(name)}?{urlencode({'asset': asset, 'said': 'again'})}", 303)

    return routes


def _known(desk: Desk, name: str) -> Connection:
    """The connection of this name, which publishes. Raises NotHere where there is none."""
    found = next((one for one in targets(desk.workspace) if one.name == name), None)
    if found is None:
        raise NotHere("connection")
    return found


def _page(
    desk: Desk,
    connection: Connection,
    show: str = "all",
    after: str = "",
    asset: str = "",
    said: str = "",
    wrong: str = "",
) -> HTMLResponse:
    """The page of a system, with what just happened."""
    known, shown = target(desk, connection), show if show in SHOWS else "all"
    page = publications(desk, known, shown, after, asset)
    asked = {"show": shown} if shown != "all" else {}
    return desk.bare_page(
        "publishing_targets_one.html",
        422 if wrong else 200,
        target=known,
        page=page,
        shows=list(SHOWS),
        show=shown,
        asset=asset,
        first=f"{known.url}?{urlencode(asked)}" if after else "",
        following=f"{known.url}?{urlencode(asked | {'after': page.after})}" if page.after else "",
        lines=log(desk, connection.name, _NEWEST),
        idle=bool(known.behind) and nobody_works(desk.workspace),
        said=said,
        wrong=wrong,
    )


def _plan(desk: Desk, connection: Connection, whole: bool) -> HTMLResponse:
    """What a run would do now; its feed is brought up to date and the CMS is read, and nothing is sent."""
    sheet, wrong = None, ""
    try:
        [made] = publishing_now.plans(desk.workspace, [connection.name], whole)
        sheet = plan_sheet(desk, made)
    except ThesauryError as error:
        wrong = error.message
    return desk.bare_page(
        "publishing_targets_plan.html",
        422 if wrong else 200,
        target=target(desk, connection),
        plan=sheet,
        whole=whole,
        wrong=wrong,
    )
