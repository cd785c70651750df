"""Keys of services in the database: `ports.service_keys.ServiceKeys`."""

from sqlalchemy import delete, select

from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.schema import service_key
from thesaury.model.errors import Usage


class SqlServiceKeys:
    """One row for each key."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, name: str, digest: str, at: str) -> None:
        """Keep the digest of the key of this name."""
        with self._database.writing(durable=True) as transaction:
            upsert(transaction, service_key, [{"name": name, "digest": digest, "at": at}])

    def drop(self, name: str) -> None:
        """Forget a key. Raises Usage where there is none."""
        with self._database.writing(durable=True) as transaction:
            if not transaction.execute(delete(service_key).where(service_key.c.name == name)).rowcount:
                raise Usage(f"There is no key {name!r}. All of them are listed by: thesaury vocabulary service")

    def all(self) -> list[tuple[str, str]]:
        """Every key by name, with the moment it was made."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(service_key.c.name, service_key.c.at).order_by(service_key.c.name))
            return [(name, at) for name, at in rows]

    def by_digest(self, digest: str) -> str:
        """The name of the key with this digest, or an empty text."""
        with self._database.reading() as transaction:
            found = select(service_key.c.name).where(service_key.c.digest == digest)
            return transaction.scalar(found) or ""
