"""Compliance day by day, in the database: `ports.compliance.ComplianceDays`."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import delete, select

from thesaury.engines.sql.database import Database, insert_all
from thesaury.engines.sql.schema import compliance_day
from thesaury.model.compliance import Share
from thesaury.ports.compliance import Group

_c = compliance_day.c


class SqlComplianceDays:
    """One row for each group and day."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, day: str, shares: Mapping[Group, Share]) -> None:
        """Keep the shares of a day in the place of what was kept of it."""
        rows = [
            {"day": day, "kind": kind or "", "value": value, **asdict(share)} for (kind, value), share in shares.items()
        ]
        with self._database.writing() as transaction:
            transaction.execute(delete(compliance_day).where(_c.day == day))
            insert_all(transaction, compliance_day, rows)

    def trend(self, group: Group = (None, ""), most: int = 90) -> tuple[tuple[str, Share], ...]:
        """The newest days of one group with their shares, oldest first."""
        kind, value = group
        here = (_c.kind == (kind or ""), _c.value == value)
        rows = select(compliance_day).where(*here).order_by(_c.day.desc()).limit(most)
        with self._database.reading() as transaction:
            found = [
                (row.day, Share(row.assets, row.complete, row.clean, row.compliant))
                for row in transaction.execute(rows)
            ]
        return tuple(reversed(found))
