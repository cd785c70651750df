"""Answers to writes in the database: `ports.replies`."""

import json

from sqlalchemy import Row, delete, or_, select, update

from thesaury.engines.sql.database import Database, inserting
from thesaury.engines.sql.schema import reply as table
from thesaury.ports.replies import KEPT_SECONDS, Claim, Reply, Standing

_RUNNING = 0
"""The status of a request that was not answered yet."""


class SqlReplies:
    """Answers by caller and key; whoever opens the database, in whatever process, sees the same ones."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def claim(self, caller: str, key: str, digest: str, now: float, patience: float) -> Claim:
        """Begin a request, in one transaction."""
        one = (table.c.caller == caller) & (table.c.key == key)
        with self._database.writing(durable=True) as transaction:
            wanted = inserting(transaction, table).values(
                caller=caller, key=key, digest=digest, status=_RUNNING, headers="[]", body="", secret=False, at=now
            )
            dead = (table.c.status == _RUNNING) & (table.c.at <= now - patience)
            fresh = {
                name: getattr(wanted.excluded, name) for name in ("digest", "status", "headers", "body", "secret", "at")
            }
            taking = wanted.on_conflict_do_update(
                index_elements=[table.c.caller, table.c.key],
                set_=fresh,
                where=or_(dead, table.c.at <= now - KEPT_SECONDS),
            )
            if transaction.execute(taking.returning(table.c.key)).one_or_none() is not None:
                return Claim(Standing.FIRST)
            return _standing(transaction.execute(select(table).where(one)).one(), digest)

    def keep(self, caller: str, key: str, reply: Reply, now: float) -> None:
        """Keep what the begun request was answered."""
        told = {
            "status": reply.status,
            "headers": json.dumps(reply.headers),
            "body": reply.body,
            "secret": reply.secret,
        }
        with self._database.writing(durable=True) as transaction:
            one = update(table).where(table.c.caller == caller, table.c.key == key)
            transaction.execute(one.values(**told, at=now))

    def release(self, caller: str, key: str) -> None:
        """Forget a begun request that came to nothing."""
        with self._database.writing() as transaction:
            one = delete(table).where(table.c.caller == caller, table.c.key == key)
            transaction.execute(one.where(table.c.status == _RUNNING))

    def sweep(self, now: float) -> int:
        """Forget what is old; returns how many."""
        with self._database.writing() as transaction:
            return transaction.execute(delete(table).where(table.c.at <= now - KEPT_SECONDS)).rowcount


def _standing(row: "Row[tuple[object, ...]]", digest: str) -> Claim:
    if row.digest != digest:
        return Claim(Standing.OTHER)
    if row.status == _RUNNING:
        return Claim(Standing.RUNNING)
    headers = tuple((name, value) for name, value in json.loads(row.headers))
    return Claim(Standing.ANSWERED, Reply(row.status, headers, row.body, row.secret))
