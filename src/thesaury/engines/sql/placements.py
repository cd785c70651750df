"""Placements in the database: `ports.placements.Placements`."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select, tuple_

from thesaury.engines.sql.answer_log import append_answers
from thesaury.engines.sql.assets import Place, named
from thesaury.engines.sql.audit import append_deeds
from thesaury.engines.sql.database import CHUNK, Database, upsert
from thesaury.engines.sql.schema import placement, placement_report, record
from thesaury.model.answer_log import KeptAnswer
from thesaury.model.audit import Deed
from thesaury.model.errors import Usage
from thesaury.model.placement import Placement
from thesaury.ports.catalogue import chunked
from thesaury.ports.placements import Spot, WantedPlacements

_p, _r = placement.c, placement_report.c
_OF = and_(record.c.connection == _p.connection, record.c.external_id == _p.external_id)
_COLUMNS = (*placement.c, record.c.asset_id.label("asset"))
_BY_TIME = (_p.at, _p.id)


class SqlPlacements:
    """One row for each placement, and one for each system that was told of it."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, placed: Placement, deeds: Sequence[Deed] = (), answers: Sequence[KeptAnswer] = ()) -> bool:
        """Keep a placement together with these deeds and answers; false where it is kept already. Raises Usage for an id that is taken and
        for an unknown record."""
        with self._database.writing(durable=bool(deeds or answers)) as transaction:
            if known := _get(transaction, placed.id):
                _require_same(known, placed)
                return False
            if (found := named(transaction, placed.record)) is None:
                raise Usage(f"There is no record {placed.record!r}. Name it as connection/external id.")
            transaction.execute(placement.insert(), [_row(found[0], placed)])
            append_answers(transaction, answers)
            append_deeds(transaction, deeds)
            return True

    def get(self, id: str) -> Placement | None:
        """The placement with this id."""
        with self._database.reading() as transaction:
            return _get(transaction, id)

    def page(
        self, wanted: WantedPlacements = WantedPlacements(), limit: int = 50, after: Spot | None = None
    ) -> list[Placement]:
        """The newest first, those of one moment by falling id; those behind this spot where one is given."""
        rows = _kept().where(*_narrowed(wanted)).order_by(_p.at.desc(), _p.id.desc()).limit(limit)
        if after:
            rows = rows.where(or_(_p.at < after[0], and_(_p.at == after[0], _p.id < after[1])))
        return self._read(rows)

    def count(self, wanted: WantedPlacements = WantedPlacements()) -> int:
        """How many there are."""
        rows = select(func.count()).select_from(placement).join(record, _OF).where(*_narrowed(wanted))
        with self._database.reading() as transaction:
            return transaction.scalar(rows) or 0

    def campaigns(self, assets: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """How often each of these assets was placed for each campaign."""
        found: dict[str, dict[str, int]] = {}
        by = (record.c.asset_id, _p.campaign)
        with self._database.reading() as transaction:
            for chunk in chunked(list(dict.fromkeys(assets)), CHUNK):
                rows = select(*by, func.count()).select_from(placement).join(record, _OF)
                here = (record.c.asset_id.in_(chunk), _p.campaign != "")
                for asset, campaign, times in transaction.execute(rows.where(*here).group_by(*by)):
                    found.setdefault(asset, {})[campaign] = times
        return found

    def unreported(self, connection: str, refused: bool = False, limit: int = 500) -> list[Placement]:
        """Placements that the system of this connection was not told of, oldest first."""
        there = record.alias()
        held = exists().where(there.c.asset_id == record.c.asset_id, there.c.connection == connection, ~there.c.gone)
        told = exists().where(
            _r.connection == connection, _r.placement == _p.id, *([_r.refused == ""] if refused else [])
        )
        return self._read(_kept().where(held, ~told).order_by(*_BY_TIME).limit(limit))

    def in_documents(self, documents: Sequence[tuple[str, str]]) -> list[Placement]:
        """Every placement in one of these documents, oldest first."""
        found: list[Placement] = []
        for chunk in chunked(list(dict.fromkeys(documents)), CHUNK // 2):
            found += self._read(_kept().where(tuple_(_p.host, _p.document).in_(chunk)))
        return sorted(found, key=lambda one: (one.at, one.id))

    def note_reported(self, connection: str, ids: Sequence[str], at: str, refused: str = "") -> None:
        """Note that the system of this connection was told of these, or did not take them, and why."""
        rows = [{"connection": connection, "placement": id, "at": at, "refused": refused} for id in dict.fromkeys(ids)]
        with self._database.writing() as transaction:
            upsert(transaction, placement_report, rows)

    def refusals(self, connection: str) -> list[tuple[str, str]]:
        """What the system did not take, as (id, sentence), by id."""
        rows = select(_r.placement, _r.refused).where(_r.connection == connection, _r.refused != "")
        with self._database.reading() as transaction:
            return [(id, sentence) for id, sentence in transaction.execute(rows.order_by(_r.placement))]

    def _read(self, rows: Select[Any]) -> list[Placement]:
        with self._database.reading() as transaction:
            return [_placement(row) for row in transaction.execute(rows)]


def _kept() -> Select[Any]:
    return select(*_COLUMNS).select_from(placement).join(record, _OF)


def _get(transaction: Connection, id: str) -> Placement | None:
    row = transaction.execute(_kept().where(_p.id == id)).first()
    return _placement(row) if row else None


def _require_same(known: Placement, placed: Placement) -> None:
    """The asset is that of the record: where it is another one by now the report is still the same."""
    if known.told != Placement(**{**_fields(placed.told), "asset": known.asset}):
        raise Usage(f"There is another placement with the id {placed.id!r}. Take a new id for a new placement.")


def _fields(placed: Placement) -> dict[str, Any]:
    return {name: getattr(placed, name) for name in Placement.__slots__}


def _narrowed(wanted: WantedPlacements) -> list[ColumnElement[bool]]:
    same = {
        record.c.asset_id: wanted.asset,
        _p.document: wanted.document,
        _p.host: wanted.host,
        _p.campaign: wanted.campaign,
    }
    since = [_p.at >= wanted.since] if wanted.since else []
    return [*(column == value for column, value in same.items() if value), *since]


def _row(place: Place, placed: Placement) -> dict[str, object]:
    days = placed.first_day, placed.last_day
    told = [placed.rendition, placed.channel, placed.regions, *days, placed.rights, placed.board, placed.by]
    plain = {name: getattr(placed, name) for name in ("id", "at", "host", "document", "campaign")}
    payload = json.dumps(told, separators=(",", ":"))
    return {**plain, "connection": place[0], "external_id": place[1], "payload": payload}


def _placement(row: Row[Any]) -> Placement:
    rendition, channel, regions, first, last, rights, board, by = json.loads(row.payload)
    return Placement(
        row.id,
        row.asset,
        row.at,
        row.host,
        row.document,
        f"{row.connection}/{row.external_id}",
        rendition,
        channel,
        tuple(regions),
        first,
        last,
        rights,
        board,
        row.campaign,
        by,
    )
