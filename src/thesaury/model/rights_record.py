"""The rights record: what one source says of the rights in an asset, version after version, never overwritten."""

from dataclasses import dataclass
from hashlib import sha256

from thesaury.model.licensing import Statement
from thesaury.model.policy import PolicyStatus


@dataclass(frozen=True, slots=True)
class RightsSource:
    """Where rights are stated: the key of an asset's record, and the place in it (the number of the licence, a field).

    `fields` are those of the source, with their names there; `captured_at` is the moment they were read. `embedded`: it stands in the
    file itself, where it may restrict what others say and never widens it. `roles` say what each field is about, where the system is
    known.
    """

    record: str
    place: str
    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    captured_at: str = ""
    embedded: bool = False
    roles: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of what it says: another one means that somebody changed the text or a field."""
        told = sha256(self.text.encode("utf-8", "surrogatepass"))
        for name, value in self.fields:
            told.update(f"\0{name}\0{value}".encode("utf-8", "surrogatepass"))
        return told.hexdigest()


@dataclass(frozen=True, slots=True)
class Purchase:
    """What is known of how a licence came about; `used` counts what caps allow (copies, downloads ...) as far as it is used up.

    `releases` has the state of the model's and of the property's release, in the words of the source. `caps` are those of the purchase
    beside its terms (downloads, users, reuses): None where the source says that there is none; one that is not named is not known.
    """

    licensor: str = ""
    licensee: str = ""
    transaction: str = ""
    purchased_at: str = ""
    cost: tuple[float, str] | None = None
    releases: tuple[tuple[str, str], ...] = ()
    used: tuple[tuple[str, float], ...] = ()
    caps: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, slots=True)
class RightsRecord:
    """One version of what a source states: `version` counts from 1, `at` is when it was made, `parser` the version that read it."""

    source: RightsSource
    version: int
    statement: Statement
    status: PolicyStatus
    parser: str
    at: str
    purchase: Purchase = Purchase()
    confirmed_by: str = ""
    confirmed_at: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What all versions share: record and place."""
        return self.source.record, self.source.place
