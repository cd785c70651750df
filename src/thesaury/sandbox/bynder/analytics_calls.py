"""Analytics: events of twelve months by kind, as JSON or CSV, with cursors in the headers; and the report of every asset."""

import base64
import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import ids, times
from thesaury.sandbox.bynder.access import ANALYTICS_READ
from thesaury.sandbox.bynder.calls import Call, Handler, number
from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.refusal import Refusal
from thesaury.sandbox.bynder.report import report, reports

BASE = "/v7/analytics/api"
Row = dict[str, Any]
Told = Callable[[Estate, Row], Row]
_PAGING = ("limit", "cursor", "fromDateTime", "toDateTime")
_RESULTS = ("tags", "assets", "documents", "guidelines", "collections", "metaproperties")
_MORE_RESULTS = ("collectionAssets", "workflowCampaigns", "brandstoreProducts")


def feed(kinds: Sequence[str], told: Told, plain_cursor: bool = False, form: str = "json") -> Handler:
    """A handler that answers with the events of some kinds; `form` is json, csv, or either by what the caller accepts."""

    async def answer(estate: Estate, request: Request) -> Response:
        asset = str(request.path_params.get("id", ""))
        if asset:
            ids.wanted_four(asset)
        found = [event for event in estate.events.of(*kinds, asset=asset.upper()) if _within(event, request)]
        shown, headers = paged(request, found, plain_cursor)
        rows = [told(estate, event) for event in shown]
        wants_csv = "text/csv" in request.headers.get("accept", "")
        if form == "csv" or (form == "either" and wants_csv):
            return Response(_csv(rows, [event["at"] for event in shown]), media_type="text/csv", headers=headers)
        return JSONResponse(rows, headers=headers)

    return answer


def paged(request: Request, found: list[Any], plain: bool = False) -> tuple[list[Any], dict[str, str]]:
    """A page of what was found, and the headers that lead to the next. Raises Refusal (400) for a wrong cursor or limit."""
    limit, cursor = number(request, "limit", 1_000, 10_000), request.query_params.get("cursor", "")
    try:
        first = 0 if not cursor else int(cursor if plain else base64.urlsafe_b64decode(f"{cursor}==").decode())
    except ValueError as error:
        raise Refusal(400, "Invalid cursor") from error
    if first + limit >= len(found):
        return found[first : first + limit], {}
    behind = str(first + limit)
    following = behind if plain else base64.urlsafe_b64encode(behind.encode()).decode().rstrip("=")
    address = f"{request.url.path.removeprefix('/v7/analytics')}?limit={limit}&cursor={following}"
    return found[first : first + limit], {"Next-Cursor": following, "Next-Url": address}


def _within(event: Row, request: Request) -> bool:
    first, last = (request.query_params.get(name, "") for name in ("fromDateTime", "toDateTime"))
    try:
        after = not first or times.parsed(event["at"]) >= times.parsed(first)
        return after and (not last or times.parsed(event["at"]) <= times.parsed(last))
    except ValueError as error:
        raise Refusal(400, "Invalid date") from error


def _csv(rows: list[Row], moments: list[str]) -> str:
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        for row, moment in zip(rows, moments, strict=True):
            writer.writerow({**row, "dateTime": times.milliseconds(moment)})
    return out.getvalue()


def _new(estate: Estate, event: Row, kind: str) -> Row:
    user = estate.portal.identifier(event["user"])
    return {"eventId": ids.five(event["id"]), "eventType": kind, "dateTime": times.precise(event["at"]), "userId": user}


def viewed(estate: Estate, event: Row) -> Row:
    """A view in the newer spelling."""
    return {**_new(estate, event, "AssetViewed"), "assetId": event["asset"]}


def downloaded(estate: Estate, event: Row) -> Row:
    """A download in the newer spelling."""
    reasons = list(event.get("reasons", ()))
    return {**_new(estate, event, "AssetDownloadRequested"), "assetId": event["asset"], "downloadReasons": reasons}


