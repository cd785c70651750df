"""The list of assets: every filter, three ways to order it, pages or cursors, and a body that changes when a total is asked for."""

import base64
import json
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import asset_json, ids, times
from thesaury.sandbox.bynder.access import ASSET_READ
from thesaury.sandbox.bynder.calls import Call, number
from thesaury.sandbox.bynder.estate import Estate, root, truth
from thesaury.sandbox.bynder.matching import predicate
from thesaury.sandbox.bynder.refusal import Refusal
from thesaury.sandbox.bynder.shelf import DATES, Handle

CURSOR = "X-Bynder-NextCursor"
_MOST = 1_000
_RANGES = ("dateModified", "dateCreated")
_ORDERS = (*DATES, "name")
_PAGING = ("limit", "page", "cursor", "total", "count", "includeMediaItems", "includeVersionNumber")
_KNOWN = (
    *_PAGING,
    *(f"{name}{end}" for name in _RANGES for end in ("", "To", "On")),
    *("orderBy", "keyword", "tags", "type", "orientation", "property_*", "propertyOptionId", "id", "ids", "brandId"),
    *("subBrandId", "categoryId", "collectionId", "limited", "archive", "isPublic"),
)


async def listing(estate: Estate, request: Request) -> Response:
    """The assets that fit, in order, from a page or behind a cursor."""
    asked, limit = request.query_params, number(request, "limit", 50, _MOST)
    page, order = number(request, "page", 1, 10**9), _order(asked)
    found = _found(estate, asked, order)
    first = _behind(estate, found, asked["cursor"], order) if "cursor" in asked else (page - 1) * limit
    shown = found[first : first + limit]
    media = [_told(estate, handle, request) for handle in shown]
    estate.read.update(document["id"] for document in media)
    headers = {}
    if estate.switches.cursor and first + limit < len(found):
        headers[CURSOR] = _cursor(estate, shown[-1], order)
    return JSONResponse(_body(estate, asked, found, media), headers=headers)


def _order(asked: QueryParams) -> tuple[str, bool]:
    field, _, direction = asked.get("orderBy", "dateCreated desc").partition(" ")
    if field not in _ORDERS or direction not in ("asc", "desc"):
        raise Refusal(400, "Invalid orderBy")
    return field, direction == "desc"


def _found(estate: Estate, asked: QueryParams, order: tuple[str, bool]) -> list[Handle]:
    """The assets that fit, in order; kept until an asset or option changes, for the next page asks the same."""
    wanted = {name: value for name, value in asked.items() if name not in _PAGING}
    key = json.dumps([wanted, order, estate.shelf.version])
    if estate.lists.get("key") != key:
        estate.lists.update(key=key, found=_searched(estate, asked, order))
    return list(estate.lists["found"])


def _searched(estate: Estate, asked: QueryParams, order: tuple[str, bool]) -> list[Handle]:
    field, descending = order
    shelf, archive = estate.shelf, truth(asked.get("archive", ""))
    moment = _moment(asked, field) if field in _RANGES and field in asked else ""
    handles: Iterable[Handle] = shelf.since(field, moment) if moment else shelf.ordered(field)
    handles = [handle for handle in handles if shelf.archived(handle) == archive]
    for fits in _date_tests(estate, asked):
        handles = [handle for handle in handles if fits(handle)]
    fits_all = predicate(estate, asked)
    if fits_all:
        handles = [handle for handle in handles if fits_all(shelf.at(handle))]
    return handles[::-1] if descending else list(handles)


def _date_tests(estate: Estate, asked: QueryParams) -> Iterable[Callable[[Handle], bool]]:
    for field in _RANGES:
        stamp = partial(estate.shelf.stamp, field=field)
        if field in asked:
            yield partial(_passes, stamp, _moment(asked, field).__le__)
        if f"{field}To" in asked:
            yield partial(_passes, stamp, _moment(asked, f"{field}To").__ge__)
        if f"{field}On" in asked:
            yield partial(_same_day, stamp, _moment(asked, f"{field}On")[:10])


def _passes(stamp: Callable[[Handle], str], test: Callable[[str], bool], handle: Handle) -> bool:
    return test(stamp(handle))


def _same_day(stamp: Callable[[Handle], str], day: str, handle: Handle) -> bool:
    return stamp(handle).startswith(day)


def _moment(asked: QueryParams, name: str) -> str:
    if not times.is_plain(asked[name]):
        raise Refusal(400, f"Invalid date for {name}")
    return asked[name]


def _told(estate: Estate, handle: Handle, request: Request) -> dict[str, Any]:
    asset, base, asked = estate.shelf.at(handle), root(request), request.query_params
    made = asset_json.told(estate, asset, base)
    if truth(asked.get("includeMediaItems", "")):
        made["mediaItems"] = asset_json.media_items(estate, asset, base)
    if truth(asked.get("includeVersionNumber", "")):
        made["version"] = int(asset.get("version", 1))
    return made


def _body(estate: Estate, asked: QueryParams, found: list[Handle], media: list[dict[str, Any]]) -> Any:
    total, count = truth(asked.get("total", "")), truth(asked.get("count", ""))
    if not total and not count:
        return media
    made: dict[str, Any] = {"media": media}
    if total:
        made["total"] = {"count": len(found)}
    if count:
        kinds = Counter(asset_json.orientation(estate.shelf.at(handle)) for handle in found)
        types = Counter(str(estate.shelf.at(handle)["type"]) for handle in found)
        made["count"] = {"total": len(found), "type": dict(types), "orientation": dict(kinds)}
    return made


def _cursor(estate: Estate, last: Handle, order: tuple[str, bool]) -> str:
    place = [*order, estate.shelf.stamp(last, order[0]), estate.shelf.at(last)["id"]]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def _behind(estate: Estate, found: list[Handle], cursor: str, order: tuple[str, bool]) -> int:
    """Where the list goes on behind a cursor: after its asset, or after its place in the order when the asset has moved."""
    if not estate.switches.cursor:
        raise Refusal(400, "Invalid cursor")
    try:
        field, descending, stamp, identifier = json.loads(base64.urlsafe_b64decode(cursor))
    except ValueError as error:
        raise Refusal(400, "Invalid cursor") from error
    if (field, descending) != order or not ids.is_four(identifier):
        raise Refusal(400, "Invalid cursor")
    stamps = [estate.shelf.stamp(handle, field) for handle in found]
    same = [place for place, other in enumerate(stamps) if other == stamp]
    at = next((place for place in same if estate.shelf.at(found[place])["id"] == identifier), None)
    if at is not None:
        return at + 1
    passed = [place for place, other in enumerate(stamps) if (other >= stamp if descending else other <= stamp)]
    return passed[-1] + 1 if passed else 0


CALLS = [Call("GET", "/api/v4/media", listing, ASSET_READ, known=_KNOWN)]
