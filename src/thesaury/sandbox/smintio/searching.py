"""Search behind a portal: words, opaque filters, pages by number or by cursor, and errors of one data adapter beside results."""

import hmac
import math
import secrets
from collections import Counter
from collections.abc import Mapping
from typing import Any

from thesaury.sandbox.smintio.estate import Estate
from thesaury.sandbox.smintio.refusal import Refusal
from thesaury.sandbox.smintio.tenants import Portal

SOURCE_FILTER = "smintIoHub:dataAdapterInstanceKey"
_PAGE, _MOST = 20, 50
_PRESERVED = ("rawData", "rawDataHierarchy", "relatedAssets", "metadataLayers")
_IMAGE = 0
_FIELDS = {"tags": "localizedTags", "country": "fileMetadata"}
_SAMPLE = 400
_KEPT_RESULTS = 1_000


class Searching:
    """The searches over one tenant's assets."""

    def __init__(self, estate: Estate) -> None:
        """Searches over an estate."""
        self._estate = estate

    def search(
        self, portal: Portal, asked: Mapping[str, Any], shrink: bool = False, repeat: bool = False
    ) -> dict[str, Any]:
        """One page of results. Raises Refusal for filters, pages and result sets that were never given out."""
        size = _size(asked.get("pagesize"))
        spec, start = self._start(portal, asked, size)
        adapters = ("12",) if self._estate.dialect.partial_errors else tuple(spec["adapters"])
        places = self._estate.shelf.matching(adapters, spec["words"], spec["contents"])
        shown = places[start : start + (1 if shrink else size)]
        behind = start + len(shown)
        more = behind < len(places)
        return {
            "assetDataObjects": [self._told(place) for place in shown],
            "details": self._details(spec, start if repeat else behind, start // size, size, len(places), more),
            "filterModel": self._filters(portal),
        }

    def allowed_values(self, portal: Portal, field: str, text: str, most: int) -> list[dict[str, Any]]:
        """The values a filter may take: tokens nobody can build, with a name for people."""
        if field == SOURCE_FILTER:
            return [_value(f"da:{adapter}", f"Data adapter {adapter}", 0) for adapter in portal.adapters]
        if field not in _FIELDS:
            raise Refusal(400, "argument_invalid", f"There is no filter {field}.")
        fitting = [
            (value, count) for value, count in self._values(portal, field) if text.casefold() in value.casefold()
        ]
        return [_value(self._token(field, value), value, count) for value, count in fitting[:most]]

    def proposals(self, portal: Portal, text: str) -> list[str]:
        """Words that begin like the text."""
        return [value for value, _ in self._values(portal, "tags") if value.casefold().startswith(text.casefold())][:10]

    def _start(self, portal: Portal, asked: Mapping[str, Any], size: int) -> tuple[dict[str, Any], int]:
        known = asked.get("searchresultsetuuid")
        paged = asked.get("page") is not None and self._estate.dialect.random_access
        if known and not paged:
            kept = self._estate.sandbox.store.get(f"{self._estate.tenant.name}.results", str(known))
            if kept is None:
                raise Refusal(400, "continuation_uuid_invalid")
            return kept["spec"], int(kept["position"])
        page = int(asked.get("page") or 0)
        if page and not self._estate.dialect.random_access:
            raise Refusal(400, "argument_invalid", "This portal has no pages by number; go on by searchResultSetUuid.")
        if page < 0 or page * size > self._estate.dialect.offset_limit:
            raise Refusal(400, "max_paging_offset_exceeded")
        return self._spec(portal, asked), page * size

    def _spec(self, portal: Portal, asked: Mapping[str, Any]) -> dict[str, Any]:
        adapters, contents = list(portal.adapters), dict[str, str]()
        for value in (asked.get("currentfilters") or {}).get("values") or []:
            field = str(value.get("id", ""))
            for token in _tokens(value):
                if field == SOURCE_FILTER:
                    adapters = [adapter for adapter in adapters if f"da:{adapter}" == token]
                else:
                    contents[_FIELDS.get(field, "")] = self._opened(field, token)
        if asked.get("contenttype") not in (None, _IMAGE):
            adapters = []
        words = str(asked.get("querystring") or "").replace("*", " ").split()
        return {"adapters": adapters, "words": words, "contents": contents}

    def _told(self, place: int) -> dict[str, Any]:
        asset = self._estate.shelf.at(place)
        return {name: value for name, value in asset.items() if name not in _PRESERVED}

    def _details(
        self, spec: dict[str, Any], behind: int, page: int, size: int, total: int, more: bool
    ) -> dict[str, Any]:
        result = secrets.token_hex(16)
        if more:
            collection = f"{self._estate.tenant.name}.results"
            self._estate.sandbox.store.put(collection, result, {"spec": spec, "position": behind})
            self._estate.sandbox.store.trim(collection, _KEPT_RESULTS)
        failed = Refusal(424, "external_dependency_failed", "Data adapter 14 did not answer.", "da:14").inside()
        return {
            "searchResultSetId": result,
            "currentPage": page,
            "currentItemsPerPage": size,
            "maxPages": math.ceil(total / size),
            "totalResults": total,
            "hasMoreResults": more,
            "dataAdapterInstanceKey": None,
            "folderNavigationEnabled": False,
            "parentFolderId": None,
            "parentFolderName": None,
            "errors": [failed] if self._estate.dialect.partial_errors else [],
        }

    def _filters(self, portal: Portal) -> dict[str, Any]:
        sources = self.allowed_values(portal, SOURCE_FILTER, "", 10)
        items: list[dict[str, Any]] = [
            {"id": SOURCE_FILTER, "name": {"x-default": "Source"}, "dataType": "string", "allowedValues": sources},
            *({"id": field, "name": {"x-default": field.title()}, "dataType": "string_array"} for field in _FIELDS),
        ]
        dynamic = [{**item, "isDynamicAllowedValues": "allowedValues" not in item} for item in items]
        group = {
            "id": "general",
            "name": {"x-default": "General"},
            "isDefaultGroup": True,
            "formItemDefinitions": dynamic,
        }
        return {"formGroupDefinitions": [group]}

    def _values(self, portal: Portal, field: str) -> list[tuple[str, int]]:
        counts: Counter[str] = Counter()
        for place in self._estate.shelf.matching(portal.adapters, [], {})[:_SAMPLE]:
            found = self._estate.shelf.at(place).get(_FIELDS[field]) or {}
            if field == "tags":
                counts.update({tag for tags in found.values() for tag in tags})
            elif found.get(field):
                counts[found[field]] += 1
        return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))

    def _token(self, field: str, value: str) -> str:
        tag = hmac.new(self._estate.tenant.digest("filter").encode(), f"{field}={value}".encode(), "sha256").hexdigest()
        return f"{value.encode().hex()}.{tag[:16]}"

    def _opened(self, field: str, token: str) -> str:
        try:
            value = bytes.fromhex(token.partition(".")[0]).decode()
        except ValueError:
            value = ""
        if field not in _FIELDS or not hmac.compare_digest(token, self._token(field, value)):
            raise Refusal(400, "filter_value_invalid", "Filter values are taken from allowedValues, never built.")
        return value


def _value(token: str, name: str, count: int) -> dict[str, Any]:
    return {"value": token, "name": {"x-default": name}, "description": None, "count": count}


def _tokens(value: Mapping[str, Any]) -> list[str]:
    many, one = value.get("stringarrayvalue"), value.get("stringvalue")
    tokens = [*(many or []), *([one] if one is not None else [])]
    if not tokens:
        raise Refusal(400, "filter_value_invalid", "Only stringValue and stringArrayValue are understood here.")
    return [str(token) for token in tokens]


def _size(asked: Any) -> int:
    if asked is None:
        return _PAGE
    if not isinstance(asked, int) or asked < 1:
        raise Refusal(400, "paging_limit_invalid")
    if asked > _MOST:
        raise Refusal(400, "max_paging_limit_exceeded", f"At most {_MOST} at a time.")
    return asked
