"""`/boards`: the boards of a workspace, the one changed last first, each with what changed of its pictures."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.model.access import Permission
from thesaury.model.board import Board
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.boards import boards, looked
from thesaury.ports.boards import BoardLine
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.pages.boards.brief_sheet import use_line
from thesaury.web.pages.boards.sheet import News, news_of, who
from thesaury.web.parts.ago import ago
from thesaury.web.parts.cards import Picture, picture
from thesaury.web.texts import phrase

PAGE = 12
"""Boards of one page: each is looked at anew."""
_WORDS = 160


@dataclass(frozen=True, slots=True)
class Card:
    """One board of the list; `line` are the first words of its brief, `use` where and when its pictures are planned."""

    id: str
    title: str
    line: str
    use: str
    pictures: int
    comments: int
    links: int
    cover: tuple[Picture, ...]
    changed: str
    news: News | None


def router(desk: Desk) -> APIRouter:
    """The list."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)

    @routes.get("/boards")
    def listed(said: str = "", after: str = "") -> HTMLResponse:
        moment, _, id = after.partition(" ")
        lines = boards(desk.workspace, PAGE + 1, (moment, id) if id else None)
        cards = [_card(desk, line) for line in lines[:PAGE]]
        more = f"{lines[PAGE - 1].changed} {lines[PAGE - 1].id}" if len(lines) > PAGE else ""
        told = phrase("boards.deleted") if said == "deleted" else ""
        return desk.bare_page("boards.html", cards=cards, more=more, later=bool(id), told=told)

    return routes


def _card(desk: Desk, line: BoardLine) -> Card:
    held = desk.workspace.catalogue.boards.get(line.id)
    languages = desk.lexicon().languages
    assets = {asset.id: asset for asset in desk.workspace.catalogue.records.assets(list(line.cover))}
    return Card(
        line.id,
        line.title,
        first_words(held) if held else "",
        use_line(held.brief) if held else "",
        line.items,
        line.comments,
        line.shares,
        tuple(picture(assets[id], languages) for id in line.cover if id in assets),
        " · ".join((phrase("boards.by", who=who(line.by)), phrase("boards.changed", ago=ago(line.changed)))),
        _news(desk, held) if held and line.items else None,
    )


def _news(desk: Desk, held: Board) -> News | None:
    """What changed of its pictures; nothing where that cannot be told, which the board itself says."""
    try:
        return news_of(looked(desk.workspace, held).items)
    except ThesauryError:
        return None


def first_words(held: Board) -> str:
    """The first words of its brief beside the title, without the signs of headings."""
    plain = " ".join(held.brief.text.replace("#", " ").replace("*", " ").split())
    told = plain.removeprefix(held.title).lstrip(" .:–-")
    return told if len(told) <= _WORDS else told[:_WORDS].rsplit(" ", 1)[0] + " …"
