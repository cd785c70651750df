"""Vocabularies, their versions, their schemes and their concepts."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as PathParameter
from fastapi.responses import JSONResponse

from thesaury.model.access import Permission
from thesaury.model.concept import VocabularyVersion
from thesaury.pipeline import editing
from thesaury.web.api import concepts, importing, versions_told
from thesaury.web.api.models import imports
from thesaury.web.api.models import vocabularies as models
from thesaury.web.api.models.shapes import Iri
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of, sliced
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.failures import NotHere
from thesaury.web.parts.vocabulary.keepers import Keepers

_Version = Annotated[int, Query(ge=0, lt=2**31, description="The number of a version; 0 for none in particular.")]
_VersionHere = Annotated[int, PathParameter(ge=1, lt=2**31, description="The number of the version.")]
_VARIES = {"Vary": "Accept, Authorization, Cookie"}
_RDF: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The concept, in the form asked for.",
        "content": {
            "text/turtle": {"schema": {"type": "string"}},
            "application/rdf+xml": {"schema": {"type": "string"}},
            "application/ld+json": {"schema": {}},
        },
    }
}


def router(desk: Desk, keepers: Keepers) -> APIRouter:
    """Vocabularies and concepts."""
    routes = APIRouter(tags=["vocabularies"], route_class=Operation, dependencies=[may(Permission.READ)])

    def versions(name: str) -> list[VocabularyVersion]:
        if not (found := desk.workspace.catalogue.vocabularies.versions(name)):
            raise NotHere("vocabulary")
        return found

    @routes.get("/vocabularies", response_model=models.Vocabularies)
    def list_vocabularies() -> dict[str, Any]:
        """List the current version of every vocabulary."""
        return {"vocabularies": [_told(version) for version in desk.workspace.catalogue.vocabularies.current()]}

    @routes.post(
        "/vocabularies",
        response_model=models.Version,
        status_code=201,
        dependencies=[may(Permission.VOCABULARY)],
    )
    def begin_vocabulary(response: Response, body: models.BeginVocabulary) -> dict[str, Any]:
        """Begin an empty vocabulary with one concept scheme, to be edited here. Files are brought by an import instead."""
        version = editing.begin(desk.workspace, body.name, body.title, body.language, caller().name)
        response.headers["Location"] = f"/api/v1/vocabularies/{quote(version.name, safe='')}/draft"
        return _told(version)

    @routes.get("/vocabularies/{name}/versions", response_model=models.Versions)
    def list_versions(
        request: Request, response: Response, name: str, limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """List the versions of a vocabulary, the newest first."""
        place = place_of(cursor, ["versions", name], int)
        found = [one for one in reversed(versions(name)) if not place or one.number < int(place[0])]
        following = cursor_of(["versions", name], (found[limit - 1].number,)) if len(found) > limit else None
        return {"versions": [_told(one) for one in found[:limit]], "next": linked(request, response, following)}

    @routes.get("/vocabularies/{name}/schemes", response_model=models.Schemes)
    def list_schemes(name: str) -> dict[str, Any]:
        """List the concept schemes of a vocabulary with their top concepts."""
        versions(name)
        return {"schemes": concepts.schemes(desk.lexicon(), name)}

    @routes.get("/vocabularies/{name}/concepts", response_model=models.ConceptsPage)
    def list_concepts(
        request: Request,
        response: Response,
        name: str,
        scheme: Annotated[str, Query(max_length=2000, description="Only those of this scheme, by IRI.")] = "",
        limit: Limit = 100,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List the concepts of a vocabulary, by IRI."""
        versions(name)
        question = ["concepts", name, scheme]
        place = place_of(cursor, question, str)
        found = concepts.lines(desk.lexicon(), name, scheme, str(place[0]) if place else "", limit + 1)
        following = cursor_of(question, (found[limit - 1]["iri"],)) if len(found) > limit else None
        return {"concepts": found[:limit], "next": linked(request, response, following)}

    @routes.get("/vocabularies/{name}/diff", response_model=imports.Difference)
    def compare_versions(
        request: Request,
        response: Response,
        name: str,
        old: _Version = 0,
        new: _Version = 0,
        kind: Annotated[imports.ChangeKind | None, Query(description="Only changes of this kind.")] = None,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List what changed between two versions of a vocabulary; without numbers, from the last but one to the newest."""
        newest = new or versions(name)[-1].number
        found = keepers.differences.difference(name, old or max(1, newest - 1), newest)
        about, told = versions_told.between(found, kind or "", desk.workspace.languages)
        page, following = sliced(told, ["diff", name, about["old"], newest, kind], limit, cursor)
        return about | {"changes": page, "next": linked(request, response, following)}

    @routes.post(
        "/vocabularies/{name}/versions/{version}/back",
        response_model=imports.Import,
        status_code=201,
        dependencies=[may(Permission.VOCABULARY)],
    )
    def propose_version(response: Response, name: str, version: _VersionHere) -> dict[str, Any]:
        """Propose to go back to an earlier version: an import that tells what that would change, and is kept once somebody says so."""
        if not any(one.number == version for one in versions(name)):
            raise NotHere("version")
        draft = importing.proposed_back(desk, keepers, name, version)
        response.headers["Location"] = f"/api/v1/imports/{draft.id}"
        return importing.told(keepers, draft)

    @routes.get("/vocabularies/{name}/quality", response_model=imports.Quality)
    def list_quality_notices(
        request: Request,
        response: Response,
        name: str,
        scheme: Annotated[str, Query(max_length=2000, description="Only those of this scheme, by IRI.")] = "",
        rule: Annotated[str, Query(max_length=100, description="Only those of this rule.")] = "",
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List what is worth a second look in a vocabulary, with a score for each scheme and what the last versions scored."""
        told, found = versions_told.worth_a_look(keepers.quality, desk.lexicon(), name, scheme, rule)
        page, following = sliced(found, ["quality", name, scheme, rule], limit, cursor)
        return told | {"notices": page, "next": linked(request, response, following)}

    @routes.get("/concepts", response_model=models.Concept, responses=_RDF)
    def get_concept(request: Request, iri: Annotated[Iri, Query(description="The concept.")]) -> Any:
        """Read one concept: labels in every language, what is above, below and beside it, mappings, and how many assets carry it.

        `Accept: text/turtle`, `application/ld+json` or `application/rdf+xml` gives it as RDF, as its vocabulary says it.
        """
        kind = versions_told.preferred(request.headers.get("accept", ""))
        if kind and (found := desk.lexicon().thesaurus.concept(iri)):
            media_type = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
            return Response(versions_told.as_rdf(found, kind), headers=_VARIES, media_type=media_type)
        return JSONResponse(concepts.concept(desk.lexicon(), desk.workspace.index, iri), headers=_VARIES)

    @routes.get("/concepts/history", response_model=imports.ConceptHistory)
    def get_concept_history(iri: Annotated[Iri, Query(description="The concept.")]) -> dict[str, Any]:
        """Read in which of the newest 20 versions of its vocabulary a concept came or changed, and how."""
        return versions_told.history(desk, iri)

    return routes


def _told(version: VocabularyVersion) -> dict[str, Any]:
    told = {name: getattr(version, name) for name in ("name", "digest", "concepts", "imported_at", "source")}
    return told | {"version": version.number}