def searched(estate: Estate, event: Row) -> Row:
    """A search."""
    return {
        **_new(estate, event, "SearchExecuted"),
        "terms": list(event["terms"]),
        "filters": list(event.get("filters", ())),
        "operator": "OR",
        "sortOrder": {"field": "datePublished", "order": "desc"},
        "results": {"assets": event["found"]},
    }


def older(estate: Estate, event: Row) -> Row:
    """Any event of an asset in the older spelling."""
    asset = estate.shelf.get(event["asset"]) or {}
    name = asset.get("name", "")
    made = {
        "id": event["id"].replace("-", "")[:24].lower(),
        "eventType": f"asset.{event['kind']}",
        "userId": estate.portal.identifier(event["user"]),
        "dateTime": times.precise(event["at"]),
        "assetId": event["asset"],
        "assetType": asset.get("type", "image"),
        "assetName": name,
        "assetAudit": "ACCEPTED",
        "fileName": f"{event['asset']}___{name}",
    }
    item = {"mediaItemId": ids.made(event["asset"], "original"), "mediaItemType": "original"}
    return {**made, **item} if event["kind"] == "download" else made


def keyword(estate: Estate, event: Row) -> Row:
    """A search in the older spelling, with a count for each kind of thing."""
    counts = {f"{name}Results": event["found"] if name == "assets" else 0 for name in (*_RESULTS, *_MORE_RESULTS)}
    return {
        "id": event["id"].replace("-", "")[:24].lower(),
        "eventType": "search.keyword",
        "userId": estate.portal.identifier(event["user"]),
        "dateTime": times.precise(event["at"]),
        "keyword": " ".join(event["terms"]),
        "totalResults": event["found"],
        **counts,
    }


async def historical(estate: Estate, request: Request) -> Response:
    """All views, downloads and searches of a year without a header row."""
    year = str(request.path_params["year"])
    found = [event for event in estate.events.of("view", "download", "search") if event["at"].startswith(f"{year}-")]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for event in found:
        asset = estate.shelf.get(event["asset"]) or {}
        kind = "SearchExecuted" if event["kind"] == "search" else f"asset.{event['kind']}"
        terms = f"[{','.join(event['terms'])}]" if event["kind"] == "search" else ""
        counted = f"{{{event['found']}}}" if event["kind"] == "search" else ""
        row = [kind, event["at"], estate.portal.identifier(event["user"]), event["asset"], asset.get("name", "")]
        writer.writerow([*row, asset.get("type", ""), *[""] * 6, terms, *[""] * 3, counted])
    return Response(out.getvalue(), media_type="text/csv")


def _call(path: str, handler: Handler, *known: str) -> Call:
    return Call("GET", f"{BASE}{path}", handler, ANALYTICS_READ, known=known or _PAGING)


_ALL = ("view", "download", "create", "archive", "remove")
_REPORT = ("limit", "cursor", "fromDateCreated", "toDateCreated", "fromDateModified", "toDateModified")
CALLS = [
    _call("/v2/asset/views", feed(("view",), viewed, plain_cursor=True)),
    _call("/v1/asset/v2/download", feed(("download",), downloaded)),
    _call("/v1/asset/view", feed(("view",), older, form="either")),
    _call("/v1/asset/download", feed(("download",), older, form="either")),
    *(_call(f"/v1/asset/{kind}", feed((kind,), older)) for kind in ("create", "archive", "remove")),
    _call("/v1/asset/{id}", feed(_ALL, older)),
    _call("/v1/search/executions", feed(("search",), searched)),
    _call("/v1/search/keyword", feed(("search",), keyword)),
    _call("/v1/search/keyword.csv", feed(("search",), keyword, form="csv")),
    _call("/v1/report/asset", reports(paged), *_REPORT),
    _call("/v1/report/asset/{id}", report, "assetId"),
    _call("/v1/historical/{year}.csv", historical, "year"),
]
