"""`/searches` and `/searches/{token}.atom`: saved searches, and what is new of what they find."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.dispatch.searches import save_search, search_of
from thesaury.model.access import Permission
from thesaury.model.saved_search import SavedSearch
from thesaury.pipeline.keeping import drop_search
from thesaury.pipeline.saved_use import passing
from thesaury.rights.vocabulary import Tables
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.atom import MEDIA_TYPE, Place, atom
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere
from thesaury.web.pages.search.saved import asked_of, saved_cards, use_kept
from thesaury.web.parts.asked import Asked

_NEWS = 100
"""Entries of a feed: who reads it every day misses none."""


def router(desk: Desk) -> APIRouter:
    """The pages of saved searches."""
    routes = APIRouter()
    catalogue = desk.workspace.catalogue

    def kept(name: str) -> SavedSearch:
        if (search := catalogue.saved_searches.get(name)) is None:
            raise NotHere("search")
        return search

    def saved(
        name: str, words: str, filters: Any, use: Iterable[tuple[str, str]], related: bool
    ) -> tuple[SavedSearch, str]:
        sources = desk.lexicon().sources(desk.workspace)
        return save_search(desk.workspace, sources, name, words, filters, use, related)

    def tables() -> Tables:
        return tables_of(desk.workspace.root)

    def page_of(feed: str = "", name: str = "", said: str = "") -> HTMLResponse:
        cards = saved_cards(catalogue, desk.lexicon(), desk.workspace.root)
        return desk.page("searches.html", searches=cards, feed=feed, name=name, said=said)

    @routes.get("/searches")
    def page(said: str = "") -> HTMLResponse:
        return page_of(said=said)

    @routes.post("/searches", dependencies=[may(Permission.EDIT)])
    def keep(request: Request, name: Annotated[str, Form()] = "") -> HTMLResponse:
        """What is asked stands in the address, as on the search page; only the name is typed."""
        asked = Asked.from_query(request.query_params.multi_items())
        question = asked.question()
        search, feed = saved(name, question.words, question.filters, use_kept(asked, tables()), asked.related)
        return page_of(f"{_server(request)}{feed}", search.name)

    @routes.get("/searches/{token}.atom")
    def feed(request: Request, token: str) -> Response:
        """The address is the secret: whoever has it reads what is new, and whoever has not learns nothing, not even that it is there."""
        if (search := search_of(catalogue, token)) is None:
            raise HTTPException(404)
        news = catalogue.saved_searches.news(search.id, _NEWS)
        found = catalogue.records.assets([one.asset for one in news])
        assets = passing(search, found, desk.clearing, tables())
        server = _server(request)
        place = Place(server, f"{server}{request.url.path}", f"{server}{asked_of(search).url}")
        headers = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
        return Response(
            atom(search, news, assets, place, desk.workspace.languages), media_type=MEDIA_TYPE, headers=headers
        )

    @routes.post("/searches/remove", dependencies=[may(Permission.EDIT)])
    def remove_here(name: str) -> RedirectResponse:
        kept(name)
        drop_search(catalogue, name)
        return RedirectResponse("/searches?said=removed", 303)

    return routes


def _server(request: Request) -> str:
    return str(request.base_url).rstrip("/")
