"""Saved searches: kept with what they find, and asked again whenever the index changed, so that what is new can be told."""

import logging
import secrets
from collections.abc import Callable
from hashlib import sha256

from thesaury.model.errors import Usage
from thesaury.model.saved_search import SavedSearch
from thesaury.model.time import now
from thesaury.pipeline.searching import Understanding, in_full
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.workspace import Workspace
from thesaury.search.by_scheme import Schemes, firmly, schemes_of
from thesaury.search.finding import Sources
from thesaury.search.ranking import Filters, Question, rank
from thesaury.vocabulary.thesaurus import Thesaurus

MOST = 10_000
"""So many assets a saved search finds at most: news of a search that finds just anything helps nobody."""
_LONGEST_NAME, _LONGEST_WORDS, _MOST_VALUES = 100, 400, 100

_log = logging.getLogger(__name__)


def question_of(search: SavedSearch, thesaurus: Thesaurus, limit: int) -> Question:
    """What the search asks, its first stretch."""
    return firmly(Question(search.words, search.filters, limit=limit), schemes_of(thesaurus))


def save(
    workspace: Workspace, sources: Sources, name: str, words: str, filters: Filters, digest: str = ""
) -> SavedSearch:
    """Keep a search under a name, with what it finds now and the digest of its feed's token: all of it or nothing.

    Raises Usage for a name that is taken or unreadable, for a search that asks nothing, is too long or finds more than 10,000 assets, and
    what the embedding model raises.
    """
    words, filters = words.strip(), tuple((facet, tuple(values)) for facet, values in filters if values)
    _checked(name, words, filters)
    schemes = schemes_of(sources.thesaurus)
    found, total = _found(words, filters, sources, schemes)
    if total > MOST:
        raise Usage(f"This finds {total:,} assets, and a saved search at most {MOST:,}. Add words or filters.")
    at = now()
    search = SavedSearch(secrets.token_hex(8), name.strip(), words, filters, at, stamp(workspace, at))
    workspace.catalogue.saved_searches.put(search, found, digest)
    return search


def stamp(workspace: Workspace, at: str) -> str:
    """A mark of everything that a saved search depends on; another one at least every hour, for rights end by themselves."""
    words = [f"{version.key} {version.digest}" for version in workspace.catalogue.vocabularies.current()]
    held = [workspace.catalogue.enrichments.projected(), workspace.indexed_model, at[:13]]
    return sha256("\n".join([*words, *held]).encode()).hexdigest()[:16]


class _Stopped(Exception):
    """Somebody asked to stop."""


class Checking:
    """Asks saved searches again when the index changed; keeps how queries are understood, which takes a while to make."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is read before there is something to check."""
        self._workspace = workspace
        self._known: tuple[str, Thesaurus, Schemes, Understanding] | None = None

    def look(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Check those searches that the index has changed for since; returns how many assets are new. Asked to stop, it leaves the rest
        for the next look.

        While the embedding model of the settings cannot be used nothing is checked: what it would find is no news when it is back.
        """
        searches = self._workspace.catalogue.saved_searches
        kept, at = searches.all(), now()
        mark = stamp(self._workspace, at) if kept else ""
        due = [search for search in kept if search.stamp != mark]
        if not due:
            return 0
        try:
            thesaurus, schemes, how = self._understanding(stopped)
        except _Stopped:
            return 0
        if how.missing:
            _log.warning("saved searches wait for the embedding model: %s", how.missing)
            return 0
        sources, new = how.sources(self._workspace, thesaurus), 0
        for search in due:
            if stopped():
                break
            found, _ = _found(search.words, search.filters, sources, schemes)
            if fresh := searches.saw(search.id, found, at, mark):
                _log.info("%s finds %d more", search.name, fresh)
            new += fresh
        return new

    def _understanding(self, stopped: Callable[[], bool]) -> tuple[Thesaurus, Schemes, Understanding]:
        def heard(stage: str, done: int, total: int | None) -> None:
            if stopped():  # a model may read labels for minutes
                raise _Stopped

        current = self._workspace.catalogue.vocabularies.current()
        key = " ".join(f"{version.key} {version.digest}" for version in current)
        if self._known is None or self._known[0] != key or self._known[3].missing:
            thesaurus = thesaurus_of(self._workspace)
            self._known = (key, thesaurus, schemes_of(thesaurus), in_full(self._workspace, thesaurus, heard))
        return self._known[1:]


def _found(words: str, filters: Filters, sources: Sources, schemes: Schemes) -> tuple[tuple[str, ...], int]:
    """The best of what is found, and how many there are in all."""
    ranked = rank(firmly(Question(words, filters, limit=MOST, facets=()), schemes), sources)
    return ranked.ids[:MOST], ranked.found.total


def _checked(name: str, words: str, filters: Filters) -> None:
    # The name stands in addresses, where a slash or nothing but dots would lead elsewhere.
    if not name.strip(". ") or "/" in name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise Usage(
            f"A saved search is called by up to {_LONGEST_NAME} readable signs without a slash, such as lakes for Austria."
        )
    if not words and not filters:
        raise Usage("There is nothing to search for. Give words or a filter.")
    if len(words) > _LONGEST_WORDS or sum(len(values) for _, values in filters) > _MOST_VALUES:
        raise Usage(
            f"A saved search has up to {_LONGEST_WORDS} characters and {_MOST_VALUES} chosen values. Make it shorter."
        )
