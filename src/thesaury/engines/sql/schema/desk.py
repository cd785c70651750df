"""What people and programs leave behind: saved searches, answers to writes, and the audit log."""

from sqlalchemy import DDL, Boolean, Column, Float, Index, Integer, Table, Text, event

from thesaury.engines.sql.schema.columns import Ordered, metadata

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

# Questions of people's own to the graph.
saved_question = Table(
    "saved_question",
    metadata,
    Column("id", Ordered, primary_key=True),
    *(Column(name, Ordered, nullable=False) for name in ("owner", "name")),
    *(Column(name, Text, nullable=False) for name in ("sparql", "at")),
    Column("shared", Boolean, nullable=False),
    Index("ix_saved_question_owner", "owner", "name", unique=True),
    sqlite_with_rowid=False,
)

# The audit log: rows are added and never changed, which triggers see to; `seal` is over the row and the seal before it.
deed = Table(
    "deed",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Ordered, nullable=False),
    Column("who", Ordered, nullable=False, index=True),
    Column("action", Ordered, nullable=False, index=True),
    Column("subject", Ordered, nullable=False, index=True),
    *(Column(name, Text, nullable=False) for name in ("before", "after", "seal")),
)
_STAYS = "BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END"
for _verb in ("update", "delete"):
    _trigger = DDL(  # type: ignore[no-untyped-call]
        f"CREATE TRIGGER deed_no_{_verb} BEFORE {_verb} ON deed {_STAYS}"
    )
    event.listen(deed, "after_create", _trigger.execute_if(dialect="sqlite"))

# How far the audit log goes, so that its end cannot be cut off unnoticed; one row.
deed_end = Table(
    "deed_end",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
)

# Answers to writes, by who called and the key he gave; `status` is 0 while the write is under way, `at` in seconds since 1970.
reply = Table(
    "reply",
    metadata,
    Column("caller", Ordered, primary_key=True),
    Column("key", Ordered, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("status", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("headers", "body")),
    Column("secret", Boolean, nullable=False),
    Column("at", Float, nullable=False, index=True),
    sqlite_with_rowid=False,
)
