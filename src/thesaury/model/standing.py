"""Whether an asset may be offered at all, by what its systems say of its state: approved and current versions only.

This is the one place that knows under which names systems say so; docs/recommending.md lists them.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from thesaury.model.asset import Asset, Record


class Standing(StrEnum):
    """Why an asset is not offered."""

    UNAPPROVED = "unapproved"
    DRAFT = "draft"
    REJECTED = "rejected"
    ARCHIVED = "archived"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


STATES = ("status", "state", "workflow_status", "approval_status", "lifecycle", "asset_status")
"""Properties that name a state in a word."""
APPROVED = ("approved", "is_approved")
ARCHIVED = ("archive", "archived", "is_archived")
CURRENT = ("is_current", "current_version", "is_latest")
"""Properties that say yes or no."""
REPLACED_BY = ("replaced_by", "superseded_by")
"""Properties that name what took the place of the asset."""
REPLACES = ("replaces", "supersedes")
"""Properties that name what the asset took the place of: an id, `connection/external id`, or an external id of the same connection."""

_NO, _YES = frozenset({"false", "no", "0", "nein", "non"}), frozenset({"true", "yes", "1", "ja", "oui"})
_WORDS = {
    Standing.DRAFT: ("draft", "in progress", "work in progress", "wip", "in work", "entwurf", "in arbeit", "brouillon"),
    Standing.UNAPPROVED: ("unapproved", "not approved", "pending", "pending approval", "in review", "for approval"),
    Standing.REJECTED: ("rejected", "declined", "abgelehnt", "refused", "rejeté"),
    Standing.ARCHIVED: ("archived", "archiviert", "archivé"),
    Standing.EXPIRED: ("expired", "abgelaufen", "expiré"),
    Standing.WITHDRAWN: ("withdrawn", "blocked", "retired", "zurückgezogen", "gesperrt", "retiré"),
    Standing.SUPERSEDED: ("superseded", "replaced", "obsolete", "outdated", "ersetzt", "veraltet", "remplacé"),
}
_STATES = {word: standing for standing, words in _WORDS.items() for word in words}


def standing(asset: Asset, replaced: Iterable[str] = ()) -> Standing | None:
    """Why the asset is not to be offered; None where nothing speaks against it. What one of its records says is enough.

    `replaced` are names (see `REPLACES`) that other assets say they took the place of.
    """
    said = next((found for record in asset.records if (found := _of(record))), None)
    if said is None and not names_of(asset).isdisjoint(replaced):
        return Standing.SUPERSEDED
    return said


def takes_over(heir: Asset) -> bool:
    """Whether an asset takes the place of what it says it replaces: not while it is a draft or not approved, nor where it was withdrawn.
    One that was superseded did so, and handed the place on."""
    return standing(heir) in (None, Standing.SUPERSEDED)


def names_of(asset: Asset) -> frozenset[str]:
    """All names by which another record may speak of this asset: its id, and the keys of its records."""
    return frozenset((asset.id, *(record.key for record in asset.records)))


def replaces(asset: Asset) -> tuple[str, ...]:
    """The names of what this asset took the place of; a bare external id is also read as one of the same connection."""
    told = (
        name
        for record in asset.records
        for value in _values(record, REPLACES)
        for name in (value, f"{record.connection}/{value}")
    )
    return tuple(dict.fromkeys(told))


def _of(record: Record) -> Standing | None:
    for value in _values(record, STATES):
        if found := _STATES.get(value.casefold().replace("_", " ").replace("-", " ")):
            return found
    if _says(record, APPROVED, _NO):
        return Standing.UNAPPROVED
    if _says(record, ARCHIVED, _YES) or any(
        name in ARCHIVED and value.casefold() in _YES for licence in record.licences for name, value in licence.fields
    ):
        return Standing.ARCHIVED
    if _says(record, CURRENT, _NO) or any(_values(record, REPLACED_BY)):
        return Standing.SUPERSEDED
    return None


def _says(record: Record, names: tuple[str, ...], words: frozenset[str]) -> bool:
    return any(value.casefold() in words for value in _values(record, names))


def _values(record: Record, names: tuple[str, ...]) -> Iterator[str]:
    for name, values in record.properties:
        if name.casefold().replace(" ", "_") in names:
            yield from (value.strip() for value in values if value.strip())
