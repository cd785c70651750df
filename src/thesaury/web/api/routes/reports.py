"""What analytics leads to: advice, a forecast, reports now and by schedule, and tables for a warehouse."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse

from thesaury.analytics.advice import Ask, advised
from thesaury.analytics.periods import today
from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.model.report import ReportSchedule
from thesaury.pipeline.measuring.advising import forecast_of
from thesaury.pipeline.measuring.answering import counted_at
from thesaury.pipeline.measuring.tables import TABLES, stretch
from thesaury.pipeline.reporting import schedules
from thesaury.pipeline.reporting.letters import as_html
from thesaury.pipeline.reporting.making import Wanted, ask_in, made
from thesaury.pipeline.reporting.sending import file_name, pdf_of
from thesaury.pipeline.reporting.shapes import advice_shape, forecast_shape, report_shape, schedule_shape
from thesaury.pipeline.reporting.words import Wording
from thesaury.web.api.models import reports as models
from thesaury.web.api.paging import Cursor, cursor_of, linked, place_of
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere

MOST = 1_000
"""Rows of a page of a table."""

_Period = Annotated[str, Query(max_length=20, description="`all`, or as 2026, 2026-Q4, 2026-11.", examples=["2026-Q4"])]
_Market = Annotated[str, Query(max_length=50, description="A market by its code, or `all`.", examples=["DE"])]
_Language = Annotated[str, Query(max_length=20, description="`en` or `de`.")]
_Rows = Annotated[int, Query(ge=1, le=MOST, description="How many rows a page has at most, about.")]
_Name = Annotated[str, Path(description="The report.", examples=["brand"])]


class Form(StrEnum):
    """In which form a report is answered."""

    JSON = "json"
    HTML = "html"
    PDF = "pdf"


_FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report, in the form asked for.",
        "content": {
            "application/json": {"schema": {"type": "object"}},
            "text/html": {"schema": {"type": "string"}},
            "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


def router(desk: Desk) -> APIRouter:
    """Reading is for everybody who may read; schedules are for whoever administers, for they send figures out of the house."""
    routes = APIRouter(tags=["analytics"], route_class=Operation, dependencies=[may(Permission.READ)])
    workspace, keeping = desk.workspace, [may(Permission.ADMINISTER)]

    @cache
    def ask(language: str) -> Ask:
        return ask_in(workspace, language, lambda: desk.lexicon().thesaurus)

    @routes.get("/analytics/advice", response_model=models.Advice)
    def get_advice(period: _Period = "all", market: _Market = "all", language: _Language = "en") -> dict[str, Any]:
        """Read advice on what to produce, license, renew and retire, each piece with its formula and where the rows behind its figures are.

        Where the numbers are too small for advice, `silences` say so.
        """
        found = advised(ask(Wording(language).language), today(), period or "all", market or "all")
        return advice_shape(found, Wording(language, found.currency or workspace.currency))

    @routes.get("/analytics/forecast", response_model=models.Forecast)
    def get_forecast() -> dict[str, Any]:
        """Read which licences end in the next quarters, what renewing them would cost, and what purchases will cost where two years are
        known."""
        return forecast_shape(forecast_of(workspace, today()), workspace.currency, counted_at(workspace))

    @routes.get("/analytics/report", response_model=None, responses=_FORMS)
    def get_report(
        period: _Period = "all",
        market: _Market = "all",
        language: _Language = "en",
        form: Annotated[Form, Query(description="`json`, `html` or `pdf`.")] = Form.JSON,
    ) -> Any:
        """Make a report of a period and market now, as scheduled ones are."""
        wanted = Wanted("Thesaury", period or "all", market or "all", language)
        report = made(workspace, ask(Wording(language).language), wanted, today())
        if form is Form.JSON:
            return report_shape(report)
        if form is Form.HTML:
            return HTMLResponse(as_html(report))
        named = {"Content-Disposition": f'attachment; filename="{file_name(wanted.name, "pdf")}"'}
        return Response(pdf_of(workspace, report), media_type="application/pdf", headers=named)

    @routes.get("/analytics/tables", response_model=models.TableNames)
    def list_tables() -> dict[str, Any]:
        """List the tables that a warehouse can load."""
        return {"tables": [{"name": one.name, "key": list(one.key), "grows": one.grows} for one in TABLES.values()]}

    @routes.get("/analytics/tables/{name}", response_model=models.TablePage)
    def read_table(
        request: Request,
        response: Response,
        name: Annotated[str, Path(description="The table.", examples=["uses"])],
        limit: _Rows = 500,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """Read a page of a table: assets, concepts, annotations, uses, searches, purchases or campaigns.

        Of a table that grows, `mark` of the last page is the cursor for what came or changed since.
        """
        table = TABLES.get(name)
        if table is None:
            raise NotHere("table")
        question = ["table", name]
        place = place_of(cursor, question, str)
        found = stretch(workspace, table, str(place[0]) if place else "", limit)
        following = cursor_of(question, (found.following,)) if found.following else None
        return {
            "table": name,
            "key": list(table.key),
            "rows": [dict(row) for row in found.rows],
            "next": linked(request, response, following),
            "mark": cursor_of(question, (found.mark,)) if found.mark else None,
        }

    @routes.get("/reports", response_model=models.Schedules, dependencies=keeping)
    def list_reports() -> dict[str, Any]:
        """List scheduled reports by name, with what became of the newest ones."""
        return {"reports": [told(one) for one in workspace.catalogue.reports.all()]}

    @routes.post("/reports", response_model=models.Schedule, status_code=201, dependencies=keeping)
    def add_report(body: models.AddSchedule) -> dict[str, Any]:
        """Let a report go out daily, weekly or monthly, by e-mail or to one webhook; the first one in the next turn."""
        given = (body.name, body.frequency, body.way, body.recipients, _now(), body.span, body.market, body.language)
        return told(schedules.make(workspace, *given))

    @routes.get("/reports/{name}", response_model=models.Schedule, dependencies=keeping)
    def get_report_schedule(name: _Name) -> dict[str, Any]:
        """Read one schedule."""
        with _known():
            return told(schedules.known(workspace.catalogue, name))

    @routes.delete("/reports/{name}", status_code=204, dependencies=keeping)
    def delete_report(name: _Name) -> None:
        """Send it no more."""
        with _known():
            schedules.drop(workspace.catalogue, name)

    @routes.post("/reports/{name}/test", status_code=204, dependencies=keeping)
    def test_report(name: _Name) -> None:
        """Make and send it once, at once, beside its turns."""
        with _known():
            schedules.known(workspace.catalogue, name)
        schedules.try_out(workspace, name, _now())

    @routes.post("/reports/{name}/again", response_model=models.Schedule, dependencies=keeping)
    def send_report_again(name: _Name) -> dict[str, Any]:
        """Send the newest one again, which failed or of which nobody knows whether it went out; a worker does it within a minute."""
        with _known():
            schedules.known(workspace.catalogue, name)
        schedules.again(workspace.catalogue, name, _now())
        return told(schedules.known(workspace.catalogue, name))

    def told(one: ReportSchedule) -> dict[str, Any]:
        return schedule_shape(one, workspace.catalogue.reports.sendings(one.id))

    return routes


def _now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def _known() -> Iterator[None]:
    """What the address names and is not there is 404."""
    try:
        yield
    except Usage as error:
        raise ApiProblem("not-found", error.message) from error
