"""Where vocabularies are kept, version after version, and what was pulled from servers."""

from dataclasses import dataclass
from typing import Protocol

from thesaury.model.concept import Concept, Vocabulary, VocabularyVersion


@dataclass(frozen=True, slots=True)
class Pulled:
    """How the last pull of a vocabulary from a server stands: `cursor` is where the next starts, `at` when a pull last succeeded,
    `whole_at` when everything was last compared, `failed_at` and `message` when and why a later one did not."""

    connection: str
    vocabulary: str
    cursor: str = ""
    at: str = ""
    whole_at: str = ""
    failed_at: str = ""
    message: str = ""
    notes: tuple[str, ...] = ()


class Vocabularies(Protocol):
    """Vocabularies with all their versions."""

    def put(self, vocabulary: Vocabulary, source: str, at: str) -> VocabularyVersion:
        """Keep this content as the next version; equal content gives the current version back unchanged."""

    def pulled(self, pulled: Pulled, vocabulary: Vocabulary | None = None) -> VocabularyVersion | None:
        """Note how a pull from a server ended, and keep the content it brought (if any) in the same transaction."""

    def pulls(self) -> list[Pulled]:
        """How the last pull of each connection that brings a vocabulary ended, by connection."""

    def versions(self, name: str | None = None) -> list[VocabularyVersion]:
        """All kept versions (of one vocabulary), by name and number."""

    def current(self) -> list[VocabularyVersion]:
        """The newest version of every vocabulary, by name."""

    def history(self, name: str, iri: str, most: int = 50) -> list[tuple[VocabularyVersion, Concept | None]]:
        """A concept in the newest versions of a vocabulary, newest version first; None in those that do not hold it."""

    def get(self, name: str, number: int | None = None) -> Vocabulary:
        """The content of a version, newest without a number. Raises Usage where there is none."""
