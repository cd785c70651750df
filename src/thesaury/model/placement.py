"""Placements: assets put into documents, and what people thought of assets that were recommended to them."""

from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Placement:
    """One asset put into one document, under an id its host chose, which stays the same when the report is repeated.

    `at` is UTC in ISO 8601. `record` is the record (`connection/external id`) whose file was placed, `rendition` which form of it, `host`
    the program (photoshop, indesign, premiere, express, figma, browser, moodboard ...), `document` how the host names the document.
    Channel, regions and days are the use it was placed for; `rights` is the digest of the decision that permitted it. `board` and
    `campaign` say what it was placed for, empty where nobody knows.
    """

    id: str
    asset: str
    at: str
    host: str
    document: str = ""
    record: str = ""
    rendition: str = ""
    channel: str = ""
    regions: tuple[str, ...] = ()
    first_day: str = ""
    last_day: str = ""
    rights: str = ""
    board: str = ""
    campaign: str = ""
    by: str = ""

    @property
    def told(self) -> "Placement":
        """What its host says of it, which is the same whenever it is reported: without moment, rights and person."""
        return replace(self, at="", rights="", by="")


class Liking(StrEnum):
    """What somebody did with an asset that was recommended."""

    PINNED = "pinned"
    REJECTED = "rejected"
    PLACED = "placed"
    SHOWN = "shown"
    """It was on the list, and nobody did anything with it."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One such deed: for which brief (its digest) and campaign, at which place of the list (from 1; 0 where it stood on none), and
    the parts of its score then, each in 0 to 1, by name. Later feedback on the same asset and brief takes the place of earlier; that it was
    only shown never takes the place of what somebody did."""

    asset: str
    brief: str
    liking: Liking
    at: str
    by: str = ""
    campaign: str = ""
    place: int = 0
    parts: tuple[tuple[str, float], ...] = ()
