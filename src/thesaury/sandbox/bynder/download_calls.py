"""Downloads: who may, and an address that is good for a quarter of an hour."""

import hmac
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import ids
from thesaury.sandbox.bynder.access import (
    ARCHIVE_DOWNLOAD,
    ASSET_READ,
    DOWNLOAD,
    LIMITED_DOWNLOAD,
    WATERMARK_DOWNLOAD,
)
from thesaury.sandbox.bynder.calls import Call
from thesaury.sandbox.bynder.estate import Estate, root
from thesaury.sandbox.bynder.refusal import Refusal

LIFE = timedelta(minutes=15)
_NOT_THERE = "Original file not available"
_NEEDED = {"archive": ARCHIVE_DOWNLOAD, "watermarked": WATERMARK_DOWNLOAD, "limited": LIMITED_DOWNLOAD}


async def original(estate: Estate, request: Request) -> Response:
    """Where the original is, for a while."""
    if request.query_params.get("type", "original") not in ("original", "additional"):
        raise Refusal(400, "Invalid type")
    return _located(estate, request, "original")


async def version(estate: Estate, request: Request) -> Response:
    """Where a version is; there is but the last."""
    return _located(estate, request, "original")


async def item(estate: Estate, request: Request) -> Response:
    """Where a rendition is."""
    return _located(estate, request, "webimage")


def _located(estate: Estate, request: Request, name: str) -> Response:
    asset = estate.asset(ids.wanted_four(request.path_params["id"], _NOT_THERE), _NOT_THERE)
    for member, role in _NEEDED.items():
        if asset.get(member):
            estate.need(request, role)
    if name == "original":
        estate.events.record("download", asset["id"], request.state.caller.user, estate.now(), reasons=["API"])
    return JSONResponse({"s3_file": signed(estate, root(request), asset, name), "disclaimer": disclaimer(estate)})


def disclaimer(estate: Estate) -> str:
    """What a portal wants to be shown with every download."""
    return f"<p>For the work of {estate.portal.title} only.</p>"


def signed(estate: Estate, base: str, asset: dict[str, Any], name: str) -> str:
    """The address of a file that is good for a quarter of an hour."""
    expires = int((estate.sandbox.clock.now() + LIFE).timestamp())
    path = f"/s3/{estate.portal.name}/{asset['id']}/{name}.{(asset['extension'] or ['bin'])[0]}"
    return f"{base}{path}?Expires={expires}&Signature={tag(estate, path, expires)}"


def tag(estate: Estate, path: str, expires: int) -> str:
    """The signature of a path and its time."""
    return hmac.new(estate.portal.digest("files").encode(), f"{path} {expires}".encode(), "sha256").hexdigest()[:40]


CALLS = [
    Call("GET", "/api/v4/media/{id}/download", original, ASSET_READ, (DOWNLOAD,), known=("type",)),
    Call("GET", "/api/v4/media/{id}/download/{itemId}", item, ASSET_READ, (DOWNLOAD,), known=("hash",)),
    Call("GET", "/api/v4/media/{id}/{version}/download", version, ASSET_READ, (DOWNLOAD,)),
]
