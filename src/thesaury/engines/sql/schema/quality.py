"""Scores of vocabularies over time."""

from sqlalchemy import Column, Float, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# A row for each scheme of a version that was looked at.
quality_score = Table(
    "quality_score",
    metadata,
    Column("vocabulary", Ordered, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("scheme", Ordered, primary_key=True),
    Column("score", Float, nullable=False),
    Column("concepts", Integer, nullable=False),
    Column("clean", Integer, nullable=False),
    Column("rules", Text, nullable=False),
    Column("formula", Integer, nullable=False),
    sqlite_with_rowid=False,
)
