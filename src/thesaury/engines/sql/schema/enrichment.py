"""What was found out about assets, and what people decided on it."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

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
    Column("reason", Text, nullable=False, server_default=""),
    Index("ix_review_pair", "asset_id", "concept"),
)

unknown_tag = Table(
    "unknown_tag",
    metadata,
    Column("asset_id", Ordered, ForeignKey("asset.id"), primary_key=True),
    Column("tag", Ordered, primary_key=True, index=True),
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
