"""Feeds of saved searches at secret addresses: made with a search or anew, and found again by their token."""

import secrets
from collections.abc import Iterable

from thesaury.dispatch.triggering import hook_digest
from thesaury.model.saved_search import SavedSearch
from thesaury.pipeline import saved_searches
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.workspace import Workspace
from thesaury.search.finding import Sources
from thesaury.search.ranking import Filters


def save_search(
    workspace: Workspace,
    sources: Sources,
    name: str,
    words: str,
    filters: Filters,
    use: Iterable[tuple[str, str]] = (),
    related: bool = False,
) -> tuple[SavedSearch, str]:
    """Keep a search; returns it with the path of its feed, which is told once: only its digest is kept. Raises as `save` does."""
    token = secrets.token_urlsafe(32)
    saved = saved_searches.save(workspace, sources, name, words, filters, hook_digest(token), use, related)
    return saved, feed_path(token)


def new_feed(catalogue: Catalogue, name: str) -> str:
    """Another path for the feed of a search; the one before answers no more. Raises Usage where there is no such search."""
    token = secrets.token_urlsafe(32)
    catalogue.saved_searches.set_feed(name, hook_digest(token))
    note(catalogue.audit, "search.feed", f"search:{name}")
    return feed_path(token)


def search_of(catalogue: Catalogue, token: str) -> SavedSearch | None:
    """The search whose feed has this token."""
    return catalogue.saved_searches.by_feed(hook_digest(token)) if token else None


def feed_path(token: str) -> str:
    """Where the feed is, below the address of `thesaury serve`."""
    return f"/searches/{token}.atom"
