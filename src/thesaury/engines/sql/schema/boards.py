"""Moodboards: items in their order, comments, links, and which revision touched what."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# A board; `brief` is JSON, `revision` grows with every change.
board = Table(
    "board",
    metadata,
    Column("id", Ordered, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("title", "brief")),
    Column("revision", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("by", "at")),
    Column("changed", Ordered, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# Its items; `place` is their order, `rights` and `content` what is compared at the next look.
board_item = Table(
    "board_item",
    metadata,
    Column("board", Ordered, ForeignKey("board.id"), primary_key=True),
    Column("asset", Ordered, primary_key=True, index=True),
    Column("place", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("section", "note", "rights", "content", "by", "at")),
    sqlite_with_rowid=False,
)

# What people say of it, or of one asset.
board_comment = Table(
    "board_comment",
    metadata,
    Column("board", Ordered, ForeignKey("board.id"), primary_key=True),
    Column("id", Ordered, primary_key=True),
    Column("place", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("text", "by", "at", "asset")),
    sqlite_with_rowid=False,
)

# Links that show it; only the digest of a token is kept.
board_share = Table(
    "board_share",
    metadata,
    Column("board", Ordered, ForeignKey("board.id"), primary_key=True),
    Column("id", Ordered, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    *(Column(name, Text, nullable=False) for name in ("until", "by", "at")),
    sqlite_with_rowid=False,
)

# Which revision touched a slot of it last.
board_touched = Table(
    "board_touched",
    metadata,
    Column("board", Ordered, ForeignKey("board.id"), primary_key=True),
    Column("slot", Ordered, primary_key=True),
    Column("revision", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("by", "at")),
    sqlite_with_rowid=False,
)
