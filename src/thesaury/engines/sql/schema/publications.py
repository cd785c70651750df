"""What stands in which CMS, the log of what was done there, and the pages that use it."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text, text

from thesaury.engines.sql.schema.columns import Ordered, metadata

IS_OPEN = text("state IN ('pending', 'sending', 'uncertain')")
"""What is to be done still. Said by queries in these very words, for else the index that holds it alone is not used."""

# One asset in one CMS; `payload` is JSON. `leaving`: it is to leave and has not yet.
publication = Table(
    "publication",
    metadata,
    Column("connection", Ordered, primary_key=True),
    Column("asset", Ordered, primary_key=True),
    *(Column(name, Ordered, nullable=False) for name in ("state", "needed_at", "due_at")),
    *(Column(name, Boolean, nullable=False) for name in ("live", "leaving")),
    Column("payload", Text, nullable=False),
    Index("ix_publication_asset", "asset"),
    Index("ix_publication_leaving", "leaving", "connection", "asset"),
    Index("ix_publication_state", "connection", "state", "live", "leaving"),
    sqlite_with_rowid=False,
)
Index(
    "ix_publication_open",
    publication.c.connection,
    publication.c.leaving.desc(),
    publication.c.needed_at,
    publication.c.asset,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)

# The log; it outlives the connection.
publication_step = Table(
    "publication_step",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    *(Column(name, Ordered, nullable=False) for name in ("connection", "asset", "at")),
    Column("payload", Text, nullable=False),
    Index("ix_publication_step_asset", "asset", "number"),
    Index("ix_publication_step_connection", "connection", "number"),
    Index("ix_publication_step_both", "connection", "asset", "number"),
    sqlite_autoincrement=True,
)

# How far the feed of its channel was planned for a CMS, and when.
publication_feed = Table(
    "publication_feed",
    metadata,
    Column("connection", Ordered, primary_key=True),
    *(Column(name, BigInteger, nullable=False) for name in ("number", "floor", "sought")),
    *(Column(name, Ordered, nullable=False) for name in ("channel", "at", "basis")),
    sqlite_with_rowid=False,
)

# Places in pages where an asset stands, or stood: then `ended_at` says until when.
page_use = Table(
    "page_use",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    *(Column(name, Ordered, nullable=False) for name in ("connection", "asset", "page", "place", "external_id")),
    *(Column(name, Ordered, nullable=False) for name in ("seen_at", "ended_at")),
    Column("payload", Text, nullable=False),
    Index("ix_page_use_connection", "connection", "ended_at", "number"),
    Index("ix_page_use_asset", "asset"),
    sqlite_autoincrement=True,
)
