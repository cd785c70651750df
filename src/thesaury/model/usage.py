"""What people did with assets, as systems report it."""

from dataclasses import dataclass
from enum import StrEnum

CHANNEL, REGIONS, CAMPAIGN, SESSION, TEAM = "channel", "regions", "campaign", "session", "team"
"""Names of properties by which an event says for what something was used: a channel and regions (with spaces between them) by the tables of
rights, the id of a campaign, the session it happened in and the team."""


class UsageKind(StrEnum):
    """What happened."""

    VIEW = "view"
    DOWNLOAD = "download"
    USE = "use"
    SHARE = "share"
    UPLOAD = "upload"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class UsageEvent:
    """One thing that happened, under an id that is the same whenever it is reported again.

    `at` is UTC in ISO 8601. `external_id` names the record (empty for a search), `where` the page, document or channel, `terms` the
    words of a search and `results` how many it found. `quantity` counts events that are only reported in sum. Nothing here names a person.
    """

    id: str
    kind: UsageKind
    at: str
    external_id: str = ""
    where: str = ""
    terms: tuple[str, ...] = ()
    results: int | None = None
    quantity: int = 1
    properties: tuple[tuple[str, str], ...] = ()
