"""Licence texts on their way in, in the database: `ports.intakes.Intakes`."""

import json
from typing import Any

from sqlalchemy import Row, delete, select

from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.schema import intake as table
from thesaury.model.intake import Intake, IntakeState

_PLAIN = ("id", "who", "at", "text", "name")


class SqlIntakes:
    """One row for each intake."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, intake: Intake) -> None:
        """Add it, or take the place of the one with this id."""
        row = {name: getattr(intake, name) for name in _PLAIN} | {"state": intake.state.value}
        row |= {part: json.dumps(getattr(intake, part), separators=(",", ":")) for part in ("fields", "assets", "kept")}
        with self._database.writing(durable=True) as transaction:
            upsert(transaction, table, [row])

    def get(self, id: str) -> Intake | None:
        """The intake with this id."""
        with self._database.reading() as transaction:
            row = transaction.execute(select(table).where(table.c.id == id)).first()
            return _read(row) if row else None

    def recent(self, state: IntakeState, who: str = "", limit: int = 20) -> list[Intake]:
        """Those of this state (of this person), the last changed first, then by id."""
        rows = select(table).where(table.c.state == state.value)
        if who:
            rows = rows.where(table.c.who == who)
        with self._database.reading() as transaction:
            return [
                _read(row) for row in transaction.execute(rows.order_by(table.c.at.desc(), table.c.id).limit(limit))
            ]

    def drop(self, id: str) -> None:
        """Forget it."""
        with self._database.writing() as transaction:
            transaction.execute(delete(table).where(table.c.id == id))


def _read(row: Row[Any]) -> Intake:
    return Intake(
        **{name: getattr(row, name) for name in _PLAIN},
        state=IntakeState(row.state),
        fields=tuple((name, value) for name, value in json.loads(row.fields)),
        assets=tuple(json.loads(row.assets)),
        kept=tuple((record, place, version) for record, place, version in json.loads(row.kept)),
    )
