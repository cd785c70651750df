"""Usage events in the database: `ports.usage.UsageStore`."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from thesaury.engines.sql.database import CHUNK, Database, upsert
from thesaury.engines.sql.schema import connection, usage_event
from thesaury.model.errors import Usage
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.catalogue import chunked
from thesaury.ports.usage import UsageCount, UsagePage


class SqlUsage:
    """What systems report, each event once."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def cursor(self, name: str) -> str:
        """The cursor of the last stored page; empty before the first."""
        with self._database.reading() as transaction:
            return transaction.scalar(select(connection.c.usage_cursor).where(connection.c.name == name)) or ""

    def store_page(self, name: str, page: UsagePage) -> int:
        """Store the page's events and its cursor together; returns how many are new. Raises Usage for an unknown connection."""
        rows = {event.id: _row(name, event) for event in page.events}
        with self._database.writing() as transaction:
            moved = update(connection).where(connection.c.name == name).values(usage_cursor=page.cursor)
            if not transaction.execute(moved).rowcount:
                raise Usage(f"There is no connection {name!r}. Add it first with: thesaury connect.")
            known = sum(_known(transaction, name, chunk) for chunk in chunked(list(rows), CHUNK))
            upsert(transaction, usage_event, list(rows.values()))
            return len(rows) - known

    def events(self, name: str, after: str = "", limit: int = 500) -> list[UsageEvent]:
        """Events of one connection by id after this one."""
        rows = select(usage_event).where(usage_event.c.connection == name, usage_event.c.id > after)
        with self._database.reading() as transaction:
            return [_event(row) for row in transaction.execute(rows.order_by(usage_event.c.id).limit(limit))]

    def of_record(self, name: str, external_id: str) -> list[UsageEvent]:
        """What happened to one record, oldest first."""
        kept = usage_event.c
        rows = select(usage_event).where(kept.connection == name, kept.external_id == external_id)
        with self._database.reading() as transaction:
            return [_event(row) for row in transaction.execute(rows.order_by(kept.at, kept.id))]

    def counts(self) -> list[UsageCount]:
        """How much there is, by connection and kind."""
        kept = usage_event.c
        figures = (func.count(), func.sum(kept.quantity), func.min(kept.at), func.max(kept.at))
        rows = select(kept.connection, kept.kind, *figures).group_by(kept.connection, kept.kind)
        with self._database.reading() as transaction:
            found = transaction.execute(rows.order_by(kept.connection, kept.kind))
            return [UsageCount(name, UsageKind(kind), *figures) for name, kind, *figures in found]


def _known(transaction: Connection, name: str, ids: Sequence[str]) -> int:
    """How many of these events are kept already: counting all of them for each page would take longer with every page."""
    kept = usage_event.c
    return transaction.scalar(select(func.count()).where(kept.connection == name, kept.id.in_(ids))) or 0


def _row(name: str, event: UsageEvent) -> dict[str, object]:
    return {
        "connection": name,
        "id": event.id,
        "kind": event.kind,
        "at": event.at,
        "external_id": event.external_id,
        "quantity": event.quantity,
        "payload": json.dumps([event.where, event.terms, event.results, event.properties], separators=(",", ":")),
    }


def _event(row: Row[Any]) -> UsageEvent:
    where, terms, results, properties = json.loads(row.payload)
    pairs = tuple((key, value) for key, value in properties)
    kind = UsageKind(row.kind)
    return UsageEvent(row.id, kind, row.at, row.external_id, where, tuple(terms), results, row.quantity, pairs)
