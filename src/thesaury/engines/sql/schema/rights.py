"""What is stated and known of rights, and what people are told of them."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

policy = Table(
    "policy",
    metadata,
    Column("asset_id", Ordered, ForeignKey("asset.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("record", Ordered, nullable=False),
    Column("status", Text, nullable=False),
    Column("payload", Text, nullable=False),
    sqlite_with_rowid=False,
)

# What sources state of rights: a row for each version, never changed.
rights_record = Table(
    "rights_record",
    metadata,
    Column("record", Ordered, primary_key=True),
    Column("place", Ordered, primary_key=True),
    Column("version", Integer, primary_key=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("status", "parser", "at", "confirmed_by", "confirmed_at", "payload")
    ),
    sqlite_with_rowid=False,
)

# What somebody is told of rights, once; what the queue does not sort by is in the payload.
notice = Table(
    "notice",
    metadata,
    Column("key", Ordered, primary_key=True),
    Column("at", Ordered, nullable=False),
    Column("in_use", Boolean, nullable=False),
    Column("day", Ordered, nullable=False),
    Column("acknowledged_by", Text, nullable=False),
    Column("acknowledged_at", Text, nullable=False),
    Column("payload", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Where each notice has to go; told_at is empty until it went there.
notice_way = Table(
    "notice_way",
    metadata,
    Column("channel", Ordered, primary_key=True),
    Column("key", Ordered, primary_key=True),
    Column("told_at", Ordered, nullable=False),
    sqlite_with_rowid=False,
)

# What became of notices; only ever added to.
notice_event = Table(
    "notice_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Ordered, nullable=False, index=True),
    *(Column(name, Text, nullable=False) for name in ("at", "what", "who", "detail")),
)

# Calendars at a secret address, of which only the digest is kept.
calendar_feed = Table(
    "calendar_feed",
    metadata,
    Column("name", Ordered, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Answers to "may I use this?" that somebody relies on: added to, and removed only when they are older than the workspace keeps them.
kept_answer = Table(
    "kept_answer",
    metadata,
    Column("number", Integer, primary_key=True),
    *(Column(name, Ordered, nullable=False, index=True) for name in ("at", "who", "asset")),
    *(Column(name, Ordered, nullable=False) for name in ("where", "verdict")),
    *(Column(name, Text, nullable=False) for name in ("title", "asked", "reason", "records", "digest")),
    sqlite_autoincrement=True,
)

# Licence texts on their way in: the form as it stands, and what was kept of it.
intake = Table(
    "intake",
    metadata,
    Column("id", Ordered, primary_key=True),
    *(Column(name, Ordered, nullable=False) for name in ("who", "at", "state")),
    *(Column(name, Text, nullable=False) for name in ("text", "name", "fields", "assets", "kept")),
    Index("ix_intake_state", "state", "at"),
)
