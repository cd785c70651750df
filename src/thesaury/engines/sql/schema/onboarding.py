"""What a client's fields, values and concepts are said to be, and who decided it."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# One source that is brought in.
onboarding_round = Table(
    "onboarding_round",
    metadata,
    Column("name", Ordered, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("kind", "source", "vocabulary", "begun_at", "done_at")),
    sqlite_with_rowid=False,
)

# One field, value or concept of a round; `said` and `choices` are JSON, `status` and `author` are those of `said`, and `decided` says
# whether a person said it.
client_mapping = Table(
    "client_mapping",
    metadata,
    *(Column(name, Ordered, primary_key=True) for name in ("round", "kind", "field", "value")),
    Column("place", Integer, nullable=False),
    Column("assets", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("label", "status", "author", "said", "choices")),
    Column("decided", Boolean, nullable=False),
    Index("client_mapping_place", "round", "place"),
    sqlite_with_rowid=False,
)

# One decision on one of them; those of one batch were made at once.
client_mapping_step = Table(
    "client_mapping_step",
    metadata,
    Column("round", Ordered, primary_key=True),
    Column("batch", Integer, primary_key=True),
    *(Column(name, Ordered, primary_key=True) for name in ("kind", "field", "value")),
    *(Column(name, Text, nullable=False) for name in ("before", "before_author", "after", "after_author", "by", "at")),
    Column("undone", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
