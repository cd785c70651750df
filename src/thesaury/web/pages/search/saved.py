"""Saved searches as their page shows them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thesaury.model.concept import Label
from thesaury.model.errors import Usage
from thesaury.model.saved_search import SavedSearch, Sighting
from thesaury.ports.catalogue import Catalogue
from thesaury.rights.vocabulary import Tables
from thesaury.search.cleared import VERDICT
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.search.facet_names import value_name
from thesaury.web.parts.asked import Asked
from thesaury.web.parts.rights import words
from thesaury.web.parts.search_use import read_use
from thesaury.web.texts import speaking

_NEWS = 100
_SHOWN = ("channel", "region", "date", "from", "to", VERDICT)
"""What a card shows of a use."""


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
    related: bool = False


def asked_of(search: SavedSearch) -> Asked:
    """What its address asks."""
    filters = tuple((facet, value) for facet, values in search.filters for value in values)
    verdicts = tuple(pair for pair in search.use if pair[0] == VERDICT)
    use = tuple(pair for pair in search.use if pair[0] != VERDICT)
    return Asked(search.words, (*filters, *verdicts), use=use, related=search.related)


def use_kept(asked: Asked, tables: Tables) -> tuple[tuple[str, str], ...]:
    """The use to keep with a search of this address: regions by their codes, days as they were named. Raises Usage for half a use."""
    if not asked.use:
        return ()
    read = read_use(asked.use, tables.regions).use
    if read is None:
        raise Usage(
            "The use cannot be read. Name a channel and a region, and a day as 2026-12-31; then save the search again."
        )
    rest = tuple(pair for pair in asked.use if pair[0] != "region")
    places = tuple(("region", region) for region in read.regions)
    return (*rest, *places, *((VERDICT, verdict) for verdict in asked.chosen(VERDICT)))


def saved_cards(catalogue: Catalogue, lexicon: Lexicon, root: Path) -> tuple[Saved, ...]:
    """All of them, by name; `root` is where the workspace keeps its own names of regions."""
    searches = catalogue.saved_searches
    return tuple(_card(search, searches.news(search.id, _NEWS + 1), lexicon, root) for search in searches.all())


def _card(search: SavedSearch, news: list[Sighting], lexicon: Lexicon, root: Path) -> Saved:
    filters = tuple(
        (facet, value_name(facet, value, lexicon, root)) for facet, values in search.filters for value in values
    )
    use = tuple((name, _use_name(name, value, lexicon, root)) for name, value in search.use if name in _SHOWN)
    count = min(len(news), _NEWS)
    return Saved(
        search.name,
        search.words,
        filters + use,
        asked_of(search).url,
        _day(search.at[:10]),
        count,
        len(news) > _NEWS,
        search.related,
    )


def _use_name(name: str, value: str, lexicon: Lexicon, root: Path) -> Label:
    """A part of a use in words: Print, Germany (DE), 31 December 2026."""
    if name == "channel":
        return Label(words.channel(value), speaking.get())
    if name == "region":
        return Label(words.region(value), speaking.get())
    return value_name(name, value, lexicon, root) if name == VERDICT else Label(_day(value), speaking.get())


def _day(written: str) -> str:
    """A day in ISO 8601 as people read it; what is none stays as it is."""
    try:
        return words.day(date.fromisoformat(written))
    except ValueError:
        return written
