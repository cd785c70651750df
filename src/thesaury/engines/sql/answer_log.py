"""Answers to "may I use this?" in the database: `ports.answer_log.AnswerLog`."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select

from thesaury.engines.sql.database import CHUNK, Database, insert_all
from thesaury.engines.sql.schema import kept_answer
from thesaury.model.answer_log import KeptAnswer, Numbered, Wanted
from thesaury.model.policy import Verdict

_PLAIN = ("at", "who", "where", "asset", "title", "asked", "reason", "digest")


class SqlAnswerLog:
    """One row for each answer."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def add(self, answers: Sequence[KeptAnswer]) -> None:
        """Append these in order, all or none."""
        if answers:
            with self._database.writing(durable=True) as transaction:
                append_answers(transaction, answers)

    def page(self, wanted: Wanted = Wanted(), limit: int = 50, before: int = 0) -> tuple[Numbered, ...]:
        """The newest first."""
        rows = select(kept_answer).where(*_narrowed(wanted))
        if before:
            rows = rows.where(kept_answer.c.number < before)
        with self._database.reading() as transaction:
            found = transaction.execute(rows.order_by(kept_answer.c.number.desc()).limit(limit))
            return tuple(map(_read, found))

    def every(self, wanted: Wanted = Wanted()) -> Iterator[Numbered]:
        """All of them, the newest first, some hundred at a time."""
        before = 0
        while found := self.page(wanted, CHUNK, before):
            yield from found
            before = found[-1].number

    def count(self, wanted: Wanted = Wanted()) -> int:
        """How many there are."""
        rows = select(func.count()).select_from(kept_answer).where(*_narrowed(wanted))
        with self._database.reading() as transaction:
            return transaction.scalar(rows) or 0

    def forget(self, before: str) -> int:
        """Remove those given before this moment, and say how many."""
        with self._database.writing(durable=True) as transaction:
            return int(transaction.execute(delete(kept_answer).where(kept_answer.c.at < before)).rowcount)


def append_answers(transaction: Connection, answers: Sequence[KeptAnswer]) -> None:
    """Append these in order within a transaction, which has to be a durable one."""
    if answers:
        insert_all(transaction, kept_answer, [_row(one) for one in answers])


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    narrowed = [
        kept_answer.c[name] == sought for name in ("who", "asset", "where") if (sought := getattr(wanted, name))
    ]
    if wanted.verdict:
        narrowed.append(kept_answer.c.verdict == wanted.verdict.value)
    if wanted.since:
        narrowed.append(kept_answer.c.at >= wanted.since)
    if wanted.until:
        narrowed.append(kept_answer.c.at < wanted.until)
    return narrowed


def _row(one: KeptAnswer) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in _PLAIN}
    return plain | {"verdict": one.verdict.value, "records": json.dumps(one.records, separators=(",", ":"))}


def _read(row: Row[Any]) -> Numbered:
    plain = {name: getattr(row, name) for name in _PLAIN}
    told = KeptAnswer(**plain, verdict=Verdict(row.verdict), records=tuple(json.loads(row.records)))
    return Numbered(row.number, told)
