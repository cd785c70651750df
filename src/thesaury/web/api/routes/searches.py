"""Saved searches: kept under a name, asked again whenever the index changes, with a feed of what is new."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from thesaury.dispatch.searches import new_feed
from thesaury.dispatch.searches import save_search as keep
from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.model.saved_search import SavedSearch
from thesaury.pipeline.keeping import drop_search
from thesaury.search.documents import FACETS
from thesaury.web.api.idempotency import ONCE
from thesaury.web.api.models import search as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.routing import Operation
from thesaury.web.api.searching import found_by
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere


def router(desk: Desk) -> APIRouter:
    """Saved searches."""
    routes = APIRouter(
        prefix="/searches", tags=["saved searches"], route_class=Operation, dependencies=[may(Permission.READ)]
    )
    edits = [may(Permission.EDIT)]

    def kept(name: str) -> SavedSearch:
        if (search := desk.workspace.catalogue.saved_searches.get(name)) is None:
            raise NotHere("search")
        return search

    @routes.get("", response_model=models.SavedSearches)
    def list_searches(request: Request, response: Response, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
        """List the searches that are kept, by name."""
        place = place_of(cursor, ["searches"], str)
        found = [one for one in desk.workspace.catalogue.saved_searches.all() if not place or one.name > str(place[0])]
        page = found[:limit]
        following = cursor_of(["searches"], (page[-1].name,)) if len(found) > limit else None
        return {"searches": [told(one) for one in page], "next": linked(request, response, following)}

    @routes.post("", response_model=models.NewSavedSearch, status_code=201, dependencies=edits)
    def save_search(response: Response, body: models.SaveSearch) -> dict[str, Any]:
        """Keep a search with everything it finds now, which is no news.

        `feed` is the path of its Atom feed: whoever knows it reads it, and it is told once.
        """
        if unknown := [facet for facet in body.filters if facet not in FACETS]:
            raise Usage(f"There is no facet {unknown[0]!r}. Facets: {', '.join(FACETS)}.")
        filters = tuple((facet, tuple(values)) for facet, values in body.filters.items())
        sources = desk.lexicon().sources(desk.workspace)
        use = [
            (name, value)
            for name, given in body.use.items()
            for value in ([given] if isinstance(given, str) else given)
        ]
        search, feed = keep(desk.workspace, sources, body.name, body.words, filters, use, body.related)
        response.headers.update({"Location": f"/api/v1/searches/{quote(search.name, safe='')}", ONCE: "1"})
        return {**told(search), "feed": feed}

    @routes.get("/{name}", response_model=models.SavedSearch)
    def get_search(name: str) -> dict[str, Any]:
        """Read one saved search."""
        return told(kept(name))

    @routes.get("/{name}/hits", response_model=models.SearchPage, response_model_exclude_unset=True)
    def list_search_hits(
        request: Request, response: Response, name: str, limit: Limit = 20, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """Find what a saved search finds now."""
        search = kept(name)
        found = found_by(desk, search, limit, cursor)
        linked(request, response, found["next"])
        return found

    @routes.post("/{name}/feed", response_model=models.Feed, status_code=201, dependencies=edits)
    def renew_search_feed(response: Response, name: str) -> dict[str, Any]:
        """Give a saved search another secret address for its feed; the one before answers no more."""
        kept(name)
        response.headers[ONCE] = "1"
        return {"name": name, "feed": new_feed(desk.workspace.catalogue, name)}

    @routes.delete("/{name}", status_code=204, dependencies=edits)
    def delete_search(name: str) -> None:
        """Forget a saved search with all it found."""
        kept(name)
        drop_search(desk.workspace.catalogue, name)

    return routes


def told(search: SavedSearch) -> dict[str, Any]:
    """A saved search as JSON values of a stable shape."""
    filters = {facet: list(values) for facet, values in search.filters}
    use: dict[str, list[str]] = {}
    for name, value in search.use:
        use.setdefault(name, []).append(value)
    beside = {"use": use, "related": search.related}
    return {"name": search.name, "words": search.words, "filters": filters, **beside, "saved_at": search.at}
