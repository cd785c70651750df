"""Hints and the hooks of connections in the database: `ports.hints.Hints`."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, func, select, update

from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.schema import connection, hint
from thesaury.model.errors import Usage
from thesaury.ports.hints import Hint, Waiting


class SqlHints:
    """What waits to be looked at, by connection."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, name: str, hints: Sequence[Hint], at: str) -> int:
        """Let these hints wait; returns how many wait now that did not before."""
        with self._database.writing() as transaction:
            before = transaction.scalar(select(func.count()).where(hint.c.connection == name)) or 0
            rows = [
                {"connection": name, "external_id": id, "at": at} for id in dict.fromkeys(h.external_id for h in hints)
            ]
            upsert(transaction, hint, rows)
            return (transaction.scalar(select(func.count()).where(hint.c.connection == name)) or 0) - before

    def waiting(self, name: str, limit: int = 500) -> list[Waiting]:
        """The hints of a connection that wait, by external id."""
        rows = select(hint.c.external_id, hint.c.at).where(hint.c.connection == name)
        with self._database.reading() as transaction:
            found = transaction.execute(rows.order_by(hint.c.external_id).limit(limit))
            return [Waiting(*row) for row in found]

    def seen(self, name: str, waiting: Sequence[Waiting]) -> None:
        """Take these off, unless they came again since."""
        same = (
            hint.c.connection == name,
            hint.c.external_id == bindparam("_id"),
            hint.c.at == bindparam("_at"),
        )
        if waiting:
            with self._database.writing() as transaction:
                transaction.execute(delete(hint).where(*same), [{"_id": w.external_id, "_at": w.at} for w in waiting])

    def set_hook(self, name: str, digest: str) -> None:
        """Keep the digest of the token in the connection's own address. Raises Usage for an unknown connection."""
        with self._database.writing() as transaction:
            if not transaction.execute(
                update(connection).where(connection.c.name == name).values(hook=digest)
            ).rowcount:
                raise Usage(f"There is no connection {name!r}. All of them are listed by: thesaury connections")

    def by_hook(self, digest: str) -> str:
        """The name of the connection with this hook, or an empty text; none is found by an empty digest."""
        hooked = select(connection.c.name).where(connection.c.hook == digest, connection.c.hook != "")
        with self._database.reading() as transaction:
            return transaction.scalar(hooked.order_by(connection.c.name).limit(1)) or ""
