"""`/rights/decisions`: answers to "may I use this?" that somebody relies on, filtered, and as a table."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, StreamingResponse

from thesaury.model.access import Permission
from thesaury.model.answer_log import Wanted
from thesaury.model.errors import Usage
from thesaury.model.policy import Verdict
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.rights.answer_table import rows_of
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.pages.rights.decisions_sheet import PAGE, line
from thesaury.web.parts.rights.rooms import rights_rooms
from thesaury.web.texts import phrase

_AT = "/rights/decisions"
WHERE = ("page", "api", "placing", "publishing")


def router(desk: Desk) -> APIRouter:
    """The log as a page and as a table."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.get(_AT)
    def page(
        asked: Annotated[dict[str, str], Depends(_asked)], before: Annotated[int, Query(ge=0)] = 0
    ) -> HTMLResponse:
        log, wanted = desk.workspace.catalogue.answers, _wanted(desk, asked)
        found = log.page(wanted, PAGE + 1, before)
        following = {**asked, "before": str(found[PAGE - 1].number)} if len(found) > PAGE else {}
        return desk.page(
            "decisions.html",
            rooms=rights_rooms(desk.workspace.catalogue),
            lines=[line(desk.workspace, one) for one in found[:PAGE]],
            total=log.count(wanted),
            asked=asked,
            verdicts=[(one.value, phrase(f"rights.verdict.{one}")) for one in Verdict],
            places=[(one, phrase(f"decisions.where.{one}")) for one in WHERE],
            next_url=f"{_AT}?{urlencode(following)}" if following else "",
            first_url=f"{_AT}?{urlencode(asked)}" if before else "",
            csv_url=f"{_AT}.csv?{urlencode(asked)}" if asked else f"{_AT}.csv",
            zone=TIME_ZONE,
            days=desk.workspace.answer_days,
        )

    @routes.get(f"{_AT}.csv")
    def table(asked: Annotated[dict[str, str], Depends(_asked)]) -> StreamingResponse:
        headers = {"Content-Disposition": 'attachment; filename="decisions.csv"', "Cache-Control": "no-store"}
        rows = rows_of(desk.workspace.catalogue.answers.every(_wanted(desk, asked)))
        return StreamingResponse(rows, media_type="text/csv; charset=utf-8", headers=headers)

    return routes


def _asked(
    verdict: str = "",
    who: str = "",
    asset: str = "",
    where: str = "",
    first: Annotated[str, Query(alias="from")] = "",
    last: Annotated[str, Query(alias="to")] = "",
) -> dict[str, str]:
    """The filters as they stand in the address; empty ones are left out."""
    told = {"verdict": verdict, "who": who.strip(), "asset": asset.strip(), "where": where, "from": first, "to": last}
    return {name: value for name, value in told.items() if value}


def _wanted(desk: Desk, asked: dict[str, str]) -> Wanted:
    """What to look for; an asset may be named by the id of its system, and one that is gone by its own."""
    verdict = asked.get("verdict", "")
    if verdict and verdict not in set(Verdict):
        raise Usage(phrase("decisions.error.verdict", verdict=verdict))
    last = _moment(asked["to"], timedelta(days=1)) if "to" in asked else ""
    first = _moment(asked["from"]) if "from" in asked else ""
    named = {name: asked.get(name, "") for name in ("who", "asset", "where")}
    if named["asset"] and (found := desk.workspace.catalogue.records.find(named["asset"])):
        named["asset"] = found.id
    return Wanted(Verdict(verdict) if verdict else None, since=first, until=last, **named)


def _moment(written: str, later: timedelta = timedelta()) -> str:
    """The moment at which this day begins where licences have their days, in UTC."""
    try:
        day = date.fromisoformat(written) + later
        begin = datetime.combine(day, time(), ZoneInfo(TIME_ZONE)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Usage(phrase("rights.error.day", day=written)) from None
    return begin.isoformat(timespec="seconds")
