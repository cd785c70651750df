"""Schedules of reports in the database: `ports.reports.Reports`."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, select

from thesaury.engines.sql.database import Database, insert_all, upsert
from thesaury.engines.sql.schema import report_schedule, report_sending
from thesaury.model.errors import Usage
from thesaury.model.report import Frequency, ReportSchedule, Sending, SendingState, Span, Way

_schedule, _sending = report_schedule.c, report_sending.c


class SqlReports:
    """One row for each schedule, and one for each of its reports."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, schedule: ReportSchedule) -> None:
        """Keep a new schedule. Raises Usage where its name is taken."""
        with self._database.writing(durable=True) as transaction:
            if transaction.scalar(select(_schedule.id).where(_schedule.name == schedule.name)):
                raise Usage(
                    f"There is a report {schedule.name!r} already. Choose another name, or remove that one first."
                )
            insert_all(
                transaction, report_schedule, [asdict(schedule) | {"recipients": json.dumps(schedule.recipients)}]
            )

    def get(self, name: str) -> ReportSchedule | None:
        """The schedule of this name."""
        with self._database.reading() as transaction:
            row = transaction.execute(select(report_schedule).where(_schedule.name == name)).first()
            return _read(row) if row else None

    def all(self) -> list[ReportSchedule]:
        """Every schedule, by name."""
        with self._database.reading() as transaction:
            return [_read(row) for row in transaction.execute(select(report_schedule).order_by(_schedule.name))]

    def drop(self, name: str) -> None:
        """Forget a schedule and what became of its reports. Raises Usage where there is none."""
        with self._database.writing(durable=True) as transaction:
            id = transaction.scalar(select(_schedule.id).where(_schedule.name == name))
            if id is None:
                raise Usage(f"There is no report {name!r}. All of them are listed by: thesaury report list")
            transaction.execute(delete(report_sending).where(_sending.schedule == id))
            transaction.execute(delete(report_schedule).where(_schedule.id == id))

    def note(self, sending: Sending) -> bool:
        """Keep how the report of a turn stands now; false where the schedule is gone."""
        with self._database.writing(durable=True) as transaction:
            if transaction.scalar(select(_schedule.id).where(_schedule.id == sending.schedule)) is None:
                return False
            upsert(transaction, report_sending, [asdict(sending)])
            return True

    def sendings(self, schedule: str, limit: int = 20) -> list[Sending]:
        """The reports of a schedule, those of the newest turns first."""
        rows = select(report_sending).where(_sending.schedule == schedule).order_by(_sending.turn.desc()).limit(limit)
        with self._database.reading() as transaction:
            return [_sent(row) for row in transaction.execute(rows)]


def _read(row: Row[Any]) -> ReportSchedule:
    return ReportSchedule(
        row.id,
        row.name,
        Frequency(row.frequency),
        Way(row.way),
        tuple(json.loads(row.recipients)),
        Span(row.span),
        row.market,
        row.language,
        row.made_at,
        row.by,
    )


def _sent(row: Row[Any]) -> Sending:
    return Sending(row.schedule, row.turn, SendingState(row.state), row.at, row.attempts, row.next_at, row.message)
