"""The log of runs in the database: `ports.catalogue.Runs`."""

from collections.abc import Mapping

from sqlalchemy import select, update

from thesaury.engines.sql.codec import decode_pairs, encode_pairs
from thesaury.engines.sql.database import Database
from thesaury.engines.sql.schema import run
from thesaury.model.connection import Run, RunState


class SqlRuns:
    """Runs of the ingest line, each with its counts."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def begin(self, connection: str, at: str) -> Run:
        """Note that a run starts; runs of this connection still marked running become interrupted."""
        cut_off = update(run).where(run.c.connection == connection, run.c.state == RunState.RUNNING)
        started = run.insert().values(
            connection=connection, state=RunState.RUNNING, started_at=at, counts=encode_pairs(()), message=""
        )
        with self._database.writing() as transaction:
            transaction.execute(cut_off.values(state=RunState.INTERRUPTED))
            id = transaction.execute(started.returning(run.c.id)).scalar_one()
        return Run(id, connection, RunState.RUNNING, at, None)

    def finish(self, begun: Run, state: RunState, at: str, counts: Mapping[str, int], message: str = "") -> None:
        """Note how a run ended."""
        values = {"state": state, "finished_at": at, "counts": encode_pairs(list(counts.items())), "message": message}
        with self._database.writing() as transaction:
            transaction.execute(update(run).where(run.c.id == begun.id).values(values))

    def recent(self, limit: int) -> list[Run]:
        """The newest runs first."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(run).order_by(run.c.id.desc()).limit(limit))
            return [
                Run(
                    r.id,
                    r.connection,
                    RunState(r.state),
                    r.started_at,
                    r.finished_at,
                    decode_pairs(r.counts),
                    r.message,
                )
                for r in rows
            ]
