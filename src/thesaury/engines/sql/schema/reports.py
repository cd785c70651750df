"""Scheduled reports: schedules, and how the report of each turn stands."""

from sqlalchemy import Column, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# Who is told how often; recipients as a list in JSON.
report_schedule = Table(
    "report_schedule",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("name", Ordered, nullable=False, unique=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("frequency", "way", "recipients", "span", "market", "language", "made_at", "by")
    ),
    sqlite_with_rowid=False,
)

# One report of one turn.
report_sending = Table(
    "report_sending",
    metadata,
    *(Column(name, Ordered, primary_key=True) for name in ("schedule", "turn")),
    *(Column(name, Text, nullable=False) for name in ("state", "at", "next_at", "message")),
    Column("attempts", Integer, nullable=False),
    sqlite_with_rowid=False,
)
