"""What words of a licence can mean, and where a text says so."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final


class Kind(str):
    """What a stretch of words does in a licence: one of these, each of which exists once, so that `is` tells them apart.

    No Enum, whose members take Python 3.11 several times as long to look up: the parser names kinds a thousand times in every text.
    """

    __slots__ = ()

    CHANNEL: ClassVar["Kind"]
    REGION: ClassVar["Kind"]
    PURPOSE: ClassVar["Kind"]
    PARTY: ClassVar["Kind"]
    MODEL: ClassVar["Kind"]
    NEGATION: ClassVar["Kind"]
    DENIED: ClassVar["Kind"]
    EXCEPTION: ClassVar["Kind"]
    ONLY: ClassVar["Kind"]
    ALLOWED: ClassVar["Kind"]
    INCLUDING: ClassVar["Kind"]
    JOIN: ClassVar["Kind"]
    OTHERWISE: ClassVar["Kind"]
    NOT_ONLY: ClassVar["Kind"]
    UNTIL: ClassVar["Kind"]
    BEFORE: ClassVar["Kind"]
    FROM: ClassVar["Kind"]
    WITHIN: ClassVar["Kind"]
    DATE: ClassVar["Kind"]
    DURATION: ClassVar["Kind"]
    ANCHOR: ClassVar["Kind"]
    PERPETUAL: ClassVar["Kind"]
    UNBOUNDED: ClassVar["Kind"]
    FIRST_USE: ClassVar["Kind"]
    EMBARGO: ClassVar["Kind"]
    LIMIT: ClassVar["Kind"]
    CONSENT: ClassVar["Kind"]
    CREDIT: ClassVar["Kind"]
    DUTY: ClassVar["Kind"]
    PLAIN_DUTY: ClassVar["Kind"]
    MODIFICATION: ClassVar["Kind"]
    PLAIN_MODIFICATION: ClassVar["Kind"]
    EXCLUSIVE: ClassVar["Kind"]
    NO_PUBLICATION: ClassVar["Kind"]
    AGENCY_OUT: ClassVar["Kind"]
    ORGANIC: ClassVar["Kind"]
    ORGANIC_AND_PAID: ClassVar["Kind"]
    SCOPE: ClassVar["Kind"]
    LANGUAGE: ClassVar["Kind"]
    INDUSTRY: ClassVar["Kind"]
    PARTS: ClassVar["Kind"]
    PART: ClassVar["Kind"]
    REFERENCE: ClassVar["Kind"]
    OPEN: ClassVar["Kind"]
    NO_TRANSFER: ClassVar["Kind"]
    STOP: ClassVar["Kind"]
    RELEASED: ClassVar["Kind"]
    UNRELEASED: ClassVar["Kind"]
    PLAIN: ClassVar["Kind"]
    BREAK: ClassVar["Kind"]
    COMMA: ClassVar["Kind"]
    COLON: ClassVar["Kind"]
    CELL: ClassVar["Kind"]
    CLOSE: ClassVar["Kind"]
    QUOTE: ClassVar["Kind"]
    NUMBER: ClassVar["Kind"]
    UNKNOWN: ClassVar["Kind"]

    def __new__(cls, name: str) -> "Kind":
        """The kind of a name as the tables write it; ValueError where there is none."""
        if name not in _KINDS:
            raise ValueError(f"{name!r} is no kind of words")
        return _KINDS[name]


_KINDS = {name.lower(): str.__new__(Kind, name.lower()) for name in Kind.__annotations__}
for _name, _kind in _KINDS.items():
    setattr(Kind, _name.upper(), _kind)


CONTENT = frozenset({Kind.CHANNEL, Kind.REGION, Kind.PURPOSE, Kind.PARTY})
"""The kinds that are allowed or denied."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: its first and its last day or moment, the same for a single day. `whole` names the unit it was said in (day,
    month, quarter, half, week, year, range); `problem` is the reason why it cannot be told, and then the days are the outermost."""

    first: date | None
    last: date | None
    whole: str = "day"
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: so many days, months or years (as months)."""

    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning: `names` of channels, regions and so on; `denied` those that a "no" in front forbids, `unclear` those that may be
    meant, `left_out` those that are denied by it; `only` if it says so itself; `rule` names what read it."""

    kind: Kind
    names: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    reason: str = ""
    rule: str = ""
    only: bool = False
    period: Period | None = None
    length: Length | None = None
    amount: float | None = None


@dataclass(init=False, slots=True, unsafe_hash=True)
class Found:
    """A meaning at a place: tokens `first` up to but not including `after`, code points `start` to `end` of the original.

    Nothing of it is ever changed. That is left to the type checker, for a frozen dataclass takes three times as long to make.
    """

    first: Final[int]
    after: Final[int]
    start: Final[int]
    end: Final[int]
    meaning: Final[Meaning]
    kind: Final[Kind]

    def __init__(self, meaning: Meaning, first: int, after: int, start: int, end: int) -> None:
        self.first = first
        self.after = after
        self.start = start
        self.end = end
        self.meaning = meaning
        self.kind = meaning.kind

    def as_(self, meaning: Meaning) -> "Found":
        """The same words in another meaning."""
        return Found(meaning, self.first, self.after, self.start, self.end)
