"""How far the graph of analysis is, in the database: `ports.measuring.Measuring`."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.schema import measured_record, measuring_mark


class SqlMeasuring:
    """A row for each mark, and one for each record."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def marks(self) -> dict[str, str]:
        """Every mark by its name."""
        with self._database.reading() as transaction:
            return {row.name: row.value for row in transaction.execute(select(measuring_mark))}

    def note(self, marks: Mapping[str, str]) -> None:
        """Set these marks together."""
        with self._database.writing() as transaction:
            upsert(transaction, measuring_mark, [{"name": name, "value": value} for name, value in marks.items()])

    def owners(self) -> dict[str, str]:
        """The asset by which the events of a record stand in the graph, by the record's key."""
        with self._database.reading() as transaction:
            return {row.record: row.asset for row in transaction.execute(select(measured_record))}

    def note_owners(self, owners: Mapping[str, str]) -> None:
        """Say of these records that their events stand there by these assets."""
        with self._database.writing() as transaction:
            upsert(transaction, measured_record, [{"record": key, "asset": asset} for key, asset in owners.items()])

    def forget(self) -> None:
        """Forget everything."""
        with self._database.writing() as transaction:
            for table in (measuring_mark, measured_record):
                transaction.execute(delete(table))
