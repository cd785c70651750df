"""`/shared/boards/{token}`: a board for whoever has a link to it, without an account. The address is the secret.

Nothing is kept by anybody, no search engine takes it in, and its pictures are reached below the same secret alone. Of what may not be used
today no picture is shown, and of nothing the reason why: licences are no business of strangers.
"""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.model.board import Board
from thesaury.model.errors import AskPerson, Refused
from thesaury.pipeline.boards import BARRED, comment_shared, looked, shared, shared_picture
from thesaury.ports.previews import WIDTHS
from thesaury.web.desk import Desk
from thesaury.web.door.forms import form_of
from thesaury.web.pages.boards.brief_form import typed_of
from thesaury.web.pages.boards.brief_sheet import Typed, use_line
from thesaury.web.pages.boards.sheet import Placed, board_sheet
from thesaury.web.parts.cards import Picture
from thesaury.web.parts.spoken_days import spoken_day
from thesaury.web.statics import STATIC
from thesaury.web.texts import phrase

_Form = Annotated[Mapping[str, str], Depends(form_of)]
PRIVATE: Mapping[str, str] = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


def router(desk: Desk) -> APIRouter:
    """The page, its pictures, and what whoever has the link says."""
    routes = APIRouter(include_in_schema=False)
    placeholder = (STATIC / "placeholder.svg").read_bytes()

    def shown(token: str, typed: Typed = Typed(), wrong: str = "", status: int = 200, said: bool = False) -> Response:
        try:
            held = shared(desk.workspace, token)
        except Refused as error:
            answer = desk.bare_page("board_shared_ended.html", error.status or 404)
        else:
            answer = _page(desk, held, token, typed, wrong, status, said)
        answer.headers.update(PRIVATE)
        return answer

    @routes.get("/shared/boards/{token}")
    def page(token: str, said: str = "") -> Response:
        return shown(token, said=bool(said))

    @routes.post("/shared/boards/{token}/comment")
    def comment(token: str, form: _Form) -> Response:
        """Say something of the board, under a name that whoever says it gives himself."""
        name, text = form.get("name", ""), form.get("comment", "")
        faults = {} if name.strip() else {"name": phrase("shared.name.empty")}
        faults |= {} if text.strip() else {"comment": phrase("boards.comment.empty")}
        typed = replace(typed_of(form.items()), faults=faults)
        if faults:
            return shown(token, typed, status=422)
        try:
            comment_shared(desk.workspace, token, name, text)
        except Refused:
            return shown(token)
        except AskPerson as error:
            return shown(token, typed, error.message, 422)
        return RedirectResponse(f"{_address(token)}?said=1#talk", 303, PRIVATE)

    @routes.get("/shared/boards/{token}/pictures/{asset_id}/{width}")
    def picture(token: str, asset_id: str, width: str) -> Response:
        """A preview of what is on the board and may be used, and of nothing else."""
        if width not in map(str, WIDTHS):
            raise HTTPException(404)
        try:
            asset = shared_picture(desk.workspace, token, asset_id)
        except Refused as error:
            raise HTTPException(404) from error
        found = desk.workspace.previews.preview(asset, int(width)) if asset else None
        if found is None:
            return Response(placeholder, 200, PRIVATE, "image/svg+xml")
        return Response(found.webp, 200, PRIVATE, "image/webp")

    return routes


def _page(desk: Desk, held: Board, token: str, typed: Typed, wrong: str, status: int, said: bool) -> HTMLResponse:
    look = looked(desk.workspace, held)
    barred = {one.item.asset for one in look.items if one.state in BARRED}
    sheet = board_sheet(look, desk.lexicon())
    return desk.bare_page(
        "board_shared.html",
        status,
        board=held,
        items=[_outside(one, token, one.asset in barred) for one in sheet.items],
        use=use_line(held.brief),
        until=_until(held, token),
        here=_address(token),
        typed=typed,
        wrong=wrong,
        said=said,
    )


def _outside(one: Placed, token: str, barred: bool) -> Placed:
    """The picture as strangers see it."""
    picture = None if barred else _below(one, token)
    return replace(one, picture=picture, standing=replace(one.standing, why=""))


def _address(token: str) -> str:
    return f"/shared/boards/{quote(token, safe='')}"


def _below(one: Placed, token: str) -> Picture | None:
    """The picture at its address below the link."""
    path = f"{_address(token)}/pictures/{quote(one.asset, safe='')}"
    return replace(one.picture, path=path, version="") if one.picture else None


def _until(held: Board, token: str) -> str:
    """The day on which this link ends."""
    digest = sha256(token.encode()).hexdigest()
    return next((spoken_day(one.until) for one in held.shares if one.digest == digest), "")
