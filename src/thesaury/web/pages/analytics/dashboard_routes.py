"""`/analytics`: key figures and charts of a period and a market, which stay in the address."""

from datetime import date

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.analytics.naming import ALL
from thesaury.analytics.periods import today
from thesaury.model.errors import Retry
from thesaury.web.pages.analytics import periods
from thesaury.web.pages.analytics.dashboard import Filters, dashboard, default_period
from thesaury.web.pages.analytics.form import markets
from thesaury.web.pages.analytics.room import Room
from thesaury.web.texts import phrase


def router(room: Room) -> APIRouter:
    """The page."""
    routes = APIRouter()
    desk = room.desk

    @routes.get("/analytics")
    def page(period: str = "", market: str = ALL) -> HTMLResponse:
        day = today()
        offered = [(ALL, phrase("analytics.all")), *markets(desk)]
        filters = Filters(
            period if periods.known(period) else default_period(day), market if market in dict(offered) else ALL
        )
        shared = {"filters": filters, "periods": _periods(filters, day), "markets": offered}
        try:
            found = dashboard(room, filters)
        except Retry as error:
            return desk.bare_page("analytics.html", 503, board=None, failed=error.message, **shared)
        return desk.page("analytics.html", board=found, failed="", **shared)

    return routes


def _periods(filters: Filters, day: date) -> list[tuple[str, str]]:
    offered = list(periods.offered(day))
    return offered if filters.period in dict(offered) else [*offered, (filters.period, periods.spoken(filters.period))]
