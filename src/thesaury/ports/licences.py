"""Licences whose fields a system defines: whoever knows the system turns them into terms, or says what each field is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from thesaury.model.asset import Licence
from thesaury.model.licensing import Statement
from thesaury.model.rights_record import Purchase


class Role(StrEnum):
    """What a field of a licence is about; its values are words in any language, days in ISO 8601, or names of our tables.

    `UNREAD` speaks of permission in a way nobody reads: it sends the licence to a person. `NOTICE` says nothing of what is
    permitted (who owns it, where to read more) and is shown only. `PROHIBITED` forbids every use while its value is true.
    """

    TEXT = "text"
    CHANNELS = "channels"
    DENIED_CHANNELS = "denied_channels"
    REGIONS = "regions"
    DENIED_REGIONS = "denied_regions"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    FIRST_USE_BY = "first_use_by"
    PURPOSES = "purposes"
    DENIED_PURPOSES = "denied_purposes"
    PARTIES = "parties"
    LIMITS = "limits"
    DUTIES = "duties"
    CREDIT = "credit"
    MODIFICATION = "modification"
    EXCLUSIVITY = "exclusivity"
    CAMPAIGN = "campaign"
    BRAND = "brand"
    PRODUCT = "product"
    INDUSTRY = "industry"
    LANGUAGE = "language"
    MODEL = "licence_model"
    PROHIBITED = "prohibited"
    LICENSOR = "licensor"
    LICENSEE = "licensee"
    TRANSACTION = "transaction"
    MODEL_RELEASE = "model_release"
    PROPERTY_RELEASE = "property_release"
    NOTICE = "notice"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a licence: its name in the source, what it is about, and one of its values."""

    name: str
    role: Role
    value: str


@dataclass(frozen=True, slots=True)
class FieldedLicence:
    """One licence as fields with roles, in the order of the source; `embedded`: it stands in the file itself, where it may restrict
    what a purchase says and never widens it."""

    fields: tuple[Field, ...]
    embedded: bool = False


@dataclass(frozen=True, slots=True)
class StatedLicence:
    """One licence by the terms of its system; `texts` are further sources of the same licence, to be read as texts.

    `fields` are those the statement was read from: when they change, it is another statement.
    """

    statement: Statement
    purchase: Purchase
    fields: tuple[tuple[str, str], ...]
    texts: tuple[str, ...] = ()


class LicenceReader(Protocol):
    """Reads the licences of one system's records, without asking it anything."""

    @property
    def version(self) -> str:
        """Another version may read the same fields otherwise."""

    def read(self, licences: Sequence[Licence]) -> tuple[Sequence[StatedLicence | FieldedLicence], Sequence[Licence]]:
        """The licences it understands, in order, and those it does not know."""


@dataclass(frozen=True, slots=True)
class WrittenLicence:
    """Terms by the names and keys of a system, and a sentence for everything they cannot say; with losses, do not send them alone."""

    terms: tuple[Mapping[str, Any], ...]
    losses: tuple[str, ...] = ()


class LicenceWriter(Protocol):
    """Writes licences as one system would state them, without asking it anything."""

    def write(self, statement: Statement) -> WrittenLicence:
        """The terms; what was read from this system and is as it was read comes back equal."""
