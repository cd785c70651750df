"""Proposed terms, where they are used, and what people say of them."""

from sqlalchemy import Column, Float, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# A term for the vocabularies: first what people decide (`revision` counts it, `ruling` and `errand` are JSON), then what was gathered.
proposal = Table(
    "proposal",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("form", Ordered, nullable=False, unique=True),
    *(Column(name, Ordered, nullable=False) for name in ("term", "sorted_term", "language", "by", "at")),
    Column("state", Ordered, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    *(Column(name, Ordered, nullable=False) for name in ("into", "concept", "to")),
    *(Column(name, Text, nullable=False) for name in ("ruling", "errand")),
    Column("assets", Integer, nullable=False),
    Column("worth", Float, nullable=False),
    Column("words", Text, nullable=False),
    Column("gathered", Text, nullable=False),
)

# Where a proposed term is used, for lists that are narrowed by it.
proposal_use = Table(
    "proposal_use",
    metadata,
    Column("proposal", Ordered, primary_key=True),
    Column("kind", Ordered, primary_key=True),
    Column("value", Ordered, primary_key=True),
    Column("assets", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What happened to a proposal, comments among it; rows are only ever added.
proposal_step = Table(
    "proposal_step",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("proposal", Ordered, nullable=False, index=True),
    *(Column(name, Ordered, nullable=False) for name in ("at", "who")),
    Column("kind", Ordered, nullable=False, index=True),
    Column("text", Text, nullable=False),
    sqlite_autoincrement=True,
)

# How far a gathering came that did not end; one row or none.
proposal_gathering = Table(
    "proposal_gathering",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("begun", Text, nullable=False),
    Column("done", Text, nullable=False),
)
