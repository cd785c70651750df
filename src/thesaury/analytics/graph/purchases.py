"""Licence purchases as orders of schema.org: what was paid, for which assets, for which days, and how often they were used in them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from thesaury.analytics.naming import campaign_iri, purchase_iri
from thesaury.analytics.statements import asset_iri, record_iri
from thesaury.analytics.terms import calendar_day, decimal, fragment, integer, moment, text, typed
from thesaury.model.spend import LicencePurchase
from thesaury.model.statement import SCHEMA, THY, Iri, Statement


def purchase_statements(
    purchase: LicencePurchase,
    base: tuple[Decimal, str] | None,
    uses: int,
    owners: Mapping[str, str],
    shares: Mapping[str, Decimal] = MappingProxyType({}),
) -> Iterator[Statement]:
    """A purchase; `base` is its price in the currency of the workspace, None where no price or no rate is known, `uses` how often its
    assets were used within the term. `owners` has the asset of each of its records, by key. `shares` are the campaigns that used its
    assets in the term, each with what of `base` falls to it."""
    node = purchase_iri(purchase.licensor, purchase.id)
    yield from typed(node, f"{THY}LicencePurchase", f"{SCHEMA}Order")
    yield Statement(node, f"{SCHEMA}orderNumber", text(purchase.id))
    for name, value in (("seller", purchase.licensor), ("customer", purchase.licensee)):
        if value:
            yield Statement(node, f"{SCHEMA}{name}", text(value))
    if purchase.day is not None:
        yield Statement(node, f"{SCHEMA}orderDate", moment(purchase.at))
    yield from _money(node, purchase, base)
    for asset in purchase.assets:
        yield Statement(node, f"{THY}covers", Iri(asset_iri(asset)))
    for key in dict.fromkeys(record for record, _ in purchase.records):
        if key in owners:
            yield Statement(node, f"{THY}rightsRecord", Iri(record_iri(owners[key], key)))
    for name, day in (("termStart", purchase.first_day), ("termEnd", purchase.last_day)):
        if day:
            yield Statement(node, f"{THY}{name}", calendar_day(day))
    yield Statement(node, f"{THY}usesWithinTerm", integer(uses))
    for campaign, cost in shares.items():
        share = fragment(node, "share", campaign)
        yield Statement(node, f"{THY}campaignShare", Iri(share))
        yield Statement(share, f"{THY}campaign", Iri(campaign_iri(campaign)))
        if base is not None:
            yield Statement(share, f"{THY}cost", decimal(cost))


def _money(node: str, purchase: LicencePurchase, base: tuple[Decimal, str] | None) -> Iterator[Statement]:
    if purchase.price is not None:
        yield Statement(node, f"{SCHEMA}price", decimal(purchase.price))
        yield Statement(node, f"{SCHEMA}priceCurrency", text(purchase.currency))
    if base is not None:
        yield Statement(node, f"{THY}basePrice", decimal(base[0]))
        yield Statement(node, f"{THY}baseCurrency", text(base[1]))
