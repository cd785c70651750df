"""`/picker/...`: the script of the picker for any page, and the frame that pages of the allowed origins, and no others, may hold.

Both are for everybody: there is nothing in them before a token comes.
"""

import json
from functools import lru_cache
from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from thesaury.web.desk import Desk
from thesaury.web.statics import STATIC, digest
from thesaury.web.texts import phrase, speaking

SCRIPTS = ("thesaury-picker.js", "picker-frame.js")
"""The element for a page, and what is in the frame."""

_HOUR = "public, max-age=3600"


def router(desk: Desk) -> APIRouter:
    """The frame and the scripts."""
    routes = APIRouter()

    @routes.get("/picker/frame", include_in_schema=False)
    def frame() -> HTMLResponse:
        """The picker alone on a page, to be held in a frame: it speaks with the page that holds it by messages."""
        allowed = [one.origin for one in desk.workspace.catalogue.panels.origins()]
        mark = _mark("picker-frame.js")
        values = {
            "language": speaking.get(),
            "title": escape(phrase("picker.frame")),
            "allowed": escape(json.dumps(allowed), quote=True),
            "script": f"/picker/picker-frame.js?v={mark}",
            "without": escape(phrase("picker.frame.script")),
        }
        return HTMLResponse(_PAGE.format(**values), headers={"Cache-Control": "no-cache", **_policy(allowed)})

    @routes.get("/picker/{name}", include_in_schema=False)
    def script(name: str) -> Response:
        if name not in SCRIPTS or not (STATIC / "built" / name).exists():
            raise HTTPException(404)
        told = {"Cache-Control": _HOUR, "Access-Control-Allow-Origin": "*"}
        return Response((STATIC / "built" / name).read_bytes(), headers=told, media_type="text/javascript")

    return routes


def _policy(allowed: list[str]) -> dict[str, str]:
    """Who may hold the frame: exactly these. Pictures, script and questions are our own; styles are made by the script alone."""
    holders = " ".join(allowed) or "'none'"
    policy = (
        "default-src 'none'; img-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {holders}"
    )
    return {"Content-Security-Policy": policy}


def _mark(name: str) -> str:
    path = STATIC / "built" / name
    return _digest(name, path.stat().st_mtime_ns) if path.exists() else ""


@lru_cache(maxsize=8)
def _digest(name: str, at: int) -> str:
    return digest((STATIC / "built" / name).read_bytes())


_PAGE = """<!doctype html>
<html lang="{language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="thesaury-origins" content="{allowed}">
  <title>{title}</title>
  <script src="{script}" defer></script>
</head>
<body>
  <noscript><p>{without}</p></noscript>
</body>
</html>
"""
