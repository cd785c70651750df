"""Outgoing webhooks: endpoints, how far each was told of a stream of events, and messages."""

from sqlalchemy import Column, Index, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# `kinds` and `channels` are lists in JSON; the secrets lie in the vault.
webhook_endpoint = Table(
    "webhook_endpoint",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", Ordered, nullable=False, unique=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("address", "kinds", "channels", "state", "made_at", "by", "note", "message")
    ),
    sqlite_autoincrement=True,
)

webhook_cursor = Table(
    "webhook_cursor",
    metadata,
    Column("endpoint", Ordered, primary_key=True),
    Column("stream", Ordered, primary_key=True),
    Column("cursor", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Numbered in the order in which they were made.
webhook_message = Table(
    "webhook_message",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    *(Column(name, Ordered, nullable=False) for name in ("endpoint", "id")),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    *(Column(name, Ordered, nullable=False) for name in ("made_at", "state", "next_at", "done_at")),
    Column("attempts", Integer, nullable=False),
    Column("status", Integer, nullable=False),
    Column("message", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_webhook_message_id", webhook_message.c.endpoint, webhook_message.c.id, unique=True)
Index("ix_webhook_message_made", webhook_message.c.made_at, webhook_message.c.id)
Index("ix_webhook_message_of", webhook_message.c.endpoint, webhook_message.c.state, webhook_message.c.made_at)
Index("ix_webhook_message_done", webhook_message.c.state, webhook_message.c.done_at)
Index("ix_webhook_message_due", webhook_message.c.state, webhook_message.c.next_at)

# Versions of rights records that followed another one, in the order in which they became visible.
rights_change = Table(
    "rights_change",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    *(Column(name, Ordered, nullable=False) for name in ("record", "place")),
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)
