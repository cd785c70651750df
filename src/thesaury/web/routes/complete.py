"""`/api/complete`: suggestions as somebody types, of this workspace alone."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from thesaury.search.completed import completed
from thesaury.search.holding import recounted
from thesaury.vocabulary.languages import named_in
from thesaury.web.desk import Desk

_MOST = 50


def router(desk: Desk) -> APIRouter:
    """The suggestions."""
    routes = APIRouter()

    @routes.get("/api/complete")
    def complete(
        q: str = "",
        lang: Annotated[list[str] | None, Query(max_length=8)] = None,
        limit: Annotated[int, Query(ge=1, le=_MOST)] = 8,
    ) -> JSONResponse:
        lexicon = desk.lexicon()
        languages = tuple(dict.fromkeys((*named_in(lang or ()), *lexicon.languages)))
        found = desk.completers.completer().complete(q, languages, limit)
        told = completed(recounted(found, desk.workspace.index))
        return JSONResponse({"typed": q, "completions": told}, headers={"Cache-Control": "private, no-cache"})

    return routes
