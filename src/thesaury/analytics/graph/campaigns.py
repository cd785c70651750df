"""Campaigns: what the table of the workspace says of them, or their id alone where only a use or a brief names them."""

from collections.abc import Iterator, Sequence
from datetime import date

from thesaury.analytics.naming import campaign_iri
from thesaury.analytics.statements import concept_iri
from thesaury.analytics.terms import calendar_day, text, typed
from thesaury.model.campaign import Campaign
from thesaury.model.statement import DCTERMS, SCHEMA, THY, Iri, Statement


def named_campaign(id: str) -> Iterator[Statement]:
    """A campaign of which nothing but the id is known."""
    node = campaign_iri(id)
    yield from typed(node, f"{THY}Campaign", f"{SCHEMA}Project")
    yield Statement(node, f"{DCTERMS}identifier", text(id))


def campaign_statements(campaign: Campaign, concepts: Sequence[str] = ()) -> Iterator[Statement]:
    """A campaign of the table, with the concepts that its brief speaks of."""
    node = campaign_iri(campaign.id)
    yield from named_campaign(campaign.id)
    yield Statement(node, f"{SCHEMA}name", text(campaign.name))
    if campaign.brand:
        yield Statement(node, f"{SCHEMA}brand", text(campaign.brand))
    for name, day in (("startDate", campaign.first_day), ("endDate", campaign.last_day)):
        if day:
            yield Statement(node, f"{SCHEMA}{name}", calendar_day(date.fromisoformat(day)))
    for market in campaign.markets:
        yield Statement(node, f"{THY}market", text(market))
    for channel in campaign.channels:
        yield Statement(node, f"{THY}channel", text(channel))
    for concept in dict.fromkeys(concepts):
        yield Statement(node, f"{SCHEMA}about", Iri(concept_iri(concept)))
