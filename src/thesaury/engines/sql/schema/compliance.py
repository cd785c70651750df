"""Compliance day by day."""

from sqlalchemy import Column, Integer, Table

from thesaury.engines.sql.schema.columns import Ordered, metadata

# The shares of each group on each day; an empty kind stands for all assets.
compliance_day = Table(
    "compliance_day",
    metadata,
    *(Column(name, Ordered, primary_key=True) for name in ("kind", "value", "day")),
    *(Column(name, Integer, nullable=False) for name in ("assets", "complete", "clean", "compliant")),
    sqlite_with_rowid=False,
)
