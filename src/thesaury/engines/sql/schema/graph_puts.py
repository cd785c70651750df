"""What graph stores elsewhere hold."""

from sqlalchemy import Column, Float, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

graph_put = Table(
    "graph_put",
    metadata,
    *(Column(name, Ordered, primary_key=True) for name in ("connection", "graph")),
    Column("statements", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("digest", "at", "failed")),
    sqlite_with_rowid=False,
)

# The newest round over all graphs of each connection.
graph_round = Table(
    "graph_round",
    metadata,
    Column("connection", Ordered, primary_key=True),
    Column("seconds", Float, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("ended", "seen", "whole", "failed")),
    sqlite_with_rowid=False,
)
