"""The tables of the directory of people."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text

metadata = MetaData()

VERSION = 1
"""Of this schema, kept in `directory`; a directory of a higher version is refused."""

directory = Table(
    "directory", metadata, Column("id", Integer, primary_key=True), Column("version", Integer, nullable=False)
)

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("address", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("password", Text, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("workspace", Text, primary_key=True, index=True),
    Column("roles", Text, nullable=False),
)

identity = Table(
    "identity",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    *(Column(name, Text, nullable=False) for name in ("workspace", "made_at", "seen_at", "place", "agent")),
)

token = Table(
    "token",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    *(Column(name, Text, nullable=False) for name in ("name", "start", "workspace", "scopes")),
    *(Column(name, Text, nullable=False) for name in ("made_at", "expires_at", "used_at", "revoked_at")),
)

link = Table(
    "link",
    metadata,
    Column("digest", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("purpose", "person", "workspace", "expires_at")),
)

attempt = Table(
    "attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("at", Text, nullable=False),
)
Index("ix_attempt_key", attempt.c.key, attempt.c.at)
