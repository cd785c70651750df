"""Plans that clean up tags: their entries, and what was done at each record."""

from sqlalchemy import Column, Float, Integer, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

cleanup = Table(
    "cleanup",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Ordered, nullable=False, unique=True),
    Column("name", Ordered, nullable=False, unique=True),
    *(Column(name, Text, nullable=False) for name in ("scope", "made_by", "made_at", "state")),
    *(Column(name, Integer, nullable=False) for name in ("run", "revert_run")),
    sqlite_autoincrement=True,
)

# One old tag in all its spellings; `treatment` is empty while nobody has decided.
cleanup_entry = Table(
    "cleanup_entry",
    metadata,
    Column("cleanup", Ordered, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("id", Ordered, nullable=False, index=True),
    *(Column(name, Text, nullable=False) for name in ("tags", "records", "standing", "use", "suggested")),
    Column("assets", Integer, nullable=False),
    Column("certainty", Float, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("treatment", "concept", "decided_by", "decided_at")),
    sqlite_with_rowid=False,
)

cleanup_step = Table(
    "cleanup_step",
    metadata,
    *(Column(name, Ordered, primary_key=True) for name in ("cleanup", "connection", "external_id")),
    *(Column(name, Text, nullable=False) for name in ("asset", "replaced", "at", "state", "message")),
    sqlite_with_rowid=False,
)
