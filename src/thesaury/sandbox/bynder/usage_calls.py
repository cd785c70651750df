"""Where assets are used: records by integration, asset and address, and the replacement of the whole set of some addresses."""

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import ids, times
from thesaury.sandbox.bynder.access import STATISTICS, USAGE_READ, USAGE_WRITE
from thesaury.sandbox.bynder.calls import Call, form, json_object
from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.refusal import Refusal

_FIELDS = ("asset_id", "integration_id", "uri")


async def usages(estate: Estate, request: Request) -> Response:
    """The records that fit the fields asked for."""
    return JSONResponse([_told(estate, entry) for entry in _found(estate, _asked(estate, dict(request.query_params)))])


async def create(estate: Estate, request: Request) -> Response:
    """A new record; one of the same asset, integration and address is replaced."""
    fields = await form(request)
    asked = _asked(estate, fields, "asset_id", "integration_id")
    made = _keep(estate, {**asked, "additional": fields.get("additional", "")}, fields.get("timestamp", ""))
    estate.sandbox.applied("usage:create", request.headers.get("idempotency-key", ""), made)
    return JSONResponse(_told(estate, made))


async def delete(estate: Estate, request: Request) -> Response:
    """Removes the records of an asset and integration, at one address where it is named."""
    asked = _asked(estate, dict(request.query_params), "asset_id", "integration_id")
    for entry in _found(estate, asked):
        estate.store.delete(estate.named("usage"), entry["id"])
    estate.sandbox.applied("usage:delete", "", asked)
    return Response(status_code=204)


async def sync(estate: Estate, request: Request) -> Response:
    """Replaces all records of an integration at the given addresses by the given ones."""
    body = await json_object(request, Refusal(400, body={"integration_id": "is required"}))
    integration = _asked(estate, body, "integration_id")["integration_id"]
    uris, wanted = [str(uri) for uri in body.get("uris") or []], list(body.get("usages") or [])
    known = {(entry["asset_id"], entry["uri"]): entry for entry in _found(estate, {"integration_id": integration})}
    answer: dict[str, list[Any]] = {"accepted": [], "new": [], "rejected": [], "removed": []}
    for usage in wanted:
        asset, uri = str(usage.get("asset_id", "")).upper(), str(usage.get("uri", ""))
        reason = _reason(estate, asset, uri, uris)
        if reason:
            answer["rejected"].append({"asset_id": asset, "uri": uri, "reason": reason})
            continue
        record = {"integration_id": integration, "asset_id": asset, "uri": uri}
        record["additional"] = str(usage.get("additional", ""))
        made = _keep(estate, record)
        short = {name: record[name] for name in ("asset_id", "uri", "additional")}
        answer["accepted"].append(short)
        if (asset, uri) not in known:
            answer["new"].append(_told(estate, made))
    kept = {(entry["asset_id"], entry["uri"]) for entry in answer["accepted"]}
    for (asset, uri), entry in known.items():
        if uri in uris and (asset, uri) not in kept:
            estate.store.delete(estate.named("usage"), entry["id"])
            answer["removed"].append({"asset_id": asset, "uri": uri})
    estate.sandbox.applied("usage:sync", request.headers.get("idempotency-key", ""), {"uris": uris, "usages": wanted})
    return JSONResponse(answer)


def _reason(estate: Estate, asset: str, uri: str, uris: list[str]) -> str:
    if estate.shelf.get(asset) is None:
        return "Asset not found"
    return "" if uri in uris else "URI not in uris"


def _asked(estate: Estate, fields: dict[str, Any], *needed: str) -> dict[str, str]:
    """The fields by which records are found. Raises Refusal (400) that names the wrong ones."""
    asked = {name: str(fields[name]) for name in _FIELDS if fields.get(name)}
    wrong = {name: "is required" for name in needed if name not in asked}
    if "asset_id" in asked:
        asked["asset_id"] = asked["asset_id"].upper()
        if not ids.is_four(asked["asset_id"]) or estate.shelf.get(asked["asset_id"]) is None:
            wrong["asset_id"] = "is not the id of an asset"
    if "integration_id" in asked and asked["integration_id"].lower() != estate.portal.integration:
        wrong["integration_id"] = "is not the id of an integration"
    if wrong:
        raise Refusal(400, body=wrong)
    return asked


def _found(estate: Estate, asked: dict[str, str]) -> list[dict[str, Any]]:
    entries = [entry for _, entry in estate.store.all(estate.named("usage"))]
    return [entry for entry in entries if all(entry.get(name) == value for name, value in asked.items())]


def _keep(estate: Estate, record: dict[str, str], timestamp: str = "") -> dict[str, Any]:
    same = {name: record.get(name, "") for name in _FIELDS}
    known = _found(estate, same)
    identifier = known[0]["id"] if known else ids.five(ids.grouped(secrets.token_hex(16)))
    made = {**same, **record, "id": identifier, "timestamp": timestamp or estate.now()}
    estate.store.put(estate.named("usage"), identifier, made)
    return made


def _told(estate: Estate, entry: dict[str, Any]) -> dict[str, Any]:
    integration = {"id": entry["integration_id"], "description": f"{estate.portal.title} website"}
    shown = {name: entry[name] for name in ("id", "asset_id", "uri", "additional")}
    return {**shown, "timestamp": times.offset(entry["timestamp"]), "integration": integration}


CALLS = [
    Call("GET", "/api/media/usage", usages, USAGE_READ, (STATISTICS,), known=_FIELDS),
    Call("POST", "/api/media/usage", create, USAGE_WRITE, (STATISTICS,)),
    Call("DELETE", "/api/media/usage", delete, USAGE_WRITE, (STATISTICS,), known=_FIELDS),
    Call("POST", "/api/media/usage/sync", sync, USAGE_WRITE, (STATISTICS,)),
]
