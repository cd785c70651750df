"""Vocabularies, version after version."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table, Text, UniqueConstraint

from thesaury.engines.sql.schema.columns import Ordered, metadata

# The content of one concept under its SHA-256: versions that agree on a concept share it.
concept_state = Table(
    "concept_state",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("payload", Text, nullable=False),
    sqlite_with_rowid=False,
)

vocabulary_version = Table(
    "vocabulary_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Ordered, nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("concepts", Integer, nullable=False),
    Column("imported_at", Text, nullable=False),
    Column("source", Text, nullable=False),
    UniqueConstraint("name", "number"),
)

version_concept = Table(
    "version_concept",
    metadata,
    Column("version_id", Integer, ForeignKey("vocabulary_version.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("digest", LargeBinary, ForeignKey("concept_state.digest"), nullable=False),
    sqlite_with_rowid=False,
)

version_scheme = Table(
    "version_scheme",
    metadata,
    Column("version_id", Integer, ForeignKey("vocabulary_version.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("payload", Text, nullable=False),
)

# How the last pull of each connection that brings a vocabulary ended.
vocabulary_pull = Table(
    "vocabulary_pull",
    metadata,
    Column("connection", Ordered, primary_key=True),
    Column("vocabulary", Ordered, nullable=False),
    Column("cursor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("whole_at", Text, nullable=False),
    Column("failed_at", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("notes", Text, nullable=False),
)
