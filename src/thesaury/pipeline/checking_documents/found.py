"""What is found in a document, and what is said of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from thesaury.model.asset import Asset
from thesaury.model.use import Use
from thesaury.search.cleared import RightsLine

SOON = 30
"""Days: rights that end within so many end soon."""


@dataclass(frozen=True, slots=True)
class Found:
    """A picture that stands in a document.

    `named` is how the document names it: the id of an asset, `connection/external id`, or the name of its file. Rendition, the moment it
    was placed (ISO 8601), the digest of the decision that permitted it (`rights`) and the use it was placed for (channel, regions, days in
    ISO 8601) are empty where the document does not say.
    """

    named: str
    rendition: str = ""
    placed_at: str = ""
    rights: str = ""
    channel: str = ""
    regions: tuple[str, ...] = ()
    first_day: str = ""
    last_day: str = ""


class State(StrEnum):
    """How it stands with a picture in a document, what is worst first."""

    UNKNOWN = "unknown"
    """Nobody here knows it."""
    GONE = "gone"
    """It was withdrawn, or is gone from every system."""
    DENIED = "denied"
    ENDED = "ended"
    """It was permitted, and the rights have ended."""
    REVIEW = "review"
    REPLACED = "replaced"
    """It may be used, and there is a newer version."""
    ENDS_SOON = "ends_soon"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Instead:
    """What may be used in the place of a picture: `newer` where it is the newer version of it, else it is like it."""

    asset: Asset
    rights: RightsLine
    score: float = 0.0
    newer: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What is said of one picture.

    `axis` says what denies (channel, region, period ...), `sentence` why, `todo` what to do, `by` the last day on which it is fine (None:
    at once, or nothing has to be done). `changed`: its rights are no longer those it was placed under. `use` is what was asked about, None
    where no use is known; `by_name`: only a name told which asset it is.
    """

    found: Found
    state: State
    sentence: str
    todo: str
    asset: Asset | None = None
    axis: str = ""
    by: date | None = None
    changed: bool = False
    instead: tuple[Instead, ...] = field(default=())
    use: Use | None = None
    by_name: bool = False
