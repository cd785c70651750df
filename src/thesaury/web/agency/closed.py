"""What is said at a door that leads nowhere: in a page for people, as a problem for programs."""

from starlette.requests import Request
from starlette.responses import Response

from thesaury.web.desk import Desk
from thesaury.web.failures import failure, for_programs
from thesaury.web.texts import phrase


def closed(request: Request, desk: Desk, status: int, detail: str, sign_in: bool = False) -> Response:
    """A page without any way into rooms that are not there; with `sign_in` it leads to signing in at this door."""
    if for_programs(request.url.path):
        return failure(request, desk, status, detail)
    title = phrase("error.404.title" if status == 404 else "error.503.title" if status == 503 else "link.gone.title")
    return desk.bare_page("agency_closed.html", status, title=title, detail=detail, sign_in=sign_in)
