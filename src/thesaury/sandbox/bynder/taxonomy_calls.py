"""The newer list of options, which tells external references and goes by cursors; its ids are spelt in five groups."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import ids
from thesaury.sandbox.bynder.access import META_READ
from thesaury.sandbox.bynder.calls import Call, number
from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.refusal import Refusal

_BOTH = "Invalid parameters provided for listing options with cursor pagination, 'start' and 'before' cannot be used together"


async def options(estate: Estate, request: Request) -> Response:
    """Options by name: from a cursor on, or before one. A cursor is the name, an underscore and the id."""
    missing = _refusal(404, "metaproperty-not-existing", "Metaproperty does not exist")
    entry = ids.wanted_five(request.path_params["id"], missing)
    if entry not in estate.vocabulary.properties:
        raise missing
    asked, limit = request.query_params, number(request, "limit", 20, 1_000)
    if "start" in asked and "before" in asked:
        raise _refusal(400, "option-list-cursor-parameter-invalid", _BOTH)
    found = _found(estate, entry, request)
    first = 0
    if "start" in asked:
        start = _place(asked["start"])
        first = sum(_key(option) < start for option in found)
    if "before" in asked:
        end = _place(asked["before"])
        first = max(0, sum(_key(option) < end for option in found) - limit)
    shown = found[first : first + limit]
    metadata = {"nextPage": _cursor(found[first + limit])} if first + limit < len(found) else {}
    if first and shown:
        metadata["prevPage"] = _cursor(shown[0])
    return JSONResponse({"options": [_told(option) for option in shown], "metadata": metadata})


def _found(estate: Estate, entry: str, request: Request) -> list[dict[str, Any]]:
    asked = request.query_params
    reference = asked.get("externalReference", "")
    listed = [part for text in asked.getlist("ids") for part in text.split(",") if part]
    wanted = {ids.wanted_five(part) for part in listed}
    found = [
        option
        for option in estate.vocabulary.options_of(entry)
        if (not reference or option["externalReference"] == reference) and (not wanted or option["id"] in wanted)
    ]
    return sorted(found, key=_key)


def _told(option: dict[str, Any]) -> dict[str, str]:
    return {
        "id": ids.five(option["id"]),
        "name": option["name"],
        "externalReference": option["externalReference"],
        "icon": "",
        "metapropertyId": ids.five(option["property"]),
    }


def _key(option: dict[str, Any]) -> tuple[str, str]:
    return option["name"], ids.five(option["id"])


def _cursor(option: dict[str, Any]) -> str:
    return "_".join(_key(option))


def _place(cursor: str) -> tuple[str, str]:
    name, _, identifier = cursor.rpartition("_")
    wrong = _refusal(400, "option-list-cursor-format-invalid", "Invalid cursor format, expected 'name_optionId'")
    ids.wanted_five(identifier, wrong)
    return name, identifier


def _refusal(status: int, code: str, message: str) -> Refusal:
    return Refusal(status, message, body={"errorCode": code, "message": message})


_KNOWN = ("start", "before", "limit", "externalReference", "ids")
CALLS = [Call("GET", "/api/1/taxonomy/metaproperties/{id}/options", options, META_READ, known=_KNOWN)]
