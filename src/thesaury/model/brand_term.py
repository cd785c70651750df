"""Brand terms: the words a client wants used, allows, and forbids."""

from dataclasses import dataclass
from enum import StrEnum


class BrandStanding(StrEnum):
    """What a client has decided about a word."""

    PREFERRED = "preferred"
    """What its concept is called here, whatever the vocabulary calls it."""
    APPROVED = "approved"
    """It may be used for its concept, beside what that is called."""
    FORBIDDEN = "forbidden"
    """It is not used; `instead` says what is."""


@dataclass(frozen=True, slots=True)
class BrandTerm:
    """What a client has decided about one word.

    `language` is a BCP 47 tag, empty for every language. `concept` is the IRI of what the word means to this client, and it then means
    nothing else; empty where a forbidden word means nothing of its own. `exact`: capitals count, so that `Apple` may be the client and
    `apple` the fruit. `since` is the day from which on it holds (ISO 8601), empty for at once. `by` and `at` are who decided it and when
    (ISO 8601, UTC).
    """

    text: str
    standing: BrandStanding
    language: str = ""
    concept: str = ""
    instead: str = ""
    reason: str = ""
    since: str = ""
    note: str = ""
    exact: bool = False
    by: str = ""
    at: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """By what terms are told apart: a text in a language."""
        return self.text, self.language

    @property
    def forbidden(self) -> bool:
        """Whether the word is not used."""
        return self.standing is BrandStanding.FORBIDDEN
