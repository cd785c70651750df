"""`/api/rights/...`: whether uses are permitted, what texts state, and the rights records of assets. None of it is legal advice."""

import base64
import binascii
import getpass
import json
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from thesaury.model.asset import Asset
from thesaury.model.errors import BadInput
from thesaury.model.policy import PolicyStatus
from thesaury.pipeline.rights import asking, confirming, listing, policies
from thesaury.rights.deciding.telling import NOTICE
from thesaury.rights.stating.reading import statement_of
from thesaury.rights.stating.shape import record_shape
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.bodies import sent
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.origin import from_here
from thesaury.web.rights_calls import checked, parsed

_CALL = 1 << 20
"""Bytes of a question for a thousand assets, or of a statement; both have far less."""

_MOST = 200
_CONFIRM = ("record", "place", "version", "by", "says", "nothing_else")


class Format(StrEnum):
    """What rights records are told as."""

    JSON = "json"
    ODRL = "odrl"
    SMINTIO = "smintio"
    XMP = "xmp"


def router(desk: Desk) -> APIRouter:
    """The interface of rights."""
    routes = APIRouter()

    def named(reference: str) -> Asset:
        if (found := desk.workspace.catalogue.records.find(reference)) is None:
            raise NotHere("asset")
        return found

    @routes.post("/api/rights/check")
    async def check(request: Request) -> JSONResponse:
        return JSONResponse(await run_in_threadpool(checked, desk.workspace, await sent(request, _CALL)))

    @routes.post("/api/rights/parse")
    async def parse(request: Request) -> JSONResponse:
        return JSONResponse(await run_in_threadpool(parsed, desk.workspace, await sent(request, _CALL)))

    @routes.get("/api/rights/records")
    def listed(
        status: PolicyStatus | None = None, after: str = "", limit: Annotated[int, Query(ge=1, le=_MOST)] = 50
    ) -> JSONResponse:
        found = listing.listed(desk.workspace, status, _key(after), limit)
        told = [listing.listed_shape(one, desk.workspace.languages) for one in found.entries]
        return JSONResponse({"records": told, "next": _cursor(found.behind) if found.behind else None})

    @routes.post("/api/rights/records/confirm")
    async def confirm(request: Request) -> JSONResponse:
        from_here(request)
        return JSONResponse(await run_in_threadpool(_confirmed, desk, await sent(request, _CALL)))

    @routes.get("/api/rights/records/{asset:path}")
    def records(asset: str, history: bool = False, format: Format = Format.JSON) -> Response:
        return _TOLD[format](desk, named(asset), history)

    return routes


def _records(desk: Desk, asset: Asset, history: bool) -> JSONResponse:
    found = (asking.history_of if history else asking.records_of)(desk.workspace, asset)
    made_from = list(asking.sources_of(desk.workspace, asset))
    told = {"asset": asset.id, "made_from": made_from, "records": [*map(record_shape, found)], "notice": NOTICE}
    return JSONResponse(told)


def _odrl(desk: Desk, asset: Asset, _: bool) -> JSONResponse:
    """The policies alone, as ODRL programs read them; what they cannot say stands in the header `Thesaury-Losses`, as a number."""
    told = policies.as_odrl(desk.workspace, asset)
    return JSONResponse(list(told.parts), headers=_losses(told), media_type="application/ld+json")


def _smintio(desk: Desk, asset: Asset, _: bool) -> JSONResponse:
    told = policies.as_smintio(desk.workspace, asset)
    return JSONResponse({"records": list(told.parts), "losses": list(told.losses)})


def _xmp(desk: Desk, asset: Asset, _: bool) -> Response:
    told = policies.as_xmp(desk.workspace, asset)
    if not told.parts:
        raise NotHere("rights")
    return Response("".join(told.parts), headers=_losses(told), media_type="application/rdf+xml")


_TOLD: dict[Format, Callable[[Desk, Asset, bool], Response]] = {
    Format.JSON: _records,
    Format.ODRL: _odrl,
    Format.SMINTIO: _smintio,
    Format.XMP: _xmp,
}


def _losses(told: policies.Told) -> dict[str, str]:
    return {"Thesaury-Losses": str(len(told.losses))}


def _confirmed(desk: Desk, body: Any) -> dict[str, Any]:
    told = {name: part for name, part in body.members(_CONFIRM).items() if part.value is not None}
    for name in ("record", "place", "version"):
        if name not in told:
            raise body.wrong(f"A confirmation needs {name}: record, place and version of what was read.")
    version = told["version"].value
    if not isinstance(version, int) or isinstance(version, bool):
        raise told["version"].wrong("This has to be the number of the version that was read.")
    statement = statement_of(told["says"], tables_of(desk.workspace.root)) if "says" in told else None
    by = told["by"].text() if "by" in told else getpass.getuser()
    nothing_else = told["nothing_else"].flag() if "nothing_else" in told else False
    record, place = told["record"].text(), told["place"].text()
    made = confirming.confirm(desk.workspace, record, place, version, by, statement, nothing_else)
    return record_shape(made)


def _cursor(key: tuple[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode()


def _key(cursor: str) -> tuple[str, str]:
    """The key behind a cursor; without one, from the start."""
    if not cursor:
        return "", ""
    try:
        record, place = json.loads(base64.urlsafe_b64decode(cursor))
        return str(record), str(place)
    except (ValueError, TypeError, binascii.Error):
        raise BadInput("after: This is no cursor. Take the one that `next` of the page before says.") from None
