"""Options of a metaproperty: listed, made with others below them, changed but for their name, removed."""

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import ids, times
from thesaury.sandbox.bynder.access import META_READ, META_ROLES, META_WRITE
from thesaury.sandbox.bynder.calls import Call, number
from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.metaproperty_calls import data_of
from thesaury.sandbox.bynder.refusal import Refusal, done

_INVALID = "Invalid metaproperty ID"
_EXISTS = "Meta property option with this name already exists"
_WRITTEN = (
    *("label", "labels", "description", "descriptions", "active", "isSelectable", "hideByDefault", "zindex"),
    *("externalReference", "parentId"),
)


async def options(estate: Estate, request: Request) -> Response:
    """The options of a metaproperty, a page of them, by name or external reference where asked."""
    asked, limit = request.query_params, number(request, "limit", 50, 1_000)
    page, entry = number(request, "page", 1, 10**6), _property(estate, request)
    found = [
        option
        for option in estate.vocabulary.options_of(entry)
        if option["name"] == asked.get("name", option["name"])
        and option["externalReference"] == asked.get("externalReference", option["externalReference"])
    ]
    return JSONResponse([_told(option) for option in found[(page - 1) * limit : page * limit]])


async def by_ids(estate: Estate, request: Request) -> Response:
    """Options by their ids, of any metaproperty."""
    wanted = ids.listed(request.query_params.get("ids", ""))
    if not wanted:
        raise Refusal(400, "No data sent")
    if not all(ids.is_four(key) for key in wanted):
        raise Refusal(400, "Invalid metaproperty option id sent")
    return JSONResponse([_told(estate.vocabulary.options[key]) for key in wanted if key in estate.vocabulary.options])


async def create(estate: Estate, request: Request) -> Response:
    """A new option, with those nested in it below it. An existing name is refused with the id of the option that has it."""
    asked = await data_of(request)
    entry = _property(estate, request)
    _check(estate, entry, asked)
    made = _made(estate, entry, asked, str(asked.get("parentId") or "").upper())
    key = request.headers.get("idempotency-key", "")
    estate.sandbox.applied("option:create", key, {"id": made, "property": entry, "name": asked["name"]})
    return done(201, "Created", id=made)


async def modify(estate: Estate, request: Request) -> Response:
    """Changes an option; the name of an option is for ever."""
    asked = await data_of(request)
    option = option_of(estate, request)
    if "name" in asked and asked["name"] != option["name"]:
        raise Refusal(400, "Editing meta property option name not allowed")
    changes = {name: asked[name] for name in _WRITTEN if name in asked}
    if "parentId" in changes:
        changes["parentId"] = _parent(estate, option["property"], str(changes["parentId"] or "").upper())
    estate.vocabulary.put_option({**option, **changes})
    estate.sandbox.applied("option:modify", "", {"id": option["id"], **changes})
    return done(201, "Created")


async def delete(estate: Estate, request: Request) -> Response:
    """Removes an option; one that assets still carry is a loss that is told of."""
    option = option_of(estate, request)
    used = [asset["id"] for asset in _assets(estate) if option["id"] in asset["values"].get(option["property"], ())]
    if used:
        estate.sandbox.violate("option-in-use", f"{option['name']} is removed while {len(used)} assets carry it")
    estate.vocabulary.remove_option(option["id"])
    estate.sandbox.applied("option:delete", "", {"id": option["id"]})
    return Response(status_code=204)


def option_of(estate: Estate, request: Request, missing: str = "Meta property option not found") -> dict[str, Any]:
    """The option the path names. Raises Refusal (404)."""
    found = estate.vocabulary.options.get(request.path_params["optionId"].upper())
    if found is None or found["property"] != request.path_params["id"].upper():
        raise Refusal(404, missing)
    return found


def _property(estate: Estate, request: Request) -> str:
    identifier = str(request.path_params["id"]).upper()
    if identifier not in estate.vocabulary.properties:
        raise Refusal(400, _INVALID) if request.method == "GET" else Refusal(404, "Metaproperty not found")
    return identifier


def _check(estate: Estate, entry: str, asked: dict[str, Any]) -> None:
    name = str(asked.get("name") or "")
    if not name:
        raise Refusal(400, "Meta property option name is required")
    known = estate.vocabulary.option_named(entry, name)
    if known:
        raise Refusal(400, _EXISTS, existingUUID=known["id"])
    for below in asked.get("options") or []:
        _check(estate, entry, below)


def _made(estate: Estate, entry: str, asked: dict[str, Any], parent: str) -> str:
    identifier = ids.grouped(secrets.token_hex(16).upper())
    usual = {
        "label": asked["name"],
        "labels": {},
        "isSelectable": True,
        "zindex": len(estate.vocabulary.options) + 1,
        "externalReference": "",
        "date": estate.now(),
        "needs": {},
    }
    given = {name: asked[name] for name in _WRITTEN if name in asked}
    fixed = {"id": identifier, "property": entry, "name": asked["name"], "parentId": _parent(estate, entry, parent)}
    estate.vocabulary.put_option({**usual, **given, **fixed})
    for below in asked.get("options") or []:
        _made(estate, entry, below, identifier)
    return identifier


def _parent(estate: Estate, entry: str, parent: str) -> str:
    if parent and estate.vocabulary.options.get(parent, {}).get("property") != entry:
        raise Refusal(400, "Invalid metaproperty option id sent")
    return parent


def _told(option: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: option[name] for name in ("id", "name", "label", "labels")},
        "displayLabel": option["label"],
        "date": times.offset(option["date"]),
        "active": int(bool(option.get("active", True))),
    }


def _assets(estate: Estate) -> list[dict[str, Any]]:
    return [estate.shelf.at(handle) for handle in estate.shelf.ordered("dateModified")]


_BASE = "/api/v4/metaproperties"
CALLS = [
    Call("GET", f"{_BASE}/options", by_ids, META_READ, known=("ids",)),
    Call("GET", f"{_BASE}/{{id}}/options", options, META_READ, known=("name", "limit", "page", "externalReference")),
    Call("POST", f"{_BASE}/{{id}}/options", create, META_WRITE, META_ROLES),
    Call("POST", f"{_BASE}/{{id}}/options/{{optionId}}", modify, META_WRITE, META_ROLES),
    Call("DELETE", f"{_BASE}/{{id}}/options/{{optionId}}", delete, META_WRITE, META_ROLES),
]
