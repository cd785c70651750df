"""Moodboards in the database: `ports.boards.Boards`."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, func, select, tuple_, update

from thesaury.engines.sql.database import CHUNK, Database, insert_all, upsert
from thesaury.engines.sql.schema import board, board_comment, board_item, board_share, board_touched
from thesaury.model.board import Board, Comment, Item, Share
from thesaury.model.brief_json import brief_from, brief_shape
from thesaury.model.errors import Usage
from thesaury.ports.boards import COVER, BoardLine, Touched
from thesaury.ports.catalogue import chunked

_PARTS: tuple[tuple[Table, str], ...] = ((board_item, "items"), (board_comment, "comments"), (board_share, "shares"))
_Plain = dict[str, Any]


class SqlBoards:
    """One row for each board, item, comment and link, and one for each slot that was ever touched."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, new: Board) -> None:
        """Keep a new board. Raises Usage where there is one of this id."""
        with self._database.writing(durable=True) as transaction:
            if transaction.scalar(select(board.c.id).where(board.c.id == new.id)):
                raise Usage(f"There is a board {new.id!r} already.")
            insert_all(transaction, board, [{"id": new.id, **_row(new)}])
            for table, name in _PARTS:
                insert_all(transaction, table, _rows(new.id, getattr(new, name)))

    def get(self, id: str) -> Board | None:
        """The board of this id."""
        with self._database.reading() as transaction:
            row = transaction.execute(select(board).where(board.c.id == id)).first()
            return _read(transaction, row) if row else None

    def lines(self, limit: int, after: tuple[str, str] | None = None) -> list[BoardLine]:
        """The boards that were changed last first, equal ones by id."""
        counts = [
            select(func.count()).where(table.c.board == board.c.id).scalar_subquery().label(name)
            for table, name in _PARTS
        ]
        names = ("id", "title", "revision", "by", "at", "changed")
        rows = select(*(board.c[name] for name in names), *counts).order_by(board.c.changed.desc(), board.c.id)
        if after:
            moment, id = after
            rows = rows.where((board.c.changed < moment) | ((board.c.changed == moment) & (board.c.id > id)))
        with self._database.reading() as transaction:
            found = transaction.execute(rows.limit(limit)).all()
            covers = _covers(transaction, [row.id for row in found])
        return [BoardLine(**row._mapping, cover=tuple(covers[row.id])) for row in found]

    def exchange(self, before: int, after: Board, touched: Collection[str], by: str) -> bool:
        """Put this board in the place of its revision `before`; false where that is no more the newest."""
        # Durable: what somebody was told is kept must not be lost with the power.
        with self._database.writing(durable=True) as transaction:
            newest = update(board).where(board.c.id == after.id, board.c.revision == before)
            if not transaction.execute(newest.values(_row(after))).rowcount:
                return False
            for table, name in _PARTS:
                _exchange(transaction, table, after.id, getattr(after, name))
            slots = [
                {"board": after.id, "slot": slot, "revision": after.revision, "by": by, "at": after.changed}
                for slot in touched
            ]
            upsert(transaction, board_touched, slots)
            return True

    def touched(self, id: str, slots: Collection[str], since: int) -> list[Touched]:
        """Those of these slots that a revision after `since` touched, the newest first."""
        found: list[Touched] = []
        with self._database.reading() as transaction:
            for chunk in chunked(sorted(slots), CHUNK):
                touch = board_touched.c
                rows = select(touch.slot, touch.revision, touch.by, touch.at)
                rows = rows.where(touch.board == id, touch.slot.in_(chunk), touch.revision > since)
                found += [Touched(**row._mapping) for row in transaction.execute(rows)]
        return sorted(found, key=lambda one: (-one.revision, one.slot))

    def drop(self, id: str, revision: int) -> bool:
        """Delete a board with all that is on it; false where this is no more its newest revision."""
        with self._database.writing(durable=True) as transaction:
            newest = select(board.c.id).where(board.c.id == id, board.c.revision == revision)
            if not transaction.scalar(newest):
                return False
            for table in (board_touched, board_share, board_comment, board_item):
                transaction.execute(delete(table).where(table.c.board == id))
            transaction.execute(delete(board).where(board.c.id == id))
            return True

    def by_share(self, digest: str) -> Board | None:
        """The board that has a link with this digest, ended or not."""
        rows = select(board).join(board_share, board_share.c.board == board.c.id).where(board_share.c.digest == digest)
        with self._database.reading() as transaction:
            row = transaction.execute(rows).first()
            return _read(transaction, row) if row else None

    def shows(self, digest: str, asset: str) -> Board | None:
        """As `by_share`, with no more on it than this link and the item of this asset."""
        rows = select(board).join(board_share, board_share.c.board == board.c.id).where(board_share.c.digest == digest)
        with self._database.reading() as transaction:
            row = transaction.execute(rows).first()
            if row is None:
                return None
            items = _parts(transaction, board_item, row.id, board_item.c.asset == asset)
            shares = _parts(transaction, board_share, row.id, board_share.c.digest == digest)
            return _made(row, items, [], shares)

    def holding(self, assets: Sequence[str]) -> list[tuple[str, str]]:
        """Every (asset, board id) of these assets and the boards they are on, by both."""
        found: list[tuple[str, str]] = []
        with self._database.reading() as transaction:
            for chunk in chunked(list(dict.fromkeys(assets)), CHUNK):
                rows = select(board_item.c.asset, board_item.c.board).where(board_item.c.asset.in_(chunk))
                found += [(row.asset, row.board) for row in transaction.execute(rows)]
        return sorted(found)


