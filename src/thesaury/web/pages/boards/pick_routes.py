"""What people do with what is recommended: put it on the board, put it aside, and take that back."""

from collections.abc import Mapping
from math import isfinite
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.asset import Asset
from thesaury.model.board import Board
from thesaury.model.board_edit import AddItems
from thesaury.model.errors import AskPerson
from thesaury.model.placement import Feedback, Liking
from thesaury.model.time import now
from thesaury.pipeline.boards import change
from thesaury.pipeline.placing import like, unlike
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import form_of
from thesaury.web.failures import NotHere
from thesaury.web.pages.boards.view import Told, about, board_page, known, pictures_part
from thesaury.web.texts import phrase

_Form = Annotated[Mapping[str, str], Depends(form_of)]


def router(desk: Desk) -> APIRouter:
    """The deeds on recommendations; without script each leads back to the page with its recommendations."""
    routes = APIRouter(dependencies=[may(Permission.EDIT)], include_in_schema=False)

    def asset_of(form: Mapping[str, str]) -> Asset:
        if (found := desk.asset(form.get("asset", ""))) is None:
            raise NotHere("asset")
        return found

    @routes.post("/boards/{id}/pin")
    def pin(request: Request, id: str, form: _Form) -> Response:
        held, asset = known(desk, id), asset_of(form)
        try:
            after = change(desk.workspace, id, held.revision, AddItems((asset.id,), form.get("section", "")[:200]))
        except AskPerson as error:
            if "hx-request" in request.headers:
                return pictures_part(desk, known(desk, id), wrong=error.message, status=422)
            return board_page(desk, known(desk, id), wrong=error.message, status=422)
        like(desk.workspace, _feedback(held, asset.id, Liking.PINNED, form))
        if "hx-request" in request.headers:
            told = Told(phrase("boards.pinned", title=asset.title(desk.lexicon().languages)))
            return pictures_part(desk, after, told=told)
        return RedirectResponse(f"/boards/{id}?picks=1#picks", 303)

    @routes.post("/boards/{id}/reject")
    def reject(request: Request, id: str, form: _Form) -> Response:
        held, asset = known(desk, id), asset_of(form)
        like(desk.workspace, _feedback(held, asset.id, Liking.REJECTED, form))
        return deeds(request, held, asset, form, rejected=True)

    @routes.post("/boards/{id}/unreject")
    def unreject(request: Request, id: str, form: _Form) -> Response:
        held, asset = known(desk, id), asset_of(form)
        unlike(desk.workspace, asset.id, about(held))
        return deeds(request, held, asset, form, rejected=False)

    def deeds(request: Request, held: Board, asset: Asset, form: Mapping[str, str], rejected: bool) -> Response:
        """The buttons of this picture as they are now."""
        if "hx-request" not in request.headers:
            return RedirectResponse(f"/boards/{held.id}?picks=1#picks", 303)
        on = any(item.asset == asset.id for item in held.items)
        pick = {
            "id": asset.id,
            "title": {"text": asset.title(desk.lexicon().languages)},
            "section": form.get("section", ""),
            "told": form.get("told", ""),
        }
        return desk.bare_page("board_pick_deeds.html", board=held, pick=pick, rejected=rejected, on=on, fresh=True)

    return routes


def _feedback(held: Board, asset: str, liking: Liking, form: Mapping[str, str]) -> Feedback:
    place, parts = told_of(form.get("told", ""))
    return Feedback(asset, about(held), liking, now(), caller().name, held.brief.campaign, place, parts)


def told_of(text: str) -> tuple[int, tuple[tuple[str, float], ...]]:
    """The place and the parts of a score that a form of the page sends back; what is none is left out."""
    first, *rest = text[:2_000].split(";")
    parts = [part.partition("=") for part in rest[:20]]
    known = tuple((name, value) for name, _, written in parts if name and (value := _share(written)) is not None)
    return int(first) if first.isdecimal() and len(first) < 6 else 0, known


def _share(written: str) -> float | None:
    try:
        value = float(written)
    except ValueError:
        return None
    return value if isfinite(value) and 0 <= value <= 1 else None
