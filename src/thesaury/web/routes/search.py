"""`/` and `/api/search`: assets by words, by meaning and by facet; `/health`."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from thesaury.search.finding import Answer, Hit
from thesaury.search.reasons import Reason
from thesaury.web.desk import Desk
from thesaury.web.lexicon import Lexicon
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
        return JSONResponse(answer_dict(answer, lexicon))

    @routes.get("/health")
    def health() -> JSONResponse:
        return JSONResponse({"status": "ok", "assets": desk.workspace.catalogue.enrichments.counts().assets})

    return routes


def answer_dict(answer: Answer, lexicon: Lexicon) -> dict[str, Any]:
    """An answer as plain data of a stable shape."""
    return {
        "total": answer.total,
        "concepts": [{"iri": iri, "label": lexicon.name(iri).text} for iri in answer.concepts],
        "hits": [_hit(hit, lexicon) for hit in answer.hits],
        "facets": {name: dict(counts) for name, counts in answer.facets},
    }


def _hit(hit: Hit, lexicon: Lexicon) -> dict[str, Any]:
    return {
        "asset": hit.asset.id,
        "title": hit.asset.title(lexicon.languages),
        "score": round(hit.score, 4),
        "reasons": [_because(reason, lexicon) for reason in hit.reasons],
    }


def _because(reason: Reason, lexicon: Lexicon) -> str:
    if reason.path:
        return " → ".join(lexicon.name(iri).text for iri in reason.path)
    return f"{reason.field}: {', '.join(reason.words)}"
