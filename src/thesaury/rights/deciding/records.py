"""From the rights records of an asset to the rights a decision is made on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from thesaury.model.licensing import Statement, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord
from thesaury.rights.deciding.assets import AssetRights, Right, Source
from thesaury.rights.keeping import is_withdrawn

AWAITING = "awaiting_confirmation"
"""Why a record whose words are all understood still needs review: a person has to confirm it."""

REACHED = "cap_reached"
"""Why a record of a purchase that is used up needs a person."""


def rights_in(records: Sequence[RightsRecord]) -> AssetRights:
    """The rights an asset has by the newest records of all its sources.

    Purchases of one system that name different transactions are licences beside one another, of which one is enough. Whatever names
    the same transaction tells of the same licence, and what names none tells of all of them: the strictest wins. What several
    systems say all has to permit, for nobody says that they speak of different licences. What stands in files restricts every licence.
    """
    by_system: dict[str, list[RightsRecord]] = {}
    inside = [record for record in records if record.source.embedded]
    for record in records:
        if not record.source.embedded:
            by_system.setdefault(record.source.record, []).append(record)
    if inside and not by_system:
        return AssetRights((_right("", _standing(inside)),))
    several = len(by_system) > 1
    also = [record for record in inside if not is_withdrawn(record)]
    return AssetRights(
        tuple(_right(key if several else "", [*_standing(told), *also]) for key, told in by_system.items())
    )


def used_in(records: Sequence[RightsRecord]) -> dict[str, float]:
    """What is used up by kind of limit; where several records count it, the most any of them knows of."""
    used: dict[str, float] = {}
    for kind, amount in (one for record in records for one in record.purchase.used):
        used[kind] = max(amount, used.get(kind, amount))
    return used


def _standing(told: Sequence[RightsRecord]) -> Sequence[RightsRecord]:
    """Those whose source still states something; where none does, that nothing is stated any more."""
    return [record for record in told if not is_withdrawn(record)] or told


def _right(kind: str, told: Sequence[RightsRecord]) -> Right:
    bought = dict.fromkeys(filter(None, map(transaction_of, told)))
    licences = (tuple(_source(r) for r in told if transaction_of(r) in ("", name)) for name in bought or ("",))
    return Right(kind, tuple(licences))


def transaction_of(record: RightsRecord) -> str:
    """The transaction a record tells of; a file may name one, and restricts whatever was bought."""
    if record.source.embedded:
        return ""
    return record.purchase.transaction or dict(record.source.fields).get("transaction", "")


def _source(record: RightsRecord) -> Source:
    return Source(as_far_as_known(record), record.source.place, record.source.embedded)


def as_far_as_known(record: RightsRecord) -> Statement:
    """What the record states; while it waits for a person, or a cap of the purchase is reached, nothing it states is enough."""
    doubts = list(_reached(record))
    if record.status is PolicyStatus.NEEDS_REVIEW and not record.statement.unresolved:
        doubts.append(Unresolved(AWAITING, 0, len(record.source.text), record.source.text))
    return replace(record.statement, unresolved=(*record.statement.unresolved, *doubts)) if doubts else record.statement


def _reached(record: RightsRecord) -> Iterator[Unresolved]:
    """Caps of the purchase (downloads, users, reuses): what was downloaded may go on, and whether this does, a person has to say."""
    used = dict(record.purchase.used)
    for kind, most in record.purchase.caps:
        if most is not None and used.get(kind, 0.0) >= most:
            yield Unresolved(REACHED, 0, 0, f"{kind}: {used.get(kind, 0.0):g} of {most:g}")
