"""The connections, the records they brought, and the assets these join to."""

from sqlalchemy import Boolean, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text, false

from thesaury.engines.sql.schema.columns import Ordered, metadata

connection = Table(
    "connection",
    metadata,
    Column("name", Ordered, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("connector", Text, nullable=False),
    Column("settings", Text, nullable=False),
    Column("cursor", Text, nullable=False),
    Column("passing", Boolean, nullable=False, server_default=false()),
    Column("swept_at", Text, nullable=False, server_default=""),
    Column("hook", Text, nullable=False, server_default="", index=True),
    Column("usage_cursor", Text, nullable=False, server_default=""),
)

# Narrow rows, found by their id only: they live in the index itself.
asset = Table(
    "asset",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("content", Text, nullable=False),
    Column("enriched_content", Text, nullable=False),
    Column("enriched_stamp", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("projected_revision", Integer, nullable=False),
    Column("live", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
Index(
    "ix_asset_unprojected",
    asset.c.id,
    sqlite_where=asset.c.revision > asset.c.projected_revision,
    postgresql_where=asset.c.revision > asset.c.projected_revision,
)

record = Table(
    "record",
    metadata,
    Column("connection", Ordered, ForeignKey("connection.name"), primary_key=True),
    Column("external_id", Ordered, primary_key=True),
    Column("asset_id", Ordered, ForeignKey("asset.id"), nullable=False, index=True),
    Column("etag", Text, nullable=False),
    Column("digest", Text, index=True),
    Column("gone", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
    Column("look", Text),
    Column("compared", Boolean, nullable=False, server_default=false()),
)

# The records (by key) that a record says are of the same asset.
record_reference = Table(
    "record_reference",
    metadata,
    Column("connection", Ordered, primary_key=True),
    Column("external_id", Ordered, primary_key=True),
    Column("target", Ordered, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# Two assets that look alike, the lesser id on the left; `different` keeps them apart for good.
likeness = Table(
    "likeness",
    metadata,
    Column("left", Ordered, primary_key=True),
    Column("right", Ordered, primary_key=True, index=True),
    Column("distance", Integer, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Kept, never read on the way: apart from the records, so that reading those stays quick.
record_raw = Table(
    "record_raw",
    metadata,
    Column("connection", Ordered, primary_key=True),
    Column("external_id", Ordered, primary_key=True),
    Column("payload", Text, nullable=False),
    ForeignKeyConstraint(["connection", "external_id"], ["record.connection", "record.external_id"]),
)
