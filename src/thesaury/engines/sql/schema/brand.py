"""The words a client wants, allows and forbids."""

from sqlalchemy import Boolean, Column, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# One word in one language; `since` is the day it holds from, `in_force` whether readers see it.
brand_term = Table(
    "brand_term",
    metadata,
    *(Column(name, Ordered, primary_key=True) for name in ("text", "language")),
    *(
        Column(name, Text, nullable=False)
        for name in ("standing", "concept", "instead", "reason", "since", "note", "by", "at")
    ),
    *(Column(name, Boolean, nullable=False) for name in ("exact", "in_force")),
    sqlite_with_rowid=False,
)
