"""Words of a client that somebody decided on, as enrichment reads them: which word of which records, and what was said of it."""

from dataclasses import dataclass

from thesaury.model.onboarding import Said

TAGS = "tags"
"""The field of a word that is a tag."""


@dataclass(frozen=True, slots=True)
class ClientWord:
    """A word of the records of one connection, and what holds of it: accepted, or rejected.

    `field` is `tags`, or the name of the property or text whose value is the word. Without a connection and a field the word is a concept
    of the client's own vocabulary, by its IRI. `label` is what the word is called where it is not called as it is written.
    """

    connection: str
    field: str
    word: str
    said: Said
    label: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Where the word stands: of one place one thing is said."""
        return self.connection, self.field, self.word
