"""Runs, flows, intended writes, and what keeps workers out of each other's way."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

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
    Column("progress", Text, nullable=False, server_default=""),
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
    Column("written", Text, nullable=False, server_default="[]"),
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
    Column("revision", Integer, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
Index("ix_usage_event_record", usage_event.c.connection, usage_event.c.external_id)
Index("ix_usage_event_revision", usage_event.c.revision)
