"""Where the words of a client that are decided on are kept, as enrichment reads them."""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.client_word import ClientWord


class ClientWordsInForce(Protocol):
    """The words by which assets are annotated now. Decisions are made in rounds of onboarding, and come into force before assets are read
    the next time: so nothing has to be compared at each decision."""

    def in_force(self) -> list[ClientWord]:
        """All of them, by connection, field and word."""

    def concepts(self) -> frozenset[str]:
        """The concepts of the client's own among them, by IRI."""

    def enforce(self, words: Sequence[ClientWord]) -> None:
        """Let these be in force and no others, in one transaction; of each place one."""
