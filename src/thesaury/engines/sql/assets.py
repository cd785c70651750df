"""Assets put together from their records, and kept count of when those change."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, and_, bindparam, or_, select, update

from thesaury.engines.sql.codec import decode_record
from thesaury.engines.sql.database import CHUNK, insert_new
from thesaury.engines.sql.schema import asset, connection, record
from thesaury.model.asset import Asset, Record
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import chunked

Place = tuple[str, str]
"""Where a record is: connection and external id."""

_BLANK = {
    "content": "",
    "enriched_content": "",
    "enriched_stamp": "",
    "revision": 0,
    "projected_revision": 0,
    "live": False,
}


def made(database: Connection, ids: Iterable[str]) -> None:
    """See that there are assets with these ids; new ones have no records yet."""
    insert_new(database, asset, [{"id": id, **_BLANK} for id in ids])


def named(database: Connection, key: str, live: bool = False) -> tuple[Place, str] | None:
    """Place and asset of the record with this key, also a gone one unless `live`; both parts of a key may hold slashes."""
    cuts = [at for at, letter in enumerate(key) if letter == "/"]
    ways = [and_(record.c.connection == key[:at], record.c.external_id == key[at + 1 :]) for at in cuts]
    columns = (record.c.connection, record.c.external_id, record.c.asset_id)
    if not ways:
        return None
    rows = select(*columns).where(or_(*ways), *([~record.c.gone] if live else []))
    row = database.execute(rows.limit(1)).first()
    return ((row[0], row[1]), row[2]) if row else None


def read_assets(database: Connection, ids: Sequence[str]) -> list[Asset]:
    """These assets with their live records, in the order asked; those without any are left out."""
    found: dict[str, Asset] = {}
    for chunk in chunked(list(dict.fromkeys(ids)), CHUNK):
        found |= _read(database, chunk)
    return [found[id] for id in ids if id in found]


def refresh(database: Connection, ids: Collection[str]) -> None:
    """Take note that the records of these assets changed: new content digest, next revision."""
    for chunk in chunked(sorted(ids), CHUNK):
        live = _read(database, chunk)
        rows = [
            {"_id": id, "content": live[id].content_digest() if id in live else "", "live": id in live} for id in chunk
        ]
        changes = {"content": bindparam("content"), "live": bindparam("live"), "revision": asset.c.revision + 1}
        database.execute(update(asset).where(asset.c.id == bindparam("_id")).values(changes), rows)


def require(database: Connection, ids: Iterable[str]) -> None:
    """Raise Usage unless there are (or once were) assets with all of these ids."""
    for chunk in chunked(sorted(set(ids)), CHUNK):
        known = set(database.scalars(select(asset.c.id).where(asset.c.id.in_(chunk))))
        if unknown := [id for id in chunk if id not in known]:
            raise Usage(f"There is no asset {unknown[0]!r}. Find assets with: thesaury search.")


def _read(database: Connection, ids: Sequence[str]) -> dict[str, Asset]:
    columns = (
        record.c.asset_id,
        record.c.connection,
        record.c.external_id,
        record.c.etag,
        record.c.payload,
        connection.c.position,
    )
    rows = select(*columns).join(connection).where(record.c.asset_id.in_(ids), ~record.c.gone)
    records: dict[str, list[tuple[bool, int, Record]]] = {}
    for id, name, external_id, etag, payload, position in database.execute(rows):
        read = decode_record(name, external_id, etag, payload)
        records.setdefault(id, []).append((read.asset_id != id, position, read))
    return {id: Asset(id, _founding_first(known)) for id, known in records.items()}


def _founding_first(records: list[tuple[bool, int, Record]]) -> tuple[Record, ...]:
    """The record that founded the asset, then by connection and external id: the same however they came."""
    return tuple(r for _, _, r in sorted(records, key=lambda known: (known[0], known[1], known[2].external_id)))
