"""Rights: whether uses are permitted, what texts state, and the rights records of assets. None of it is legal advice."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from thesaury.model.access import Permission
from thesaury.model.asset import Asset
from thesaury.model.policy import PolicyStatus
from thesaury.pipeline.rights import listing
from thesaury.web.api import rights_told
from thesaury.web.api.bodies import sent
from thesaury.web.api.describing import body_of
from thesaury.web.api.limits import LONGEST
from thesaury.web.api.models import rights as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.rights_calls import checked, parsed
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere


class Format(StrEnum):
    """What rights records are told as."""

    JSON = "json"
    ODRL = "odrl"
    SMINTIO = "smintio"
    XMP = "xmp"


_TOLD: dict[Format, Callable[[Desk, Asset, bool], Response]] = {
    Format.JSON: rights_told.records,
    Format.ODRL: rights_told.odrl,
    Format.SMINTIO: rights_told.smintio,
    Format.XMP: rights_told.xmp,
}
_FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": models.AssetRights,
        "description": "The records, in the form asked for.",
        "content": {
            "application/ld+json": {"schema": {"type": "array", "items": {"type": "object"}}},
            "application/rdf+xml": {"schema": {"type": "string"}},
        },
    }
}


def router(desk: Desk) -> APIRouter:
    """The operations of rights."""
    routes = APIRouter(prefix="/rights", tags=["rights"], route_class=Operation, dependencies=[may(Permission.READ)])

    @routes.post("/check", response_model=models.RightsAnswer, openapi_extra=body_of(models.RightsQuestion))
    async def check_rights(request: Request) -> JSONResponse:
        """Ask whether a use of assets, or one that a text speaks of, is permitted.

        The answer is `permit`, `deny` or `needs_review`, with a sentence for each axis. It changes nothing.
        """
        return JSONResponse(await run_in_threadpool(checked, desk.workspace, await sent(request, LONGEST)))

    @routes.post("/parse", response_model=models.Parsed, openapi_extra=body_of(models.ParseText))
    async def parse_licence(request: Request) -> JSONResponse:
        """Read a licence text: terms, the words each value was read from, and what a person has to read. It keeps nothing."""
        return JSONResponse(await run_in_threadpool(parsed, desk.workspace, await sent(request, LONGEST)))

    @routes.get("/records", response_model=models.RightsRecords)
    def list_rights_records(
        request: Request,
        response: Response,
        status: Annotated[PolicyStatus | None, Query(description="Only those of this status.")] = None,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List rights records, by record and place."""
        question = ["rights", status.value if status else ""]
        place = place_of(cursor, question, str, str)
        behind = (str(place[0]), str(place[1])) if place else ("", "")
        found = listing.listed(desk.workspace, status, behind, limit)
        told = [listing.listed_shape(one, desk.workspace.languages) for one in found.entries]
        following = cursor_of(question, found.behind) if found.behind else None
        return {"records": told, "next": linked(request, response, following)}

    @routes.post(
        "/records/confirm",
        response_model=models.RightsRecord,
        openapi_extra=body_of(models.Confirm),
        dependencies=[may(Permission.RIGHTS)],
    )
    async def confirm_rights_record(request: Request) -> JSONResponse:
        """Confirm what a rights record says, as it stands or with `says` in its place.

        `version` is the version that was read: where there is a newer one, the answer is 409. With `If-Match` the records of the asset have
        to be those that were read, too.
        """
        told = await sent(request, LONGEST)
        return JSONResponse(await run_in_threadpool(rights_told.confirmed, desk, request, told))

    @routes.get("/records/{asset:path}", response_model=models.AssetRights, responses=_FORMS)
    def get_rights_records(
        asset: str,
        history: Annotated[bool, Query(description="All versions, the oldest first.")] = False,
        format: Annotated[Format, Query(description="What to tell them as.")] = Format.JSON,
    ) -> Response:
        """Read the rights records of an asset, by its id or as connection/external id.

        Forms other than `json` say in the header `Thesaury-Losses` how many things they cannot say.
        """
        if (found := desk.workspace.catalogue.records.find(asset)) is None:
            raise NotHere("asset")
        return _TOLD[format](desk, found, history)

    return routes
