"""Publishing: the channels, the systems that show them, what was withdrawn there, and who is told of it."""

from fastapi import APIRouter

from thesaury.web.desk import Desk
from thesaury.web.pages.publishing import (
    approvals,
    channels,
    keys,
    listed,
    qualifying,
    targets,
    webhooks,
    withdrawals,
)
from thesaury.web.pages.publishing.refreshing import Refreshing
from thesaury.web.pages.publishing.surveys import Surveys


def router(desk: Desk) -> APIRouter:
    """All pages of the room as one router."""
    room, refreshing = APIRouter(include_in_schema=False), Refreshing(desk.workspace)
    for part in (listed, targets, withdrawals, webhooks):
        room.include_router(part.router(desk))
    for of_channels in (channels, approvals, keys):
        room.include_router(of_channels.router(desk, refreshing))
    room.include_router(qualifying.router(desk, Surveys(desk.workspace)))
    return room
