"""The words of a client that are decided on, as enrichment reads them."""

from sqlalchemy import Column, Table, Text

from thesaury.engines.sql.schema.columns import Ordered, metadata

# `said` is JSON; who said it is named in a column of its own.
client_word = Table(
    "client_word",
    metadata,
    *(Column(name, Ordered, primary_key=True) for name in ("connection", "field", "word")),
    *(Column(name, Text, nullable=False) for name in ("label", "author", "said")),
    sqlite_with_rowid=False,
)
