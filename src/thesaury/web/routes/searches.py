"""`/searches`, `/api/searches` and `/searches/{token}.atom`: saved searches, what they find, and what is new."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body, Form, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.dispatch.searches import new_feed, save_search, search_of
from thesaury.model.errors import Usage
from thesaury.model.saved_search import SavedSearch
from thesaury.search.by_scheme import find_by_scheme
from thesaury.search.description import described
from thesaury.search.documents import FACETS
from thesaury.search.ranking import Question
from thesaury.web.atom import MEDIA_TYPE, Place, atom
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.origin import from_here
from thesaury.web.views.asked import Asked
from thesaury.web.views.saved import asked_of, saved_cards

_NEWS = 100
"""Entries of a feed: who reads it every day misses none."""


def router(desk: Desk) -> APIRouter:
    """Pages and interface of saved searches."""
    routes = APIRouter()
    catalogue = desk.workspace.catalogue

    def kept(name: str) -> SavedSearch:
        if (search := catalogue.saved_searches.get(name)) is None:
            raise NotHere("search")
        return search

    def saved(name: str, words: str, filters: Any) -> tuple[SavedSearch, str]:
        return save_search(desk.workspace, desk.lexicon().sources(desk.workspace), name, words, filters)

    def page_of(feed: str = "", name: str = "") -> HTMLResponse:
        cards = saved_cards(catalogue, desk.lexicon())
        return desk.page("searches.html", searches=cards, feed=feed, name=name)

    @routes.get("/searches")
    def page() -> HTMLResponse:
        return page_of()

    @routes.post("/searches")
    def keep(request: Request, name: Annotated[str, Form()] = "") -> HTMLResponse:
        """What is asked stands in the address, as on the search page; only the name is typed."""
        from_here(request)
        question = Asked.from_query(request.query_params.multi_items()).question()
        search, feed = saved(name, question.words, question.filters)
        return page_of(f"{_server(request)}{feed}", search.name)

    @routes.get("/searches/{token}.atom")
    def feed(request: Request, token: str) -> Response:
        """The address is the secret: whoever has it reads what is new, and whoever has not learns nothing, not even that it is there."""
        if (search := search_of(catalogue, token)) is None:
            raise HTTPException(404)
        news = catalogue.saved_searches.news(search.id, _NEWS)
        assets = catalogue.records.assets([one.asset for one in news])
        server = _server(request)
        place = Place(server, f"{server}{request.url.path}", f"{server}{asked_of(search).url}")
        headers = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
        return Response(
            atom(search, news, assets, place, desk.workspace.languages), media_type=MEDIA_TYPE, headers=headers
        )

    @routes.get("/api/searches")
    def listed() -> JSONResponse:
        return JSONResponse({"searches": [told(search) for search in catalogue.saved_searches.all()]})

    @routes.post("/api/searches")
    def create(
        request: Request,
        name: Annotated[str, Body()],
        words: Annotated[str, Body()] = "",
        filters: Annotated[dict[str, list[str]] | None, Body()] = None,
    ) -> JSONResponse:
        from_here(request)
        search, feed = saved(name, words, _filters(filters or {}))
        return JSONResponse({**told(search), "feed": feed}, 201)

    @routes.get("/api/searches/{name}")
    def one(name: str) -> JSONResponse:
        return JSONResponse(told(kept(name)))

    @routes.get("/api/searches/{name}/hits")
    def hits(
        name: str,
        limit: Annotated[int, Query(ge=1, le=200)] = 20,
        offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
    ) -> JSONResponse:
        search, lexicon = kept(name), desk.lexicon()
        question = Question(search.words, search.filters, limit=limit, offset=offset)
        answer = find_by_scheme(question, lexicon.sources(desk.workspace), lexicon.homes)
        return JSONResponse(described(answer, lexicon.thesaurus, lexicon.languages))

    @routes.post("/api/searches/{name}/feed")
    def feed_anew(request: Request, name: str) -> JSONResponse:
        from_here(request)
        kept(name)
        return JSONResponse({"name": name, "feed": new_feed(catalogue, name)}, 201)

    @routes.delete("/api/searches/{name}")
    def remove(request: Request, name: str) -> Response:
        from_here(request)
        kept(name)
        catalogue.saved_searches.drop(name)
        return Response(status_code=204)

    @routes.post("/searches/remove")
    def remove_here(request: Request, name: str) -> RedirectResponse:
        from_here(request)
        kept(name)
        catalogue.saved_searches.drop(name)
        return RedirectResponse("/searches", 303)

    return routes


def told(search: SavedSearch) -> dict[str, Any]:
    """A saved search as JSON values of a stable shape."""
    filters = {facet: list(values) for facet, values in search.filters}
    return {"name": search.name, "words": search.words, "filters": filters, "saved_at": search.at}


def _filters(given: Mapping[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if unknown := [facet for facet in given if facet not in FACETS]:
        raise Usage(f"There is no facet {unknown[0]!r}. Facets: {', '.join(FACETS)}.")
    return tuple((facet, tuple(values)) for facet, values in given.items())


def _server(request: Request) -> str:
    return str(request.base_url).rstrip("/")
