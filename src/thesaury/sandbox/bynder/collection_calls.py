"""Collections: listed, made, changed, removed and shared, and the assets in them."""

import json
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import asset_json, ids, times
from thesaury.sandbox.bynder.access import COLLECTION_READ, COLLECTION_WRITE
from thesaury.sandbox.bynder.calls import Call, form, number
from thesaury.sandbox.bynder.estate import Estate, root, truth
from thesaury.sandbox.bynder.portals import INTEGRATION_USER
from thesaury.sandbox.bynder.refusal import Refusal, done

_MISSING, _NAMELESS = "Collection not found", "Collection name can't be empty"
_OPTIONS = ("readOnly", "view", "readAccess", "edit")
_ORDERS = {"dateCreated": "created", "name": "name"}
_KNOWN = ("limit", "page", "orderBy", "ids", "count", "keyword", "isPublic", "minCount")


async def collections(estate: Estate, request: Request) -> Response:
    """A page of the collections that fit."""
    asked, limit, page = request.query_params, number(request, "limit", 50, 1_000), number(request, "page", 1, 10**6)
    field, _, direction = asked.get("orderBy", "dateCreated asc").partition(" ")
    if field not in _ORDERS or direction not in ("asc", "desc"):
        raise Refusal(400, "Invalid request parameters.", number=True)
    wanted, least = ids.listed(asked.get("ids", "")), number(request, "minCount", 0, 10**9, least=0)
    found = [
        entry
        for _, entry in estate.store.all(estate.named("collection"))
        if (not wanted or entry["id"] in wanted)
        and asked.get("keyword", "").casefold() in entry["name"].casefold()
        and len(entry["media"]) >= least
        and (not truth(asked.get("isPublic", "")) or entry["isPublic"])
    ]
    found.sort(key=lambda entry: str(entry[_ORDERS[field]]), reverse=direction == "desc")
    return JSONResponse([_listed(estate, entry, root(request)) for entry in found[(page - 1) * limit : page * limit]])


async def create(estate: Estate, request: Request) -> Response:
    """A new collection; its address is in the Location header."""
    fields = await form(request)
    if not fields.get("name"):
        raise Refusal(400, _NAMELESS, number=True)
    made = collection(estate, fields["name"], fields.get("description", ""))
    estate.sandbox.applied("collection:create", request.headers.get("idempotency-key", ""), {"id": made["id"]})
    answer = done(201, "Created")
    answer.headers["Location"] = f"{root(request)}/api/v4/collections/{made['id']}/"
    return answer


def collection(estate: Estate, name: str, description: str = "", media: tuple[str, ...] = ()) -> dict[str, Any]:
    """A new collection, kept."""
    now, identifier = estate.now(), ids.grouped(secrets.token_hex(16).upper())
    made = {"id": identifier, "name": name, "description": description, "created": now, "modified": now}
    return _put(estate, {**made, "isPublic": False, "media": list(media), "cover": ""})


async def one(estate: Estate, request: Request) -> Response:
    """One collection."""
    entry = _entry(estate, request)
    return JSONResponse(
        {
            "dateCreated": times.wordy(entry["created"]),
            "thumbnail": _cover(estate, entry, root(request)),
            "name": entry["name"],
            "link": f"{root(request)}/collections/{entry['id']}",
            "views": 0,
            "description": entry["description"],
            "user": _user(estate),
        }
    )


async def modify(estate: Estate, request: Request) -> Response:
    """Changes a collection's name, description, cover or openness."""
    fields, entry = await form(request), _entry(estate, request)
    if fields.get("name") == "":
        raise Refusal(400, _NAMELESS, number=True)
    changes: dict[str, Any] = {name: fields[name] for name in ("name", "description") if name in fields}
    if "isPublic" in fields:
        changes["isPublic"] = truth(fields["isPublic"])
    if "thumbnailAssetId" in fields:
        changes["cover"] = fields["thumbnailAssetId"].upper()
    _put(estate, {**entry, **changes, "modified": estate.now()})
    return done(201, "Created")


async def delete(estate: Estate, request: Request) -> Response:
    """Removes a collection; its assets stay."""
    estate.store.delete(estate.named("collection"), _entry(estate, request)["id"])
    estate.lists.clear()
    return Response(status_code=204)


