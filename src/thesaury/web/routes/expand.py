"""`/api/expand`: what a query means, as words, for portals that search elsewhere."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from thesaury.pipeline.expanding import written_for
from thesaury.search.expanded import expanded, plain
from thesaury.search.expanding import MOST_TERMS, Wish, expand
from thesaury.vocabulary.languages import named_in
from thesaury.web.desk import Desk

_DEEPEST = 20


def router(desk: Desk) -> APIRouter:
    """The expansion."""
    routes = APIRouter()

    @routes.get("/api/expand")
    def expansion(
        q: str = "",
        system: Annotated[str, Query(alias="for", max_length=200)] = "",
        lang: Annotated[list[str] | None, Query(max_length=8)] = None,
        depth: Annotated[int, Query(ge=0, le=_DEEPEST)] = 3,
        related: bool = False,
        limit: Annotated[int, Query(ge=1, le=MOST_TERMS)] = 200,
    ) -> JSONResponse:
        lexicon = desk.lexicon()
        languages = named_in(lang or ()) or lexicon.languages
        how = lexicon.understanding
        found = expand(q, how.linker, lexicon.thesaurus, Wish(languages, depth, related, limit), how.embedder)
        told = expanded(found, lexicon.thesaurus, (*languages, *lexicon.languages))
        if system:
            told["plain"] = plain(written_for(desk.workspace, system, found), system)
        return JSONResponse({"typed": q, **told}, headers={"Cache-Control": "private, no-cache"})

    return routes
