"""The log of runs in the database: `ports.catalogue.Runs`."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection as Transaction
from sqlalchemy import Row, Select, and_, delete, select, update

from thesaury.engines.sql.codec import decode_pairs, encode_pairs
from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.schema import run, run_failure
from thesaury.model.connection import Failure, Run, RunState
from thesaury.model.errors import Usage

_OPEN = (RunState.WAITING, RunState.RUNNING)
_failure = run_failure.c


class SqlRuns:
    """Runs, each with its counts, its timings and what it could not do; every process sees those of the others."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def begin(self, connections: Sequence[str], at: str, flow: str = "", state: RunState = RunState.RUNNING) -> Run:
        """Note a run that starts (or waits to)."""
        begun = run.insert().values(
            state=state,
            started_at=at,
            counts=encode_pairs(()),
            message="",
            connections=json.dumps(list(connections)),
            flow=flow,
            timings=encode_pairs(()),
        )
        with self._database.writing() as transaction:
            return _run(transaction.execute(begun.returning(run)).one())

    def start(self, id: int, at: str) -> None:
        """Note that a waiting run has started; one that started already stays as it is."""
        waiting = update(run).where(run.c.id == id, run.c.state == RunState.WAITING)
        with self._database.writing() as transaction:
            _locked(transaction, id)
            transaction.execute(waiting.values(state=RunState.RUNNING, started_at=at))

    def add(self, id: int, counts: Mapping[str, int], timings: Mapping[str, float] | None = None) -> None:
        """Add to the counts and seconds of a run."""
        with self._database.writing() as transaction:
            held = _locked(transaction, id)
            values = {
                "counts": encode_pairs(_sum(held.counts, counts)),
                "timings": encode_pairs(_sum(held.timings, timings or {})),
            }
            transaction.execute(update(run).where(run.c.id == id).values(values))

    def fail(self, id: int, failures: Sequence[Failure]) -> None:
        """Note what could not be done; a later failure at the same place takes the place of the earlier."""
        rows = {
            (f.stage, f.connection, f.item): {
                "run_id": id,
                "stage": f.stage,
                "connection": f.connection,
                "item": f.item,
                "reason": f.reason,
            }
            for f in failures
        }
        with self._database.writing() as transaction:
            _locked(transaction, id)
            upsert(transaction, run_failure, list(rows.values()))

    def failures(self, id: int) -> list[Failure]:
        """What is still not done of this run, by stage, connection and item."""
        place = (_failure.stage, _failure.connection, _failure.item)
        rows = select(*place, _failure.reason).where(_failure.run_id == id).order_by(*place)
        with self._database.reading() as transaction:
            return [Failure(*row) for row in transaction.execute(rows)]

    def mend(self, id: int, mended: Sequence[Failure]) -> None:
        """Take these failures off the log: they were retried and are done."""
        with self._database.writing() as transaction:
            for f in mended:
                place = and_(_failure.stage == f.stage, _failure.connection == f.connection, _failure.item == f.item)
                transaction.execute(delete(run_failure).where(_failure.run_id == id, place))

    def finish(self, id: int, state: RunState, at: str, message: str = "") -> None:
        """Note how a run ended; one that ended already stays as it is."""
        going_on = update(run).where(run.c.id == id, run.c.state.in_(_OPEN))
        with self._database.writing() as transaction:
            _locked(transaction, id)
            transaction.execute(going_on.values(state=state, finished_at=at, message=message))

    def get(self, id: int) -> Run | None:
        """One run, or None."""
        return next(iter(self._read(select(run).where(run.c.id == id))), None)

    def recent(self, limit: int, flow: str | None = None) -> list[Run]:
        """The newest runs (of one flow) first."""
        newest = select(run).order_by(run.c.id.desc()).limit(limit)
        return self._read(newest if flow is None else newest.where(run.c.flow == flow))

    def open(self) -> list[Run]:
        """The runs that wait or run, oldest first."""
        return self._read(select(run).where(run.c.state.in_(_OPEN)).order_by(run.c.id))

    def _read(self, rows: Select[Any]) -> list[Run]:
        with self._database.reading() as transaction:
            return [_run(row) for row in transaction.execute(rows)]


def _locked(transaction: Transaction, id: int) -> Run:
    row = transaction.execute(select(run).where(run.c.id == id).with_for_update()).one_or_none()
    if row is None:
        raise Usage(f"There is no run {id}. The newest are listed by: thesaury runs list.")
    return _run(row)


def _sum(held: Sequence[tuple[str, Any]], added: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Both added up; what is new comes after what was there."""
    before = dict(held)
    return list((before | {name: before.get(name, 0) + value for name, value in added.items()}).items())


def _run(row: Row[Any]) -> Run:
    return Run(
        row.id,
        tuple(json.loads(row.connections)),
        RunState(row.state),
        row.started_at,
        row.finished_at,
        decode_pairs(row.counts),
        row.message,
        row.flow,
        decode_pairs(row.timings),
    )
