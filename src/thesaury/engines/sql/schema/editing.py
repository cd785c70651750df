"""Drafts of vocabularies with their logs of edits."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# Drafts of vocabularies; of each vocabulary one at a time is open or being published.
vocabulary_draft = Table(
    "vocabulary_draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("vocabulary", Ordered, nullable=False, index=True),
    *(Column(name, Integer, nullable=False) for name in ("base", "number", "version")),
    *(Column(name, Text, nullable=False) for name in ("state", "by", "at", "ended_by", "ended_at", "note")),
    sqlite_autoincrement=True,
)
Index(
    "vocabulary_draft_current",
    vocabulary_draft.c.vocabulary,
    unique=True,
    sqlite_where=text("state IN ('open', 'publishing')"),
    postgresql_where=text("state IN ('open', 'publishing')"),
)

# Edits in their order, each with what it touched; undone and held ones stay, `changed` is the draft's number of that moment.
vocabulary_edit = Table(
    "vocabulary_edit",
    metadata,
    Column("draft", Integer, ForeignKey("vocabulary_draft.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("at", "who", "edit", "touched", "undone_by", "held")),
    Column("changed", Integer, nullable=False),
    sqlite_with_rowid=False,
)
