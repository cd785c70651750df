"""`/shared/boards/{token}`: a board for whoever has a link to it, without an account. The address is the secret.

Nothing is kept by anybody, no search engine takes it in, and its pictures are reached below the same secret alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from thesaury.model.board import Board
from thesaury.model.errors import Refused
from thesaury.pipeline.boards import looked, shared
from thesaury.ports.previews import WIDTHS
from thesaury.web.desk import Desk
from thesaury.web.pages.boards.brief_sheet import use_line
from thesaury.web.pages.boards.sheet import Placed, board_sheet
from thesaury.web.parts.cards import Picture
from thesaury.web.parts.spoken_days import spoken_day
from thesaury.web.statics import STATIC

PRIVATE: Mapping[str, str] = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


def router(desk: Desk) -> APIRouter:
    """The page and its pictures."""
    routes = APIRouter(include_in_schema=False)
    placeholder = (STATIC / "placeholder.svg").read_bytes()

    @routes.get("/shared/boards/{token}")
    def page(token: str) -> HTMLResponse:
        try:
            held = shared(desk.workspace, token)
        except Refused as error:
            answer = desk.bare_page("board_shared_ended.html", error.status or 404)
        else:
            answer = _page(desk, held, token)
        answer.headers.update(PRIVATE)
        return answer

    @routes.get("/shared/boards/{token}/pictures/{asset_id}/{width}")
    def picture(token: str, asset_id: str, width: str) -> Response:
        """A preview of what is on the board, and of nothing else."""
        try:
            held = shared(desk.workspace, token)
        except Refused as error:
            raise HTTPException(404) from error
        if width not in map(str, WIDTHS) or asset_id not in {item.asset for item in held.items}:
            raise HTTPException(404)
        asset = desk.asset(asset_id)
        found = desk.workspace.previews.preview(asset, int(width)) if asset else None
        if found is None:
            return Response(placeholder, 200, PRIVATE, "image/svg+xml")
        return Response(found.webp, 200, PRIVATE, "image/webp")

    return routes


def _page(desk: Desk, held: Board, token: str) -> HTMLResponse:
    sheet = board_sheet(looked(desk.workspace, held), desk.lexicon())
    items = [replace(one, picture=_below(one, token)) for one in sheet.items]
    until = _until(held, token)
    return desk.bare_page("board_shared.html", board=held, items=items, use=use_line(held.brief), until=until)


def _below(one: Placed, token: str) -> Picture | None:
    """The picture at its address below the link."""
    path = f"/shared/boards/{token}/pictures/{quote(one.asset, safe='')}"
    return replace(one.picture, path=path, version="") if one.picture else None


def _until(held: Board, token: str) -> str:
    """The day on which this link ends."""
    digest = sha256(token.encode()).hexdigest()
    return next((spoken_day(one.until) for one in held.shares if one.digest == digest), "")
