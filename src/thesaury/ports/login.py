"""Logging in to a system as a person, in a browser."""

from typing import Protocol


class Login(Protocol):
    """One attempt to log in."""

    @property
    def address(self) -> str:
        """What the person opens in a browser."""

    def complete(self, callback: str) -> None:
        """Take the address the browser ended at and keep the credential. Raises BadInput, NeedsLogin or Refused."""
