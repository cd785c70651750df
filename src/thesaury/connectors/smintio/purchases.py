"""What the licences of a record say together, purchase by purchase: a statement of its terms, how it came about, and texts to be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.connectors.smintio.crosswalk import crosswalk
from thesaury.connectors.smintio.term_fields import payload_from
from thesaury.connectors.smintio.terms import terms_of
from thesaury.model.asset import Licence
from thesaury.model.licensing import LicenceModel, Statement, Unresolved
from thesaury.model.rights_record import Purchase

COMPLETED = "completed"
CANCELLED = ("cancelled", "canceled")

_CONSTRAINTS = "license_download_constraints.effective_max_"
_COUNTED = ("downloads", "users", "reuses")
_RELEASES = (("model", "release_details.model_release_state"), ("property", "release_details.property_release_state"))
_EDITORIAL = tuple(
    f"{holder}.{member}"
    for holder in ("content_element", "offering")
    for member in ("is_editorial_use", "is_editorial")
)
_DENYING = ("content_element.is_editorial_use", "offering.is_editorial_use")
_PRICES = (("total_price_eur", "EUR"), ("total_price_usd", "USD"))

_STATE = "state"
_TYPE = "offering.license_type"

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bought:
    """One purchase: what its terms state, all of which unite. `texts` are further sources of the same licence: the strictest holds.

    `fields` are those the statement was read from, terms by their place, and no others: counting a download changes no rights.
    """

    purchase: Purchase
    statement: Statement
    texts: tuple[Licence, ...]
    fields: tuple[tuple[str, str], ...]


def bought(licences: Iterable[Licence]) -> tuple[Bought, ...]:
    """Every purchase among the licences of a record of this connector, in order; other licences are left out."""
    by_transaction: dict[str, list[Licence]] = {}
    for licence in licences:
        if transaction := dict(licence.fields[:1]).get("transaction"):
            by_transaction.setdefault(transaction, []).append(licence)
    return tuple(map(_bought, by_transaction.values()))


def version() -> str:
    """The version that read the terms: another one of the crosswalk may read them otherwise."""
    return f"smintio-terms/{crosswalk().version}"


def _bought(licences: Sequence[Licence]) -> Bought:
    whole, *others = licences
    fields = dict(whole.fields)
    texts = tuple(licence for licence in licences if licence.text)
    terms = [licence for licence in others if not licence.text]
    return Bought(_purchase(fields), _statement(fields, terms), texts, tuple(_read(whole, terms)))


def _read(whole: Licence, terms: Sequence[Licence]) -> Iterator[tuple[str, str]]:
    yield from (field for field in whole.fields if field[0] in (_STATE, _TYPE, *_EDITORIAL))
    for place, term in enumerate(terms):
        shared = {field for field in whole.fields if field[0] in ("transaction", _STATE)}
        yield from (
            (f"license_terms.{place}.{name}", value) for name, value in term.fields if (name, value) not in shared
        )


def _statement(fields: Fields, terms: Iterable[Licence]) -> Statement:
    """A cancelled purchase forbids every use; one that is not completed is no grant yet."""
    editorial = _editorial(fields)
    state = fields.get(_STATE, "")
    pending = state.lower() not in (COMPLETED, *CANCELLED)
    return Statement(
        LicenceModel(crosswalk().models.get(fields.get(_TYPE, ""), LicenceModel.UNKNOWN)),
        state.lower() in CANCELLED,
        tuple(term for licence in terms for term in terms_of(payload_from(licence.fields), editorial)),
        (Unresolved("not_a_grant", 0, 0, state),) if pending else (),
    )


def for_editors(found: Bought) -> bool:
    """Whether the content or the offering is for editors only."""
    return _editorial(dict(found.fields)) is True


def _editorial(fields: Fields) -> bool | None:
    """Whether the content or the offering is for editors only; None where nobody says."""
    if any(fields.get(name) == "true" for name in _EDITORIAL):
        return True
    return False if any(fields.get(name) == "false" for name in _DENYING) else None


def _purchase(fields: Fields) -> Purchase:
    costs = ((_number(fields.get(name)), currency) for name, currency in _PRICES)
    return Purchase(
        licensor=fields.get("content_element.provider", ""),
        licensee=fields.get("licensee_name", "") or fields.get("offering.licensee_name", ""),
        transaction=fields["transaction"],
        purchased_at=fields.get("purchased_at", ""),
        cost=next(((price, currency) for price, currency in costs if price is not None), None),
        releases=tuple((kind, fields[name]) for kind, name in _RELEASES if name in fields),
        used=tuple((kind, used) for kind in _COUNTED if (used := _number(fields.get(f"current_{kind}"))) is not None),
        caps=tuple(_caps(fields)),
    )


def _caps(fields: Fields) -> Iterator[tuple[str, float | None]]:
    """0 or less says that there is no cap; what is missing is not known and left out."""
    for kind in _COUNTED:
        if (most := _number(fields.get(f"{_CONSTRAINTS}{kind}"))) is not None:
            yield kind, most if most > 0 else None


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if number - number == 0 else None  # neither infinite nor no number at all
