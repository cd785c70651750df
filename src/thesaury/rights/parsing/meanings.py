"""What words of a licence can mean, and where a text says so."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of words does in a licence."""

    CHANNEL = "channel"
    REGION = "region"
    PURPOSE = "purpose"
    PARTY = "party"
    MODEL = "model"
    NEGATION = "negation"
    DENIED = "denied"
    EXCEPTION = "exception"
    ONLY = "only"
    ALLOWED = "allowed"
    INCLUDING = "including"
    JOIN = "join"
    OTHERWISE = "otherwise"
    NOT_ONLY = "not_only"
    UNTIL = "until"
    BEFORE = "before"
    FROM = "from"
    WITHIN = "within"
    DATE = "date"
    DURATION = "duration"
    ANCHOR = "anchor"
    PERPETUAL = "perpetual"
    UNBOUNDED = "unbounded"
    FIRST_USE = "first_use"
    EMBARGO = "embargo"
    LIMIT = "limit"
    CONSENT = "consent"
    CREDIT = "credit"
    DUTY = "duty"
    PLAIN_DUTY = "plain_duty"
    MODIFICATION = "modification"
    PLAIN_MODIFICATION = "plain_modification"
    EXCLUSIVE = "exclusive"
    NO_PUBLICATION = "no_publication"
    AGENCY_OUT = "agency_out"
    ORGANIC = "organic"
    ORGANIC_AND_PAID = "organic_and_paid"
    SCOPE = "scope"
    LANGUAGE = "language"
    INDUSTRY = "industry"
    PARTS = "parts"
    PART = "part"
    REFERENCE = "reference"
    OPEN = "open"
    NO_TRANSFER = "no_transfer"
    STOP = "stop"
    RELEASED = "released"
    UNRELEASED = "unreleased"
    PLAIN = "plain"
    BREAK = "break"
    COMMA = "comma"
    COLON = "colon"
    CELL = "cell"
    CLOSE = "close"
    QUOTE = "quote"
    NUMBER = "number"
    UNKNOWN = "unknown"


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


@dataclass(frozen=True, slots=True)
class Found:
    """A meaning at a place: tokens `first` up to but not including `after`, code points `start` to `end` of the original."""

    meaning: Meaning
    first: int
    after: int
    start: int
    end: int
    kind: Kind = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", self.meaning.kind)

    def as_(self, meaning: Meaning) -> "Found":
        """The same words in another meaning."""
        return Found(meaning, self.first, self.after, self.start, self.end)
