"""What we ask of the store of feeds: entries of channels in the order of their changes, and which assets are to be looked at again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.publishing import Entry


@dataclass(frozen=True, slots=True)
class FeedCounts:
    """How many entries a feed has that are published and that are withdrawn, and the number of its last change (0: none yet)."""

    published: int = 0
    withdrawn: int = 0
    head: int = 0


@dataclass(frozen=True, slots=True)
class WantedEntries:
    """Which published entries; what is empty narrows nothing. `topic` is a concept IRI, `narrower`: also what carries a narrower one.
    `audience` is one the item names, or any where it names none."""

    channel: str
    topic: str = ""
    narrower: bool = True
    audience: str = ""
    kind: str = ""


class Feeds(Protocol):
    """Feeds of one workspace. Every method is one transaction.

    Numbers of a channel are given out in the order in which changes become visible, so that whoever read up to one has missed nothing
    before it, whoever else writes at the same time.
    """

    def settle(self, channel: str, entries: Sequence[Entry]) -> list[Entry]:
        """Keep these entries, each with the next number, but for those of which the same is kept already (`Entry.told`).

        An entry that is published keeps the `published_at` it has in the store where it was published there, too. Returns what was kept, as
        it is kept. Raises Usage for an unknown channel.
        """

    def entries(self, channel: str, assets: Sequence[str]) -> dict[str, Entry]:
        """The entries of these assets, published or not."""

    def of_asset(self, asset: str) -> list[Entry]:
        """The entries of one asset in all channels, by channel."""

    def page(self, wanted: WantedEntries, after: str = "", limit: int = 100) -> list[Entry]:
        """Published entries by asset id after this one."""

    def newest(self, wanted: WantedEntries, before: int = 0, limit: int = 100) -> list[Entry]:
        """Published entries by falling number, those below this one where it is not 0."""

    def changes(self, channel: str, after: int = 0, limit: int = 100) -> list[Entry]:
        """Entries by rising number above this one, published and withdrawn: each in its last state only."""

    def withdrawn(self, channel: str = "", since: str = "", limit: int = 100) -> list[Entry]:
        """Withdrawn entries (of all channels without one), the last ones first, those changed at this moment or later."""

    def gone(self, channel: str, before: int = 0, limit: int = 100) -> list[Entry]:
        """Withdrawn entries of one channel by falling number, those below this one where it is not 0."""

    def due(self, channel: str, moment: str, limit: int = 500) -> list[str]:
        """Assets whose turn is at or before this moment, the earliest first: published ones by their `turns_at`, others as in `wait`."""

    def wait(self, channel: str, turns: Mapping[str, str]) -> None:
        """Remember of assets that are not published the moment from which they may be, an empty one: none is known."""

    def counts(self, channel: str) -> FeedCounts:
        """How many entries there are."""

    def head(self, channel: str) -> int:
        """The number of the last change, as in `counts`, without counting."""

    def floor(self, channel: str) -> int:
        """The number with which this feed began: 0, or more where an earlier channel of the name was dropped.

        Whoever read up to a lower one, but for 0, has read of that one, and has to read anew.
        """

    def forget(self, channel: str, before: str) -> int:
        """Drop what was withdrawn before this moment; returns how many there were."""

    def touch(self, assets: Sequence[str]) -> None:
        """Say of these assets that channels have to look at them again."""

    def touched(self, after: int, limit: int) -> list[tuple[str, int]]:
        """Assets with the number of their last touch above this one, by that number."""

    def seen(self, channel: str) -> int:
        """The number of the last touch this channel has looked at; -1 where it has to look at every asset."""

    def see(self, channel: str, number: int, basis: str | None = None) -> None:
        """Remember it, with `basis` also by what all assets were looked at. Raises Usage for an unknown channel."""

    def basis(self, channel: str) -> str:
        """By what this channel has looked at all assets, a digest of the reader's own; empty where it has not."""

    def last_touch(self) -> int:
        """The number of the last touch of all."""
