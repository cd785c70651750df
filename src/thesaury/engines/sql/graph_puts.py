"""What graph stores elsewhere hold, in the database: `ports.graph_puts.GraphPuts`."""

from dataclasses import asdict

from sqlalchemy import delete, select

from thesaury.engines.sql.database import Database, upsert
from thesaury.engines.sql.schema import graph_put, graph_round
from thesaury.model.graph_put import GraphPut, GraphRound

_g, _r = graph_put.c, graph_round.c


class SqlGraphPuts:
    """A row for each graph of a connection, and one for its newest round."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def graphs(self, connection: str) -> list[GraphPut]:
        """The graphs of the store of a connection, by name."""
        rows = select(graph_put).where(_g.connection == connection).order_by(_g.graph)
        with self._database.reading() as transaction:
            return [
                GraphPut(row.graph, row.digest, row.statements, row.at, row.failed) for row in transaction.execute(rows)
            ]

    def note(self, connection: str, put: GraphPut) -> None:
        """Say this of one graph."""
        with self._database.writing() as transaction:
            upsert(transaction, graph_put, [{"connection": connection, **asdict(put)}])

    def drop(self, connection: str, graph: str) -> None:
        """Say that the graph is there no more."""
        with self._database.writing() as transaction:
            transaction.execute(delete(graph_put).where(_g.connection == connection, _g.graph == graph))

    def newest_round(self, connection: str) -> GraphRound | None:
        """The newest round that ended; None before the first."""
        with self._database.reading() as transaction:
            row = transaction.execute(select(graph_round).where(_r.connection == connection)).one_or_none()
        return GraphRound(row.ended, row.seconds, row.seen, row.whole, row.failed) if row else None

    def note_round(self, connection: str, done: GraphRound) -> None:
        """Say this of the newest round."""
        with self._database.writing() as transaction:
            upsert(transaction, graph_round, [{"connection": connection, **asdict(done)}])

    def forget(self, connection: str) -> None:
        """Forget everything of a connection."""
        with self._database.writing() as transaction:
            for table in (graph_put, graph_round):
                transaction.execute(delete(table).where(table.c.connection == connection))
