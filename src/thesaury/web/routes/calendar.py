"""`/rights/calendar`, its table and JSON, and `/calendars/...`: the days of licences, for people and for their calendars."""

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from thesaury.dispatch.feeding import feed_of
from thesaury.model.errors import Usage
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.watch.calendar_files import NOTICE, as_csv, as_ics, as_values
from thesaury.pipeline.watch.entries import Entry, Wanted
from thesaury.web.calendars import CalendarKeeper
from thesaury.web.desk import Desk
from thesaury.web.views.calendar import shown
from thesaury.web.views.calendar_links import FIRST_MONTH, LAST_MONTH

_MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"


def router(desk: Desk) -> APIRouter:
    """The calendar in every form."""
    routes, keeper = APIRouter(), CalendarKeeper(desk.workspace)

    def entries(wanted: Wanted) -> list[Entry]:
        return [entry for entry in keeper.look().entries if wanted.holds(entry)]

    @routes.get("/rights/calendar")
    def page(
        month: Annotated[str, Query(pattern=_MONTH)] | None = None,
        view: str = "month",
        connection: str = "",
        campaign: str = "",
        market: str = "",
        in_use: bool = False,
    ) -> HTMLResponse:
        today = datetime.now(ZoneInfo(TIME_ZONE)).date()
        wanted = Wanted(None, None, connection, campaign, market, in_use=in_use)
        return desk.page(
            "calendar.html", page=shown(keeper.look(), wanted, _month(month, today), view == "soon", today)
        )

    @routes.get("/rights/calendar.csv")
    def table(wanted: Annotated[Wanted, Depends(_wanted)]) -> Response:
        headers = {"Content-Disposition": 'attachment; filename="rights-calendar.csv"', "Cache-Control": "no-store"}
        return Response(as_csv(entries(wanted)), media_type="text/csv; charset=utf-8", headers=headers)

    @routes.get("/api/rights/calendar")
    def interface(wanted: Annotated[Wanted, Depends(_wanted)]) -> JSONResponse:
        found = keeper.look()
        told = as_values(entry for entry in found.entries if wanted.holds(entry))
        return JSONResponse({"entries": told, "time_zone": TIME_ZONE, "evaluated_at": found.at, "notice": NOTICE})

    @routes.get("/calendars/{token}.ics")
    def feed(token: str) -> Response:
        """The address is the secret: whoever has it reads all days, and whoever has not learns nothing, not even who has one."""
        if not (name := feed_of(desk.workspace.catalogue, token)):
            raise HTTPException(404)
        data = as_ics(entries(Wanted()), f"Rights ({name})")
        headers = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
        return Response(data, media_type="text/calendar; charset=utf-8", headers=headers)

    return routes


def _wanted(
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
    connection: str = "",
    campaign: str = "",
    market: str = "",
    in_use: bool = False,
) -> Wanted:
    if first and last and first > last:
        raise Usage(f"The calendar ends on {last}, before it begins on {first}. Swap from and to.")
    return Wanted(first, last, connection, campaign, market, in_use=in_use)


def _month(asked: str | None, today: date) -> date:
    try:
        month = date.fromisoformat(f"{asked}-01") if asked else today.replace(day=1)
    except ValueError:
        month = FIRST_MONTH
    return min(max(month, FIRST_MONTH), LAST_MONTH)
