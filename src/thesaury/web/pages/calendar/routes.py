"""`/rights/calendar`, its table, and `/calendars/...`: the days of licences, for people and for their calendars."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.dispatch.feeding import end_feed, feed_of, new_feed
from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.watch.calendar_files import as_csv, as_ics
from thesaury.pipeline.watch.entries import Entry, Wanted
from thesaury.rights.watching import Occasion
from thesaury.web.calendars import CalendarKeeper
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.pages.calendar.links import FIRST_MONTH, LAST_MONTH
from thesaury.web.pages.calendar.sheet import shown
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.rooms import rights_rooms
from thesaury.web.texts import phrase


@dataclass(frozen=True, slots=True)
class Feeds:
    """The calendars at secret addresses: their names with when they were made; the address of the one that was just made under a name,
    shown this once; and what is amiss or was done."""

    all: tuple[tuple[str, str], ...]
    address: str
    named: str
    fault: str
    said: str


_MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"


def router(desk: Desk) -> APIRouter:
    """The calendar in every form."""
    routes, keeper = APIRouter(), CalendarKeeper(desk.workspace)

    def entries(wanted: Wanted) -> list[Entry]:
        return [entry for entry in keeper.look().entries if wanted.holds(entry)]

    def page_of(wanted: Wanted, month: str | None, soon: bool, status: int = 200, **told: str) -> HTMLResponse:
        today, catalogue = datetime.now(ZoneInfo(TIME_ZONE)).date(), desk.workspace.catalogue
        feeds = Feeds(
            tuple((name, words.moment(at)) for name, at in catalogue.calendar_feeds.all()),
            told.get("address", ""),
            told.get("named", ""),
            told.get("fault", ""),
            told.get("said", ""),
        )
        sheet = shown(keeper.look(), wanted, _month(month, today), soon, today)
        return desk.bare_page("calendar.html", status, page=sheet, rooms=rights_rooms(catalogue), feeds=feeds)

    @routes.get("/rights/calendar")
    def page(
        month: Annotated[str, Query(pattern=_MONTH)] | None = None,
        view: str = "",
        connection: str = "",
        campaign: str = "",
        market: str = "",
        occasion: str = "",
        in_use: bool = False,
        said: str = "",
    ) -> HTMLResponse:
        """A month where one is named, else the days to come."""
        wanted = Wanted(None, None, connection, campaign, market, _occasion(occasion), in_use)
        return page_of(wanted, month, view == "soon" or not (view or month), said=said)

    @routes.post("/rights/calendar/feeds", dependencies=[may(Permission.RIGHTS)])
    def make_feed(request: Request, name: Annotated[str, Form()] = "") -> HTMLResponse:
        """The address is shown on this answer and never again, so it is the page itself and leads nowhere."""
        try:
            address = f"{str(request.base_url).rstrip('/')}/calendars/{new_feed(desk.workspace.catalogue, name)}.ics"
        except Usage:
            return page_of(Wanted(), None, True, fault=phrase("calendar.feed.error"), status=422)
        return page_of(Wanted(), None, True, address=address, named=name.strip())

    @routes.post("/rights/calendar/feeds/remove", dependencies=[may(Permission.RIGHTS)])
    def remove_feed(name: Annotated[str, Form()]) -> RedirectResponse:
        end_feed(desk.workspace.catalogue, name)
        return RedirectResponse("/rights/calendar?said=removed#feeds", 303)

    @routes.get("/rights/calendar.csv")
    def table(wanted: Annotated[Wanted, Depends(_wanted)]) -> Response:
        headers = {"Content-Disposition": 'attachment; filename="rights-calendar.csv"', "Cache-Control": "no-store"}
        return Response(as_csv(entries(wanted)), media_type="text/csv; charset=utf-8", headers=headers)

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
    occasion: str = "",
    in_use: bool = False,
) -> Wanted:
    if first and last and first > last:
        raise Usage(f"The calendar ends on {last}, before it begins on {first}. Swap from and to.")
    return Wanted(first, last, connection, campaign, market, _occasion(occasion), in_use)


def _occasion(written: str) -> Occasion | None:
    """The kind of day; None where none is asked for. Raises Usage for one that nobody knows."""
    if not written:
        return None
    if written not in set(Occasion):
        raise Usage(f"There is no kind of day {written!r}. Kinds: {', '.join(Occasion)}.")
    return Occasion(written)


def _month(asked: str | None, today: date) -> date:
    try:
        month = date.fromisoformat(f"{asked}-01") if asked else today.replace(day=1)
    except ValueError:
        month = FIRST_MONTH
    return min(max(month, FIRST_MONTH), LAST_MONTH)
