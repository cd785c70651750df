"""Where the form of approvals on the page of an asset leads: what is taken back has left the feeds before the page is back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from thesaury.model.access import Permission
from thesaury.pipeline.publishing import approve, revoke
from thesaury.web.desk import Desk, asset_url
from thesaury.web.door.caller import may
from thesaury.web.door.origin import from_here
from thesaury.web.failures import NotHere

_Word = Annotated[str, Form(max_length=2000)]


def router(desk: Desk) -> APIRouter:
    """Approving one asset for one channel, or for every one."""
    routes = APIRouter(dependencies=[may(Permission.RIGHTS)])

    @routes.post("/assets/{asset_id}/approval")
    def say(
        request: Request, asset_id: str, approved: _Word, channel: _Word = "", note: _Word = ""
    ) -> RedirectResponse:
        from_here(request)
        asset = desk.asset(asset_id)
        if asset is None:
            raise NotHere("asset")
        yes = approved == "yes"
        (approve if yes else revoke)(desk.workspace, channel, [asset.id], note)
        return RedirectResponse(f"{asset_url(asset.id)}?published={'approved' if yes else 'revoked'}#published", 303)

    return routes
