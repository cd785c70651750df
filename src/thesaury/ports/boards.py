"""Where moodboards are kept, with what was touched in which revision, so that edits that do not meet go side by side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.board import Board

COVER = 4
"""So many assets of a board are on its cover."""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A board in a list: how many items, comments and links it has; `cover` are its first assets."""

    id: str
    title: str
    items: int
    comments: int
    shares: int
    revision: int
    by: str
    at: str
    changed: str
    cover: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """A slot of a board (its title, the note of one item ...), with the revision that changed it last, by whom and when."""

    slot: str
    revision: int
    by: str
    at: str


class Boards(Protocol):
    """The boards of one workspace."""

    def put(self, board: Board) -> None:
        """Keep a new board. Raises Usage where there is one of this id."""

    def get(self, id: str) -> Board | None:
        """The board of this id; items and comments in their order, links from the oldest on."""

    def lines(self, limit: int, after: tuple[str, str] | None = None) -> list[BoardLine]:
        """The boards that were changed last first, equal ones by id; those after the one with this moment and id."""

    def exchange(self, before: int, board: Board, touched: Collection[str], by: str) -> bool:
        """Put this board in the place of its revision `before`, with the slots that its revision touches; false, and nothing is changed,
        where that is no more the newest. Nobody writes in between, in any process."""

    def touched(self, id: str, slots: Collection[str], since: int) -> list[Touched]:
        """Those of these slots that a revision after `since` touched, the newest first, then by slot."""

    def drop(self, id: str, revision: int) -> bool:
        """Delete a board with all that is on it; false, and nothing is changed, where this is no more its newest revision."""

    def by_share(self, digest: str) -> Board | None:
        """The board that has a link with this digest, ended or not."""

    def shows(self, digest: str, asset: str) -> Board | None:
        """As `by_share`, with no more on it than this link and the item of this asset, where it is there: one picture costs little to ask
        about, however large the board is."""

    def holding(self, assets: Sequence[str]) -> list[tuple[str, str]]:
        """Every (asset, board id) of these assets and the boards they are on, by both."""
