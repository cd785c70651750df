"""Clean-ups in the database: `ports.cleanups.Cleanups`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, or_, select, update
from sqlalchemy import Connection as Transaction

from thesaury.engines.sql.cleanup_codec import (
    cleanup_row,
    entry_row,
    read_cleanup,
    read_entry,
    read_step,
    step_row,
)
from thesaury.engines.sql.database import CHUNK, Database, insert_all, upsert
from thesaury.engines.sql.schema import cleanup, cleanup_entry, cleanup_step
from thesaury.model.cleanup import (
    BUSY,
    PLANNING,
    Cleanup,
    CleanupState,
    Entry,
    Ruling,
    Step,
    StepState,
    Tallies,
    Treatment,
)
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import chunked

_c, _entry, _step = cleanup.c, cleanup_entry.c, cleanup_step.c
_FIXED = (*BUSY, CleanupState.REVERTED)


class SqlCleanups:
    """One row for each plan, each entry and each record that is changed."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, made: Cleanup, entries: Sequence[Entry]) -> None:
        """Keep a new plan with its entries. Raises Usage where the name is taken."""
        rows = [{"cleanup": made.id, "place": place, **entry_row(entry)} for place, entry in enumerate(entries, 1)]
        with self._database.writing(durable=True) as transaction:
            if transaction.scalar(select(_c.id).where(_c.name == made.name)):
                raise Usage(f"There is a clean-up {made.name!r} already. Choose another name, or go on with that one.")
            insert_all(transaction, cleanup, [cleanup_row(made)])
            insert_all(transaction, cleanup_entry, rows)

    def get(self, id: str) -> Cleanup | None:
        """The plan with this id, or else of this name."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(cleanup).where(or_(_c.id == id, _c.name == id))).all()
        found = sorted(rows, key=lambda row: row.id != id)
        return read_cleanup(found[0]) if found else None

    def all(self) -> list[Cleanup]:
        """Every plan, the newest first."""
        with self._database.reading() as transaction:
            return [read_cleanup(row) for row in transaction.execute(select(cleanup).order_by(_c.number.desc()))]

    def drop(self, id: str) -> None:
        """Forget a plan with all its entries and steps."""
        with self._database.writing(durable=True) as transaction:
            transaction.execute(delete(cleanup_step).where(_step.cleanup == id))
            transaction.execute(delete(cleanup_entry).where(_entry.cleanup == id))
            transaction.execute(delete(cleanup).where(_c.id == id))

    def entries(
        self,
        id: str,
        after: int = 0,
        limit: int = 1_000_000,
        treatments: Sequence[Treatment | None] = (),
        ids: Sequence[str] = (),
    ) -> list[tuple[int, Entry]]:
        """The next entries after this place, each with its place."""
        wanted = select(cleanup_entry).where(_entry.cleanup == id, _entry.place > after)
        if treatments:
            wanted = wanted.where(_entry.treatment.in_([one.value if one else "" for one in treatments]))
        parts = list(chunked(list(dict.fromkeys(ids)), CHUNK)) if ids else [None]
        found: list[Row[Any]] = []
        with self._database.reading() as transaction:
            for part in parts:
                rows = wanted.where(_entry.id.in_(part)) if part is not None else wanted
                found += transaction.execute(rows.order_by(_entry.place).limit(limit)).all()
        return [(row.place, read_entry(row)) for row in sorted(found, key=lambda row: row.place)[:limit]]

    def decide(self, id: str, rulings: Sequence[Ruling]) -> int:
        """Note what was decided, and whether all of it is."""
        changed = 0
        with self._database.writing() as transaction:
            kept = transaction.execute(select(cleanup).where(_c.id == id).with_for_update()).one_or_none()
            if kept is None or kept.state in _FIXED:
                return 0
            for ruling in rulings:
                said = {
                    "treatment": ruling.treatment or "",
                    "concept": ruling.concept if ruling.treatment is Treatment.REPLACE else "",
                    "decided_by": ruling.who if ruling.treatment else "",
                    "decided_at": ruling.at if ruling.treatment else "",
                }
                here = update(cleanup_entry).where(_entry.cleanup == id, _entry.id == ruling.entry)
                changed += transaction.execute(here.values(said)).rowcount
            if kept.state in PLANNING:
                state = CleanupState.DRAFT if _undecided(transaction, id) else CleanupState.REVIEWED
                transaction.execute(update(cleanup).where(_c.id == id).values(state=state))
        return changed

    def move(self, id: str, before: Sequence[CleanupState], state: CleanupState, run: int = 0) -> bool:
        """Bring a plan that is in one of these states into another."""
        values: dict[str, Any] = {"state": state}
        if run:
            values["revert_run" if state is CleanupState.REVERTING else "run"] = run
        moved = update(cleanup).where(_c.id == id, _c.state.in_(before)).values(values)
        with self._database.writing(durable=True) as transaction:
            return bool(transaction.execute(moved).rowcount)

    def keep_steps(self, steps: Sequence[Step]) -> None:
        """Keep these steps in the place of what is known of their records."""
        with self._database.writing(durable=True) as transaction:
            upsert(transaction, cleanup_step, [step_row(step) for step in steps])

    def steps(
        self,
        id: str,
        connection: str,
        after: str = "",
        limit: int = 500,
        states: Sequence[StepState] = (),
    ) -> list[Step]:
        """The next steps at one connection by external id after this one."""
        more: list[ColumnElement[bool]] = [_step.state.in_(states)] if states else []
        wanted = select(cleanup_step).where(*_at(id, connection), _step.external_id > after, *more)
        with self._database.reading() as transaction:
            rows = transaction.execute(wanted.order_by(_step.external_id).limit(limit))
            return [read_step(row) for row in rows]

    def steps_of(self, id: str, connection: str, external_ids: Sequence[str]) -> list[Step]:
        """The steps at these records, by external id."""
        found: list[Step] = []
        with self._database.reading() as transaction:
            for part in chunked(sorted(set(external_ids)), CHUNK):
                wanted = select(cleanup_step).where(*_at(id, connection), _step.external_id.in_(part))
                found += [read_step(row) for row in transaction.execute(wanted.order_by(_step.external_id))]
        return found

    def tallies(self, id: str) -> Tallies:
        """How the entries are decided and the records stand."""
        decided = select(_entry.treatment, func.count()).where(_entry.cleanup == id).group_by(_entry.treatment)
        stand = select(_step.state, func.count()).where(_step.cleanup == id).group_by(_step.state)
        with self._database.reading() as transaction:
            entries = {row.treatment: row[1] for row in transaction.execute(decided)}
            steps = {StepState(name): count for name, count in transaction.execute(stand)}
        treated = {one: entries[one.value] for one in Treatment if one.value in entries}
        return Tallies(
            sum(entries.values()),
            entries.get("", 0),
            tuple(treated.items()),
            tuple((state, steps[state]) for state in StepState if state in steps),
        )


def _at(id: str, connection: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _step.cleanup == id, _step.connection == connection


def _undecided(transaction: Transaction, id: str) -> int:
    open_ = select(func.count()).select_from(cleanup_entry).where(_entry.cleanup == id, _entry.treatment == "")
    return transaction.scalar(open_) or 0