async def share(estate: Estate, request: Request) -> Response:
    """Shares a collection with somebody; nobody is written to."""
    fields = await form(request)
    _entry(estate, request)
    if not any(fields.get(name) for name in ("recipients", "groups", "profiles")):
        raise Refusal(400, "Recipients, groups or profiles must contain at least one entry", number=True)
    if fields.get("collectionOptions", "view") not in _OPTIONS:
        raise Refusal(400, "Invalid request parameters.", number=True)
    return done(202, "accepted")


async def media(estate: Estate, request: Request) -> Response:
    """The ids of the assets in a collection."""
    return JSONResponse(_entry(estate, request)["media"])


async def add_media(estate: Estate, request: Request) -> Response:
    """Adds the assets of the form field `data`, a JSON list of ids."""
    fields, entry = await form(request), _entry(estate, request)
    try:
        found = [str(key).upper() for key in json.loads(fields.get("data", ""))]
    except (ValueError, TypeError) as error:
        raise Refusal(403, number=True) from error
    there = [key for key in found if estate.shelf.get(key) is not None]
    _put(estate, {**entry, "media": list(dict.fromkeys([*entry["media"], *there])), "modified": estate.now()})
    estate.sandbox.applied(
        "collection:add", request.headers.get("idempotency-key", ""), {"id": entry["id"], "media": there}
    )
    return done(202, "Accepted")


async def take_media(estate: Estate, request: Request) -> Response:
    """Takes assets out of a collection."""
    entry, gone = _entry(estate, request), ids.listed(request.query_params.get("deleteIds", ""))
    _put(estate, {**entry, "media": [key for key in entry["media"] if key not in gone], "modified": estate.now()})
    return Response(status_code=204)


def _entry(estate: Estate, request: Request) -> dict[str, Any]:
    found = estate.store.get(estate.named("collection"), str(request.path_params["id"]).upper())
    if found is None:
        raise Refusal(404, _MISSING, number=True)
    return dict(found)


def _put(estate: Estate, entry: dict[str, Any]) -> dict[str, Any]:
    estate.store.put(estate.named("collection"), entry["id"], entry)
    estate.lists.clear()
    return entry


def _listed(estate: Estate, entry: dict[str, Any], base: str) -> dict[str, Any]:
    cover, user = _cover(estate, entry, base), _user(estate)
    return {
        "userId": user["id"],
        "dateModified": times.wordy(entry["modified"]),
        "filename": entry["name"].casefold().replace(" ", "_"),
        "dateCreated": times.wordy(entry["created"]),
        "collectionCount": len(entry["media"]),
        "id": entry["id"],
        "name": entry["name"],
        "cover": {"thumbnail": cover, "thumbnails": [cover] if cover else [], "large": cover},
        "user": user,
        "description": entry["description"],
        "isPublic": entry["isPublic"],
    }


def _cover(estate: Estate, entry: dict[str, Any], base: str) -> str:
    shown = entry["cover"] or next(iter(entry["media"]), "")
    return asset_json.picture(estate, {"id": shown}, base, "thul") if shown else ""


def _user(estate: Estate) -> dict[str, str]:
    return {"id": estate.portal.identifier(INTEGRATION_USER), "name": "Ida Brennholt"}


_BASE = "/api/v4/collections"
CALLS = [
    Call("GET", _BASE, collections, COLLECTION_READ, known=_KNOWN, number=True),
    Call("POST", _BASE, create, COLLECTION_WRITE, number=True),
    Call("GET", f"{_BASE}/{{id}}", one, COLLECTION_READ, number=True),
    Call("POST", f"{_BASE}/{{id}}", modify, COLLECTION_WRITE, number=True),
    Call("DELETE", f"{_BASE}/{{id}}", delete, COLLECTION_WRITE, number=True),
    Call("POST", f"{_BASE}/{{id}}/share", share, COLLECTION_WRITE, number=True),
    Call("GET", f"{_BASE}/{{id}}/media", media, COLLECTION_READ, number=True),
    Call("POST", f"{_BASE}/{{id}}/media", add_media, COLLECTION_WRITE, number=True),
    Call("DELETE", f"{_BASE}/{{id}}/media", take_media, COLLECTION_WRITE, known=("deleteIds",), number=True),
]
