"""Moodboards: made of a brief and picks, changed by several people at once, shared by a link, looked at again, and exported."""

from collections.abc import Iterator
from typing import IO

from thesaury.pipeline.boards.ahead import Ahead
from thesaury.pipeline.boards.archive import archive
from thesaury.pipeline.boards.asking import UNREADABLE
from thesaury.pipeline.boards.changing import board, change, create, delete, seen
from thesaury.pipeline.boards.lines import Telling
from thesaury.pipeline.boards.looked import BARRED, ENDING_DAYS, MAY_BE_USED, Change, Looked, LookedItem, State
from thesaury.pipeline.boards.looking import looked
from thesaury.pipeline.boards.printing import to_print
from thesaury.pipeline.boards.sharing import BY_LINK, MOST_DAYS, comment_shared, revoke, share, shared, shared_picture
from thesaury.pipeline.boards.tables import table
from thesaury.ports.boards import BoardLine
from thesaury.ports.previews import WIDTHS
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.thesaurus import Thesaurus

__all__ = [
    "BARRED",
    "BY_LINK",
    "ENDING_DAYS",
    "MAY_BE_USED",
    "MOST_DAYS",
    "UNREADABLE",
    "Change",
    "Looked",
    "LookedItem",
    "State",
    "as_csv",
    "as_pdf",
    "as_zip",
    "board",
    "boards",
    "change",
    "comment_shared",
    "create",
    "delete",
    "look",
    "looked",
    "revoke",
    "seen",
    "share",
    "shared",
    "shared_picture",
]


def boards(workspace: Workspace, limit: int = 50, after: tuple[str, str] | None = None) -> list[BoardLine]:
    """The boards that were changed last first; those after the one with this moment and id (`changed`, `id` of the last line before)."""
    return workspace.catalogue.boards.lines(limit, after)


def look(workspace: Workspace, id: str) -> Looked:
    """The board of this id as it stands today; `looked` does the same for one that is there. Changes nothing. Raises Usage where there is
    none."""
    return looked(workspace, board(workspace, id))


def as_csv(
    workspace: Workspace, looked: Looked, language: str = "en", thesaurus: Thesaurus | None = None
) -> Iterator[str]:
    """The board as CSV, line by line, for spreadsheets: in UTF-8 that says so, without formulas. `thesaurus` has the labels of concepts;
    without one the current words of the workspace are read."""
    return table(Telling(workspace, looked, language, thesaurus))


def as_zip(
    workspace: Workspace, looked: Looked, out: IO[bytes], language: str = "en", thesaurus: Thesaurus | None = None
) -> None:
    """A ZIP of previews of what may be used today, numbered in the board's order, with a manifest of everything. The same board gives the
    same bytes as long as its pictures and rights are the same."""
    usable = (one.asset for one in looked.items if one.asset and one.state in MAY_BE_USED)
    with Ahead(lambda asset: workspace.previews.jpeg(asset, WIDTHS[-1]), usable) as pictures:
        archive(Telling(workspace, looked, language, thesaurus), pictures, out)


def as_pdf(
    workspace: Workspace, looked: Looked, out: IO[bytes], language: str = "en", thesaurus: Thesaurus | None = None
) -> None:
    """The board as PDF on A4, in English or German, without pictures of what may not be used. The same board on the same day gives the
    same bytes."""
    shown = (one.asset for one in looked.items if one.asset and one.state not in BARRED)
    with Ahead(lambda asset: workspace.previews.jpeg(asset, WIDTHS[1]), shown) as pictures:
        workspace.board_printer.print_board(to_print(Telling(workspace, looked, language, thesaurus), pictures), out)
