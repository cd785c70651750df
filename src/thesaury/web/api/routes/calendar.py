"""The calendar of rights, and notices of what ends or changes."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.model.notice import Notice
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.keeping import take_note
from thesaury.pipeline.watch.calendar_files import NOTICE, as_values
from thesaury.pipeline.watch.entries import Wanted
from thesaury.web.api.models import rights as models
from thesaury.web.api.models.shapes import Day
from thesaury.web.api.paging import Cursor, cursor_of, linked, place_of
from thesaury.web.api.routing import Operation
from thesaury.web.calendars import CalendarKeeper
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may

_LongLimit = Annotated[int, Query(ge=1, le=1000, description="How many entries a page has at most.")]
_Word = Annotated[str, Query(max_length=400)]


def router(desk: Desk) -> APIRouter:
    """Calendar and notices."""
    routes = APIRouter(prefix="/rights", tags=["calendar"], route_class=Operation, dependencies=[may(Permission.READ)])
    keeper = CalendarKeeper(desk.workspace)

    @routes.get("/calendar", response_model=models.Calendar)
    def list_rights_days(
        request: Request,
        response: Response,
        first: Annotated[Day | None, Query(alias="from", description="The first day.")] = None,
        last: Annotated[Day | None, Query(alias="to", description="The last day.")] = None,
        connection: _Word = "",
        campaign: _Word = "",
        market: _Word = "",
        in_use: Annotated[bool, Query(description="Only what is in use.")] = False,
        limit: _LongLimit = 500,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List the days on which licences begin and end, and the last days for a first use, in order."""
        if first and last and first > last:
            raise Usage(f"The calendar ends on {last}, before it begins on {first}. Swap from and to.")
        question = ["calendar", str(first), str(last), connection, campaign, market, in_use]
        place = place_of(cursor, question, int)
        start, found = int(place[0]) if place else 0, keeper.look()
        wanted = Wanted(first, last, connection, campaign, market, in_use=in_use)
        held = [entry for entry in found.entries if wanted.holds(entry)]
        told = as_values(held[start : start + limit])
        following = cursor_of(question, (start + limit,)) if len(held) > start + limit else None
        about = {"time_zone": TIME_ZONE, "evaluated_at": found.at, "notice": NOTICE}
        return {"entries": told, **about, "next": linked(request, response, following)}

    @routes.get("/notices", response_model=models.Notices)
    def list_notices(
        request: Request,
        response: Response,
        since: Annotated[Day | None, Query(description="Only those made on this day or later.")] = None,
        everything: Annotated[bool, Query(alias="all", description="Those that were noted, too.")] = False,
        limit: _LongLimit = 500,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List notices of rights that end or change, by key; without `all` those that nobody has noted."""
        question = ["notices", str(since), everything]
        place = place_of(cursor, question, str)
        begin, after = since.isoformat() if since else "", str(place[0]) if place else ""
        found = desk.workspace.catalogue.notices.page(after, begin, everything, limit + 1)
        following = cursor_of(question, (found[limit - 1].key,)) if len(found) > limit else None
        return {"notices": [_told(one) for one in found[:limit]], "next": linked(request, response, following)}

    @routes.post("/notices/acknowledge", response_model=models.Notice, dependencies=[may(Permission.RIGHTS)])
    def acknowledge_notice(body: models.Acknowledge) -> dict[str, Any]:
        """Take note of a notice: kept with who calls and when; the first one stands."""
        return _told(take_note(desk.workspace.catalogue, body.key, caller().name))

    return routes


def _told(notice: Notice) -> dict[str, Any]:
    return asdict(notice) | {"kind": notice.kind.value}
