"""Secrets of connections: encrypted at rest, never printed, never logged."""

from collections.abc import Mapping
from typing import Protocol


class Secrets(Protocol):
    """The secrets of one workspace."""

    def get(self, connection: str, name: str) -> str:
        """The secret, or an empty string. Raises Usage when the key that opens it is missing or another one."""

    def put(self, connection: str, secrets: Mapping[str, str]) -> None:
        """Keep all of these in one transaction, durable on return; an empty value removes that secret."""

    def put_first(self, connection: str, name: str, value: str) -> str:
        """Keep this secret, durable on return, unless there is one of the name already; returns the one that is kept."""

    def names(self, connection: str) -> tuple[str, ...]:
        """Which secrets are kept, by name and in order; never their values."""
