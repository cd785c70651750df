"""Profiles: which concepts the metadata of an asset has to hold, by concept scheme, for which assets."""

from dataclasses import dataclass
from enum import StrEnum


class Unknowns(StrEnum):
    """What becomes of a tag that no vocabulary knows."""

    PROPOSED = "proposed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SchemeRule:
    """How many concepts of one scheme (by IRI) a record has to have at least and may have at most; `most` None is any number."""

    scheme: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One rule set under a name.

    `applies` are the records it is for, as (property, allowed values): all of them have to fit, an empty one fits every record, and
    the profile with most conditions that fit is taken. `schemes` are the schemes with rules; with `closed` no concept of any other
    scheme is allowed. `languages` are the languages that tags may be written in, best first (BCP 47 primary tags; empty: any).
    """

    name: str
    applies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    schemes: tuple[SchemeRule, ...] = ()
    closed: bool = False
    languages: tuple[str, ...] = ()
    unknowns: Unknowns = Unknowns.PROPOSED

    @property
    def allowed(self) -> frozenset[str] | None:
        """The schemes whose concepts are allowed, None where all are."""
        return frozenset(rule.scheme for rule in self.schemes) if self.closed else None


NO_PROFILE = Profile("")
"""Where nobody made a profile: every scheme is allowed, nothing is required, and unknown tags are proposed."""
