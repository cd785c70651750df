"""`/search`: assets by words, by meaning and by facet; `/health`."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from thesaury.pipeline.observing import PORTAL
from thesaury.web.desk import Desk
from thesaury.web.health import health
from thesaury.web.pages.search.results import Searcher, pages
from thesaury.web.parts.asked import Asked
from thesaury.web.parts.observed import observed_search


def router(desk: Desk) -> APIRouter:
    """The search page, and whether all is well."""
    routes = APIRouter()

    @routes.get("/search")
    def search(request: Request) -> HTMLResponse:
        lexicon, asked = desk.lexicon(), Asked.from_query(request.query_params.multi_items())
        results = Searcher(desk.workspace, lexicon, desk.completers, desk.clearing).results(asked)
        if results.found and results.asked.page == 1:
            observed_search(desk, PORTAL)(*results.found)
        numbers = pages(results.asked.page, results.last_page)
        return desk.page("search.html", results=results, numbers=numbers, words=results.asked.words)

    @routes.get("/health")
    def well() -> JSONResponse:
        return JSONResponse(health(desk))

    return routes
