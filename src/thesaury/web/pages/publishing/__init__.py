"""Publishing: the channels, the systems that show them, what was withdrawn there, and who is told of it."""

from fastapi import APIRouter

from thesaury.web.desk import Desk
from thesaury.web.joining import joined
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
    refreshing = Refreshing(desk.workspace)
    return joined(
        *(part.router(desk) for part in (listed, targets, withdrawals, webhooks)),
        *(part.router(desk, refreshing) for part in (channels, approvals, keys)),
        qualifying.router(desk, Surveys(desk.workspace)),
    )
