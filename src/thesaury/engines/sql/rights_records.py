"""Rights records in the database: `ports.rights.RightsRecords`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Exists, RowMapping, exists, func, select, tuple_

from thesaury.engines.sql.database import CHUNK, Database, insert_all
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.rights_codec import Statements, decode_rights, encode_rights
from thesaury.engines.sql.schema import rights_change, rights_record
from thesaury.model.errors import WorkspaceBusy
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord

_key = tuple_(rights_record.c.record, rights_record.c.place)
Newest = tuple[RightsRecord, ...]
_MOMENTS = ("parser", "at", "confirmed_by", "confirmed_at")


class SqlRightsRecords:
    """One row for each version."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._current = Remembered[str, Newest](database)
        self._counts = Remembered[str, dict[PolicyStatus, int]](database)

    def put(self, records: Sequence[RightsRecord]) -> None:
        """Add versions, all or none. Raises WorkspaceBusy where one does not follow the newest of its source."""
        with self._database.writing() as transaction:
            for record in records:
                if record.version != _newest(transaction, record) + 1:
                    raise WorkspaceBusy(
                        f"The rights stated in {record.source.record} were changed by somebody else meanwhile. Look at "
                        "them again, then repeat this."
                    )
                insert_all(transaction, rights_record, [_row(record)])
                if record.version > 1:
                    insert_all(transaction, rights_change, [_change(record)])

    def current(self, records: Sequence[str]) -> list[RightsRecord]:
        """The newest version for each place of these records, by record and place; equal statements are one object."""
        found = self._current.each(list(dict.fromkeys(records)), self._read_current)
        return [record for name in sorted(found) for record in found[name]]

    def _read_current(self, records: Sequence[str]) -> dict[str, Newest]:
        newest: dict[tuple[str, str], RightsRecord] = {}
        known: Statements = {}
        with self._database.reading() as transaction:
            for start in range(0, len(records), CHUNK):
                wanted = rights_record.c.record.in_(records[start : start + CHUNK])
                rows = transaction.execute(select(rights_record).where(wanted).order_by(rights_record.c.version))
                newest |= {(row["record"], row["place"]): _read(row, known) for row in rows.mappings()}
        by_record: dict[str, Newest] = dict.fromkeys(records, ())
        for record, place in sorted(newest):
            by_record[record] += (newest[record, place],)
        return by_record

    def history(self, record: str, place: str) -> list[RightsRecord]:
        """Every version of one source, the oldest first."""
        one = (rights_record.c.record == record) & (rights_record.c.place == place)
        with self._database.reading() as transaction:
            rows = transaction.execute(select(rights_record).where(one).order_by(rights_record.c.version)).mappings()
            return [_read(row) for row in rows]

    def page(self, after: tuple[str, str], limit: int, status: PolicyStatus | None = None) -> list[RightsRecord]:
        """The next newest versions behind this record and place, in that order; with `status` only those that have it."""
        wanted = [_key > after, ~_has_later(), *([rights_record.c.status == status] if status else [])]
        rows = select(rights_record).where(*wanted).order_by(rights_record.c.record, rights_record.c.place).limit(limit)
        with self._database.reading() as transaction:
            return [_read(row) for row in transaction.execute(rows).mappings()]

    def changes(self, after: int, limit: int) -> list[tuple[int, str, str, int]]:
        """Number, record, place and version of those that took the place of another one, in their order."""
        c = rights_change.c
        rows = select(c.number, c.record, c.place, c.version).where(c.number > after).order_by(c.number).limit(limit)
        with self._database.reading() as transaction:
            return [(number, record, place, version) for number, record, place, version in transaction.execute(rows)]

    def last_change(self) -> int:
        """The number of the last one of all."""
        with self._database.reading() as transaction:
            return transaction.scalar(select(func.max(rights_change.c.number))) or 0

    def counts(self) -> dict[PolicyStatus, int]:
        """How many records have each status, by their newest version."""
        return dict(self._counts.one("", self._read_counts))

    def _read_counts(self) -> dict[PolicyStatus, int]:
        newest = select(rights_record.c.status, func.count()).where(~_has_later()).group_by(rights_record.c.status)
        with self._database.reading() as transaction:
            return {PolicyStatus(status): number for status, number in transaction.execute(newest)}


def _has_later() -> Exists:
    """Whether there is a version behind this one: versions have no gaps, so the primary key finds it at once."""
    this, later = rights_record.c, rights_record.alias().c
    same = (later.record == this.record) & (later.place == this.place)
    return exists().where(same, later.version == this.version + 1)


def _newest(transaction: Connection, record: RightsRecord) -> int:
    one = (rights_record.c.record == record.source.record) & (rights_record.c.place == record.source.place)
    return transaction.execute(select(func.max(rights_record.c.version)).where(one)).scalar() or 0


def _change(record: RightsRecord) -> dict[str, Any]:
    return {"record": record.source.record, "place": record.source.place, "version": record.version}


def _row(record: RightsRecord) -> dict[str, Any]:
    return {
        "record": record.source.record,
        "place": record.source.place,
        "version": record.version,
        "status": record.status,
        **{name: getattr(record, name) for name in _MOMENTS},
        "payload": encode_rights(record.source, record.statement, record.purchase),
    }


def _read(row: RowMapping, known: Statements | None = None) -> RightsRecord:
    source, statement, purchase = decode_rights(row["record"], row["place"], row["payload"], known)
    moments = {name: row[name] for name in _MOMENTS}
    return RightsRecord(source, row["version"], statement, PolicyStatus(row["status"]), purchase=purchase, **moments)
