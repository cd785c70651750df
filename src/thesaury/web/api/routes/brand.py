"""The brand terms of the workspace: read, kept and forgotten."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from thesaury.model.access import Permission
from thesaury.model.audit import acting
from thesaury.model.time import now
from thesaury.pipeline.brand import drop_terms, keep_terms
from thesaury.vocabulary.brand.checking import term_of
from thesaury.vocabulary.brand.table import row_of
from thesaury.web.api.models import brand as models
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere


def router(desk: Desk) -> APIRouter:
    """Brand terms."""
    routes = APIRouter(tags=["governance"], route_class=Operation, dependencies=[may(Permission.READ)])
    edits = [may(Permission.VOCABULARY)]

    @routes.get("/brand/terms", response_model=models.BrandTerms)
    def list_brand_terms(
        standing: Annotated[models.Standing | None, Query(description="Only those of this standing.")] = None,
    ) -> dict[str, Any]:
        """List the words this client prefers, allows and forbids, by text and language."""
        terms = desk.workspace.catalogue.brand_terms
        held = set(terms.in_force())
        chosen = [term for term in terms.all() if standing in (None, term.standing.value)]
        return {"terms": [row_of(term) | {"in_force": term in held} for term in chosen]}

    @routes.put("/brand/terms", response_model=models.Changed, dependencies=edits)
    def put_brand_terms(body: models.PutBrandTerms) -> dict[str, Any]:
        """Keep terms, each in the place of the one with its text and language; all of them or none. Others stay.

        Only assets that the change touches are annotated again.
        """
        at = now()
        terms = [term_of(one.model_dump(by_alias=True), acting.get(), at) for one in body.terms]
        return {"changed": len(keep_terms(desk.workspace, terms))}

    @routes.delete("/brand/terms", status_code=204, dependencies=edits)
    def delete_brand_term(
        term: Annotated[str, Query(max_length=200)], language: Annotated[str, Query(max_length=35)] = ""
    ) -> None:
        """Forget the term with this text and language."""
        key = term, language
        if all(one.key != key for one in desk.workspace.catalogue.brand_terms.all()):
            raise NotHere("brand_term")
        drop_terms(desk.workspace, [key])

    return routes
