"""What is kept of searches for analysis, and the keys of the day that sessions are named by."""

from sqlalchemy import Column, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

kept_search = Table(
    "kept_search",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("at", Ordered, nullable=False, index=True),
    Column("payload", Text, nullable=False),
    sqlite_with_rowid=False,
)

# How often the kept searches changed; one row, none before the first change.
kept_search_state = Table(
    "kept_search_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("changes", Integer, nullable=False),
)

# Random keys in hexadecimal; only that of the day that is.
session_day = Table(
    "session_day",
    metadata,
    Column("day", Ordered, primary_key=True),
    Column("key", Text, nullable=False),
    sqlite_with_rowid=False,
)
