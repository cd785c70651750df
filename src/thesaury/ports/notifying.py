"""Channels by which people and systems are told of notices."""

from typing import Protocol

from thesaury.model.notice import NoticeMessage


class Notifier(Protocol):
    """One configured channel."""

    @property
    def channel(self) -> str:
        """Its name: what notices wait for."""

    def tell(self, message: NoticeMessage) -> None:
        """Send the message; a return means that the other side has taken it.

        Raises Unreachable or LostReply where the same may be sent later (the other side knows it again by its id), Refused, NeedsLogin
        or Usage where a person has to change something first.
        """
