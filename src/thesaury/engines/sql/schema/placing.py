"""Placements, which systems were told of them, and feedback on recommendations."""

from sqlalchemy import Column, Index, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# By its record a placement is of whatever asset that record is of now.
placement = Table(
    "placement",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("connection", Ordered, nullable=False),
    Column("external_id", Ordered, nullable=False),
    Column("at", Text, nullable=False),
    Column("host", Ordered, nullable=False),
    Column("document", Ordered, nullable=False),
    Column("campaign", Ordered, nullable=False),
    Column("payload", Text, nullable=False),
)
Index("ix_placement_record", placement.c.connection, placement.c.external_id)
Index("ix_placement_document", placement.c.document)
Index("ix_placement_at", placement.c.at, placement.c.id)

# `refused` is the sentence of a system that did not take the placement.
placement_report = Table(
    "placement_report",
    metadata,
    Column("connection", Ordered, primary_key=True),
    Column("placement", Ordered, primary_key=True),
    Column("at", Text, nullable=False),
    Column("refused", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Numbered in the order in which it was said; what is said again gets a new number.
feedback = Table(
    "feedback",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("brief", Ordered, nullable=False),
    Column("asset", Ordered, nullable=False),
    Column("liking", Text, nullable=False),
    Column("payload", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_feedback_said_of", feedback.c.brief, feedback.c.asset, unique=True)
Index(
    "ix_feedback_done",
    feedback.c.number,
    sqlite_where=feedback.c.liking != "shown",
    postgresql_where=feedback.c.liking != "shown",
)
