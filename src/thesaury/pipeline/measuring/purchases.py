"""Licence purchases, gathered from the newest rights records: records of one transaction with one licensor are one purchase."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from thesaury.model.licensing import Term
from thesaury.model.rights_record import RightsRecord
from thesaury.model.spend import LicencePurchase
from thesaury.model.use import TIME_ZONE
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding.records import transaction_of
from thesaury.rights.keeping import PASTED, is_withdrawn

_PAGE = 1_000
_NO_GRANT = "not_a_grant"
_NO_PRICE = Decimal(10) ** 15
"""From here on it is a slip or a number of another kind, and would drown whatever it is added to."""
_STATE = "state"
"""The field in which a shop says how far a purchase has come."""

Key = tuple[str, str]


def licence_purchases(workspace: Workspace, zone: str = TIME_ZONE) -> list[LicencePurchase]:
    """Every purchase, by licensor and id; one whose records belong to no known asset covers none."""
    owners = workspace.catalogue.records.owners()
    grouped: dict[Key, list[RightsRecord]] = {}
    for record in _newest(workspace):
        if is_purchase(record):
            grouped.setdefault(_key(record), []).append(record)
    found = (purchase_of(licensor, id, told, owners, zone) for (licensor, id), told in _with_licensors(grouped).items())
    return sorted(found, key=lambda one: (one.licensor, one.id))


def is_purchase(record: RightsRecord) -> bool:
    """Whether the record tells of something bought: a transaction, a price or a day of purchase. What stands in a file repeats what was
    bought elsewhere, what a person pasted and took back was never there, and what was cancelled or is not completed grants nothing."""
    if record.source.embedded or (record.parser == PASTED and is_withdrawn(record)) or not _granted(record):
        return False
    bought = record.purchase
    return bool(transaction_of(record) or bought.cost or bought.purchased_at)


def purchase_of(
    licensor: str, id: str, told: Sequence[RightsRecord], owners: Mapping[str, str], zone: str = TIME_ZONE
) -> LicencePurchase:
    """The purchase that these records tell of, `owners` being the assets of records by key.

    Records that tell the same price of different assets repeat that of the whole transaction, which counts once. Where prices differ they
    are those of its positions, and are added up; in several currencies nobody can say what the whole cost.
    """
    assets = sorted({owners[record.source.record] for record in told if record.source.record in owners})
    price, currency = _whole(told, owners)
    at = min((record.purchase.purchased_at for record in told if record.purchase.purchased_at), default="")
    day = _day(at, zone)
    first, last = _term(told, zone)
    return LicencePurchase(
        licensor,
        id,
        tuple(assets),
        next((record.purchase.licensee for record in told if record.purchase.licensee), ""),
        price,
        currency,
        at,
        day,
        first or day,
        last,
        tuple(sorted(record.key for record in told)),
    )


def _newest(workspace: Workspace) -> Iterator[RightsRecord]:
    after = ("", "")
    while page := workspace.catalogue.rights.page(after, _PAGE):
        yield from page
        after = page[-1].key


def _key(record: RightsRecord) -> Key:
    return record.purchase.licensor, transaction_of(record) or " ".join(record.key)


def _with_licensors(grouped: Mapping[Key, list[RightsRecord]]) -> dict[Key, list[RightsRecord]]:
    """Records that name no licensor go with the one licensor whose transaction they name."""
    licensors: dict[str, set[str]] = {}
    for licensor, id in grouped:
        licensors.setdefault(id, set()).add(licensor)
    found: dict[Key, list[RightsRecord]] = {}
    for (licensor, id), told in grouped.items():
        named = licensors[id] - {""}
        key = (next(iter(named)), id) if not licensor and len(named) == 1 else (licensor, id)
        found.setdefault(key, []).extend(told)
    return found


def _granted(record: RightsRecord) -> bool:
    states = {value for name, value in record.source.fields if name == _STATE}
    pending = any(one.reason == _NO_GRANT and one.words in states for one in record.statement.unresolved)
    return not record.statement.prohibit_all and not pending


def _whole(told: Iterable[RightsRecord], owners: Mapping[str, str]) -> tuple[Decimal | None, str]:
    """The price of a transaction: in each currency the highest that is told of each asset, all equal or added up. None where no currency
    has a price for all assets that any has one for."""
    by_currency: dict[str, dict[str, Decimal]] = {}
    priced: set[str] = set()
    for record in told:
        if found := _price(record):
            of = owners.get(record.source.record, record.source.record)
            prices = by_currency.setdefault(found[1], {})
            prices[of] = max(found[0], prices.get(of, found[0]))
            priced.add(of)
    for currency in sorted(by_currency):
        prices = by_currency[currency]
        if prices.keys() == priced:
            different = set(prices.values())
            return (different.pop() if len(different) == 1 else sum(prices.values(), Decimal(0))), currency
    return None, ""


def _price(record: RightsRecord) -> tuple[Decimal, str] | None:
    if record.purchase.cost is None:
        return None
    amount, currency = record.purchase.cost
    price = Decimal(str(amount))
    return (price, currency.upper()) if price.is_finite() and 0 <= price < _NO_PRICE else None


def _term(told: Iterable[RightsRecord], zone: str) -> tuple[date | None, date | None]:
    """The first and last day of all terms together; None where one of them has no such day."""
    terms = [term for record in told for term in record.statement.terms]
    if not terms:
        return None, None
    firsts = [_local(term.valid_from, zone) for term in terms]
    lasts = [_end(term, zone) for term in terms]
    return (
        None if None in firsts else min(day for day in firsts if day),
        None if None in lasts else max(day for day in lasts if day),
    )


def _end(term: Term, zone: str) -> date | None:
    return None if term.perpetual else _local(term.valid_until, zone)


def _local(day: date | None, zone: str) -> date | None:
    """The day of a moment with an offset, and a day as it is."""
    if not isinstance(day, datetime):
        return day
    return day.astimezone(ZoneInfo(zone)).date() if day.tzinfo else day.date()


def _day(at: str, zone: str) -> date | None:
    """The day of a moment that a source wrote, None for what is none."""
    try:
        if len(at) == len("2026-12-31"):
            return date.fromisoformat(at)
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone)).date()
    except OverflowError:  # the first and the last day there is
        return moment.date()
