"""Metaproperties: all of them by name, one by id, made, changed and removed."""

import json
import secrets
from collections import Counter
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import ids, seeds, times
from thesaury.sandbox.bynder.access import META_READ, META_ROLES, META_WRITE
from thesaury.sandbox.bynder.calls import Call, form
from thesaury.sandbox.bynder.estate import Estate, truth
from thesaury.sandbox.bynder.refusal import Refusal, done
from thesaury.sandbox.bynder.vocabulary import FLAGS

_MISSING = "Metaproperty not found"
_WRITTEN = frozenset((*FLAGS, "label", "labels", "type", "zindex"))


async def metaproperties(estate: Estate, request: Request) -> Response:
    """An object of metaproperties by their names, with their options unless these are left out."""
    wanted = ids.listed(request.query_params.get("ids", ""))
    found = [entry for key, entry in estate.vocabulary.properties.items() if not wanted or key in wanted]
    return JSONResponse({entry["name"]: _told(estate, entry, request) for entry in found})


async def metaproperty(estate: Estate, request: Request) -> Response:
    """One metaproperty."""
    return JSONResponse(_told(estate, entry_of(estate, request), request))


async def create(estate: Estate, request: Request) -> Response:
    """A new metaproperty from the form field `data`."""
    asked = await data_of(request, number=True)
    if asked.get("type") not in seeds.TYPES:
        raise Refusal(400, "Invalid metaproperty type", number=True)
    name = str(asked.get("name") or "")
    if not name or estate.vocabulary.named(name):
        raise Refusal(400, "Invalid metaproperty name", number=True)
    identifier = ids.grouped(secrets.token_hex(16).upper())
    given = {key: value for key, value in asked.items() if key in _WRITTEN}
    usual: dict[str, Any] = {"label": name, "labels": {}, "zindex": len(estate.vocabulary.properties) + 1}
    estate.vocabulary.put_property({**FLAGS, **usual, **given, "id": identifier, "name": name})
    estate.sandbox.applied("metaproperty:create", "", {"id": identifier, "name": name})
    return done(201, "Created", id=identifier)


async def modify(estate: Estate, request: Request) -> Response:
    """Changes a metaproperty from the form field `data`; its name stays."""
    asked = await data_of(request, number=True)
    entry = entry_of(estate, request)
    if asked.get("type", entry["type"]) not in seeds.TYPES:
        raise Refusal(400, "Invalid metaproperty type", number=True)
    estate.vocabulary.put_property({**entry, **{key: value for key, value in asked.items() if key in _WRITTEN}})
    estate.sandbox.applied("metaproperty:modify", "", {"id": entry["id"], **asked})
    return done(201, "Created")


async def delete(estate: Estate, request: Request) -> Response:
    """Removes a metaproperty with its options."""
    entry = entry_of(estate, request)
    estate.vocabulary.remove_property(entry["id"])
    estate.sandbox.applied("metaproperty:delete", "", {"id": entry["id"]})
    return Response(status_code=204)


def entry_of(estate: Estate, request: Request) -> dict[str, Any]:
    """The metaproperty the path names. Raises Refusal (404)."""
    found = estate.vocabulary.properties.get(request.path_params["id"].upper())
    if found is None:
        raise Refusal(404, _MISSING, number=True)
    return found


async def data_of(request: Request, number: bool = False) -> Any:
    """The JSON object in the form field `data`. Raises Refusal (400) with the documented messages."""
    text = (await form(request)).get("data", "")
    if not text:
        raise Refusal(400, "No data sent", number)
    try:
        asked = json.loads(text)
    except ValueError as error:
        raise Refusal(400, "Invalid JSON", number) from error
    if not isinstance(asked, dict):
        raise Refusal(400, "Invalid JSON", number)
    return asked


def _told(estate: Estate, entry: dict[str, Any], request: Request) -> dict[str, Any]:
    asked = request.query_params
    made = {name: entry[name] for name in ("id", "name", "label", "labels", "type", "zindex", *FLAGS)}
    if entry["type"] not in seeds.SELECTS or not truth(asked.get("options", "1")):
        return made
    counts = _counts(estate, asked.get("type", "")) if truth(asked.get("count", "")) else None
    options = [_option(option) for option in estate.vocabulary.options_of(entry["id"])]
    if counts is not None:
        options = [{**option, "mediaCount": counts[option["id"]]} for option in options]
    return {**made, "options": options}


def _option(option: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: option[name] for name in ("id", "name", "label", "labels", "isSelectable", "zindex")},
        "displayLabel": option["label"],
        "date": times.wordy(option["date"]),
        "description": option.get("description", ""),
        "descriptions": option.get("descriptions", {}),
        "active": bool(option.get("active", True)),
        "hideByDefault": bool(option.get("hideByDefault", False)),
        "linkedOptionIds": sorted({need for wanted in option["needs"].values() for need in wanted}),
        "image": "",
        "product_suffix": "",
        "pregeneratedZipFileSize": 0,
    }


def _counts(estate: Estate, kinds: str) -> Counter[str]:
    wanted, shelf = set(kinds.split(",")) - {""}, estate.shelf
    assets = [shelf.at(handle) for handle in shelf.ordered("dateModified")]
    values = [entry for asset in assets if not wanted or asset["type"] in wanted for entry in asset["values"].values()]
    return Counter(key for entry in values if isinstance(entry, list) for key in entry)


CALLS = [
    Call("GET", "/api/v4/metaproperties", metaproperties, META_READ, known=("count", "type", "options", "ids")),
    Call("POST", "/api/v4/metaproperties", create, META_WRITE, META_ROLES, number=True),
    Call("GET", "/api/v4/metaproperties/{id}", metaproperty, META_READ, known=("count", "type", "options")),
    Call("POST", "/api/v4/metaproperties/{id}", modify, META_WRITE, META_ROLES, number=True),
    Call("DELETE", "/api/v4/metaproperties/{id}", delete, META_WRITE, META_ROLES, number=True),
]
