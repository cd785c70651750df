"""What a recommendation says: assets for each section of a brief with their reasons, what needs review, what is denied, and what is
missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.asset import Asset
from thesaury.model.brief import Brief, Format, Quote, Wanting
from thesaury.search.cleared import RightsLine


class Relation(StrEnum):
    """How a concept came into an expansion."""

    MEANT = "meant"
    NARROWER = "narrower"
    BROADER = "broader"
    RELATED = "related"
    SERVER = "server"
    """The taxonomy server said so, by its own expansion."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an expansion: from the concept `of` to `concept`, which then weighs `weight` (0 to 1). A concept that the brief means has
    itself as `of`, and `root` is the concept of the brief it all began with."""

    concept: str
    of: str
    relation: Relation
    weight: float
    root: str


@dataclass(frozen=True, slots=True)
class Because:
    """Why an asset is recommended: `carried`, the concept it carries, reached over `path` (from the concept of the brief, that
    first, to the carried one), the words of the brief (`quotes`), words of the asset that are those of the brief (`words`), or
    likeness alone (`likeness`, a cosine). `share` is the part of the asset's score that this makes, in 0 to 1."""

    share: float
    path: tuple[str, ...] = ()
    wanting: Wanting | None = None
    quotes: tuple[Quote, ...] = ()
    words: tuple[str, ...] = ()
    likeness: float | None = None

    @property
    def carried(self) -> str:
        """The concept the asset carries; empty where it is words or likeness that speak for it."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class UsageLine:
    """How an asset was used: how often in all and lately (see `LATELY`), the last day (ISO 8601), and how often in campaigns like
    this one."""

    times: int = 0
    lately: int = 0
    last: str = ""
    alike: int = 0


LATELY = 90
"""Days; what was placed more often than others in that time is tired."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One recommended asset: `parts` are the parts of its score by name, each in 0 to 1 before its weight (coverage, words,
    likeness, quality, freshness, success, fatigue ...); `doubles` are assets that look the same; `rights` is None where no use was
    asked about."""

    asset: Asset
    score: float
    parts: tuple[tuple[str, float], ...]
    because: tuple[Because, ...] = ()
    rights: RightsLine | None = None
    usage: UsageLine = UsageLine()
    format: Format | None = None
    doubles: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    """The concepts of the brief, or of its expansion, that it carries."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a section asks for and no usable asset has: a concept (IRI), a format, both; `region` and `channel` where there would be
    assets, but none is cleared there: `blocked` says how many."""

    section: str
    concept: str = ""
    format: Format | None = None
    region: str = ""
    channel: str = ""
    blocked: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The assets for one section, best first (those chosen for variety included)."""

    section: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The whole answer. `picks` are all of it, best first, each asset once; `groups` the same by section.

    `review`: fitting assets whose rights need a person's eye, which are not among the picks. `denied`: how many fitting assets may not be
    used, by reason (the axis: channel, region, period ...). `withheld`: how many are left out for their standing, by reason (unapproved,
    superseded, withdrawn). `missing` says why no vectors were compared, empty where they were.
    """

    brief: Brief
    picks: tuple[Pick, ...]
    groups: tuple[Group, ...]
    steps: tuple[Step, ...]
    gaps: tuple[Gap, ...]
    review: tuple[Pick, ...]
    denied: Mapping[str, int]
    withheld: Mapping[str, int]
    fitting: int
    """How many usable assets fit the brief in all."""
    missing: str = ""
    notes: tuple[tuple[str, str], ...] = ()
