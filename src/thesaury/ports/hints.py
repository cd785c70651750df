"""Hints: what a system or a file watcher says has changed; never more than a reason to look."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hint:
    """One record that may have changed or gone; an empty external id says only that something did."""

    external_id: str


class Listener(Protocol):
    """Understands the events a system delivers to the address we gave it."""

    def heard(self, headers: Mapping[str, str], body: bytes) -> tuple[Hint, ...]:
        """What a delivery hints at; header names are in lower case. A request to confirm a subscription is answered here.

        Raises Refused for a delivery that is not signed as it has to be or belongs to somebody else, BadInput for one that cannot be
        understood, Unreachable when a confirmation does not get through. An unknown kind of event hints at nothing.
        """

    def subscribe(self, address: str) -> tuple[str, ...]:
        """Make sure that the system delivers to this address, renewing what lapsed; sentences on what stands now.

        Raises Usage where the system takes no such request, NeedsLogin, Refused or Unreachable.
        """


class Watch(Protocol):
    """Sees changes as they happen, on this machine."""

    def hints(self, stopped: Callable[[], bool]) -> Iterator[tuple[Hint, ...]]:
        """Hints as changes settle, until stopped; every so often an empty tuple. Raises Unreachable when it cannot watch."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A hint nobody looked at yet; `at` is when it last came, UTC in ISO 8601."""

    external_id: str
    at: str


class Hints(Protocol):
    """Hints that wait for the next pull of their connection, and the addresses they come in by."""

    def put(self, connection: str, hints: Sequence[Hint], at: str) -> int:
        """Let these hints wait; one that waits already only gets the later moment. Returns how many wait now that did not before."""

    def waiting(self, connection: str, limit: int = 500) -> list[Waiting]:
        """The hints of a connection that wait, by external id."""

    def seen(self, connection: str, waiting: Sequence[Waiting]) -> None:
        """Take these off, unless they came again since."""

    def set_hook(self, connection: str, digest: str) -> None:
        """Keep the SHA-256 of the token in the connection's own address; empty removes it. Raises Usage for an unknown connection."""

    def by_hook(self, digest: str) -> str:
        """The name of the connection with this hook, or an empty text."""
