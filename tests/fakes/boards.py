"""Moodboards in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from thesaury.model.board import Board
from thesaury.model.errors import Usage
from thesaury.ports.boards import COVER, BoardLine, Touched


class FakeBoards:
    def __init__(self) -> None:
        self._kept: dict[str, Board] = {}
        self._touched: dict[str, dict[str, Touched]] = {}

    def put(self, board: Board) -> None:
        if board.id in self._kept:
            raise Usage(f"There is a board {board.id!r} already.")
        self._kept[board.id], self._touched[board.id] = board, {}

    def get(self, id: str) -> Board | None:
        return self._kept.get(id)

    def lines(self, limit: int, after: tuple[str, str] | None = None) -> list[BoardLine]:
        by_id = sorted(self._kept.values(), key=lambda board: board.id)
        boards = sorted(by_id, key=lambda board: board.changed, reverse=True)
        if after:
            boards = [b for b in boards if b.changed < after[0] or (b.changed == after[0] and b.id > after[1])]
        return [_line(board) for board in boards[:limit]]

    def exchange(self, before: int, board: Board, touched: Collection[str], by: str) -> bool:
        held = self._kept.get(board.id)
        if held is None or held.revision != before:
            return False
        self._kept[board.id] = board
        for slot in touched:
            self._touched[board.id][slot] = Touched(slot, board.revision, by, board.changed)
        return True

    def touched(self, id: str, slots: Collection[str], since: int) -> list[Touched]:
        found = [one for slot, one in self._touched.get(id, {}).items() if slot in slots and one.revision > since]
        return sorted(found, key=lambda one: (-one.revision, one.slot))

    def drop(self, id: str, revision: int) -> bool:
        held = self._kept.get(id)
        if held is None or held.revision != revision:
            return False
        del self._kept[id], self._touched[id]
        return True

    def by_share(self, digest: str) -> Board | None:
        return next((b for b in self._kept.values() if any(one.digest == digest for one in b.shares)), None)

    def shows(self, digest: str, asset: str) -> Board | None:
        if (board := self.by_share(digest)) is None:
            return None
        items = tuple(item for item in board.items if item.asset == asset)
        return replace(
            board, items=items, comments=(), shares=tuple(one for one in board.shares if one.digest == digest)
        )

    def holding(self, assets: Sequence[str]) -> list[tuple[str, str]]:
        return sorted((item.asset, b.id) for b in self._kept.values() for item in b.items if item.asset in assets)


def _line(board: Board) -> BoardLine:
    counts = (len(board.items), len(board.comments), len(board.shares))
    cover = tuple(item.asset for item in board.items[:COVER])
    return BoardLine(board.id, board.title, *counts, board.revision, board.by, board.at, board.changed, cover)
