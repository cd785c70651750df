"""What licences state, as values: terms by axis, the words each was read from, and what nobody understood.

The names of channels, regions, purposes, parties, limits and duties are data (`rights/vocabulary`), for a client may have its own.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ANY = "*"
"""Any channel, or the ordinary purposes."""

WORLD = "001"
"""The world, as UN M49 numbers it."""


class LicenceModel(StrEnum):
    """Ways in which pictures are licensed."""

    ROYALTY_FREE = "rf"
    RIGHTS_MANAGED = "rm"
    RIGHTS_READY = "rr"
    EDITORIAL = "editorial"
    CREATIVE_COMMONS = "cc"
    PUBLIC_DOMAIN = "public_domain"
    COMP = "comp"
    COMMISSIONED = "commissioned"
    OWNED = "owned"
    UNKNOWN = "unknown"


class Axis(StrEnum):
    """What a planned use is asked about, one after another."""

    CHANNEL = "channel"
    REGION = "region"
    DATE = "date"
    PURPOSE = "purpose"
    PARTY = "party"
    QUANTITY = "quantity"
    SCOPE = "scope"
    MODIFICATION = "modification"
    OTHER = "other"


class Modification(StrEnum):
    """How far a picture may be changed."""

    ALLOWED = "allowed"
    MINOR = "minor"
    PROHIBITED = "prohibited"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value was read: code points of the text, the words that stand there, and the rule that read them."""

    axis: Axis
    start: int
    end: int
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A stretch of the text that a person has to read, and why (a reason of the rights contract)."""

    reason: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What is allowed, denied and left unclear on one axis, by the names of leaves or groups; `allow` None: not stated."""

    allow: tuple[str, ...] | None = None
    deny: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A cap: `max` None where one exists and its number is not known, `channels` None where it holds for the whole term."""

    kind: str
    max: float | None
    channels: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One grant; a use is allowed where every axis of one term allows it.

    `valid_from` and `valid_until` are days, the last one included, in the licence's time zone, or moments with an offset (`datetime`).
    `scope` has the kinds (campaign, brand, product, event, publication, language, industry, page) with the names the term is for.
    `purposes.allow` None: the ordinary ones; `parties.allow` None: the licensee itself. `unclear_axes` are those on which the text
    said something that cannot be resolved.
    """

    channels: Selection = Selection()
    regions: Selection = Selection()
    valid_from: date | None = None
    valid_until: date | None = None
    perpetual: bool = False
    first_use_by: date | None = None
    purposes: Selection = Selection()
    parties: Selection = Selection()
    limits: tuple[Limit, ...] = ()
    duties: tuple[str, ...] = ()
    attribution_text: str = ""
    modification: Modification | None = None
    exclusivity: str = ""
    scope: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unclear_axes: tuple[Axis, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What one licence states. Nothing unresolved and at least a term or a stop: it is complete; else a person has to read it."""

    model: LicenceModel = LicenceModel.UNKNOWN
    prohibit_all: bool = False
    terms: tuple[Term, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all of it was understood."""
        return not self.unresolved and (self.prohibit_all or bool(self.terms))
