"""`/` and `/api/search`: assets by words, by meaning and by facet; `/health`."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from thesaury.search.description import described
from thesaury.search.usable import use_shape
from thesaury.web.desk import Desk
from thesaury.web.views.asked import Asked
from thesaury.web.views.results import Searcher, pages
from thesaury.web.views.use_asked import cleared_by

_MOST = 200


def router(desk: Desk) -> APIRouter:
    """The search page, the search interface, and whether all is well."""
    routes = APIRouter()

    @routes.get("/")
    def search(request: Request) -> HTMLResponse:
        results = Searcher(desk.workspace, desk.lexicon(), desk.completers, desk.clearing).results(
            Asked.from_query(request.query_params.multi_items())
        )
        numbers = pages(results.asked.page, results.last_page)
        return desk.page("search.html", results=results, numbers=numbers, words=results.asked.words)

    @routes.get("/api/search")
    def api_search(
        request: Request,
        limit: Annotated[int, Query(ge=1, le=_MOST)] = 20,
        offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    ) -> JSONResponse:
        lexicon = desk.lexicon()
        given = request.query_params.multi_items()
        cleared = cleared_by(given, desk.clearing, desk.workspace.root)
        asked = replace(Asked.from_query(given).question(), limit=limit, offset=offset, cleared=cleared)
        answer = Searcher(desk.workspace, lexicon, desk.completers).answer(asked)
        use = use_shape(answer, cleared) if cleared else {}
        return JSONResponse({**described(answer, lexicon.thesaurus, lexicon.languages), **use})

    @routes.get("/health")
    def health() -> JSONResponse:
        assets = desk.workspace.catalogue.enrichments.counts().assets
        return JSONResponse({"status": "ok", "assets": assets, "meaning": _meaning(desk)})

    return routes


def _meaning(desk: Desk) -> dict[str, object]:
    """Whether an embedding model helps the search, and how far it is with reading the labels."""
    understanding = desk.lexicon().understanding
    read, total = desk.keeper.progress
    if understanding.embedder:
        return {"model": understanding.embedder.name, "state": "ready"}
    if total:
        return {"model": None, "state": "preparing", "labels": read, "of": total}
    state = "unusable" if understanding.missing else "none"
    return {"model": None, "state": state, "why": understanding.missing}
