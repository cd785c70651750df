"""Compliance: how many assets have complete metadata in approved terms, whose they are, and what the other tags would cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.validation import Standing, TagAnswer


class Kind(StrEnum):
    """By what assets are put side by side. MONTH is when an asset was made, as far as its record says."""

    SOURCE = "source"
    TEAM = "team"
    MARKET = "market"
    AGENCY = "agency"
    CAMPAIGN = "campaign"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Share:
    """So many assets, and how many of them are complete (nothing that the profile asks for is missing, and there is a concept at all),
    clean (every tag is an approved term), and both."""

    assets: int = 0
    complete: int = 0
    clean: int = 0
    compliant: int = 0

    @property
    def part(self) -> float:
        """The share that is compliant, from 0 to 1; 0 of nothing."""
        return self.compliant / self.assets if self.assets else 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One asset: whether it is complete and clean, to which groups it belongs, and the schemes (by IRI) of which it lacks concepts or
    has too many; an empty scheme stands for an asset without any concept."""

    asset: str
    complete: bool
    clean: bool
    groups: tuple[tuple[Kind, str], ...]
    missing: tuple[str, ...] = ()


class Effort(StrEnum):
    """What cleaning a tag asks of people, least first."""

    NONE = "none"
    """It stands for one concept without doubt."""
    CHOICE = "choice"
    """There are concepts to choose from."""
    TERM = "term"
    """Somebody has to say what it means: a new term, or none."""


@dataclass(frozen=True, slots=True)
class FreeTag:
    """A tag in use that is no approved term: on how many assets, in which records by connection, and what it could be.

    Its cost is one decision of this effort and a write for each record.
    """

    tag: str
    assets: int
    records: tuple[tuple[str, int], ...]
    answer: TagAnswer

    @property
    def effort(self) -> Effort:
        """What cleaning it asks of people."""
        if self.answer.use and self.answer.standing.certain:
            return Effort.NONE
        return Effort.CHOICE if self.answer.use or self.answer.parts else Effort.TERM

    @property
    def writes(self) -> int:
        """How many records would be written."""
        return sum(count for _, count in self.records)


@dataclass(frozen=True, slots=True)
class Compliance:
    """The whole report, as of a moment (UTC in ISO 8601). Shares are by kind and value, the largest groups first; tags by standing count
    each different tag once; free tags come with most assets first."""

    at: str
    whole: Share
    shares: Mapping[Kind, tuple[tuple[str, Share], ...]]
    tags: Mapping[Standing, int]
    free: tuple[FreeTag, ...]
    measured: tuple[Measured, ...]

    def share(self, kind: Kind, value: str) -> Share:
        """The share of one group."""
        return dict(self.shares.get(kind, ())).get(value, Share())
