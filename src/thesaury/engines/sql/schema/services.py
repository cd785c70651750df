"""What other tools stand on: keys of services."""

from sqlalchemy import Column, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# Keys with which other tools ask the vocabularies; only the digest of a key is kept.
service_key = Table(
    "service_key",
    metadata,
    Column("name", Ordered, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)
