"""Brand terms in the database: `ports.brand_terms.BrandTerms`."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, and_, delete, false, select, update

from thesaury.engines.sql.database import Database, insert_all
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.schema import brand_term
from thesaury.model.brand_term import BrandStanding, BrandTerm


class SqlBrandTerms:
    """One row for each text in each language; what is in force is remembered, for every question asks for it."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._in_force = Remembered[str, tuple[BrandTerm, ...]](database)

    def all(self) -> list[BrandTerm]:
        """Every term, by text, then by language."""
        return self._read(every=True)

    def in_force(self) -> list[BrandTerm]:
        """Those that hold now, in the same order."""
        return list(self._in_force.one("", lambda: tuple(self._read(every=False))))

    def change(self, put: Sequence[BrandTerm], drop: Sequence[tuple[str, str]], day: str) -> None:
        """Keep some, forget others, and let everything be in force that holds on this day."""
        table = brand_term.c
        rows = {term.key: {**asdict(term), "standing": term.standing.value, "in_force": False} for term in put}
        with self._database.writing(durable=True) as transaction:
            for text, language in {*drop, *rows}:
                transaction.execute(delete(brand_term).where(and_(table.text == text, table.language == language)))
            insert_all(transaction, brand_term, list(rows.values()))
            _enforce(transaction, day)

    def enforce(self, day: str) -> None:
        """Let everything be in force that holds on this day."""
        with self._database.writing(durable=True) as transaction:
            _enforce(transaction, day)

    def _read(self, every: bool) -> list[BrandTerm]:
        table = brand_term.c
        columns = [column for column in table if column.name != "in_force"]
        wanted = select(*columns).order_by(table.text, table.language)
        with self._database.reading() as transaction:
            rows = transaction.execute(wanted if every else wanted.where(table.in_force))
            return [BrandTerm(**{**row._mapping, "standing": BrandStanding(row.standing)}) for row in rows]


def _enforce(transaction: Connection, day: str) -> None:
    table = brand_term.c
    due = and_(table.in_force == false(), table.since <= day)
    transaction.execute(update(brand_term).where(due).values(in_force=True))
