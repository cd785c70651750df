"""Drafts of vocabularies in the database: `ports.editing.Drafts`."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, Row, select, update

from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.schema import vocabulary_draft, vocabulary_edit
from thesaury.model.draft import Draft, DraftState, Entry
from thesaury.model.edit_json import edit_json, edit_of

_CURRENT = (DraftState.OPEN.value, DraftState.PUBLISHING.value)
_draft, _edit = vocabulary_draft.c, vocabulary_edit.c


class SqlDrafts:
    """One row for each draft, and one for each edit in it."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def current(self, vocabulary: str) -> Draft | None:
        """The draft of this vocabulary that is open or being published."""
        with self._database.reading() as transaction:
            return _current(transaction, vocabulary)

    def begin(self, vocabulary: str, base: int, by: str, at: str) -> Draft:
        """Open a draft on this version, or give the one there is, whoever opened it."""
        with self._database.writing() as transaction:
            if there := _current(transaction, vocabulary):
                return there
            new = Draft(0, vocabulary, base, by, at)
            insert = vocabulary_draft.insert().values(_row(new)).returning(_draft.id)
            return _read(
                transaction.execute(select(vocabulary_draft).where(_draft.id == transaction.scalar(insert))).one()
            )

    def entries(self, draft: int, since: int = 0) -> list[Entry]:
        """The log of a draft in order: what was added, undone or held after its number was `since`."""
        rows = select(vocabulary_edit).where(_edit.draft == draft, _edit.changed > since).order_by(_edit.number)
        with self._database.reading() as transaction:
            return [_entry(row) for row in transaction.execute(rows)]

    def exchange(self, before: Draft, after: Draft, entries: Sequence[Entry] = ()) -> bool:
        """Put this draft in the place of the one that was read, with these entries, if that is still exactly `before`."""
        still = [column == value for column, value in zip(_columns(), _row(before).values(), strict=True)]
        # Durable: what somebody was told is kept must not be lost with the power.
        with self._database.writing(durable=True) as transaction:
            changed = update(vocabulary_draft).where(_draft.id == before.id, *still).values(_row(after))
            if not transaction.execute(changed).rowcount:
                return False
            upsert(transaction, vocabulary_edit, [_edit_row(before.id, entry) for entry in entries])
            return True

    def recent(self, vocabulary: str, limit: int = 20) -> list[Draft]:
        """The newest drafts of a vocabulary, whatever became of them, newest first."""
        rows = select(vocabulary_draft).where(_draft.vocabulary == vocabulary).order_by(_draft.id.desc()).limit(limit)
        with self._database.reading() as transaction:
            return [_read(row) for row in transaction.execute(rows)]


def _current(transaction: Connection, vocabulary: str) -> Draft | None:
    rows = select(vocabulary_draft).where(_draft.vocabulary == vocabulary, _draft.state.in_(_CURRENT))
    row = transaction.execute(rows).one_or_none()
    return _read(row) if row else None


def _columns() -> list[Any]:
    return [vocabulary_draft.c[field.name] for field in fields(Draft) if field.name != "id"]


def _row(draft: Draft) -> dict[str, Any]:
    return {name: value for name, value in asdict(draft).items() if name != "id"} | {"state": draft.state.value}


def _read(row: Row[Any]) -> Draft:
    return Draft(**{**row._mapping, "state": DraftState(row.state)})


def _edit_row(draft: int, entry: Entry) -> dict[str, Any]:
    told = {name: getattr(entry, name) for name in ("number", "at", "who", "undone_by", "held", "changed")}
    return told | {"draft": draft, "edit": json.dumps(edit_json(entry.edit)), "touched": json.dumps(entry.touched)}


def _entry(row: Row[Any]) -> Entry:
    edit, touched = edit_of(json.loads(row.edit)), tuple(json.loads(row.touched))
    return Entry(row.number, row.at, row.who, edit, touched, row.changed, row.undone_by, row.held)
