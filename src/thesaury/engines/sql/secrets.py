"""Secrets of connections in the database, sealed: `ports.secrets.Secrets`."""

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import delete, select

from thesaury.engines.sql.database import Database, insert_new, upsert
from thesaury.engines.sql.schema import secret
from thesaury.model.errors import Usage


class Cipher(Protocol):
    """Seals secrets and opens them again. Both raise Usage when the key is missing or another one."""

    def seal(self, secret: str) -> bytes:
        """The secret as nobody can read it without the key."""

    def open(self, sealed: bytes) -> str:
        """The secret again."""


class SqlSecrets:
    """Sealed secrets; only sealed bytes ever reach the database, its log files and its error messages."""

    def __init__(self, database: Database, cipher: Cipher | None) -> None:
        """Stand on this database; without a cipher every secret that is asked for or given raises Usage."""
        self._database = database
        self._cipher = cipher

    def get(self, connection: str, name: str) -> str:
        """The secret, or an empty string. Raises Usage when the key that opens it is missing or another one."""
        rows = select(secret.c.sealed).where(secret.c.connection == connection, secret.c.name == name)
        with self._database.reading() as transaction:
            sealed = transaction.scalar(rows)
        return "" if sealed is None else self._key().open(sealed)

    def put(self, connection: str, secrets: Mapping[str, str]) -> None:
        """Keep all of these in one transaction, durable on return; an empty value removes that secret."""
        sealed = [
            {"connection": connection, "name": name, "sealed": self._key().seal(value)}
            for name, value in secrets.items()
            if value
        ]
        emptied = [name for name, value in secrets.items() if not value]
        with self._database.writing(durable=True) as transaction:
            upsert(transaction, secret, sealed)
            transaction.execute(delete(secret).where(secret.c.connection == connection, secret.c.name.in_(emptied)))

    def put_first(self, connection: str, name: str, value: str) -> str:
        """Keep this secret, durable on return, unless there is one of the name already; returns the one that is kept."""
        row = {"connection": connection, "name": name, "sealed": self._key().seal(value)}
        with self._database.writing(durable=True) as transaction:
            insert_new(transaction, secret, [row])
        return self.get(connection, name)

    def names(self, connection: str) -> tuple[str, ...]:
        """Which secrets are kept, by name and in order; never their values."""
        rows = select(secret.c.name).where(secret.c.connection == connection).order_by(secret.c.name)
        with self._database.reading() as transaction:
            return tuple(transaction.scalars(rows))

    def _key(self) -> Cipher:
        if self._cipher is None:
            raise Usage(
                "This catalogue was opened without a key for secrets. Open the workspace it belongs to instead."
            )
        return self._cipher