def _row(made: Board) -> dict[str, Any]:
    brief = json.dumps(brief_shape(made.brief), ensure_ascii=False, separators=(",", ":"))
    return {"brief": brief} | {name: getattr(made, name) for name in ("title", "revision", "by", "at", "changed")}


def _rows(id: str, parts: "Sequence[Item | Comment | Share]") -> list[dict[str, Any]]:
    return [{"board": id, "place": place, **asdict(part)} for place, part in enumerate(parts)]


def _exchange(transaction: Connection, table: Table, id: str, parts: Any) -> None:
    """Let the table hold these parts of the board; rows that stay as they are are not written."""
    _, key = (column.name for column in table.primary_key)
    held = {
        row._mapping[key]: dict(row._mapping) for row in transaction.execute(select(table).where(table.c.board == id))
    }
    rows = {row[key]: row for row in _rows(id, parts)}
    if gone := [(id, name) for name in held if name not in rows]:
        for chunk in chunked(gone, CHUNK // 2):
            transaction.execute(delete(table).where(tuple_(table.c.board, table.c[key]).in_(chunk)))
    upsert(transaction, table, [row for name, row in rows.items() if held.get(name) != row])


def _read(transaction: Connection, row: Row[Any]) -> Board:
    items, comments, shares = (_parts(transaction, table, row.id) for table, _ in _PARTS)
    return _made(row, items, comments, shares)


def _made(row: Row[Any], items: list[_Plain], comments: list[_Plain], shares: list[_Plain]) -> Board:
    return Board(
        row.id,
        row.title,
        brief_from(json.loads(row.brief)),
        tuple(Item(**one) for one in items),
        tuple(Comment(**one) for one in comments),
        tuple(Share(**one) for one in shares),
        row.revision,
        row.by,
        row.at,
        row.changed,
    )


def _parts(transaction: Connection, table: Table, id: str, *those: ColumnElement[bool]) -> list[_Plain]:
    columns = [column for column in table.c if column.name not in ("board", "place")]
    rows = transaction.execute(select(*columns).where(table.c.board == id, *those).order_by(table.c.place))
    return [dict(row._mapping) for row in rows]


def _covers(transaction: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    own = board_item.c
    for chunk in chunked(ids, CHUNK):
        rows = select(own.board, own.asset).where(own.board.in_(chunk), own.place < COVER)
        for row in transaction.execute(rows.order_by(own.board, own.place)):
            found[row.board].append(row.asset)
    return found
