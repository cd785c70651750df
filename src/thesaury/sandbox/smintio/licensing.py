"""Content licensing, the consumer's side: vocabularies, the stream of purchases by cursor, and their binaries."""

import json
from collections import OrderedDict
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.serving.kernel import flagged
from thesaury.sandbox.smintio.estate import Estate, root
from thesaury.sandbox.smintio.older import java_dates, legacy_constraints
from thesaury.sandbox.smintio.refusal import Refusal, guarded
from thesaury.sandbox.smintio.vocabularies import generic_metadata

_SCOPE = "smintio.full"
_LIMIT, _MOST = 10, 50
_KEPT = 2_000
_LINK_LIFE = timedelta(hours=1)


class Licensing:
    """The reads of one tenant; all of them are reads."""

    def __init__(self, estate: Estate) -> None:
        """The interface over an estate."""
        self._estate = estate
        self._rendered: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()

    def routes(self) -> list[Route]:
        """The routes at the paths the server was started with."""
        base, paths = f"/{self._estate.tenant.name}/clapi/consumer/v1", self._estate.paths
        return [
            Route(base + paths.purchases, guarded(self.purchases)),
            Route(base + paths.binaries, guarded(self.binaries)),
            Route(base + paths.metadata, guarded(self.metadata)),
        ]

    async def metadata(self, request: Request) -> Response:
        """The 15 vocabularies."""
        self._estate.authorised(request, _SCOPE)
        self._estate.sandbox.accept(request)
        return Response(generic_metadata(self._estate.edges), media_type="application/json")

    async def purchases(self, request: Request) -> Response:
        """The next page behind a cursor; a page without purchases repeats its cursor."""
        self._estate.authorised(request, _SCOPE)
        self._estate.sandbox.accept(request, "continuationUuid", "limit")
        stream, asked = self._estate.stream, request.query_params.get("continuationUuid")
        after = stream.position(asked)
        limit = 1 if flagged(request, "shrink_page") else _limit(request.query_params.get("limit"))
        found, behind = stream.page(after, limit)
        cursor = stream.cursor(after if flagged(request, "repeat_cursor") else behind)
        items = b",".join(self._render(purchase, root(request)) for purchase in found)
        head = json.dumps({"count": len(found), "continuation_uuid": cursor})[:-1].encode()
        return Response(head + b', "license_purchase_transactions": [' + items + b"]}", media_type="application/json")

    async def binaries(self, request: Request) -> Response:
        """The files of one purchase, with addresses that are good for an hour."""
        self._estate.authorised(request, _SCOPE)
        self._estate.sandbox.accept(request)
        cart, uuid = request.path_params["cart"], request.path_params["lpt"]
        purchase = self._estate.stream.get(uuid)
        if purchase is None or purchase.get("cart_purchase_transaction_uuid") != cart:
            raise Refusal(404, "not_found", f"There is no purchase {uuid} in the order {cart}.", uuid)
        return JSONResponse([self._linked(binary, root(request), uuid) for binary in binaries_of(purchase)])

    def _linked(self, binary: dict[str, Any], url: str, purchase: str) -> dict[str, Any]:
        base = f"{url}/{self._estate.tenant.name}"
        path = f"/files/{purchase}/{binary['uuid']}/{binary['version'] or 1}/{binary['recommended_file_name']}"
        until = self._estate.sandbox.clock.now() + _LINK_LIFE
        return {**binary, "download_url": self._estate.signed(base, path, until)}

    def _render(self, purchase: dict[str, Any], url: str) -> bytes:
        hour = int(self._estate.sandbox.clock.now().timestamp()) // 3600
        changed = (purchase.get("version"), purchase.get("last_updated_at"))
        key = (purchase["uuid"], changed, self._estate.dialect, hour, url)
        kept = self._rendered.get(key)
        if kept is None:
            kept = json.dumps(self._told(purchase, url), ensure_ascii=False).encode()
            self._rendered[key] = kept
            if len(self._rendered) > _KEPT:
                self._rendered.popitem(last=False)
        return kept

    def _told(self, purchase: dict[str, Any], url: str) -> dict[str, Any]:
        told = {name: value for name, value in purchase.items() if name != "binaries"}
        content = told.get("content_element") or {}
        previews = [self._preview(preview, url) for preview in content.get("previews") or []]
        if previews:
            told["content_element"] = {**content, "previews": previews}
        if self._estate.dialect.java_dates:
            told = java_dates(told)
        return legacy_constraints(told) if self._estate.dialect.legacy_constraints else told

    def _preview(self, preview: dict[str, Any], url: str) -> dict[str, Any]:
        thumbnail = preview["preview"]["thumbnail"]
        address = self._estate.preview(f"{url}/{self._estate.tenant.name}", f"/files/{thumbnail['url']}")
        return {**preview, "preview": {"thumbnail": {**thumbnail, "url": address}}}


def binaries_of(purchase: dict[str, Any]) -> list[dict[str, Any]]:
    """The files of a purchase without their addresses: the picture, or a film with its transcript, or one large film."""
    uuid, kind = purchase["uuid"], purchase.get("project_uuid")
    versions: dict[str, int] = purchase.get("binaries", {})
    if kind == "compound":
        film, text = (
            _binary(f"{uuid}-1", "video", f"{uuid}.mp4", None),
            _binary(f"{uuid}-2", "document", f"{uuid}_en.txt", "en"),
        )
        parts = [film, {**text, "usage": [{"culture": "en", "value": "Transcript"}]}]
    elif kind == "large_file":
        parts = [_binary(f"{uuid}-1", "video", f"{uuid}_large.mp4", None)]
    else:
        parts = [_binary(f"{uuid}-1", "image", f"{uuid}.jpg", None)]
    return [{**part, "version": versions.get(part["uuid"])} for part in parts]


def _binary(uuid: str, content_type: str, file: str, culture: str | None) -> dict[str, Any]:
    name = [{"culture": "en", "value": file}]
    kind = {"content_type": content_type, "binary_type": "standard", "name": name, "description": None, "usage": None}
    return {"uuid": uuid, **kind, "recommended_file_name": file, "culture": culture}


def _limit(asked: str | None) -> int:
    if asked is None:
        return _LIMIT
    if not asked.isdecimal() or int(asked) == 0:
        raise Refusal(400, "paging_limit_invalid")
    if int(asked) > _MOST:
        raise Refusal(400, "max_paging_limit_exceeded", f"At most {_MOST} at a time.")
    return int(asked)
