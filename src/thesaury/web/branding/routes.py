"""`/static/branding/...`: the colours and the logo of a brand, open to all, for the sign-in page shows them too."""

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from thesaury.web.branding.logo import kept_logo
from thesaury.web.desk import Desk

_LASTING = {"Cache-Control": "public, max-age=604800"}
_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


def router(desk: Desk) -> APIRouter:
    """The addresses change with the content, so a browser may keep both."""
    routes = APIRouter()

    @routes.get("/static/branding/colours.css", include_in_schema=False)
    def colours() -> Response:
        return Response(desk.brands.brand().sheet, media_type="text/css", headers=_LASTING)

    @routes.get("/static/branding/logo", include_in_schema=False)
    def logo() -> Response:
        found = kept_logo(desk.workspace.root)
        if found is None:
            raise HTTPException(404)
        return Response(found.read_bytes(), media_type=_TYPES[found.suffix], headers=_LASTING)

    return routes
