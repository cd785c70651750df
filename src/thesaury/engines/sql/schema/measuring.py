"""How far the graph of analysis was brought up to date."""

from sqlalchemy import Column, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

measuring_mark = Table(
    "measuring_mark",
    metadata,
    Column("name", Ordered, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

# By which asset the events of a record (by its key) stand in the graph.
measured_record = Table(
    "measured_record",
    metadata,
    Column("record", Ordered, primary_key=True),
    Column("asset", Text, nullable=False),
    sqlite_with_rowid=False,
)
