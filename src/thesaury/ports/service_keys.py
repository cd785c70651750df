"""Keys of services: secret parts of addresses at which other tools ask the vocabularies, each under a name."""

from typing import Protocol


class ServiceKeys(Protocol):
    """Who has a key may ask; only its digest is kept."""

    def put(self, name: str, digest: str, at: str) -> None:
        """Keep the SHA-256 of the key of this name; an earlier one of the name is known no more."""

    def drop(self, name: str) -> None:
        """Forget a key. Raises Usage where there is none."""

    def all(self) -> list[tuple[str, str]]:
        """Every key by name, with the moment it was made."""

    def by_digest(self, digest: str) -> str:
        """The name of the key with this digest, or an empty text."""
