"""The trash: what was removed in the last thirty days."""

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import times
from thesaury.sandbox.bynder.access import ASSET_READ, TRASH
from thesaury.sandbox.bynder.calls import Call, number
from thesaury.sandbox.bynder.estate import Estate, root
from thesaury.sandbox.bynder.refusal import Refusal

WINDOW = timedelta(days=30)
_FIELDS = ("dateCreated", "dateRemoved", "name", "username")


async def trash(estate: Estate, request: Request) -> Response:
    """A page of the removed assets, those removed after a moment where it is given."""
    asked, limit, page = request.query_params, number(request, "limit", 10, 1_000), number(request, "page", 1, 10**6)
    field, order = asked.get("field", "media.dateRemoved").removeprefix("media."), asked.get("order", "desc")
    if field not in _FIELDS or order not in ("asc", "desc"):
        raise Refusal(400)
    first = estate.sandbox.clock.now() - WINDOW
    try:
        first = max(first, times.parsed(asked["dateRemoved"])) if "dateRemoved" in asked else first
    except ValueError as error:
        raise Refusal(400, "Invalid date") from error
    rows = [_told(estate, entry, root(request)) for entry in estate.shelf.trash()]
    found = [row for row in rows if times.parsed(row["dateRemoved"]) >= first.replace(microsecond=0)]
    found.sort(key=lambda row: str(row[field]), reverse=order == "desc")
    return JSONResponse(found[(page - 1) * limit : page * limit])


def _told(estate: Estate, entry: dict[str, Any], base: str) -> dict[str, Any]:
    asset = entry["asset"]
    return {
        "id": asset["id"],
        "name": asset["name"],
        "dateRemoved": times.offset(entry["dateRemoved"]),
        "dateCreated": times.offset(asset["dateCreated"]),
        "username": f"{entry['username']}@{estate.portal.name}.invalid",
        "userId": estate.portal.identifier(entry["username"]),
        "S3_filepointer": f"{base}/m/{estate.portal.name}/{asset['id']}/removed.jpg",
    }


_KNOWN = ("limit", "page", "dateRemoved", "field", "order")
CALLS = [Call("GET", "/api/trash/media", trash, ASSET_READ, (TRASH,), known=_KNOWN)]
