"""What a refresh did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.publishing import Entry


@dataclass(frozen=True, slots=True)
class Counted:
    """How many assets came into a feed, changed in it, left it, and stayed as they were among those that were looked at."""

    published: int = 0
    changed: int = 0
    withdrawn: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        """Both together."""
        return Counted(
            self.published + other.published,
            self.changed + other.changed,
            self.withdrawn + other.withdrawn,
            self.unchanged + other.unchanged,
        )


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did, channel by channel."""

    channels: tuple[tuple[str, Counted], ...] = ()

    @property
    def total(self) -> Counted:
        """All channels together."""
        return sum((counted for _, counted in self.channels), Counted())


def counted(held: Mapping[str, Entry], kept: Sequence[Entry]) -> Counted:
    """The count of a look at some assets: what stood in the feed of them before, and what was kept anew."""
    before = {asset for asset, entry in held.items() if entry.published}
    came = sum(entry.published and entry.asset not in before for entry in kept)
    changed = sum(entry.published and entry.asset in before for entry in kept)
    left = sum(not entry.published and entry.asset in before for entry in kept)
    return Counted(came, changed, left, len(before) - changed - left)
