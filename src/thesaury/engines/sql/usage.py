"""Usage events in the database: `ports.usage.UsageStore`."""

import json
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, case, func, select, update

from thesaury.engines.sql.database import CHUNK, Database, upsert
from thesaury.engines.sql.schema import connection, record, usage_event
from thesaury.model.errors import Usage
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.catalogue import chunked
from thesaury.ports.usage import UsageCount, UsagePage, Uses

_TOLD = tuple(usage_event.c[name] for name in ("id", "kind", "at", "external_id", "quantity", "payload"))
"""What an event is made of, in the order in which `_event` takes it: by its place a column is read in half the time."""
_KINDS = {kind.value: kind for kind in UsageKind}
_decoded = json.JSONDecoder().decode


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
        with self._database.writing() as transaction:
            moved = update(connection).where(connection.c.name == name).values(usage_cursor=page.cursor)
            if not transaction.execute(moved).rowcount:
                raise _unknown(name)
            return _added(transaction, name, page.events)

    def add(self, name: str, events: Sequence[UsageEvent]) -> int:
        """Store events that we know of ourselves; the cursor stays where it is. Returns how many are new."""
        with self._database.writing() as transaction:
            if not transaction.scalar(select(func.count()).where(connection.c.name == name)):
                raise _unknown(name)
            return _added(transaction, name, events)

    def uses(self, assets: Sequence[str], since: str) -> Mapping[str, Uses]:
        """How often each of these assets was used, by all of its records."""
        found: dict[str, Uses] = {}
        with self._database.reading() as transaction:
            for chunk in chunked(list(dict.fromkeys(assets)), CHUNK):
                for asset, times, lately, last in _uses_of(transaction, chunk, since):
                    known = found.get(asset, Uses(0, 0, ""))
                    found[asset] = Uses(known.times + times, known.lately + lately, max(known.last, last))
        return found

    def events(self, name: str, after: str = "", limit: int = 500, kind: UsageKind | None = None) -> list[UsageEvent]:
        """Events of one connection (with `kind` those of this kind alone) by id after this one."""
        rows = select(*_TOLD).where(usage_event.c.connection == name, usage_event.c.id > after)
        if kind is not None:
            rows = rows.where(usage_event.c.kind == kind.value)
        with self._database.reading() as transaction:
            return [_event(*row) for row in transaction.execute(rows.order_by(usage_event.c.id).limit(limit))]

    def changed(self, after: int = 0, limit: int = 500) -> list[tuple[int, str, UsageEvent]]:
        """Events that came or changed after this revision, each with its revision and connection, in that order."""
        kept = usage_event.c
        rows = select(kept.revision, kept.connection, *_TOLD).where(kept.revision > after)
        with self._database.reading() as transaction:
            found = transaction.execute(rows.order_by(kept.revision).limit(limit)).all()
        return [(revision, connection, _event(*told)) for revision, connection, *told in found]

    def last_change(self) -> int:
        """The revision of the newest of them."""
        with self._database.reading() as transaction:
            return transaction.scalar(select(func.max(usage_event.c.revision))) or 0

    def of_record(self, name: str, external_id: str) -> list[UsageEvent]:
        """What happened to one record, oldest first."""
        kept = usage_event.c
        rows = select(*_TOLD).where(kept.connection == name, _held([external_id]))
        with self._database.reading() as transaction:
            return [_event(*row) for row in transaction.execute(rows.order_by(kept.at, kept.id))]

    def kept(self, ids: Sequence[str]) -> list[tuple[str, UsageEvent]]:
        """The events with these ids, each with its connection; looked up connection by connection, as the key goes."""
        column, found = usage_event.c, list[tuple[str, UsageEvent]]()
        with self._database.reading() as transaction:
            names = transaction.scalars(select(connection.c.name)).all()
            for name in names:
                for chunk in chunked(list(dict.fromkeys(ids)), CHUNK):
                    rows = select(*_TOLD).where(column.connection == name, column.id.in_(chunk))
                    found += [(name, _event(*row)) for row in transaction.execute(rows)]
        return found

    def forget_words(self, before: str) -> int:
        """Empty the searches before this moment; returns how many were emptied."""
        column = usage_event.c
        old = (column.kind == UsageKind.SEARCH.value, column.at < before, column.quantity != 0)
        with self._database.reading() as transaction:
            if not transaction.scalar(select(func.count()).where(*old)):
                return 0
        with self._database.writing() as transaction:
            rows = transaction.execute(select(column.connection, column.id, column.kind, column.at).where(*old)).all()
            for name in sorted({row.connection for row in rows}):
                here = [row for row in rows if row.connection == name]
                _added(transaction, name, [UsageEvent(row.id, _KINDS[row.kind], row.at, quantity=0) for row in here])
        return len(rows)

    def counts(self) -> list[UsageCount]:
        """How much there is, by connection and kind."""
        kept = usage_event.c
        figures = (func.count(), func.sum(kept.quantity), func.min(kept.at), func.max(kept.at))
        rows = (
            select(kept.connection, kept.kind, *figures).where(kept.quantity > 0).group_by(kept.connection, kept.kind)
        )
        with self._database.reading() as transaction:
            found = transaction.execute(rows.order_by(kept.connection, kept.kind))
            return [UsageCount(name, UsageKind(kind), *figures) for name, kind, *figures in found]


