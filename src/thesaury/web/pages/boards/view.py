"""The page of a board put together: the whole of it, its pictures alone, or its recommendations alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fastapi.responses import HTMLResponse

from thesaury.model.board import Board, Share
from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.placement import Liking
from thesaury.pipeline.boards import MOST_DAYS, board, looked
from thesaury.pipeline.observing import PORTAL
from thesaury.pipeline.placing import past_of
from thesaury.pipeline.recommending import recommend
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.pages.boards.brief_sheet import Typed, brief_sheet, section_titles
from thesaury.web.pages.boards.picks import Picks, picks_of
from thesaury.web.pages.boards.sheet import board_sheet, who
from thesaury.web.parts.ago import ago
from thesaury.web.parts.observed import observed_recommendation
from thesaury.web.parts.spoken_days import spoken_day
from thesaury.web.texts import phrase

DAYS = (3, 7, 14, 30, MOST_DAYS)
"""After how many days a link may end."""
_SAID = {"brief": "brief.saved", "revoked": "boards.share.revoked"}


@dataclass(frozen=True, slots=True)
class Told:
    """What happened, and what a form has to send to take it back: its address and its fields."""

    text: str
    undo: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a board: when it ends, who made it, and whether it is over."""

    id: str
    day: str
    who: str
    over: bool


def known(desk: Desk, id: str) -> Board:
    """The board of this id. Raises NotHere where there is none."""
    try:
        return board(desk.workspace, id)
    except Usage as error:
        raise NotHere("board") from error


def about(board: Board) -> str:
    """The key under which feedback on what is recommended for a board is kept: it outlives corrections of the brief, so that what
    was put aside stays aside."""
    return f"board:{board.id}"


def board_page(
    desk: Desk, held: Board, typed: Typed = Typed(), wrong: str = "", status: int = 200, said: str = "", **more: Any
) -> HTMLResponse:
    """The whole page. `more` may hold `picks`, shown at once, and `link`, the address of a new link."""
    values = {"picks": None, "failed": "", "link": "", "days": DAYS, "told": None} | more
    return desk.bare_page(
        "board.html",
        status,
        **_pictures(desk, held, typed, wrong),
        **values,
        brief=brief_sheet(desk, held.brief, typed),
        made=phrase("boards.made", ago=ago(held.at), who=who(held.by)),
        changed=phrase("boards.changed", ago=ago(held.changed)) if held.changed != held.at else "",
        said=phrase(_SAID[said]) if said in _SAID else "",
        links=_links(held.shares),
        ending=said == "revoked",
    )


def pictures_part(
    desk: Desk, held: Board, typed: Typed = Typed(), wrong: str = "", status: int = 200, told: Told | None = None
) -> HTMLResponse:
    """The pictures of the board alone, which take the place of those that are shown; after a comment with all that was said."""
    template = "board_said.html" if "comment" in typed.values and not wrong else "board_pictures.html"
    return desk.bare_page(template, status, **_pictures(desk, held, typed, wrong), told=told)


def picks_part(desk: Desk, held: Board) -> HTMLResponse:
    """The recommendations alone."""
    return desk.bare_page("board_picks.html", board=held, on=_on(held), **picks_values(desk, held))


def picks_values(desk: Desk, held: Board) -> Mapping[str, Any]:
    """What is recommended, or why nothing can be."""
    workspace, lexicon = desk.workspace, desk.lexicon()
    try:
        found = recommend(workspace, held.brief, lexicon.sources(workspace), desk.clearing, past=past_of(workspace))
        observed_recommendation(desk, PORTAL, held.brief, found)
    except ThesauryError as error:
        return {"picks": None, "failed": error.message}
    feedback = workspace.catalogue.feedback.of_brief(about(held))
    rejected = [one.asset for one in feedback if one.liking is Liking.REJECTED]
    picks: Picks = picks_of(found, lexicon, rejected)
    return {"picks": picks, "failed": ""}


def _pictures(desk: Desk, held: Board, typed: Typed, wrong: str) -> dict[str, Any]:
    look = looked(desk.workspace, held)
    return {
        "board": held,
        "sheet": board_sheet(look, desk.lexicon()),
        "sections": section_titles(held.brief),
        "typed": typed,
        "wrong": wrong,
        "on": _on(held),
    }


def _on(held: Board) -> frozenset[str]:
    return frozenset(item.asset for item in held.items)


def _links(shares: tuple[Share, ...]) -> tuple[Link, ...]:
    now = datetime.now(UTC)
    return tuple(
        Link(one.id, spoken_day(one.until), who(one.by), datetime.fromisoformat(one.until) <= now)
        for one in reversed(shares)
    )
