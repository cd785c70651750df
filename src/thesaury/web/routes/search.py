"""`/` and `/api/search`: assets by words, by meaning and by facet; `/health`."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from thesaury.search.description import described
from thesaury.web.desk import Desk
from thesaury.web.views.asked import Asked
from thesaury.web.views.results import Searcher, pages

_MOST = 200


def router(desk: Desk) -> APIRouter:
    """The search page, the search interface, and whether all is well."""
    routes = APIRouter()

    @routes.get("/")
    def search(request: Request) -> HTMLResponse:
        results = Searcher(desk.workspace, desk.lexicon()).results(Asked.from_query(request.query_params.multi_items()))
        numbers = pages(results.asked.page, results.last_page)
        return desk.page("search.html", results=results, numbers=numbers, words=results.asked.words)

    @routes.get("/api/search")
    def api_search(
        request: Request,
        limit: Annotated[int, Query(ge=1, le=_MOST)] = 20,
        offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    ) -> JSONResponse:
        lexicon = desk.lexicon()
        asked = Asked.from_query(request.query_params.multi_items())
        answer = Searcher(desk.workspace, lexicon).stretch(asked, limit, offset)
        return JSONResponse(described(answer, lexicon.thesaurus, lexicon.languages))

    @routes.get("/health")
    def health() -> JSONResponse:
        return JSONResponse({"status": "ok", "assets": desk.workspace.catalogue.enrichments.counts().assets})

    return routes
