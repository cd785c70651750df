"""JSON documents in one SQLite file or in memory: the state of a sandbox that may survive a restart."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

_TABLE = (
    "CREATE TABLE IF NOT EXISTS document (position INTEGER PRIMARY KEY AUTOINCREMENT, collection TEXT NOT NULL,"
    " key TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (collection, key))"
)
_INDEX = "CREATE INDEX IF NOT EXISTS by_position ON document (collection, position)"
_PUT = (
    "INSERT INTO document (collection, key, body) VALUES (?, ?, ?)"
    " ON CONFLICT (collection, key) DO UPDATE SET body = excluded.body"
)
_TRIM = (
    "DELETE FROM document WHERE collection = ? AND position <="
    " (SELECT position FROM document WHERE collection = ? ORDER BY position DESC LIMIT 1 OFFSET ?)"
)


class Store:
    """Documents by collection and key, in the order they were first put. Each call is one transaction of its own
    unless it stands in `with store.transaction():`."""

    def __init__(self, path: Path | None = None) -> None:
        """A store in the file, or in memory where none is given."""
        self._lock = RLock()
        self._depth = 0
        self._connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute(_TABLE)
        self._connection.execute(_INDEX)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All calls inside are kept together or not at all; transactions may be nested."""
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    def get(self, collection: str, key: str) -> Any | None:
        """The document, or None."""
        rows = self._rows("SELECT body FROM document WHERE collection = ? AND key = ?", collection, key)
        return json.loads(rows[0][0]) if rows else None

    def put(self, collection: str, key: str, document: Any) -> None:
        """Keeps a document; one that was there keeps its place in the order."""
        self._rows(_PUT, collection, key, json.dumps(document, ensure_ascii=False))

    def delete(self, collection: str, key: str) -> bool:
        """Removes a document; False when it was not there."""
        gone = self._rows("DELETE FROM document WHERE collection = ? AND key = ? RETURNING 1", collection, key)
        return bool(gone)

    def all(self, collection: str) -> list[tuple[str, Any]]:
        """Every (key, document) of a collection in order."""
        rows = self._rows("SELECT key, body FROM document WHERE collection = ? ORDER BY position", collection)
        return [(key, json.loads(body)) for key, body in rows]

    def page(self, collection: str, after: int, limit: int) -> list[tuple[int, str, Any]]:
        """The (position, key, document)s behind a position, which a cursor may carry."""
        rows = self._rows(
            "SELECT position, key, body FROM document WHERE collection = ? AND position > ? ORDER BY position LIMIT ?",
            collection,
            after,
            limit,
        )
        return [(position, key, json.loads(body)) for position, key, body in rows]

    def count(self, collection: str) -> int:
        """How many documents a collection has."""
        return int(self._rows("SELECT count(*) FROM document WHERE collection = ?", collection)[0][0])

    def trim(self, collection: str, newest: int) -> None:
        """Keeps only the newest documents of a collection that would grow for ever."""
        self._rows(_TRIM, collection, collection, newest)

    def clear(self, collection: str | None = None) -> None:
        """Removes every document, or those of one collection."""
        if collection is None:
            self._rows("DELETE FROM document")
        else:
            self._rows("DELETE FROM document WHERE collection = ?", collection)

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _rows(self, statement: str, *values: object) -> list[Any]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()
