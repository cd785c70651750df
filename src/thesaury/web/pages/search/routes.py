"""`/search`: assets by words, by meaning and by facet; `/health`."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from thesaury.web.desk import Desk
from thesaury.web.health import health
from thesaury.web.pages.search.results import Searcher, pages
from thesaury.web.parts.asked import Asked


def router(desk: Desk) -> APIRouter:
    """The search page, and whether all is well."""
    routes = APIRouter()

    @routes.get("/search")
    def search(request: Request) -> HTMLResponse:
        results = Searcher(desk.workspace, desk.lexicon(), desk.completers, desk.clearing).results(
            Asked.from_query(request.query_params.multi_items())
        )
        numbers = pages(results.asked.page, results.last_page)
        return desk.page("search.html", results=results, numbers=numbers, words=results.asked.words)

    @routes.get("/health")
    def well() -> JSONResponse:
        return JSONResponse(health(desk))

    return routes
