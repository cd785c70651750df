"""Publishing channels, who reads their feeds, what people approved, and the feeds themselves."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table, Text, UniqueConstraint, text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# A channel; `payload` is JSON.
channel = Table(
    "channel",
    metadata,
    Column("name", Ordered, primary_key=True),
    Column("payload", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Only the digest of a key is kept.
channel_key = Table(
    "channel_key",
    metadata,
    Column("channel", Ordered, primary_key=True),
    Column("name", Ordered, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)

# What was said last of an asset for a channel, or for all of them.
approval = Table(
    "approval",
    metadata,
    Column("channel", Ordered, primary_key=True),
    Column("asset", Ordered, primary_key=True),
    Column("approved", Boolean, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("at", "by", "note")),
    sqlite_with_rowid=False,
)

# How far each feed is: `head` is the number of its last change, `floor` the one it began with, `seen` that of the last touch it looked at,
# `basis` by what it looked at all assets. The row of a dropped channel stays, so that no number is given out twice; `seen` is -2 then. The
# one without a channel counts the touches. Whoever gives out numbers changes its row first, and so waits for others.
feed = Table(
    "feed",
    metadata,
    Column("channel", Ordered, primary_key=True),
    *(Column(name, BigInteger, nullable=False) for name in ("head", "floor", "seen")),
    Column("basis", Text, nullable=False),
    sqlite_with_rowid=False,
)

IS_GONE = text("reason != ''")
"""Which entries have left a feed, in the words of their indexes: a question has to use the same ones to be answered by them."""

# Entries; `payload` is the item as JSON, `digest` that of the item, `reason` empty while it is published.
feed_entry = Table(
    "feed_entry",
    metadata,
    Column("channel", Ordered, primary_key=True),
    Column("asset", Ordered, primary_key=True),
    Column("number", BigInteger, nullable=False),
    *(Column(name, Ordered, nullable=False) for name in ("reason", "kind", "changed_at", "turns_at")),
    *(Column(name, Text, nullable=False) for name in ("published_at", "allowed_until", "since", "sentence")),
    *(Column(name, Text, nullable=False) for name in ("digest", "payload")),
    UniqueConstraint("channel", "number", name="uq_feed_entry_number"),
    Index("ix_feed_entry_asset", "asset"),
    Index("ix_feed_entry_state", "channel", "reason", "asset"),
    Index("ix_feed_entry_turns", "channel", "reason", "turns_at"),
    # Of many entries few have left: these are found without those.
    Index("ix_feed_entry_gone", "channel", "number", sqlite_where=IS_GONE, postgresql_where=IS_GONE),
    Index("ix_feed_entry_left", "changed_at", sqlite_where=IS_GONE, postgresql_where=IS_GONE),
)

# Which published entries carry a concept, themselves (`direct`) or something narrower.
feed_topic = Table(
    "feed_topic",
    metadata,
    Column("channel", Ordered, primary_key=True),
    Column("concept", Ordered, primary_key=True),
    Column("asset", Ordered, primary_key=True),
    Column("direct", Boolean, nullable=False),
    Index("ix_feed_topic_asset", "channel", "asset"),
    sqlite_with_rowid=False,
)

# For whom published entries are; an empty audience is everybody.
feed_audience = Table(
    "feed_audience",
    metadata,
    Column("channel", Ordered, primary_key=True),
    Column("audience", Ordered, primary_key=True),
    Column("asset", Ordered, primary_key=True),
    Index("ix_feed_audience_asset", "channel", "asset"),
    sqlite_with_rowid=False,
)

# When assets that are not published may be, if nobody changes anything.
feed_wait = Table(
    "feed_wait",
    metadata,
    Column("channel", Ordered, primary_key=True),
    Column("asset", Ordered, primary_key=True),
    Column("turns_at", Ordered, nullable=False),
    Index("ix_feed_wait_turns", "channel", "turns_at"),
    sqlite_with_rowid=False,
)

# The last touch of each asset.
feed_touch = Table(
    "feed_touch",
    metadata,
    Column("asset", Ordered, primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),
    sqlite_with_rowid=False,
)
