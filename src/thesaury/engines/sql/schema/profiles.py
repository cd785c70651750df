"""Profiles that say which tags an asset needs."""

from sqlalchemy import Column, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# One rule set under a name; `definition` is JSON.
profile = Table(
    "profile",
    metadata,
    Column("name", Ordered, primary_key=True),
    Column("definition", Text, nullable=False),
    sqlite_with_rowid=False,
)
