"""Saved searches: kept with what they find, and asked again whenever the index changed, so that what is new can be told."""

import logging
import secrets
from collections.abc import Callable, Iterable
from hashlib import sha256

from thesaury.model.errors import BadInput, Usage
from thesaury.model.saved_search import SavedSearch
from thesaury.model.time import now
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.saved_use import cleared_of, kept_use
from thesaury.pipeline.searching import Understanding, in_full
from thesaury.pipeline.words import current_versions, thesaurus_of
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.by_scheme import Schemes, firmly, schemes_of
from thesaury.search.cleared import Cleared
from thesaury.search.finding import Sources, decided
from thesaury.search.ranking import Filters, Question
from thesaury.vocabulary.thesaurus import Thesaurus

MOST = 10_000
"""So many assets a saved search finds at most: news of a search that finds just anything helps nobody."""
_LONGEST_NAME, _LONGEST_WORDS, _MOST_VALUES = 100, 400, 100

_log = logging.getLogger(__name__)


def question_of(
    search: SavedSearch, thesaurus: Thesaurus, limit: int, cleared: Cleared | None = None, offset: int = 0
) -> Question:
    """What the search asks, a stretch of it; `cleared` are the rights it asks about."""
    question = Question(search.words, search.filters, limit, offset, cleared=cleared, related=search.related)
    return firmly(question, schemes_of(thesaurus))


def save(
    workspace: Workspace,
    sources: Sources,
    name: str,
    words: str,
    filters: Filters,
    digest: str = "",
    use: Iterable[tuple[str, str]] = (),
    related: bool = False,
) -> SavedSearch:
    """Keep a search under a name, with what it finds now and the digest of its feed's token: all of it or nothing.

    `use`: for which use only what may be used is found; one that names no day asks about each day anew. Raises Usage for a name that is
    taken or unreadable, for a search that asks nothing, is too long or finds more than 10,000 assets, and BadInput where the embedding
    model breaks or a day of the use cannot be read.
    """
    words, filters = words.strip(), tuple((facet, tuple(values)) for facet, values in filters if values)
    _checked(name, words, filters)
    at, tables = now(), tables_of(workspace.root)
    kept = kept_use(use, tables)
    search = SavedSearch(secrets.token_hex(8), name.strip(), words, filters, at, stamp(workspace, at), kept, related)
    cleared = cleared_of(search, Clearing(workspace), tables)
    found, total, missing = _found(search, sources, schemes_of(sources.thesaurus), cleared)
    if missing:
        raise BadInput(f"{missing} What it finds now would not be what it finds then.")
    if total > MOST:
        raise Usage(f"This finds {total:,} assets, and a saved search at most {MOST:,}. Add words or filters.")
    workspace.catalogue.saved_searches.put(search, found, digest)
    said = {"words": words, "filters": dict(filters)}
    note(workspace.catalogue.audit, "search.save", f"search:{search.name}", None, said)
    return search


def stamp(workspace: Workspace, at: str) -> str:
    """A mark of everything that a saved search depends on; another one at least every hour, for rights end by themselves."""
    words = [f"{version.key} {version.digest}" for version in current_versions(workspace)]
    held = [workspace.catalogue.enrichments.projected(), workspace.indexed_model, at[:13]]
    return sha256("\n".join([*words, *held]).encode()).hexdigest()[:16]


class _Stopped(Exception):
    """Somebody asked to stop."""


class Checking:
    """Asks saved searches again when the index changed; keeps how queries are understood, which takes a while to make."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is read before there is something to check."""
        self._workspace = workspace
        self._clearing = Clearing(workspace)
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
            if (found := self._seen(search, sources, schemes)) is None:
                continue
            if fresh := searches.saw(search.id, found, at, mark):
                _log.info("%s finds %d more", search.name, fresh)
            new += fresh
        return new

    def _seen(self, search: SavedSearch, sources: Sources, schemes: Schemes) -> tuple[str, ...] | None:
        """What the search finds; None where it cannot be asked as it was: that would be no news."""
        try:
            cleared = cleared_of(search, self._clearing, tables_of(self._workspace.root))
        except (Usage, BadInput) as error:  # a region that the workspace named is gone, say
            _log.warning("the saved search %s cannot be asked: %s", search.name, error.message)
            return None
        found, _, missing = _found(search, sources, schemes, cleared)
        return None if missing else found

    def _understanding(self, stopped: Callable[[], bool]) -> tuple[Thesaurus, Schemes, Understanding]:
        def heard(stage: str, done: int, total: int | None) -> None:
            if stopped():  # a model may read labels for minutes
                raise _Stopped

        current = current_versions(self._workspace)
        key = " ".join(f"{version.key} {version.digest}" for version in current)
        if self._known is None or self._known[0] != key or self._known[3].missing:
            thesaurus = thesaurus_of(self._workspace)
            self._known = (key, thesaurus, schemes_of(thesaurus), in_full(self._workspace, thesaurus, heard))
        return self._known[1:]


def _found(
    search: SavedSearch, sources: Sources, schemes: Schemes, cleared: Cleared | None
) -> tuple[tuple[str, ...], int, str]:
    """The best of what is found, how many there are in all, and what was missing to find more."""
    asked = Question(search.words, search.filters, limit=MOST, facets=(), cleared=cleared, related=search.related)
    _, ranked = decided(firmly(asked, schemes), sources)
    return ranked.ids[:MOST], ranked.found.total, ranked.missing


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
