"""What somebody is told of rights that end or change, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """Of what: a licence ends, the last day for a first use is near, a cap is nearly or all used up, a use that was reported is denied
    now, or a confirmation holds no more because the text changed."""

    END = "end"
    FIRST_USE = "first_use"
    CAP = "cap"
    DENIED = "denied"
    VOID = "confirmation_void"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell, once: `key` is the same for the same stage of the same thing, and another when the day or the cap is another.

    `stage` are days before (90, 30, 7, 0) or percent of a cap (80, 100), 0 otherwise. `day` is in ISO 8601, empty where there is
    none. `campaign` and `owner` are what notices are grouped by; `at` is the moment it was made, UTC in ISO 8601.
    """

    key: str
    kind: NoticeKind
    stage: int
    asset: str
    title: str
    record: str
    place: str
    version: int
    sentence: str
    at: str
    day: str = ""
    campaign: str = ""
    owner: str = ""
    in_use: bool = False
    acknowledged_by: str = ""
    acknowledged_at: str = ""


@dataclass(frozen=True, slots=True)
class NoticeEvent:
    """What became of a notice at a moment: `what` is told, failed or acknowledged; `who` the channel or the person."""

    key: str
    at: str
    what: str
    who: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """Notices of one campaign and owner (either may be empty), what is in use first."""

    campaign: str
    owner: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class NoticeMessage:
    """What goes out in one piece: its `id` is made of the notices, so that the same ones told again have the same id."""

    id: str
    at: str
    groups: tuple[NoticeGroup, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all its notices."""
        return tuple(notice.key for group in self.groups for notice in group.notices)
