"""The audit log in the database: `ports.audit.Audit`, each row sealed together with the one before it."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from thesaury.engines.sql.database import CHUNK, Database, insert_all
from thesaury.engines.sql.schema import deed, deed_end
from thesaury.model.audit import Deed
from thesaury.ports.audit import Kept, Sought

_PARTS = ("at", "who", "action", "subject", "before", "after")


class SqlAudit:
    """One row for each deed; the database itself refuses to change or remove one."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def add(self, deeds: Sequence[Deed]) -> None:
        """Append these in order, all or none, so that even a power cut right after takes none away."""
        if deeds:
            with self._database.writing(durable=True) as transaction:
                append_deeds(transaction, deeds)

    def deeds(self, sought: Sought = Sought(), limit: int = 50, before: int = 0) -> tuple[Kept, ...]:
        """The newest first."""
        rows = select(deed).where(*_narrowed(sought))
        if before:
            rows = rows.where(deed.c.number < before)
        with self._database.reading() as transaction:
            return tuple(map(_read, transaction.execute(rows.order_by(deed.c.number.desc()).limit(limit))))

    def every(self, sought: Sought = Sought()) -> Iterator[Kept]:
        """All of them, the oldest first, some hundred at a time."""
        return map(_read, self._rows(sought))

    def broken_at(self) -> int:
        """The number of the first deed that is not what was added; 0 where all are."""
        seal, number = "", 0
        for number, row in enumerate(self._rows(Sought()), 1):
            seal = sealed(seal, number, _read(row).deed)
            if (row.number, row.seal) != (number, seal):
                return number
        with self._database.reading() as transaction:
            end = transaction.scalar(select(deed_end.c.number)) or 0
        return number + 1 if end > number else 0

    def _rows(self, sought: Sought) -> Iterator[Row[Any]]:
        last = 0
        while True:
            rows = select(deed).where(*_narrowed(sought), deed.c.number > last).order_by(deed.c.number).limit(CHUNK)
            with self._database.reading() as transaction:
                found = transaction.execute(rows).all()
            if not found:
                return
            yield from found
            last = found[-1].number


def append_deeds(transaction: Connection, deeds: Sequence[Deed]) -> None:
    """Append these in order within a transaction, which has to be a durable one."""
    if not deeds:
        return
    last = transaction.scalar(select(deed_end.c.number).with_for_update()) or 0
    seal = transaction.scalar(select(deed.c.seal).where(deed.c.number == last)) or ""
    rows = []
    for number, done in enumerate(deeds, last + 1):
        seal = sealed(seal, number, done)
        rows.append({"number": number, "seal": seal} | {part: getattr(done, part) for part in _PARTS})
    insert_all(transaction, deed, rows)
    transaction.execute(update(deed_end).values(number=last + len(deeds)))


def sealed(before: str, number: int, done: Deed) -> str:
    """The seal of a deed: SHA-256 over the seal before it, its number and all it says."""
    said = [before, number, *(getattr(done, part) for part in _PARTS)]
    return sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")).hexdigest()


def _narrowed(sought: Sought) -> list[ColumnElement[bool]]:
    narrowed = [deed.c[part] == wanted for part in ("who", "subject") if (wanted := getattr(sought, part))]
    if sought.action:
        # "/" is the sign after ".": all that begins with the action and a point lies between them.
        below = deed.c.action.between(f"{sought.action}.", f"{sought.action}/") & (deed.c.action != f"{sought.action}/")
        narrowed.append((deed.c.action == sought.action) | below)
    if sought.since:
        narrowed.append(deed.c.at >= sought.since)
    if sought.until:
        narrowed.append(deed.c.at < sought.until)
    return narrowed


def _read(row: Row[Any]) -> Kept:
    return Kept(row.number, Deed(*(getattr(row, part) for part in _PARTS)))
