"""Rights records in every form they are told in, and confirmations."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from thesaury.model.asset import Asset
from thesaury.pipeline.rights import asking, confirming, policies
from thesaury.pipeline.rights.intake import standing_of
from thesaury.rights.deciding.telling import NOTICE
from thesaury.rights.stating.parts import Part
from thesaury.rights.stating.reading import statement_of
from thesaury.rights.stating.shape import record_shape
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.api.etags import agreed, etag_of
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller
from thesaury.web.failures import NotHere

_CONFIRM = ("record", "place", "version", "by", "says", "nothing_else")


def shape_of(desk: Desk, asset: Asset, history: bool = False) -> dict[str, Any]:
    """The records of an asset as plain data."""
    found = (asking.history_of if history else asking.records_of)(desk.workspace, asset)
    made_from = list(asking.sources_of(desk.workspace, asset))
    told = {"asset": asset.id, "made_from": made_from, "records": [*map(record_shape, found)]}
    return told | {"standing": standing_of(desk.workspace, asset), "notice": NOTICE}


def records(desk: Desk, asset: Asset, history: bool) -> Response:
    """As they are kept."""
    told = shape_of(desk, asset, history)
    return JSONResponse(told, headers={"ETag": etag_of(told)})


def odrl(desk: Desk, asset: Asset, _: bool) -> Response:
    """The policies alone, as ODRL programs read them."""
    told = policies.as_odrl(desk.workspace, asset)
    return JSONResponse(list(told.parts), headers=_losses(told), media_type="application/ld+json")


def smintio(desk: Desk, asset: Asset, _: bool) -> Response:
    """As Smint.io states licences."""
    told = policies.as_smintio(desk.workspace, asset)
    return JSONResponse({"records": list(told.parts), "losses": list(told.losses)})


def xmp(desk: Desk, asset: Asset, _: bool) -> Response:
    """As a packet of XMP. Raises NotHere where nothing is stated."""
    told = policies.as_xmp(desk.workspace, asset)
    if not told.parts:
        raise NotHere("rights")
    return Response("".join(told.parts), headers=_losses(told), media_type="application/rdf+xml")


def confirmed(desk: Desk, request: Request, body: Part) -> dict[str, Any]:
    """Keep what a person says of a record, as the next version. Raises BadInput that names the field, Usage, and Outdated where another
    version is the newest."""
    told = {name: part for name, part in body.members(_CONFIRM).items() if part.value is not None}
    for name in ("record", "place", "version"):
        if name not in told:
            raise body.wrong(f"A confirmation needs {name}: record, place and version of what was read.")
    version = told["version"].value
    if not isinstance(version, int) or isinstance(version, bool):
        raise told["version"].wrong("This has to be the number of the version that was read.")
    statement = statement_of(told["says"], tables_of(desk.workspace.root)) if "says" in told else None
    by = told["by"].text() if "by" in told else caller().name
    nothing_else = told["nothing_else"].flag() if "nothing_else" in told else False
    record, place = told["record"].text(), told["place"].text()
    if "if-match" in request.headers and (asset := desk.workspace.catalogue.records.find(record)):
        agreed(request, etag_of(shape_of(desk, asset)))
    made = confirming.confirm(desk.workspace, record, place, version, by, statement, nothing_else)
    return record_shape(made)


def _losses(told: policies.Told) -> dict[str, str]:
    return {"Thesaury-Losses": str(len(told.losses))}
