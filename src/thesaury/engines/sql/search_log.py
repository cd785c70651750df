"""Kept searches in the database: `ports.search_log.SearchLog`."""

import json
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from thesaury.engines.sql.database import CHUNK, Database, insert_new, inserting, upsert
from thesaury.engines.sql.schema import kept_search, kept_search_state, session_day
from thesaury.model.search_log import KeptSearch, SearchKind
from thesaury.ports.catalogue import chunked

_KEY_BYTES = 32
_s = kept_search.c


class SqlSearchLog:
    """One row for each search."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def add(self, searches: Sequence[KeptSearch]) -> int:
        """Keep these, in the newer form where they are there already. Returns how many are new."""
        rows = {search.id: _row(search) for search in searches}
        with self._database.writing() as transaction:
            known = {row.id: row for chunk in chunked(list(rows), CHUNK) for row in _of(transaction, chunk)}
            changed = [row for id, row in rows.items() if id not in known or row != dict(known[id]._mapping)]
            if changed:
                upsert(transaction, kept_search, changed)
                _moved_on(transaction)
        return len(rows) - len(known)

    def page(self, after: str = "", limit: int = 500) -> list[KeptSearch]:
        """By id, those after this one."""
        rows = select(kept_search).where(_s.id > after).order_by(_s.id).limit(limit)
        with self._database.reading() as transaction:
            return [_search(row) for row in transaction.execute(rows)]

    def count(self) -> int:
        """How many there are."""
        with self._database.reading() as transaction:
            return transaction.scalar(select(func.count()).select_from(kept_search)) or 0

    def state(self) -> int:
        """A number that grows with every change; 0 at first."""
        with self._database.reading() as transaction:
            return transaction.scalar(select(kept_search_state.c.changes)) or 0

    def forget(self, before: str) -> int:
        """Remove those asked before this moment, and say how many."""
        with self._database.writing() as transaction:
            gone = transaction.execute(delete(kept_search).where(_s.at < before)).rowcount
            if gone:
                _moved_on(transaction)
        return gone

    def day_key(self, day: str) -> bytes:
        """The random key of this day; keys of days before are forgotten."""
        with self._database.writing() as transaction:
            transaction.execute(delete(session_day).where(session_day.c.day < day))
            insert_new(transaction, session_day, [{"day": day, "key": secrets.token_hex(_KEY_BYTES)}])
            kept = transaction.execute(select(session_day.c.key).where(session_day.c.day == day)).scalar_one()
        return bytes.fromhex(kept)


def _moved_on(transaction: Connection) -> None:
    insert = inserting(transaction, kept_search_state).values(id=1, changes=1)
    another = {"changes": kept_search_state.c.changes + 1}
    transaction.execute(insert.on_conflict_do_update(index_elements=["id"], set_=another))


def _of(transaction: Connection, ids: Sequence[str]) -> Sequence[Row[Any]]:
    return transaction.execute(select(kept_search).where(_s.id.in_(ids))).all()


def _row(search: KeptSearch) -> dict[str, object]:
    told = (
        *(search.kind.value, search.session, search.where, search.team, search.digest, search.language),
        *(search.concepts, search.results, search.usable, search.channel, search.regions, search.blocked),
        search.campaign,
    )
    return {"id": search.id, "at": search.at, "payload": json.dumps(told, separators=(",", ":"))}


def _search(row: Row[Any]) -> KeptSearch:
    kind, session, where, team, digest, language, concepts, results, usable, *rest = json.loads(row.payload)
    channel, regions, blocked, campaign = rest
    denied = tuple((axis, count) for axis, count in blocked)
    named = (session, where, team, digest, language, tuple(concepts), results, usable, channel, tuple(regions))
    return KeptSearch(row.id, row.at, SearchKind(kind), *named, denied, campaign)
