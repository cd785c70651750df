"""What is kept of a search: what it was about and what came of it, and nothing by which somebody could be known."""

from dataclasses import dataclass
from enum import StrEnum


class SearchKind(StrEnum):
    """What was asked for."""

    SEARCH = "search"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """One search, under an id that is the same whenever it is reported again.

    `at` is UTC in ISO 8601. `session` is a key that rotates every day, so that what somebody does on one day belongs together and no two
    days do. `where` says where it was asked: portal, api, command, or the program of a picker. `digest` is that of its words in small
    letters with single spaces, under the key of the day: the words themselves may name people, and whoever guesses them finds no others.
    `results` is how many assets it found, `usable` how many of them the planned use permits (None: no use was asked about), `blocked` how
    many each axis denies, looked up only where none is usable.
    Channel and regions are those of the planned use, by the tables of rights; of a brief with several channels none is told. `digest` of a
    recommendation is that of its brief; it is empty where no words were typed and a concept was chosen.
    `quantity` is how many searches a system reports in one sum; those that are kept here are one each.
    """

    id: str
    at: str
    kind: SearchKind = SearchKind.SEARCH
    session: str = ""
    where: str = ""
    team: str = ""
    digest: str = ""
    language: str = ""
    concepts: tuple[str, ...] = ()
    results: int = 0
    usable: int | None = None
    channel: str = ""
    regions: tuple[str, ...] = ()
    blocked: tuple[tuple[str, int], ...] = ()
    campaign: str = ""
    quantity: int = 1
