"""The style sheets of the pages, put together from those of the rooms: one for all pages, and more for words, boards and publishing."""

from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import Response

from thesaury.web.statics import STATIC, kept_for

_FOLDER = STATIC / "styles"
_FIRST = ("tokens", "ground", "components", "frame")
"""What the others build on; they follow by name."""
WORDS = ("check", "cleanups", "governance", "outside", "profiles", "proposals", "reconcile", "sparql")
"""Sheets of the rooms of governance and vocabulary alone: who looks for pictures does not fetch them."""

BOARDS = ("boards",)
"""That of the room of boards alone."""
ONBOARDING = ("onboarding",)
"""That of the pages of onboarding alone."""
ANALYTICS = ("analytics", "sparql")
"""Those of the room of analytics."""
PUBLISHING = ("publishing", "publishing_targets")
"""That of the room of publishing alone."""


@cache
def style_sheet() -> str:
    """What every page has, in its order."""
    rest = sorted(
        path.stem
        for path in _FOLDER.glob("*.css")
        if path.stem not in (*_FIRST, *WORDS, *BOARDS, *PUBLISHING, *ANALYTICS, *ONBOARDING)
    )
    return _together((*_FIRST, *rest))


@cache
def words_sheet() -> str:
    """What the pages of words have besides."""
    return _together(WORDS)


@cache
def boards_sheet() -> str:
    """What the pages of boards have besides."""
    return _together(BOARDS)


@cache
def publishing_sheet() -> str:
    """What the pages of publishing have besides."""
    return _together(PUBLISHING)


@cache
def analytics_sheet() -> str:
    """What the pages of analytics have besides."""
    return _together(ANALYTICS)


@cache
def onboarding_sheet() -> str:
    """What the pages of onboarding have besides."""
    return _together(ONBOARDING)


@cache
def sent(sheet: str) -> str:
    """A sheet as browsers get it: without what only people read."""
    from rcssmin import cssmin

    return str(cssmin(sheet))


def router() -> APIRouter:
    """`/static/style.css` and those of some rooms beside it: their addresses change with their content, so a browser may keep them."""
    routes = APIRouter()

    @routes.get("/static/style.css", include_in_schema=False)
    def sheet(request: Request) -> Response:
        return _answer(style_sheet(), request)

    @routes.get("/static/words.css", include_in_schema=False)
    def words(request: Request) -> Response:
        return _answer(words_sheet(), request)

    @routes.get("/static/boards.css", include_in_schema=False)
    def boards(request: Request) -> Response:
        return _answer(boards_sheet(), request)

    @routes.get("/static/publishing.css", include_in_schema=False)
    def publishing(request: Request) -> Response:
        return _answer(publishing_sheet(), request)

    @routes.get("/static/analytics.css", include_in_schema=False)
    def analytics(request: Request) -> Response:
        return _answer(analytics_sheet(), request)

    @routes.get("/static/onboarding.css", include_in_schema=False)
    def onboarding(request: Request) -> Response:
        return _answer(onboarding_sheet(), request)

    return routes


def _answer(sheet: str, request: Request) -> Response:
    headers = {"Cache-Control": kept_for(request.url.query)}
    return Response(sent(sheet), media_type="text/css", headers=headers)


def _together(names: tuple[str, ...]) -> str:
    return "\n".join((_FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in names)
