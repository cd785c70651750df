"""Approving on pages of channels, and taking it back: what was taken back is gone from the feed before the page answers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.publishing import approve, revoke
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import Fields, fields_of
from thesaury.web.pages.publishing.refreshing import Refreshing
from thesaury.web.pages.publishing.said import channel_url
from thesaury.web.pages.publishing.view import channel_page, known
from thesaury.web.texts import phrase


def router(desk: Desk, refreshing: Refreshing) -> APIRouter:
    """Where the buttons below entries lead."""
    routes = APIRouter(dependencies=[may(Permission.RIGHTS)])

    @routes.post("/publishing/channels/{name}/approvals")
    def say(request: Request, name: str, fields: Annotated[Fields, Depends(fields_of)]) -> Response:
        channel, sent = known(desk, name), dict(fields)
        verdict = sent.get("approved")
        approved, wanted = verdict in ("yes", "all"), "shown" if verdict == "all" else "asset"
        assets = [value for key, value in fields if key == wanted]
        if not assets:
            return channel_page(desk, refreshing, request, channel, 422, wrong=phrase("channel.wrong.none"))
        try:
            (approve if approved else revoke)(desk.workspace, name, assets, sent.get("note", ""))
        except ThesauryError as error:
            return channel_page(desk, refreshing, request, channel, 422, wrong=error.message)
        return RedirectResponse(_back(name, sent.get("reason", ""), sent.get("state", ""), approved, len(assets)), 303)

    return routes


def _back(name: str, reason: str, state: str, approved: bool, count: int) -> str:
    """The page the buttons stood on, with what came of it."""
    said = f"said={'approved' if approved else 'revoked'}&count={count}"
    if state in ("published", "withdrawn"):
        return f"{channel_url(name)}?state={state}&{said}"
    return f"{channel_url(name)}/qualifying?reason={reason if reason.replace('_', '').isalpha() else ''}&{said}"
