"""Rights in the sense of ODRL: what a policy is, and what a question about it is answered."""

from dataclasses import dataclass
from enum import StrEnum


class PolicyStatus(StrEnum):
    """How far a policy can be relied on (contract: rights record)."""

    COMPLETE = "complete"
    NEEDS_REVIEW = "needs_review"
    CONFIRMED = "confirmed"


class Verdict(StrEnum):
    """The three answers to "may I use this?"."""

    PERMIT = "permit"
    DENY = "deny"
    NEEDS_REVIEW = "needs_review"


@dataclass(frozen=True, slots=True)
class Policy:
    """What one source allows; `unresolved` holds every passage that no rule understood."""

    record: str
    status: PolicyStatus
    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    unresolved: tuple[str, ...] = ()
