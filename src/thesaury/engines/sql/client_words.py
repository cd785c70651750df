"""Words of a client that are in force, in the database: `ports.client_words.ClientWordsInForce`."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from thesaury.engines.sql.database import Database, insert_all
from thesaury.engines.sql.mapping_codec import read_said, said_text
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.schema import client_word as table
from thesaury.model.client_word import ClientWord


class SqlClientWords:
    """One row for each word."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._concepts = Remembered[str, frozenset[str]](database)

    def in_force(self) -> list[ClientWord]:
        """All of them, by connection, field and word."""
        columns = table.c
        wanted = select(table).order_by(columns.connection, columns.field, columns.word)
        with self._database.reading() as transaction:
            return [
                ClientWord(row.connection, row.field, row.word, read_said(row.said, row.author), row.label)
                for row in transaction.execute(wanted)
            ]

    def concepts(self) -> frozenset[str]:
        """The concepts of the client's own among them, by IRI."""
        return self._concepts.one("", self._read_concepts)

    def _read_concepts(self) -> frozenset[str]:
        with self._database.reading() as transaction:
            return frozenset(transaction.scalars(select(table.c.word).where(table.c.connection == "")))

    def enforce(self, words: Sequence[ClientWord]) -> None:
        """Let these be in force and no others."""
        rows = [
            {
                "connection": one.connection,
                "field": one.field,
                "word": one.word,
                "label": one.label,
                "author": one.said.author,
                "said": said_text(one.said),
            }
            for one in words
        ]
        with self._database.writing(durable=True) as transaction:
            transaction.execute(delete(table))
            insert_all(transaction, table, rows)
