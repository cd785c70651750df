"""`/publishing`: the channels, and how each of them stands."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.model.access import Permission
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may


def router(desk: Desk) -> APIRouter:
    """The list."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.get("/publishing")
    def page() -> HTMLResponse:
        return desk.page("publishing.html", channels=desk.workspace.catalogue.channels.all())

    return routes
