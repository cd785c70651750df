"""The tables of the catalogue as they stand at the newest migration."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.dialects.postgresql import TEXT as POSTGRESQL_TEXT

metadata = MetaData()

Ordered = Text().with_variant(POSTGRESQL_TEXT(collation="C"), "postgresql")
"""Text that sorts by code point in every database, as Python sorts it."""

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

# `decision` is what the latest review says of the concept, empty before any; a rejected row no longer holds, but keeps its evidence.
# `annotator` is who suggested it with this score, empty where nobody did.
annotation = Table(
    "annotation",
    metadata,
    Column("asset_id", Ordered, ForeignKey("asset.id"), primary_key=True),
    Column("concept", Ordered, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("attributed_to", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("vocabulary", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("reasons", Text, nullable=False, server_default="[]"),
    Column("annotator", Text, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)

suggestion = Table(
    "suggestion",
    metadata,
    Column("asset_id", Ordered, ForeignKey("asset.id"), primary_key=True),
    Column("concept", Ordered, primary_key=True),
    Column("score", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("annotator", Text, nullable=False),
    Column("vocabulary", Text, nullable=False),
    Column("reasons", Text, nullable=False, server_default="[]"),
    sqlite_with_rowid=False,
)
Index("ix_suggestion_queue", suggestion.c.score.desc(), suggestion.c.asset_id, suggestion.c.concept)

review = Table(
    "review",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("asset_id", Ordered, ForeignKey("asset.id"), nullable=False),
    Column("concept", Ordered, nullable=False),
    Column("decision", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
)

unknown_tag = Table(
    "unknown_tag",
    metadata,
    Column("asset_id", Ordered, ForeignKey("asset.id"), primary_key=True),
    Column("tag", Ordered, primary_key=True),
    sqlite_with_rowid=False,
)

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

# Rules that accept without a person; one without a threshold accepts nothing, and its reason says why.
accept_rule = Table(
    "accept_rule",
    metadata,
    Column("scheme", Ordered, primary_key=True),
    Column("precision", Float, nullable=False),
    Column("threshold", Float),
    Column("pairs", Integer, nullable=False),
    Column("coverage", Float, nullable=False),
    Column("annotator", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)

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

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("state", Text, nullable=False, index=True),
    Column("started_at", Text, nullable=False),
    Column("finished_at", Text),
    Column("counts", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("connections", Text, nullable=False, server_default="[]"),
    Column("flow", Ordered, nullable=False, server_default="", index=True),
    Column("timings", Text, nullable=False, server_default="[]"),
)

run_failure = Table(
    "run_failure",
    metadata,
    Column("run_id", Integer, ForeignKey("run.id"), primary_key=True),
    Column("stage", Ordered, primary_key=True),
    Column("connection", Ordered, primary_key=True),
    Column("item", Ordered, primary_key=True),
    Column("reason", Text, nullable=False),
)

flow = Table(
    "flow",
    metadata,
    Column("name", Ordered, primary_key=True),
    Column("definition", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("hook", Text, nullable=False, index=True),
)

# `overtaken` says of a row that is being sent, or was without a trusted reply, that something else is wanted by now.
outbox = Table(
    "outbox",
    metadata,
    Column("key", Ordered, primary_key=True),
    Column("connection", Ordered, nullable=False),
    Column("external_id", Ordered, nullable=False),
    Column("field", Ordered, nullable=False),
    Column("change", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("overtaken", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("sent_at", Text, nullable=False),
    Column("settled_at", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("run", Integer, nullable=False),
)
Index("ix_outbox_state", outbox.c.state, outbox.c.connection, outbox.c.key)
Index("ix_outbox_place", outbox.c.connection, outbox.c.field, outbox.c.external_id)

# What of a field is ours and what was wanted there; moved only together with the row that wrote it.
outbox_base = Table(
    "outbox_base",
    metadata,
    Column("connection", Ordered, primary_key=True),
    Column("field", Ordered, primary_key=True),
    Column("external_id", Ordered, primary_key=True),
    Column("concepts", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("revision", Integer, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("name", Ordered, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", Float, nullable=False),
)

secret = Table(
    "secret",
    metadata,
    Column("connection", Ordered, primary_key=True),
    Column("name", Ordered, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

# What a system or a watcher says may have changed, until somebody looked.
hint = Table(
    "hint",
    metadata,
    Column("connection", Ordered, primary_key=True),
    Column("external_id", Ordered, primary_key=True),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)

usage_event = Table(
    "usage_event",
    metadata,
    Column("connection", Ordered, primary_key=True),
    Column("id", Ordered, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("external_id", Ordered, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_usage_event_record", usage_event.c.connection, usage_event.c.external_id)

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

# Searches people saved; `digest` is that of the token of the feed, empty where there is none.
saved_search = Table(
    "saved_search",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("name", Ordered, nullable=False, unique=True),
    *(Column(name, Text, nullable=False) for name in ("words", "filters", "at", "stamp")),
    Column("digest", Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# What a saved search found, first at that moment (empty: when it was saved), and whether it finds it still.
sighting = Table(
    "sighting",
    metadata,
    Column("search", Ordered, primary_key=True),
    Column("asset", Ordered, primary_key=True),
    Column("at", Ordered, nullable=False),
    Column("found", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
