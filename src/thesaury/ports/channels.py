"""What we ask of the store of publishing channels: the channels, who may read their feeds, and what people approved."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from thesaury.model.audit import Deed
from thesaury.model.publishing import Approval, Channel


class Channels(Protocol):
    """Channels of one workspace. Every method is one transaction."""

    def put(self, channel: Channel) -> None:
        """Add a channel, or replace the one of this name."""

    def exchange(self, name: str, before: Channel | None, channel: Channel | None) -> bool:
        """Put this channel (or none: drop it) in the place of the one of the name, if that is still `before` (None: there is none); false,
        and nothing is changed, where it is another."""

    def drop(self, name: str) -> None:
        """Forget a channel with its keys, its approvals and its feed. Raises Usage where there is none."""

    def get(self, name: str) -> Channel | None:
        """The channel of this name."""

    def all(self) -> list[Channel]:
        """Every channel, by name."""

    def put_key(self, channel: str, name: str, digest: str, at: str) -> None:
        """Keep the SHA-256 of a key by which the feed of this channel is read; an earlier one of the name is known no more."""

    def drop_key(self, channel: str, name: str) -> None:
        """Forget a key. Raises Usage where there is none."""

    def keys(self, channel: str) -> list[tuple[str, str]]:
        """The names of the keys of a channel, each with the moment it was made."""

    def by_key(self, digest: str) -> str:
        """The name of the channel that is read by the key with this digest, or an empty text."""

    def approve(self, approvals: Sequence[Approval], deeds: Sequence[Deed] = ()) -> None:
        """Keep what somebody said of these assets together with these deeds; later words take the place of earlier ones.

        With it channels have to look at these assets again, as after `Feeds.touch`: what was said is never kept without.
        """

    def approvals(self, channel: str, assets: Sequence[str]) -> Mapping[str, tuple[Approval, ...]]:
        """What was said last of each of these assets for this channel and for EVERY_CHANNEL; assets nobody spoke of are left out."""

    def approved(self, channel: str, after: str, limit: int) -> list[Approval]:
        """What was said last for exactly this channel, by asset after this one."""
