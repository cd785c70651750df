"""Search: assets by words, by meaning and by facet; what may be typed; what a query means."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.model.access import Permission
from thesaury.pipeline.expanding import written_for
from thesaury.pipeline.observing import API
from thesaury.search.completing.completed import completed
from thesaury.search.completing.holding import recounted
from thesaury.search.expanding.expanded import expanded, plain
from thesaury.search.expanding.expansion import MOST_TERMS, Wish, expand
from thesaury.vocabulary.languages import named_in
from thesaury.web.api.asked import SearchQuery
from thesaury.web.api.models.search import Completions, Expansion, SearchPage
from thesaury.web.api.paging import linked
from thesaury.web.api.routing import Operation
from thesaury.web.api.searching import searched
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.parts.observed import observed_search

_MOST_COMPLETIONS = 50
_DEEPEST = 20

_Words = Annotated[str, Query(description="What was typed.", examples=["refill pack"])]
_Languages = Annotated[
    list[str] | None, Query(max_length=8, description="Languages to show, best first, as BCP 47 tags.")
]


def router(desk: Desk) -> APIRouter:
    """Search, suggestions and expansion."""
    routes = APIRouter(tags=["search"], route_class=Operation, dependencies=[may(Permission.READ)])

    @routes.get("/search", response_model=SearchPage, response_model_exclude_unset=True)
    def search_assets(request: Request, response: Response, asked: Annotated[SearchQuery, Query()]) -> dict[str, Any]:
        """Find assets by words, by meaning and by facet.

        Every hit says why it is one. With `channel` and `region` each hit bears the answer of its rights on that use.
        Pages go by `cursor`, down to the 10,000th hit; where the index changed since the first page, `moved` is true.
        """
        given, hearing = request.query_params.multi_items(), observed_search(desk, API)
        found = searched(desk, given, asked.limit, asked.cursor, hearing=hearing)
        linked(request, response, found["next"])
        return found

    @routes.get("/complete", response_model=Completions)
    def complete_words(
        q: _Words = "", lang: _Languages = None, limit: Annotated[int, Query(ge=1, le=_MOST_COMPLETIONS)] = 8
    ) -> dict[str, Any]:
        """Suggest labels and names while somebody types.

        Each word that was typed may be the beginning of any word of a label, in any language and order; typing mistakes are forgiven.
        """
        return completions(desk, q, lang or (), limit)

    @routes.get("/expand", response_model=Expansion, response_model_exclude_unset=True)
    def expand_query(
        q: _Words = "",
        system: Annotated[
            str, Query(alias="for", max_length=200, description="A connection or a system: the query in its language.")
        ] = "",
        lang: _Languages = None,
        depth: Annotated[int, Query(ge=0, le=_DEEPEST, description="How many levels of narrower concepts.")] = 3,
        related: Annotated[bool, Query(description="Related concepts too.")] = False,
        limit: Annotated[int, Query(ge=1, le=MOST_TERMS, description="How many terms at most.")] = 200,
    ) -> dict[str, Any]:
        """Tell what a query means, as words, for portals that search elsewhere."""
        lexicon = desk.lexicon()
        languages = named_in(lang or ()) or lexicon.languages
        how = lexicon.understanding
        found = expand(q, how.linker, lexicon.thesaurus, Wish(languages, depth, related, limit), how.embedder)
        told = expanded(found, lexicon.thesaurus, (*languages, *lexicon.languages))
        if system:
            told["plain"] = plain(written_for(desk.workspace, system, found), system)
        return {"typed": q, **told}

    return routes


def completions(desk: Desk, typed: str, languages: Any, limit: int) -> dict[str, Any]:
    """What was typed, with what it may become."""
    lexicon = desk.lexicon()
    wanted = tuple(dict.fromkeys((*named_in(languages), *lexicon.languages)))
    found = desk.completers.completer().complete(typed, wanted, limit)
    return {"typed": typed, "completions": completed(recounted(found, desk.workspace.index))}
