"""What panels in other programs stand on: allowed origins, panels that ask to be connected, and those that are."""

from sqlalchemy import Column, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

panel_origin = Table(
    "panel_origin",
    metadata,
    Column("origin", Ordered, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)

# `device` is the digest of what the panel alone knows, `code` what a person types; both lead to it.
panel_pairing = Table(
    "panel_pairing",
    metadata,
    Column("device", Ordered, primary_key=True),
    Column("code", Ordered, nullable=False, unique=True),
    *(
        Column(name, Text, nullable=False)
        for name in ("host", "origin", "place", "made_at", "ends_at", "state", "person")
    ),
    sqlite_with_rowid=False,
)

# `refresh` and `earlier` are digests; `scopes` are parted by blanks.
panel_session = Table(
    "panel_session",
    metadata,
    Column("id", Ordered, primary_key=True),
    Column("person", Ordered, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("host", "origin", "scopes", "made_at", "ends_at", "renewed_at")),
    *(Column(name, Text, nullable=False) for name in ("refresh", "earlier", "token", "ended_at")),
    Column("mark", Text, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)
