"""The log of runs in the database: `ports.catalogue.Runs`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection as Transaction
from sqlalchemy import Row, Select, and_, delete, select, update

from thesaury.engines.sql.codec import decode_pairs, encode_pairs
from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.schema import run, run_failure
from thesaury.model.connection import Failure, Run, RunProgress, RunState
from thesaury.model.errors import Usage

_OPEN = (RunState.WAITING, RunState.RUNNING)
_failure = run_failure.c


class SqlRuns:
    """Runs, each with its counts, its timings and what it could not do; every process sees those of the others."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._failures = Remembered[int, tuple[Failure, ...]](database, most=200)

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

    def stand(self, id: int, progress: RunProgress) -> None:
        """Note where a run stands now."""
        with self._database.writing() as transaction:
            _locked(transaction, id)
            transaction.execute(update(run).where(run.c.id == id).values(progress=json.dumps(asdict(progress))))

    def advance(self, id: int, stage: str, connection: str, by: int, total: int | None = None) -> None:
        """Say that so much more of this stage is done; a run that is at another stage stays as it is."""
        with self._database.writing() as transaction:
            held = _locked(transaction, id).progress
            if held and (held.stage, held.connection) == (stage, connection):
                known = held.total if total is None else total
                further = json.dumps(asdict(replace(held, done=held.done + by, total=known)))
                transaction.execute(update(run).where(run.c.id == id).values(progress=further))

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
        return list(self._failures.one(id, lambda: self._read_failures(id)))

    def _read_failures(self, id: int) -> tuple[Failure, ...]:
        place = (_failure.stage, _failure.connection, _failure.item)
        rows = select(*place, _failure.reason).where(_failure.run_id == id).order_by(*place)
        with self._database.reading() as transaction:
            return tuple(Failure(*row) for row in transaction.execute(rows))

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

    def recent(
        self,
        limit: int,
        flow: str | None = None,
        before: int = 0,
        states: Sequence[RunState] = (),
        connection: str = "",
    ) -> list[Run]:
        """The newest runs first: of one flow, in one of these states, over one connection, with a number below `before`."""
        newest = select(run).order_by(run.c.id.desc()).limit(limit)
        newest = newest.where(run.c.id < before) if before else newest
        newest = newest.where(run.c.state.in_(states)) if states else newest
        if connection:  # one whole member of the list of names
            newest = newest.where(run.c.connections.contains(json.dumps(connection), autoescape=True))
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
        RunProgress(**json.loads(row.progress)) if row.progress else None,
    )
