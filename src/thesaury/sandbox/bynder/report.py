"""The report of every asset, removed ones among them, with its metaproperties as text."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import ids, times
from thesaury.sandbox.bynder.calls import Handler
from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.refusal import Refusal
from thesaury.sandbox.bynder.shelf import Handle, Shelf

Paged = Callable[[Request, list[Any]], tuple[list[Any], dict[str, str]]]
_RANGES = {"Created": "dateCreated", "Modified": "dateModified"}


def reports(paged: Paged) -> Handler:
    """A handler that reports all assets in pages, the earliest change first."""

    async def answer(estate: Estate, request: Request) -> Response:
        there = [handle for handle in estate.shelf.ordered("dateModified") if _within(estate.shelf, handle, request)]
        removed = [entry for entry in estate.shelf.trash() if _fits(entry["asset"].get, request)]
        shown, headers = paged(request, [*there, *removed])
        entries = [entry if isinstance(entry, dict) else {"asset": estate.shelf.at(entry)} for entry in shown]
        return JSONResponse([_told(estate, entry) for entry in entries], headers=headers)

    return answer


async def report(estate: Estate, request: Request) -> Response:
    """The report of one asset, even of a removed one."""
    wanted = ids.wanted_four(request.path_params["id"])
    asset = estate.shelf.get(wanted)
    if asset is not None:
        return JSONResponse(_told(estate, {"asset": asset}))
    removed = next((entry for entry in estate.shelf.trash() if entry["asset"]["id"] == wanted), None)
    if removed is None:
        raise Refusal(404)
    told = _told(estate, removed)
    return JSONResponse(
        {name: value for name, value in told.items() if name != "dateRemoved"}
    )  # the list alone tells it


def _within(shelf: Shelf, handle: Handle, request: Request) -> bool:
    return _fits(lambda field: shelf.stamp(handle, field), request)


def _fits(moment_of: Callable[[str], Any], request: Request) -> bool:
    for name, field in _RANGES.items():
        first, last = (request.query_params.get(f"{end}Date{name}", "") for end in ("from", "to"))
        try:
            if first and times.parsed(moment_of(field)) < times.parsed(first):
                return False
            if last and times.parsed(moment_of(field)) > times.parsed(last):
                return False
        except ValueError as error:
            raise Refusal(400, "Invalid date") from error
    return True


def _told(estate: Estate, entry: dict[str, Any]) -> dict[str, Any]:
    asset = entry["asset"]
    removed = {"dateRemoved": times.precise(entry["dateRemoved"])} if "dateRemoved" in entry else {}
    return {
        "assetId": asset["id"],
        "name": asset["name"],
        "description": asset["description"],
        "isArchived": bool(asset.get("archive")),
        "type": asset["type"],
        "audit": asset.get("audit", "ACCEPTED"),
        "copyright": asset["copyright"],
        "isLimited": bool(asset.get("limited")),
        "datePublished": times.precise(asset["datePublished"]),
        "isRemoved": bool(removed),
        **removed,
        "idHash": estate.portal.digest(asset["id"])[:16],
        "phash": str(int(estate.portal.digest(asset["id"])[:9], 16)),
        "userCreated": ids.made(asset["userCreated"]),
        "dateCreated": times.precise(asset["dateCreated"]),
        "userModified": ids.made(asset["userCreated"]),
        "dateModified": times.precise(asset["dateModified"]),
        "isWatermarked": bool(asset.get("watermarked")),
        "isPublic": bool(asset.get("isPublic")),
        "metaproperties": dict(_properties(estate, asset)),
    }


def _properties(estate: Estate, asset: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    for key, entry in estate.vocabulary.properties.items():
        value = asset["values"].get(key, "")
        names = [estate.vocabulary.options[one]["name"] for one in value if one in estate.vocabulary.options]
        found.append((entry["name"], ", ".join(names) if isinstance(value, list) else value))
    return found
