"""`/pictures/{asset}/{width}`: thumbnails of the pictures that records name, or a placeholder."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from thesaury.ports.previews import WIDTHS
from thesaury.web.desk import Desk
from thesaury.web.statics import STATIC

_LASTING = "private, max-age=31536000, immutable"
"""An address with `v` names one version of the picture."""
_SHORT = "private, max-age=3600"
_PASSING = "private, max-age=60"
"""A picture may come later where there is none now."""


def router(desk: Desk) -> APIRouter:
    """The pictures of the assets."""
    routes = APIRouter()
    placeholder = (STATIC / "placeholder.svg").read_bytes()

    @routes.get("/pictures/{asset_id}/{width}")
    def picture(request: Request, asset_id: str, width: str, v: str = "") -> Response:
        if width not in map(str, WIDTHS):
            raise HTTPException(404)
        asset = desk.asset(asset_id)
        found = desk.workspace.previews.preview(asset, int(width)) if asset else None
        if found is None:
            headers = {"Cache-Control": _PASSING}
            return Response(placeholder, 200 if asset else 404, headers, "image/svg+xml")
        headers = {"ETag": f'"{found.etag}"', "Cache-Control": _LASTING if v else _SHORT}
        if _same(request.headers.get("if-none-match", ""), found.etag):
            return Response(status_code=304, headers=headers)
        return Response(found.webp, 200, headers, "image/webp")

    return routes


def _same(asked: str, etag: str) -> bool:
    tags = {tag.strip().removeprefix("W/").strip('"') for tag in asked.split(",")}
    return "*" in tags or etag in tags
