"""Links to a board for people without an account: made, and ended."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.errors import AskPerson
from thesaury.pipeline.boards import revoke, share
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import form_of
from thesaury.web.pages.boards.view import board_page, known
from thesaury.web.parts.spoken_days import spoken_day

_Form = Annotated[Mapping[str, str], Depends(form_of)]


def router(desk: Desk) -> APIRouter:
    """Making and ending links."""
    routes = APIRouter(dependencies=[may(Permission.EDIT)], include_in_schema=False)

    @routes.post("/boards/{id}/share")
    def make(request: Request, id: str, form: _Form) -> Response:
        """The link stands on the page that answers, and on no other."""
        known(desk, id)
        days = form.get("days", "")
        try:
            made, token = share(desk.workspace, id, int(days) if days.isdecimal() and len(days) < 4 else 0)
        except AskPerson as error:
            return board_page(desk, known(desk, id), wrong=error.message, status=422)
        link = f"{str(request.base_url).rstrip('/')}/shared/boards/{token}"
        answer = board_page(desk, known(desk, id), link=link, until=spoken_day(made.until))
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @routes.post("/boards/{id}/share/revoke")
    def end(id: str, form: _Form) -> Response:
        known(desk, id)
        try:
            revoke(desk.workspace, id, form.get("share", ""))
        except AskPerson as error:
            return board_page(desk, known(desk, id), wrong=error.message, status=422)
        return RedirectResponse(f"/boards/{id}?said=revoked#share", 303)

    return routes
