"""The search of a portal as a walk: page by page through each slice, with every sign of an incomplete answer noted."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from thesaury.connectors.smintio.data_object import identity, opened, pick
from thesaury.connectors.smintio.errors import missing, partial, starts_anew
from thesaury.connectors.smintio.portal_client import PortalApi
from thesaury.connectors.smintio.portal_settings import Slice
from thesaury.model.errors import Refused, Unreachable

_ADAPTER_FILTER = "smintIoHub:dataAdapterInstanceKey"
_TRIES = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a walk stands: its slice, the page in it, the result set where the portal wants that, and how many it met so far."""

    slice: int = 0
    page: int = 0
    result_set: str = ""
    met: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search: its objects by id, the next spot (None at the end), the total, and what speaks against trusting it.

    `gaps` are sentences for people, each with what it is about: a source that failed, a page that was short, a total not reached.
    """

    objects: Mapping[str, Any]
    following: Spot | None
    total: int | None
    gaps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    objects: list[Any]
    details: Any
    more: bool
    total: int | None


def cursor_of(spot: Spot) -> str:
    """The spot as a cursor."""
    return json.dumps(asdict(spot), separators=(",", ":"))


def spot_of(cursor: str, slices: int) -> Spot:
    """The spot a cursor stands for; the start when it no longer fits."""
    try:
        told = json.loads(cursor) if cursor else {}
        spot = Spot(
            int(told.get("slice", 0)),
            int(told.get("page", 0)),
            str(told.get("result_set", "")),
            int(told.get("met", 0)),
        )
    except (ValueError, TypeError, AttributeError):
        return Spot()
    return spot if 0 <= spot.slice < slices and spot.page >= 0 else Spot()


def walk(api: PortalApi, spot: Spot, limit: int) -> Iterator[Found]:
    """The pages from this spot on. Raises Unreachable when a page says that more follows and does not move."""
    random = _random_access(api)
    here: Spot | None = spot
    before: set[str] = set()
    while here is not None:
        try:
            found = _page(api, here, limit, random, before)
        except Refused as error:
            if not here.result_set or not (starts_anew(error.code) or missing(error.status, error.code)):
                raise
            _log.warning("%s: the result set of the search is no longer known; this part is searched anew", api.name)
            here, before = Spot(here.slice), set()
            continue
        before = set(found.objects)
        yield found
        here = found.following


def total(api: PortalApi, part: Slice) -> tuple[int, Any]:
    """How many assets a slice holds, as far as the portal says, and one of them."""
    answer = _asked(api, part, Spot(), 1, True)
    return len(answer.objects) if answer.total is None else answer.total, next(iter(answer.objects), None)


def _page(api: PortalApi, spot: Spot, limit: int, random: bool, before: set[str]) -> Found:
    part = api.portal.slices[spot.slice]
    words = ""
    for _ in range(_TRIES):
        answer = _asked(api, part, spot, limit, random)
        objects = {key: item for item in answer.objects if (key := identity(opened(item, api.portal.layout)))}
        words = _complaint(answer, objects, limit, random, before)
        if not words:
            break
        _log.warning("%s: page %d of the search %s", api.name, spot.page, words)
    if words and not (objects and set(objects) != before):
        raise Unreachable(f"{api.name}: page {spot.page} of the search {words}. Nothing was lost; run again later.")
    met = spot.met + len(answer.objects)
    following = _following(api, spot, answer, met, random)
    gaps = [("search", f"page {spot.page} {words}; the next pass looks again")] if words else []
    gaps += [
        (f"source {said.code or 'unknown'}", f"the search left a source out: {said.message}")
        for said in partial(answer.details)
    ]
    nameless = len(answer.objects) - sum(bool(identity(opened(item, api.portal.layout))) for item in answer.objects)
    gaps += (
        [("search", f"{nameless} assets on page {spot.page} have no id; see the setting layout")] if nameless else []
    )
    if api.portal.exact_totals and not answer.more and answer.total is not None and met < answer.total:
        gaps.append(("search", f"the portal counts {answer.total} assets and gave {met}; the next pass looks again"))
    return Found(objects, following, answer.total, tuple(gaps))


def _following(api: PortalApi, spot: Spot, answer: _Answer, met: int, random: bool) -> Spot | None:
    if answer.more:
        return Spot(spot.slice, spot.page + 1, "" if random else _result_set(answer.details), met)
    return Spot(spot.slice + 1) if spot.slice + 1 < len(api.portal.slices) else None


def _complaint(answer: _Answer, objects: Mapping[str, Any], limit: int, random: bool, before: set[str]) -> str:
    if answer.more and not answer.objects:
        return "says that more follows and holds nothing"
    if answer.more and before and set(objects) == before:
        return "is the same as the one before it"
    if answer.more and random and len(answer.objects) < limit:
        return f"holds {len(answer.objects)} assets where {limit} were asked for"
    return ""


def _asked(api: PortalApi, part: Slice, spot: Spot, limit: int, random: bool) -> _Answer:
    result = opened(api.search_method("searchAssetsAsync", _query(api, part, spot, limit, random)), "flat")
    objects, details = pick(result, "assetDataObjects"), pick(result, "details")
    if objects is not None and not isinstance(objects, list):
        raise Unreachable(
            f"{api.name}: the search answered in a form that cannot be read. Check the search settings, then run again."
        )
    if objects is None and details is None:
        raise Unreachable(
            f"{api.name}: the search answered neither assets nor details. Check the search settings, then run again."
        )
    told = opened(details, "flat")
    count = pick(told, "totalResults")
    whole = count if isinstance(count, int) and not isinstance(count, bool) and count >= 0 else None
    return _Answer(objects or [], details, pick(told, "hasMoreResults") is True, whole)


def _query(api: PortalApi, part: Slice, spot: Spot, limit: int, random: bool) -> dict[str, Any]:
    query: dict[str, Any] = {"pageSize": limit}
    if random:
        query["page"] = spot.page
    elif spot.result_set:
        query["searchResultSetUuid"] = spot.result_set
    if part.content_type is not None:
        query["contentType"] = part.content_type
    if api.portal.resource_asset_mode is not None:
        query["resourceAssetMode"] = api.portal.resource_asset_mode
    if part.adapter:
        value = {"id": _ADAPTER_FILTER, "dataType": "string", "stringValue": f"da:{part.adapter}"}
        query["currentFilters"] = {"values": [value]}
    return query


def _result_set(details: Any) -> str:
    value = pick(opened(details, "flat"), "searchResultSetId", "searchResultSetUuid")
    return str(value) if isinstance(value, str | int) else ""


def _random_access(api: PortalApi) -> bool:
    return pick(opened(api.search_method("getFeatureSupportAsync"), "flat"), "isRandomAccessSupported") is True
