"""All pages of boards as one router."""

from fastapi import APIRouter

from thesaury.web.desk import Desk
from thesaury.web.joining import joined
from thesaury.web.pages.boards import listed, pick_routes, routes, shared, sharing, starting


def router(desk: Desk) -> APIRouter:
    """The list, a new board before the boards themselves, whose ids it is not, and boards for people without an account."""
    return joined(*(part.router(desk) for part in (listed, starting, routes, pick_routes, sharing, shared)))
