"""The outbox in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from thesaury.model.errors import Usage
from thesaury.model.outbox import Base, OutboxRow, WriteState

Place = tuple[str, str, str]
OVERRULED = (WriteState.PENDING, WriteState.UNCERTAIN, WriteState.REFUSED)


class FakeOutbox:
    def __init__(self) -> None:
        self._rows: dict[str, OutboxRow] = {}
        self._bases: dict[Place, Base] = {}
        self._overtaken: set[str] = set()

    def base(self, connection: str, field: str, external_ids: Sequence[str]) -> Mapping[str, Base]:
        return {i: self._bases.get((connection, i, field), Base()) for i in external_ids}

    def ours(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for (name, external_id, _), base in self._bases.items():
            if name == connection and external_id in external_ids:
                found.setdefault(external_id, set()).update(base.concepts)
        for row in self._asked((WriteState.SENDING, WriteState.UNCERTAIN), connection):
            if row.change.external_id in external_ids:
                found.setdefault(row.change.external_id, set()).update(tag.iri for tag in row.change.add)
        return {external_id: frozenset(concepts) for external_id, concepts in found.items() if concepts}

    def put(self, rows: Sequence[OutboxRow]) -> int:
        wanted = {place(row): row for row in rows if not self._is(row.change.key, WriteState.DONE)}
        return sum(self._put(row) for row in wanted.values())

    def claim(self, keys: Sequence[str], at: str, run: int) -> list[OutboxRow]:
        pending = [key for key in dict.fromkeys(keys) if self._is(key, WriteState.PENDING)]
        for key in pending:
            row = self._rows[key]
            self._rows[key] = replace(row, state=WriteState.SENDING, attempts=row.attempts + 1, sent_at=at, run=run)
        return self.get(pending)

    def settle(self, key: str, state: WriteState, at: str, message: str = "") -> None:
        if key not in self._rows:
            raise Usage(f"There is no write {key!r} in the outbox.")
        row = self._rows[key]
        if row.state is WriteState.DONE:
            return
        unwanted = key in self._overtaken and state in (WriteState.PENDING, WriteState.REFUSED)
        if unwanted or (row.state is WriteState.SUPERSEDED and state is not WriteState.DONE):
            state = WriteState.SUPERSEDED
        settled_at = "" if state in (WriteState.PENDING, WriteState.SENDING) else at
        self._rows[key] = replace(row, state=state, settled_at=settled_at, message=message)
        if state is WriteState.DONE:
            self._move_base(row)

    def rows(
        self,
        states: Sequence[WriteState] = (),
        connection: str | None = None,
        after: str = "",
        limit: int = 500,
    ) -> list[OutboxRow]:
        return [row for row in self._asked(states, connection) if row.change.key > after][:limit]

    def of_record(self, connection: str, external_id: str) -> list[OutboxRow]:
        rows = [row for row in self._asked((), connection) if row.change.external_id == external_id]
        return sorted(rows, key=lambda row: (row.created_at, row.run), reverse=True)

    def get(self, keys: Sequence[str]) -> list[OutboxRow]:
        return [self._rows[key] for key in keys if key in self._rows]

    def count(self, states: Sequence[WriteState] = (), connection: str | None = None) -> int:
        return len(self._asked(states, connection))

    def _asked(self, states: Sequence[WriteState], connection: str | None) -> list[OutboxRow]:
        rows = [self._rows[key] for key in sorted(self._rows)]
        return [
            row for row in rows if (not states or row.state in states) and connection in (None, row.change.connection)
        ]

    def _put(self, row: OutboxRow) -> bool:
        key = row.change.key
        for other in [r for r in self._rows.values() if place(r) == place(row) and r.change.key != key]:
            if other.state in OVERRULED:
                self._rows[other.change.key] = replace(other, state=WriteState.SUPERSEDED)
            elif other.state is WriteState.SENDING:
                self._overtaken.add(other.change.key)
        self._overtaken.discard(key)
        if key not in self._rows:
            self._rows[key] = replace(row, state=WriteState.PENDING, settled_at="")
            return True
        if self._is(key, WriteState.SUPERSEDED):
            self._rows[key] = replace(self._rows[key], state=WriteState.PENDING, settled_at="", message="")
            return True
        return False

    def _is(self, key: str, state: WriteState) -> bool:
        return key in self._rows and self._rows[key].state is state

    def _move_base(self, row: OutboxRow) -> None:
        self._bases[place(row)] = self._bases.get(place(row), Base()).after(row.change)


def place(row: OutboxRow) -> Place:
    return row.change.connection, row.change.external_id, row.change.field
