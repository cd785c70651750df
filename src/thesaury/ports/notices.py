"""Where notices of rights are kept, each once, with what became of it; and the secret addresses of calendars."""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.notice import Notice, NoticeEvent


class Notices(Protocol):
    """Notices, their way to every channel, and their log, to which is only added."""

    def put(self, notices: Sequence[Notice], channels: Sequence[str]) -> list[Notice]:
        """Keep those whose key is new and let them wait for these channels; returns them. Of two workers one keeps each."""

    def waiting(self, channel: str, limit: int = 500) -> list[Notice]:
        """Notices that wait for a channel: what is in use first, then by day and key."""

    def told(self, keys: Sequence[str], channel: str, at: str) -> None:
        """They went out by this channel: they wait no more, and the log says so."""

    def failed(self, keys: Sequence[str], channel: str, at: str, why: str) -> None:
        """They did not go out: they wait still, and the log says why."""

    def last_told(self, channel: str) -> str:
        """The moment at which something last went out by this channel; empty before the first time."""

    def page(self, after: str = "", since: str = "", acknowledged: bool = False, limit: int = 500) -> list[Notice]:
        """The next notices by key behind this one, made at this moment or later; those acknowledged only if asked for."""

    def acknowledge(self, key: str, by: str, at: str) -> Notice:
        """Keep who has taken note and when; the first one stands. Raises Usage where there is no such notice."""

    def log(self, key: str = "") -> list[NoticeEvent]:
        """What became of one notice, or of all, oldest first."""


class CalendarFeeds(Protocol):
    """Calendars that are read at a secret address, each under a name."""

    def put(self, name: str, digest: str, at: str) -> None:
        """Keep the SHA-256 of the token of this feed; an earlier one of the name is known no more."""

    def drop(self, name: str) -> None:
        """Forget a feed. Raises Usage where there is none."""

    def all(self) -> list[tuple[str, str]]:
        """Every feed by name, with the moment it was made."""

    def by_digest(self, digest: str) -> str:
        """The name of the feed with this digest, or an empty text."""
