"""Tags as things of their own: listed with their counts, and one added to or taken from a list of assets. No definition is published:
the body, a form field `data` with a JSON list of asset ids, is our guess after the collections' calls."""

import json
from collections import Counter
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import ids
from thesaury.sandbox.bynder.access import ASSET_READ, ASSET_WRITE, EDIT
from thesaury.sandbox.bynder.calls import Call, form, number
from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.refusal import Refusal, done

_KNOWN = ("limit", "page", "orderBy", "keyword", "mincount")


async def tags(estate: Estate, request: Request) -> Response:
    """All tags with how many assets carry them."""
    asked, limit = request.query_params, number(request, "limit", 50, 1_000)
    page, least = number(request, "page", 1, 10**6), number(request, "mincount", 0, 10**9, least=0)
    keyword = asked.get("keyword", "").casefold()
    counted = sorted(_counted(estate).items())
    found = [(tag, count) for tag, count in counted if keyword in tag.casefold() and count >= least]
    if asked.get("orderBy", "").startswith("mediaCount"):
        found.sort(key=lambda pair: pair[1], reverse=asked["orderBy"].endswith("desc"))
    shown = found[(page - 1) * limit : page * limit]
    return JSONResponse([{"id": tag_id(estate, tag), "tag": tag, "mediaCount": count} for tag, count in shown])


async def add(estate: Estate, request: Request) -> Response:
    """Adds a tag to some assets."""
    return await _change(estate, request, await _form_ids(request), add=True)


async def take(estate: Estate, request: Request) -> Response:
    """Takes a tag from some assets; one that did not carry it is no error."""
    found = ids.listed(request.query_params.get("deleteIds", "")) or await _form_ids(request)
    await _change(estate, request, found, add=False)
    return Response(status_code=204)


async def _form_ids(request: Request) -> list[str]:
    try:
        found = json.loads((await form(request)).get("data", ""))
    except ValueError as error:
        raise Refusal(400, "Invalid JSON") from error
    if not isinstance(found, list):
        raise Refusal(400, "Invalid JSON")
    return [str(entry).upper() for entry in found]


async def _change(estate: Estate, request: Request, assets: list[str], add: bool) -> Response:
    wanted = ids.wanted_four(request.path_params["id"], "Tag not found")
    tag = next((name for name in _counted(estate) if tag_id(estate, name) == wanted), None)
    if tag is None:
        raise Refusal(404, "Tag not found")
    for asset in [estate.asset(ids.wanted_four(entry), "Media not found") for entry in assets]:
        rest = [other for other in asset["tags"] if other != tag]
        changed = [*asset["tags"], tag] if add and tag not in asset["tags"] else asset["tags"] if add else rest
        if changed != asset["tags"]:
            estate.change(asset["id"], {"tags": changed}, request.state.caller.user)
    what: dict[str, Any] = {"tag": tag, "assets": assets, "added": add}
    estate.sandbox.applied("tags:change", request.headers.get("idempotency-key", ""), what)
    return done(202, "Accepted")


def tag_id(estate: Estate, tag: str) -> str:
    """The id of a tag."""
    return estate.portal.identifier(f"tag {tag}")


def _counted(estate: Estate) -> Counter[str]:
    return estate.shelf.tags()


CALLS = [
    Call("GET", "/api/v4/tags", tags, ASSET_READ, known=_KNOWN),
    Call("POST", "/api/v4/tags/{id}/media", add, ASSET_WRITE, (EDIT,)),
    Call("DELETE", "/api/v4/tags/{id}/media", take, ASSET_WRITE, (EDIT,), known=("deleteIds",)),
]
