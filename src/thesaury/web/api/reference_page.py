"""`/api/v1`: the reference as a page."""

from functools import cache

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.web.api.reference import Group, groups, kinds, whole_description
from thesaury.web.desk import Desk


def router(desk: Desk) -> APIRouter:
    """The page."""
    routes = APIRouter()

    @routes.get("/api/v1")
    def page() -> HTMLResponse:
        return desk.page("reference.html", groups=_groups(), kinds=kinds())

    return routes


@cache
def _groups() -> tuple[Group, ...]:
    return tuple(groups(whole_description()))
