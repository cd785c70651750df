"""Connections, records and assets in the database: `ports.catalogue.Records`."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from sqlalchemy import Connection as Transaction
from sqlalchemy import Select, func, select, update

from thesaury.engines.sql.assets import made, read_assets, refresh
from thesaury.engines.sql.codec import decode_pairs, decode_record, encode_pairs, encode_raw
from thesaury.engines.sql.database import CHUNK, Database, upsert
from thesaury.engines.sql.joining import Held, Joining
from thesaury.engines.sql.moving import apart, refer
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.schema import asset, connection, record, record_raw
from thesaury.model.asset import Asset, Record
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import chunked
from thesaury.ports.records import Stored
from thesaury.ports.source import Page

GONE = ""
"""The connector of a connection that was disconnected."""


class SqlRecords:
    """Connections, records and the assets they join to."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._assets = Remembered[str, Asset](database)
        self._connections = Remembered[str, tuple[Connection, ...]](database)
        self._counts = Remembered[str, int](database)

    def put_connection(self, added: Connection) -> None:
        """Add a connection at the end, or replace connector and settings of the one with this name; its cursor stays."""
        values = {"connector": added.connector, "settings": encode_pairs(added.settings)}
        with self._database.writing() as transaction:
            if not transaction.execute(
                update(connection).where(connection.c.name == added.name).values(values)
            ).rowcount:
                position = transaction.scalar(select(func.count()).select_from(connection))
                transaction.execute(connection.insert().values(name=added.name, position=position, cursor="", **values))

    def connections(self) -> tuple[Connection, ...]:
        """All connections, in the order they were added."""
        return self._connections.one("", self._read_connections)

    def _read_connections(self) -> tuple[Connection, ...]:
        columns = (connection.c.name, connection.c.connector, connection.c.settings)
        with self._database.reading() as transaction:
            there = select(*columns).where(connection.c.connector != GONE).order_by(connection.c.position)
            rows = transaction.execute(there)
            return tuple(Connection(name, connector, decode_pairs(settings)) for name, connector, settings in rows)

    def drop_connection(self, name: str, at: str) -> Stored:
        """Forget a connection; its row stays without a connector, for its records stay too, as gone ones."""
        with self._database.writing() as transaction:
            _require(transaction, name)
            stored = _gone(transaction, name, set())
            forgotten = {"connector": GONE, "settings": encode_pairs(()), "cursor": "", "passing": False}
            _note(transaction, name, swept_at="", hook="", usage_cursor="", **forgotten)
        return stored

    def count(self, name: str) -> int:
        """How many live records a connection has."""
        return self._counts.one(name, lambda: self._count(name))

    def _count(self, name: str) -> int:
        live = select(func.count()).select_from(record).where(record.c.connection == name, ~record.c.gone)
        with self._database.reading() as transaction:
            return transaction.scalar(live) or 0

    def cursor(self, name: str) -> str:
        """The cursor of the last stored page; empty before the first."""
        with self._database.reading() as transaction:
            return transaction.scalar(select(connection.c.cursor).where(connection.c.name == name)) or ""

    def passing(self, name: str) -> bool:
        """Whether a pass was begun and its last page is not stored yet."""
        with self._database.reading() as transaction:
            return bool(transaction.scalar(select(connection.c.passing).where(connection.c.name == name)))

    def swept_at(self, name: str) -> str:
        """When all ids were last compared; empty before the first time."""
        with self._database.reading() as transaction:
            return transaction.scalar(select(connection.c.swept_at).where(connection.c.name == name)) or ""

    def reset(self, name: str) -> None:
        """Forget the cursor and a pass under way; records stay. Raises Usage for an unknown connection."""
        with self._database.writing() as transaction:
            _require(transaction, name)
            _note(transaction, name, cursor="", passing=False)

    def etags(self, name: str, external_ids: Sequence[str]) -> Mapping[str, str]:
        """The stored etag of each of these records that is known and not gone."""
        with self._database.reading() as transaction:
            held = _held(transaction, name, external_ids)
        return {external_id: known.etag for external_id, known in held.items() if not known.gone}

    def raws(self, name: str, external_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """The stored raw payload of each of these records that is known, gone or not."""
        kept = record_raw.c
        found: dict[str, Mapping[str, Any]] = {}
        with self._database.reading() as transaction:
            for chunk in chunked(list(external_ids), CHUNK):
                rows = select(kept.external_id, kept.payload).where(
                    kept.connection == name, kept.external_id.in_(chunk)
                )
                found |= {external_id: json.loads(payload) for external_id, payload in transaction.execute(rows)}
        return found

    def records(self, name: str, after: str, limit: int) -> list[tuple[str, Record]]:
        """The next live records of a connection by external id after this one, each with the id of its asset."""
        following = _live(name).where(record.c.external_id > after).limit(limit)
        with self._database.reading() as transaction:
            return [(asset_id, decode_record(name, *rest)) for asset_id, *rest in transaction.execute(following)]

    def named(self, name: str, external_ids: Sequence[str]) -> list[tuple[str, Record]]:
        """Those of these records that are live, by external id, each with the id of its asset."""
        found: list[tuple[str, Record]] = []
        with self._database.reading() as transaction:
            for chunk in chunked(sorted(set(external_ids)), CHUNK):
                rows = transaction.execute(_live(name).where(record.c.external_id.in_(chunk)))
                found += [(asset_id, decode_record(name, *rest)) for asset_id, *rest in rows]
        return found

    def owners(self) -> dict[str, str]:
        """The id of the asset of every record by its key, gone or not."""
        rows = select(record.c.connection, record.c.external_id, record.c.asset_id)
        with self._database.reading() as transaction:
            return {f"{name}/{external_id}": owner for name, external_id, owner in transaction.execute(rows)}

    def owned(self, name: str, external_ids: Sequence[str]) -> dict[str, str]:
        """The id of the asset of each of these records that is known, gone or not, by external id."""
        found: dict[str, str] = {}
        rows = select(record.c.external_id, record.c.asset_id).where(record.c.connection == name)
        with self._database.reading() as transaction:
            for chunk in chunked(sorted(set(external_ids)), CHUNK):
                chosen = transaction.execute(rows.where(record.c.external_id.in_(chunk)))
                found |= {row.external_id: row.asset_id for row in chosen}
        return found

    def store_page(self, name: str, page: Page) -> Stored:
        """Store the page's records, its cursor and whether the pass goes on; `unchanged` counts the page's own records only.

        A record that was gone and is back counts as new. Raises Usage for an unknown connection.
        """
        with self._database.writing() as transaction:
            stored = _store(transaction, name, page)
            _note(transaction, name, cursor=page.cursor, passing=not page.last)
        return stored

    def store_read(self, name: str, page: Page) -> Stored:
        """Store records that were read alone; the cursor stays where it is. Raises Usage for an unknown connection."""
        with self._database.writing() as transaction:
            return _store(transaction, name, page)

    def reconcile(self, name: str, present: Iterable[str], at: str) -> Stored:
        """Mark every record of the connection that is not among these external ids as gone, and note when."""
        there = set(present)  # read whole before the database is held
        with self._database.writing() as transaction:
            stored = _gone(transaction, name, there)
            _note(transaction, name, swept_at=at)
        return stored

    def assets(self, ids: Sequence[str]) -> list[Asset]:
        """These assets with their live records, in the order asked."""
        found = self._assets.each(ids, self._read_assets)
        return [found[id] for id in ids if id in found]

    def _read_assets(self, ids: Sequence[str]) -> Mapping[str, Asset]:
        with self._database.reading() as transaction:
            return {asset.id: asset for asset in read_assets(transaction, ids)}

    def asset_page(self, after: str, limit: int) -> list[Asset]:
        """The next assets by id after this one, those with live records only."""
        rows = select(asset.c.id).where(asset.c.live, asset.c.id > after).order_by(asset.c.id).limit(limit)
        with self._database.reading() as transaction:
            return read_assets(transaction, transaction.scalars(rows).all())

    def find(self, reference: str) -> Asset | None:
        """The asset with this id, `connection/external id` or (if only one has it) external id."""
        with self._database.reading() as transaction:
            if found := read_assets(transaction, [reference]):
                return found[0]
            names = transaction.scalars(select(connection.c.name)).all()
            parted = [(name, reference.removeprefix(f"{name}/")) for name in names if reference.startswith(f"{name}/")]
            for known in ([(name, external_id)] for name, external_id in parted):
                if found := _bearing(transaction, known):
                    return found[0]
            found = _bearing(transaction, [(name, reference) for name in names])
            return found[0] if len(found) == 1 else None


def _gone(transaction: Transaction, name: str, there: Set[str]) -> Stored:
    """Mark every live record that is not there as gone."""
    missing = [external_id for external_id in _live_ids(transaction, name) if external_id not in there]
    for chunk in chunked(missing, CHUNK):
        rows = (record.c.connection == name, record.c.external_id.in_(chunk))
        assets = set(transaction.scalars(select(record.c.asset_id).where(*rows)))
        transaction.execute(update(record).where(*rows).values(gone=True))
        refresh(transaction, assets)
    return Stored(gone=len(missing))


def _store(transaction: Transaction, name: str, page: Page) -> Stored:
    _require(transaction, name, page.records)
    joining = _joining(transaction, name, page)
    _write(transaction, name, joining)
    return joining.stored


def _note(transaction: Transaction, name: str, **values: object) -> None:
    transaction.execute(update(connection).where(connection.c.name == name).values(values))


def _require(transaction: Transaction, name: str, records: Sequence[Record] = ()) -> None:
    there = (connection.c.name == name, connection.c.connector != GONE)
    if not transaction.scalar(select(func.count()).where(*there)):
        raise Usage(f"There is no connection {name!r}. Add it first with: thesaury connect.")
    if strange := [r.key for r in records if r.connection != name]:
        raise Usage(
            f"The record {strange[0]!r} is not one of the connection {name!r}. Give each page its own connection."
        )


def _held(transaction: Transaction, name: str, external_ids: Iterable[str]) -> dict[str, Held]:
    kept = record.c
    columns = (
        kept.external_id,
        kept.asset_id,
        kept.etag,
        kept.digest,
        kept.gone,
        kept.payload,
        kept.look,
        kept.compared,
    )
    held: dict[str, Held] = {}
    for chunk in chunked(list(external_ids), CHUNK):
        rows = select(*columns).where(record.c.connection == name, record.c.external_id.in_(chunk))
        for external_id, asset_id, etag, digest, *rest in transaction.execute(rows):
            held[external_id] = Held(asset_id, etag, digest or "", *rest)
    return held


def _joining(transaction: Transaction, name: str, page: Page) -> Joining:
    held = _held(transaction, name, [*(r.external_id for r in page.records), *page.gone])
    digests = {r.digest for r in page.records} | {known.digest for known in held.values()}
    holders = list(_holders(transaction, sorted(digests - {""})))
    joining = Joining(held, holders, apart(transaction, {asset_id for _, asset_id, _ in holders}))
    for added in page.records:
        joining.add(added)
    for external_id in page.gone:
        joining.drop(external_id)
    return joining


def _holders(transaction: Transaction, digests: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    for chunk in chunked(digests, CHUNK):
        rows = select(record.c.digest, record.c.asset_id, func.count()).where(record.c.digest.in_(chunk))
        yield from transaction.execute(rows.group_by(record.c.digest, record.c.asset_id))


def _write(transaction: Transaction, name: str, joining: Joining) -> None:
    assets = sorted({held.asset for held in joining.changed.values()})
    made(transaction, assets)
    upsert(transaction, record, [_row(name, external_id, held) for external_id, held in joining.changed.items()])
    raws = [{"connection": name, "external_id": id, "payload": encode_raw(r.raw)} for id, r in joining.records.items()]
    upsert(transaction, record_raw, raws)
    refresh(transaction, joining.touched)
    refer(transaction, name, joining.records.values())


def _row(name: str, external_id: str, held: Held) -> dict[str, object]:
    return {
        "connection": name,
        "external_id": external_id,
        "asset_id": held.asset,
        "etag": held.etag,
        "digest": held.digest or None,
        "gone": held.gone,
        "payload": held.payload,
        "look": held.look,
        "compared": held.compared,
    }


def _live(name: str) -> Select[Any]:
    columns = (record.c.asset_id, record.c.external_id, record.c.etag, record.c.payload)
    return select(*columns).where(record.c.connection == name, ~record.c.gone).order_by(record.c.external_id)


def _live_ids(transaction: Transaction, name: str) -> Iterator[str]:
    rows = (
        select(record.c.external_id).where(record.c.connection == name, ~record.c.gone).order_by(record.c.external_id)
    )
    yield from transaction.scalars(rows)


def _bearing(transaction: Transaction, known: Iterable[tuple[str, str]]) -> list[Asset]:
    """The different assets with a live record of one of these names."""
    ids = {
        id
        for name, external_id in known
        for id in transaction.scalars(
            select(record.c.asset_id).where(
                record.c.connection == name, record.c.external_id == external_id, ~record.c.gone
            )
        )
    }
    return read_assets(transaction, sorted(ids))
