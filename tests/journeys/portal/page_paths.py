"""The pages of the portal, as the application itself has them."""

from collections.abc import Iterator

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount

PARTS = ("/flows/next", "/runs/{number}/standing", "/governance/proposals/work")
"""Parts of pages, which stand on no page of their own."""
NO_PAGES = ("/api", "/static", "/reconcile", "/panel", "/feed", "/delivery", "/pull")
"""Rooms for programs."""


def page_paths(app: object) -> set[str]:
    """The paths of all pages that the application answers with GET: everything but programs' addresses, pictures and files."""
    return {route.path for route in _routes(app.routes) if _shows_a_page(route)}  # type: ignore[attr-defined]


def _routes(routes: list[BaseRoute]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif isinstance(route, Mount) and not route.path.startswith(NO_PAGES):
            yield from _routes(list(route.routes))


def _shows_a_page(route: APIRoute) -> bool:
    programs = ("/api/", "/sparql", "/rest/", "/hooks/", "/health", "/static/", "/pictures/", "/branding/", "/picker/")
    files = (
        ".ics",
        ".csv",
        ".atom",
        ".ttl",
        ".rdf",
        ".json",
        ".jsonld",
        ".pdf",
        ".toml",
        ".tsv",
        "/rows",
        "/part",
        "/{width}",
    )
    if "GET" not in route.methods or route.path in PARTS:
        return False
    return route.path == "/api/v1" or not (route.path.startswith(programs) or route.path.endswith(files))
