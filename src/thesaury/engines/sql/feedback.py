"""Feedback in the database: `ports.feedback.Feedbacks`."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, tuple_

from thesaury.engines.sql.database import CHUNK, Database, insert_all
from thesaury.engines.sql.schema import feedback
from thesaury.model.placement import Feedback, Liking
from thesaury.ports.catalogue import chunked

_f = feedback.c


class SqlFeedbacks:
    """One row for each asset and brief."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, said: Sequence[Feedback]) -> None:
        """Keep these; later feedback on the same asset and brief takes the place of earlier."""
        newest: dict[tuple[str, str], Feedback] = {}
        for one in said:
            key = (one.brief, one.asset)
            if one.liking is not Liking.SHOWN or newest.get(key, one).liking is Liking.SHOWN:
                newest.pop(key, None)
                newest[key] = one
        with self._database.writing() as transaction:
            for chunk in chunked(list(newest), CHUNK // 2):
                for key in _done(transaction, [key for key in chunk if newest[key].liking is Liking.SHOWN]):
                    del newest[key]
            for chunk in chunked(list(newest), CHUNK // 2):
                transaction.execute(delete(feedback).where(tuple_(_f.brief, _f.asset).in_(chunk)))
            insert_all(transaction, feedback, [_row(one) for one in newest.values()])

    def drop(self, asset: str, brief: str) -> bool:
        """Forget what was said of this asset for this brief; whether anything was."""
        with self._database.writing() as transaction:
            gone = transaction.execute(delete(feedback).where(_f.brief == brief, _f.asset == asset))
            return bool(gone.rowcount)

    def newest(self, limit: int) -> list[Feedback]:
        """The last ones that were kept, at most so many, in the order in which they were."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(feedback).order_by(_f.number.desc()).limit(limit)).all()
        return [_feedback(row) for row in reversed(rows)]

    def of_brief(self, brief: str) -> list[Feedback]:
        """All of one brief, by asset."""
        rows = select(feedback).where(_f.brief == brief).order_by(_f.asset)
        with self._database.reading() as transaction:
            return [_feedback(row) for row in transaction.execute(rows)]

    def state(self) -> int:
        """The number of the last thing that somebody did."""
        with self._database.reading() as transaction:
            return transaction.scalar(select(func.max(_f.number)).where(_f.liking != Liking.SHOWN.value)) or 0


def _done(transaction: Connection, keys: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of these (brief, asset) with which somebody did something."""
    rows = select(_f.brief, _f.asset).where(tuple_(_f.brief, _f.asset).in_(keys), _f.liking != Liking.SHOWN.value)
    return [(brief, asset) for brief, asset in transaction.execute(rows)] if keys else []


def _row(one: Feedback) -> dict[str, object]:
    payload = json.dumps([one.at, one.by, one.campaign, one.place, one.parts], separators=(",", ":"))
    return {"brief": one.brief, "asset": one.asset, "liking": one.liking.value, "payload": payload}


def _feedback(row: Row[Any]) -> Feedback:
    at, by, campaign, place, parts = json.loads(row.payload)
    told = tuple((name, value) for name, value in parts)
    return Feedback(row.asset, row.brief, Liking(row.liking), at, by, campaign, place, told)
