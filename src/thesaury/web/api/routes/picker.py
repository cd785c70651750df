"""Tokens of the picker, for hosts with a server of their own: its API token stays there, and its page gets a short-lived one."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Response

from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.panels.origins import origin_of
from thesaury.pipeline.panels.sessions import opened_for
from thesaury.pipeline.publishing.channels import channel_of
from thesaury.web.api.idempotency import ONCE
from thesaury.web.api.models import picker as models
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.visit import visiting
from thesaury.web.panel.signing import Signer
from thesaury.web.panel.times import seconds_of


def router(desk: Desk, access: Access | None) -> APIRouter:
    """The tokens; without `access` there are none."""
    routes = APIRouter(prefix="/picker", tags=["picker"], route_class=Operation, dependencies=[may(Permission.READ)])

    @routes.post("/tokens", response_model=models.PickerToken, status_code=201)
    def create_picker_token(response: Response, body: models.AskPickerToken) -> dict[str, Any]:
        """Make a token for the picker on a page of an allowed origin: for 15 minutes at most, and with no scope this request has not.

        It ends at once with the API token it was made by, and when the origin is allowed no more. With a `profile` nothing is to be had
        by it but what this channel publishes.
        """
        visit = visiting.get()
        if access is None or visit is None:
            raise Usage(
                "Tokens of the picker are made for people, and this request is nobody's. Serve with a lock to have them."
            )
        scopes = frozenset(body.scopes) & caller().permissions
        lasting, origin = timedelta(minutes=body.minutes), origin_of(body.origin)
        panels = desk.workspace.catalogue.panels
        profile = channel_of(desk.workspace, body.profile).name if body.profile else ""
        session = opened_for(access, panels, origin, visit.member, scopes, visit.token, lasting)
        signer = Signer(desk.workspace, access.workspace, access.clock)
        token, _ = signer.token(session, seconds_of(session.ends_at), profile)
        response.headers[ONCE] = "1"
        told = {"origin": origin, "scopes": sorted(session.scopes), "frame": "/picker/frame"}
        return {"token": token, "expires_at": session.ends_at, **told}

    return routes
