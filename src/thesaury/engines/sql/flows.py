"""Flows in the database: `ports.catalogue.Flows`."""

import json
from typing import Any

from sqlalchemy import Row, Select, delete, select, update

from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.schema import flow
from thesaury.model.errors import Usage
from thesaury.model.flow import Flow, FlowState, Schedule, ScheduleKind, Step


class SqlFlows:
    """Flows by name, each with the moment it is due and the digest of its hook."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._all = Remembered[str, tuple[FlowState, ...]](database)

    def put(self, added: Flow, due: str) -> None:
        """Add a flow or replace the one of this name; its hook stays."""
        values = {"definition": _encoded(added), "due": due}
        with self._database.writing() as transaction:
            if not transaction.execute(update(flow).where(flow.c.name == added.name).values(values)).rowcount:
                upsert(transaction, flow, [{"name": added.name, **values, "hook": ""}])

    def exchange(self, name: str, before: FlowState | None, added: Flow | None, due: str) -> bool:
        """Compare and write in one transaction."""
        this = flow.c.name == name
        with self._database.writing() as transaction:
            row = transaction.execute(select(flow).where(this)).first()
            if (_state(row) if row else None) != before:
                return False
            if added is None:
                transaction.execute(delete(flow).where(this))
            else:
                hook = before.hook if before else ""
                upsert(transaction, flow, [{"name": name, "definition": _encoded(added), "due": due, "hook": hook}])
        return True

    def drop(self, name: str) -> None:
        """Remove a flow; its runs stay in the log. Raises Usage where there is none."""
        with self._database.writing() as transaction:
            if not transaction.execute(delete(flow).where(flow.c.name == name)).rowcount:
                raise _missing(name)

    def all(self) -> list[FlowState]:
        """Every flow, by name."""
        return list(self._all.one("", lambda: tuple(self._read(select(flow).order_by(flow.c.name)))))

    def get(self, name: str) -> FlowState | None:
        """One flow, or None."""
        return next(iter(self._read(select(flow).where(flow.c.name == name))), None)

    def set_hook(self, name: str, digest: str) -> None:
        """Keep the SHA-256 of a flow's hook token; empty removes it. Raises Usage where there is no such flow."""
        with self._database.writing() as transaction:
            if not transaction.execute(update(flow).where(flow.c.name == name).values(hook=digest)).rowcount:
                raise _missing(name)

    def by_hook(self, digest: str) -> FlowState | None:
        """The flow with this hook, or None; no flow is found by an empty one."""
        hooked = select(flow).where(flow.c.hook == digest, flow.c.hook != "").order_by(flow.c.name)
        return next(iter(self._read(hooked.limit(1))), None)

    def claim(self, name: str, due: str, following: str) -> bool:
        """Move the flow's due moment on in one statement; false when somebody else did so before."""
        as_seen = update(flow).where(flow.c.name == name, flow.c.due == due)
        with self._database.writing() as transaction:
            return transaction.execute(as_seen.values(due=following)).rowcount == 1

    def _read(self, rows: Select[Any]) -> list[FlowState]:
        with self._database.reading() as transaction:
            return [_state(row) for row in transaction.execute(rows)]


def _missing(name: str) -> Usage:
    return Usage(f"There is no flow {name!r}. All of them are listed by: thesaury flow list.")


def _encoded(added: Flow) -> str:
    return json.dumps(
        {
            "connections": added.connections,
            "steps": added.steps,
            "schedule": (added.schedule.kind, added.schedule.value),
            "accept_above": added.accept_above,
            "filters": added.filters,
            "fields": added.fields,
            "enabled": added.enabled,
        },
        separators=(",", ":"),
    )


def _state(row: Row[Any]) -> FlowState:
    kept = json.loads(row.definition)
    kind, value = kept["schedule"]
    read = Flow(
        row.name,
        tuple(kept["connections"]),
        tuple(Step(step) for step in kept["steps"]),
        Schedule(ScheduleKind(kind), value),
        kept["accept_above"],
        tuple((name, tuple(values)) for name, values in kept["filters"]),
        tuple((scheme, field) for scheme, field in kept["fields"]),
        kept["enabled"],
    )
    return FlowState(read, row.due, row.hook)
