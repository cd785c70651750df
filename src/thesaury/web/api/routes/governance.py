"""Checks of tags and records as an upload pipeline asks for them, and the profiles they are checked against."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from thesaury.bootstrap.files import rdf_bytes
from thesaury.governance.profiles import profile_dict
from thesaury.governance.shapes import shapes
from thesaury.model.access import Permission
from thesaury.model.profile import Profile
from thesaury.pipeline.validating import RecordAsked, check_records, check_tags, exchange_profile, read_profile
from thesaury.pipeline.validating.shape import record_shape, tag_shape, words_shape
from thesaury.web.api import versions_told
from thesaury.web.api.etags import agreed, changed_meanwhile, etag_of, unless_there
from thesaury.web.api.models import governance as models
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere

_TURTLE = "text/turtle"
_SHAPES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The shapes, in the form asked for.",
        "content": {
            _TURTLE: {"schema": {"type": "string"}},
            "application/rdf+xml": {"schema": {"type": "string"}},
            "application/ld+json": {"schema": {}},
        },
    }
}


def router(desk: Desk) -> APIRouter:
    """Checks, and profiles."""
    routes = APIRouter(tags=["governance"], route_class=Operation, dependencies=[may(Permission.READ)])
    edits = [may(Permission.VOCABULARY)]

    def kept(name: str) -> Profile:
        if (profile := desk.workspace.catalogue.profiles.get(name)) is None:
            raise NotHere("profile")
        return profile

    @routes.post("/validate", response_model=models.Validated)
    def validate(body: models.Validate) -> dict[str, Any]:
        """Check tags and records against the approved terms, under a profile. Nothing is kept.

        It answers from the words that are here, also while their server is away; `words` says how old they are.
        """
        workspace = desk.workspace
        profile, said = check_tags(workspace, body.tags, body.profile, body.languages)
        records = [RecordAsked(one.tags, one.concepts, one.properties, one.asset or "") for one in body.records]
        checked = check_records(workspace, records, body.profile, body.languages)
        answers = [record_shape(answer, checked.called) for answer in checked.records]
        return {
            "profile": profile.name,
            "tags": [tag_shape(answer, said.called) for answer in said.tags],
            "records": [{"key": one.key} | told for one, told in zip(body.records, answers, strict=True)],
            "words": words_shape(checked.words),
        }

    @routes.get("/profiles", response_model=models.Profiles)
    def list_profiles() -> dict[str, Any]:
        """List all profiles, by name."""
        return {"profiles": [profile_dict(one) for one in desk.workspace.catalogue.profiles.all()]}

    @routes.get("/profiles/{name}", response_model=models.Profile)
    def get_profile(response: Response, name: str) -> dict[str, Any]:
        """Read one profile; its `ETag` is what a change of it has to name."""
        found = profile_dict(kept(name))
        response.headers["ETag"] = etag_of(found)
        return found

    @routes.put("/profiles/{name}", response_model=models.Profile, dependencies=edits)
    def put_profile(request: Request, response: Response, name: str, body: models.PutProfile) -> dict[str, Any]:
        """Make a profile, or change one; schemes are named by IRI or title.

        To change one, send its `ETag` as `If-Match`: 428 without, 412 where somebody changed it meanwhile. `If-None-Match: *` makes sure
        that a new one takes no other's place.
        """
        wanted = read_profile(desk.workspace, name, body.model_dump(exclude={"name"}))
        there = desk.workspace.catalogue.profiles.get(name)
        unless_there(request, there is not None)
        if there or "if-match" in request.headers:
            agreed(request, etag_of(profile_dict(there)) if there else "")
        if not exchange_profile(desk.workspace, name, there, wanted):
            raise changed_meanwhile()
        found = profile_dict(kept(name))
        response.headers["ETag"] = etag_of(found)
        response.headers["Location"] = f"/api/v1/profiles/{quote(name, safe='')}"
        return found

    @routes.delete("/profiles/{name}", status_code=204, dependencies=edits)
    def delete_profile(request: Request, name: str) -> None:
        """Remove a profile. Send its `ETag` as `If-Match`."""
        there = kept(name)
        agreed(request, etag_of(profile_dict(there)))
        if not exchange_profile(desk.workspace, name, there, None):
            raise changed_meanwhile()

    @routes.get("/profiles/{name}/shapes", responses=_SHAPES, response_class=Response)
    def get_profile_shapes(request: Request, name: str) -> Response:
        """Read a profile as SHACL shapes over the exported graph, as Turtle or what `Accept` asks for of JSON-LD and RDF/XML."""
        kind = versions_told.preferred(request.headers.get("accept", "")) or _TURTLE
        told = rdf_bytes(shapes(kept(name)), versions_told.FORMS[kind])
        media_type = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        return Response(told, headers={"Vary": "Accept, Authorization, Cookie"}, media_type=media_type)

    return routes
