"""Where the offers of the agency wait in a client's workspace, with their content, and what was taken over from it."""

from typing import Protocol

from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.offer import Offer, TakenOver


class Offers(Protocol):
    """At most one offer of each vocabulary, and the vocabularies that are the agency's."""

    def put(self, offer: Offer, content: Vocabulary) -> None:
        """Let this offer wait, in the place of the one of the same vocabulary."""

    def all(self) -> list[Offer]:
        """The last offer of each vocabulary, by name: it waits, or was declined."""

    def content(self, vocabulary: str) -> Vocabulary:
        """What is offered. Raises Usage where no offer of it waits."""

    def decline(self, offer: Offer, by: str, at: str) -> bool:
        """Say no to an offer and forget its content; False where it does not wait any more."""

    def withdraw(self, vocabulary: str) -> bool:
        """Forget the offer of this vocabulary; False where there is none."""

    def take(self, offer: Offer, by: str, at: str) -> VocabularyVersion | None:
        """Keep what is offered as the next version, note that the vocabulary is the agency's, and forget the offer, in one transaction.

        None where this offer does not wait any more; nothing is kept then.
        """

    def taken(self) -> list[TakenOver]:
        """The vocabularies that are the agency's, by name."""

    def followed(self, taken: TakenOver) -> None:
        """Note that mappings were carried over to the version taken last, unless another one was taken meanwhile."""

    def release(self, vocabulary: str) -> bool:
        """From now on the vocabulary is this workspace's own; an offer of it is forgotten. False where it was that already."""
