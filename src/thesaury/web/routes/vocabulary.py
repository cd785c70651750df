"""`/vocabulary` and `/concepts?iri=`: the words of the workspace, and one concept with its neighbours."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.search.ranking import Question
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.views.cards import card
from thesaury.web.views.entries import concept_entry, shelves
from thesaury.web.views.results import Searcher

_SEEN = 8


def router(desk: Desk) -> APIRouter:
    """The vocabulary pages."""
    routes = APIRouter()

    @routes.get("/vocabulary")
    def vocabulary() -> HTMLResponse:
        return desk.page("vocabulary.html", shelves=shelves(desk.lexicon(), desk.workspace.index))

    @routes.get("/concepts")
    def concept(iri: str = "") -> HTMLResponse:
        lexicon = desk.lexicon()
        found = lexicon.thesaurus.concept(iri)
        if found is None:
            raise NotHere("concept")
        asked = Question(filters=(("concept", (iri,)),), limit=_SEEN, facets=())
        seen = [card(hit, lexicon) for hit in Searcher(desk.workspace, lexicon).answer(asked).hits]
        return desk.page("concept.html", entry=concept_entry(found, lexicon, desk.workspace.index), seen=seen)

    return routes
