"""What the agency offers, and what was taken over from it."""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# The last offer of each vocabulary; `content` is empty once it was declined.
vocabulary_offer = Table(
    "vocabulary_offer",
    metadata,
    Column("vocabulary", Ordered, primary_key=True),
    *(Column(name, Integer, nullable=False) for name in ("version", "concepts")),
    *(Column(name, Text, nullable=False) for name in ("digest", "at", "by", "note", "declined_at", "declined_by")),
    Column("content", LargeBinary, nullable=False),
)

# The vocabularies that are the agency's; `version` is the number there of the one taken last.
taken_vocabulary = Table(
    "taken_vocabulary",
    metadata,
    Column("vocabulary", Ordered, primary_key=True),
    Column("version", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("digest", "at", "by")),
    Column("followed", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
