"""Publishing: the channels, the systems that show them, what was withdrawn there, and who is told of it."""

from fastapi import APIRouter

from thesaury.web.desk import Desk
from thesaury.web.pages.publishing import listed


def router(desk: Desk) -> APIRouter:
    """All pages of the room as one router."""
    room = APIRouter(include_in_schema=False)
    for part in (listed,):
        room.include_router(part.router(desk))
    return room
