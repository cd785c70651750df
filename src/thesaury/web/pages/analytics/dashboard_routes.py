"""`/analytics`: key figures and charts of a period and a market, which stay in the address."""

from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.analytics.naming import ALL
from thesaury.analytics.periods import today, told_for
from thesaury.model.access import Permission
from thesaury.model.errors import Retry
from thesaury.web.door.caller import may
from thesaury.web.pages.analytics import periods
from thesaury.web.pages.analytics.dashboard import Filters, dashboard, newest_day
from thesaury.web.pages.analytics.form import markets, wrong_filters
from thesaury.web.pages.analytics.room import Room
from thesaury.web.texts import phrase


def router(room: Room) -> APIRouter:
    """The page."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    desk = room.desk

    @routes.get("/analytics")
    def page(period: str = "", market: str = ALL) -> HTMLResponse:
        day = today()
        offered = [(ALL, phrase("analytics.all")), *markets(room)]
        asked, given = period if periods.known(period) else "", market
        market = market if market in dict(offered) else ALL
        try:
            newest = newest_day(room, day)
            filters = Filters(told_for(asked or str(newest.year), market), market)
            found = dashboard(room, filters)
        except Retry as error:
            return desk.bare_page("analytics.html", 503, board=None, failed=error.message)
        wrong = wrong_filters(period, given, offered, filters.period)
        return desk.bare_page(
            "analytics.html",
            400 if wrong else 200,
            wrong=wrong,
            board=found,
            failed="",
            filters=filters,
            instead=_instead(asked, filters.period, day),
            periods=_periods(filters, day, newest),
            markets=offered,
        )

    return routes


def _instead(asked: str, shown: str, day: date) -> str:
    """Why another period is shown than the one that was asked for, or than this year; empty where it is that one."""
    if asked:
        return periods.instead(asked, shown)
    return "" if shown == str(day.year) else phrase("analytics.instead.year", year=str(day.year), shown=shown)


def _periods(filters: Filters, day: date, newest: date) -> list[tuple[str, str]]:
    offered = list(periods.offered(day, newest, filters.market == ALL))
    return offered if filters.period in dict(offered) else [*offered, (filters.period, periods.spoken(filters.period))]
