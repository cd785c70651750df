"""The outbox in the database: `ports.catalogue.Outbox`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, update
from sqlalchemy import Connection as Transaction

from thesaury.engines.sql.database import CHUNK, Database, insert_new, upsert
from thesaury.engines.sql.intentions import Place, decode_base, encode_base, new_row, outbox_row, place_of
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.schema import outbox, outbox_base
from thesaury.model.errors import Usage
from thesaury.model.outbox import Base, OutboxRow, WriteState
from thesaury.ports.catalogue import chunked

_OVERRULED = (WriteState.PENDING, WriteState.UNCERTAIN, WriteState.REFUSED)
_UNDER_WAY = (WriteState.SENDING, WriteState.UNCERTAIN)
_c = outbox.c
_base = outbox_base.c
_BASE = (_base.concepts, _base.wanted, _base.revision, _base.written)


class SqlOutbox:
    """Intended writes and the base of every field; of each record and field at most one row is wanted at a time."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._counts = Remembered[tuple[tuple[WriteState, ...], str | None], int](database)

    def base(self, connection: str, field: str, external_ids: Sequence[str]) -> Mapping[str, Base]:
        """What we last wrote to this field of each of these records; an empty base where nothing was."""
        found = {external_id: Base() for external_id in external_ids}
        rows = select(_base.external_id, *_BASE)
        with self._database.reading() as transaction:
            for chunk in chunked(list(found), CHUNK):
                place = (_base.connection == connection, _base.field == field, _base.external_id.in_(chunk))
                for external_id, *base in transaction.execute(rows.where(*place)):
                    found[external_id] = decode_base(*base)
        return found

    def ours(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """The concepts in any field of each of these records that are there because we wrote them, or may be."""
        found: dict[str, frozenset[str]] = {}
        with self._database.reading() as transaction:
            for chunk in chunked(list(dict.fromkeys(external_ids)), CHUNK):
                for external_id, concepts in _written(transaction, connection, chunk):
                    found[external_id] = found.get(external_id, frozenset()) | concepts
        return {external_id: concepts for external_id, concepts in found.items() if concepts}

    def put(self, rows: Sequence[OutboxRow]) -> int:
        """Keep new intentions and supersede what else is open at their places; of several for one place the last counts.

        A key that is done changes nothing. A row that is being sent just then is settled as its reply says, but never
        becomes pending again while something else is wanted.
        """
        with self._database.writing() as transaction:
            states = _states(transaction, [row.change.key for row in rows])
            wanted = {place_of(row): row for row in rows if states.get(row.change.key) is not WriteState.DONE}
            fresh = [row for row in wanted.values() if row.change.key not in states]
            keys = [row.change.key for row in wanted.values()]
            again = [key for key in keys if states.get(key) is WriteState.SUPERSEDED]
            _overrule(transaction, wanted)
            insert_new(transaction, outbox, [new_row(row) for row in fresh])
            _set(transaction, again, state=WriteState.PENDING, settled_at="", message="")
            _set(transaction, keys, overtaken=False)
        return len(fresh) + len(again)

    def claim(self, keys: Sequence[str], at: str, run: int) -> list[OutboxRow]:
        """Mark the pending ones among these as sending, durable on return, so that nothing is sent that is not noted."""
        claimed: dict[str, OutboxRow] = {}
        sending = {"state": WriteState.SENDING, "attempts": _c.attempts + 1, "sent_at": at, "run": run}
        with self._database.writing(durable=True) as transaction:
            for chunk in chunked(list(keys), CHUNK):
                pending = update(outbox).where(_c.key.in_(chunk), _c.state == WriteState.PENDING)
                rows = transaction.execute(pending.values(sending).returning(outbox))
                claimed |= {row.key: outbox_row(row) for row in rows}
        return [claimed[key] for key in dict.fromkeys(keys) if key in claimed]

    def settle(self, key: str, state: WriteState, at: str, message: str = "") -> None:
        """Note how a row ended; done stays done, and DONE moves the base of its field in the same transaction.

        A row for which something else is wanted by now can only end as done, uncertain or superseded.
        """
        with self._database.writing() as transaction:
            row = _locked(transaction, key)
            if row.state == WriteState.DONE:
                return
            ended = _ended(row, state)
            settled_at = "" if ended in (WriteState.PENDING, WriteState.SENDING) else at
            values = {"state": ended, "settled_at": settled_at, "message": message}
            transaction.execute(update(outbox).where(_c.key == key).values(values))
            if ended is WriteState.DONE:
                _move_base(transaction, outbox_row(row))

    def rows(
        self,
        states: Sequence[WriteState] = (),
        connection: str | None = None,
        after: str = "",
        limit: int = 500,
    ) -> list[OutboxRow]:
        """Rows in these states (all without any), by key after this one."""
        following = select(outbox).where(*_asked(states, connection), _c.key > after).order_by(_c.key).limit(limit)
        return self._read(following)

    def of_record(self, connection: str, external_id: str) -> list[OutboxRow]:
        """Every row of one record, the newest intention first: of one second that of the last run, then by key."""
        here = select(outbox).where(_c.connection == connection, _c.external_id == external_id)
        return self._read(here.order_by(_c.created_at.desc(), _c.run.desc(), _c.key))

    def get(self, keys: Sequence[str]) -> list[OutboxRow]:
        """These rows, in the order asked; unknown keys left out."""
        chunks = chunked(list(dict.fromkeys(keys)), CHUNK)
        found = {row.change.key: row for chunk in chunks for row in self._read(select(outbox).where(_c.key.in_(chunk)))}
        return [found[key] for key in keys if key in found]

    def count(self, states: Sequence[WriteState] = (), connection: str | None = None) -> int:
        """How many rows are in these states."""
        return self._counts.one((tuple(states), connection), lambda: self._count(states, connection))

    def _count(self, states: Sequence[WriteState], connection: str | None) -> int:
        with self._database.reading() as transaction:
            rows = select(func.count()).select_from(outbox).where(*_asked(states, connection))
            return transaction.scalar(rows) or 0

    def _read(self, rows: Select[Any]) -> list[OutboxRow]:
        with self._database.reading() as transaction:
            return [outbox_row(row) for row in transaction.execute(rows)]


def _written(transaction: Transaction, connection: str, ids: Sequence[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """What was written to these records, and what may have been."""
    settled = select(_base.external_id, *_BASE).where(_base.connection == connection, _base.external_id.in_(ids))
    for external_id, *base in transaction.execute(settled):
        yield external_id, decode_base(*base).concepts
    unclear = select(outbox).where(_c.connection == connection, _c.external_id.in_(ids), _c.state.in_(_UNDER_WAY))
    for row in map(outbox_row, transaction.execute(unclear)):
        yield row.change.external_id, frozenset(tag.iri for tag in row.change.add)


def _asked(states: Sequence[WriteState], connection: str | None) -> Iterator[ColumnElement[bool]]:
    if states:
        yield _c.state.in_(states)
    if connection is not None:
        yield _c.connection == connection


def _states(transaction: Transaction, keys: Sequence[str]) -> dict[str, WriteState]:
    """How the known ones among these rows stand."""
    found: dict[str, WriteState] = {}
    for chunk in chunked(keys, CHUNK):
        rows = select(_c.key, _c.state).where(_c.key.in_(chunk)).with_for_update()
        found |= {key: WriteState(state) for key, state in transaction.execute(rows)}
    return found


def _overrule(transaction: Transaction, wanted: Mapping[Place, OutboxRow]) -> None:
    """Supersede what is open at these places, and mark what is being sent there as overtaken; but the wanted rows."""
    fields: dict[tuple[str, str], list[str]] = {}
    for connection, field, external_id in wanted:
        fields.setdefault((connection, field), []).append(external_id)
    keys = {row.change.key for row in wanted.values()}
    for (connection, field), external_ids in fields.items():
        for chunk in chunked(external_ids, CHUNK):
            there = (_c.connection == connection, _c.field == field, _c.external_id.in_(chunk))
            rows = select(_c.key, _c.state).where(*there, _c.state.in_((*_OVERRULED, WriteState.SENDING)))
            others = {key: state for key, state in transaction.execute(rows) if key not in keys}
            sending = [key for key, state in others.items() if state == WriteState.SENDING]
            _set(transaction, sending, overtaken=True)
            _set(transaction, sorted(set(others) - set(sending)), state=WriteState.SUPERSEDED)


def _set(transaction: Transaction, keys: Sequence[str], **values: object) -> None:
    for chunk in chunked(keys, CHUNK):
        transaction.execute(update(outbox).where(_c.key.in_(chunk)).values(values))


def _locked(transaction: Transaction, key: str) -> Row[Any]:
    row = transaction.execute(select(outbox).where(_c.key == key).with_for_update()).one_or_none()
    if row is None:
        raise Usage(f"There is no write {key!r} in the outbox. All of them are listed by: thesaury outbox list.")
    return row


def _ended(row: Row[Any], state: WriteState) -> WriteState:
    """The state a row takes: one that nobody wants any more neither waits nor counts as refused."""
    if row.state == WriteState.SUPERSEDED and state is not WriteState.DONE:
        return WriteState.SUPERSEDED
    if row.overtaken and state in (WriteState.PENDING, WriteState.REFUSED):
        return WriteState.SUPERSEDED
    return state


def _move_base(transaction: Transaction, row: OutboxRow) -> None:
    connection, field, external_id = place_of(row)
    there = (_base.connection == connection, _base.field == field, _base.external_id == external_id)
    held = select(*_BASE).where(*there).with_for_update()
    before = transaction.execute(held).one_or_none()
    after = (decode_base(*before) if before else Base()).after(row.change)
    place = {"connection": connection, "field": field, "external_id": external_id}
    upsert(transaction, outbox_base, [{**place, **encode_base(after)}])