def _uses_of(transaction: Connection, assets: Sequence[str], since: str) -> Iterator[tuple[str, int, int, str]]:
    """Asset, uses, uses since and last moment for each record that was used; looked up record by record, which SQLite does not do in a
    join: without statistics it reads all events of a connection for each."""
    places = select(record.c.connection, record.c.external_id, record.c.asset_id).where(record.c.asset_id.in_(assets))
    by_connection: dict[str, dict[str, str]] = {}
    for name, external_id, asset in transaction.execute(places):
        by_connection.setdefault(name, {})[external_id] = asset
    kept = usage_event.c
    lately = func.sum(case((kept.at >= since, kept.quantity), else_=0))
    figures = (func.sum(kept.quantity), lately, func.max(kept.at))
    for name, owners in by_connection.items():
        for chunk in chunked(list(owners), CHUNK):
            here = (kept.connection == name, _held(chunk), kept.kind == UsageKind.USE.value, kept.quantity > 0)
            rows = select(kept.external_id, *figures).where(*here).group_by(kept.external_id)
            for external_id, *counted in transaction.execute(rows):
                yield owners[external_id], *counted


def _held(external_ids: Sequence[str]) -> ColumnElement[bool]:
    """Events of these records. A list even of one: by a single value SQLite would read all events of the connection."""
    return usage_event.c.external_id.in_([*external_ids, external_ids[-1]])


def _unknown(name: str) -> Usage:
    return Usage(f"There is no connection {name!r}. Add it first with: thesaury connect.")


def _added(transaction: Connection, name: str, events: Sequence[UsageEvent]) -> int:
    """Keep those that are new or another than before, numbered in the order of change, and count the new ones."""
    rows = {event.id: _row(name, event) for event in events}
    known = {id: row for chunk in chunked(list(rows), CHUNK) for id, row in _known(transaction, name, chunk)}
    changed = [row for id, row in rows.items() if row != known.get(id)]
    last = transaction.scalar(select(func.max(usage_event.c.revision))) or 0 if changed else 0
    upsert(transaction, usage_event, [row | {"revision": place} for place, row in enumerate(changed, last + 1)])
    return len(rows) - len(known)


def _known(transaction: Connection, name: str, ids: Sequence[str]) -> list[tuple[str, dict[str, object]]]:
    """The rows of these events as they are kept; looked up, for counting all events for each page would take longer with every page."""
    kept = usage_event.c
    rows = transaction.execute(select(usage_event).where(kept.connection == name, kept.id.in_(ids)))
    return [(row.id, {key: value for key, value in row._mapping.items() if key != "revision"}) for row in rows]


def _row(name: str, event: UsageEvent) -> dict[str, object]:
    return {
        "connection": name,
        "id": event.id,
        "kind": event.kind.value,
        "at": event.at,
        "external_id": event.external_id,
        "quantity": event.quantity,
        "payload": json.dumps([event.where, event.terms, event.results, event.properties], separators=(",", ":")),
    }


def _event(id: str, kind: str, at: str, external_id: str, quantity: int, payload: str) -> UsageEvent:
    where, terms, results, properties = _decoded(payload)
    pairs = tuple(map(tuple, properties))
    return UsageEvent(id, _KINDS[kind], at, external_id, where, tuple(terms), results, quantity, pairs)
