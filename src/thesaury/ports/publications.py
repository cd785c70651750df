"""What we ask of the store of publications: what stands in which CMS, the log of what was done there, and which pages use it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.publication import KnownUse, PageUse, Publication, PublicationState, PublicationStep


@dataclass(frozen=True, slots=True)
class WantedPublications:
    """Which publications; what is empty narrows nothing. `withdrawing`: only those that are to leave and have not yet."""

    connection: str = ""
    asset: str = ""
    states: tuple[PublicationState, ...] = ()
    withdrawing: bool = False


@dataclass(frozen=True, slots=True)
class FeedRead:
    """How far a feed was planned for a CMS: `number` is that of the last change, of this channel, which then began with `floor`.

    `at` is when (UTC, empty: never), `basis` by what the feed had looked at all assets then. `sought` is the number up to which objects of
    what left the feed were looked for that nobody planned.
    """

    number: int = 0
    channel: str = ""
    floor: int = 0
    at: str = ""
    basis: str = ""
    sought: int = 0


class Publications(Protocol):
    """Publications of one workspace. Every method is one transaction."""

    def put(self, publications: Sequence[Publication], steps: Sequence[PublicationStep] = ()) -> None:
        """Keep these as they are now, by connection and asset, together with these lines of the log."""

    def of(self, connection: str, assets: Sequence[str]) -> Mapping[str, Publication]:
        """By asset what is known of it in this CMS."""

    def page(self, wanted: WantedPublications, after: str = "", limit: int = 100) -> list[Publication]:
        """Publications by connection and asset; `after` is `connection/asset` of the last one of the page before."""

    def due(self, connection: str, moment: str, limit: int = 100) -> list[Publication]:
        """What is pending or uncertain, or was being sent when the process ended, and due at this moment: withdrawals first, then as
        needed. What is due later than anything waits (`LONGEST_WAIT`) is due, too: the clock went back."""

    def counts(self, connection: str) -> Mapping[str, int]:
        """How many there are in each state, `live` ones, and those `withdrawing`."""

    def forget(self, connection: str, assets: Sequence[str]) -> None:
        """Drop what is known of these: they are gone from the CMS, and not wanted there."""

    def log(
        self, connection: str = "", asset: str = "", limit: int = 100, before: int = 0
    ) -> list[tuple[int, PublicationStep]]:
        """The newest lines of the log with their numbers, those below this number where it is not 0."""

    def read_feed(self, connection: str) -> FeedRead:
        """How far the feed of its channel was planned for this CMS."""

    def note_feed(self, connection: str, read: FeedRead) -> None:
        """Remember it."""

    def found(self, connection: str, uses: Sequence[PageUse], at: str) -> tuple[int, int]:
        """Say which uses there are in a CMS now, all of them: what was known and is not among them has ended. Returns how many are new and
        how many ended."""

    def uses(self, assets: Sequence[str], ended: bool = False) -> list[KnownUse]:
        """Where these assets stand, with `ended` also where they stood, by connection, page and place."""

    def uses_page(self, connection: str = "", after: int = 0, limit: int = 100) -> list[tuple[int, KnownUse]]:
        """All uses that last, with numbers, by number."""

    def drop(self, connection: str) -> None:
        """Forget all that is known of a CMS, when its connection is removed; the log stays."""
