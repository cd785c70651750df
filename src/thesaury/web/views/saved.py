"""Saved searches as their page shows them."""

from dataclasses import dataclass

from thesaury.model.concept import Label
from thesaury.model.saved_search import SavedSearch, Sighting
from thesaury.ports.catalogue import Catalogue
from thesaury.web.lexicon import Lexicon
from thesaury.web.views.asked import Asked

_NEWS = 100


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved search: where it leads, its filters as (facet, value), when it was saved, and how many assets it has found since."""

    name: str
    words: str
    filters: tuple[tuple[str, Label], ...]
    url: str
    day: str
    news: int
    more: bool


def asked_of(search: SavedSearch) -> Asked:
    """What its address asks."""
    return Asked(search.words, tuple((facet, value) for facet, values in search.filters for value in values))


def saved_cards(catalogue: Catalogue, lexicon: Lexicon) -> tuple[Saved, ...]:
    """All of them, by name."""
    searches = catalogue.saved_searches
    return tuple(_card(search, searches.news(search.id, _NEWS + 1), lexicon) for search in searches.all())


def _card(search: SavedSearch, news: list[Sighting], lexicon: Lexicon) -> Saved:
    filters = tuple(
        (facet, lexicon.name(value) if facet == "concept" else Label(value))
        for facet, values in search.filters
        for value in values
    )
    count = min(len(news), _NEWS)
    return Saved(search.name, search.words, filters, asked_of(search).url, search.at[:10], count, len(news) > _NEWS)
