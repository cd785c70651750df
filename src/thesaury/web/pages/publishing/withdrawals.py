"""`/publishing/withdrawals`: what left the channels and how soon it was gone from each CMS; what should be gone and is not stands first."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from thesaury.model.access import Permission
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.pages.connections.listed import nobody_works
from thesaury.web.pages.publishing.late import late, targets
from thesaury.web.pages.publishing.target_rows import rows
from thesaury.web.pages.publishing.withdrawal_rows import listed, paces
from thesaury.web.pages.publishing.withdrawal_table import table

_STEP = 20
_MOST = 200
_LATE = 25
"""So many of what is late in one CMS are shown here; its own page has all of them."""


def router(desk: Desk) -> APIRouter:
    """The page and its table."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.get("/publishing/withdrawals")
    def page(channel: str = "", most: Annotated[int, Query(ge=1, le=_MOST)] = _STEP) -> HTMLResponse:
        here = targets(desk.workspace)
        behind = late(desk.workspace, here)
        found, more = listed(desk, channel, most)
        asked = {"channel": channel} if channel else {}
        further = urlencode(asked | {"most": str(min(_MOST, most + _STEP))})
        return desk.page(
            "publishing_withdrawals.html",
            late=[(one, list(rows(desk, one.publications[:_LATE])), one.publications[_LATE:]) for one in behind],
            rows=found,
            channels=desk.workspace.catalogue.channels.all(),
            channel=channel,
            idle=bool(behind) and nobody_works(desk.workspace),
            paces=paces(desk.workspace, here),
            more=f"/publishing/withdrawals?{further}#left-{most}" if more and most < _MOST else "",
            table=f"/publishing/withdrawals.csv{'?' if asked else ''}{urlencode(asked)}",
        )

    @routes.get("/publishing/withdrawals.csv")
    def as_table(channel: str = "") -> Response:
        headers = {"Content-Disposition": 'attachment; filename="withdrawals.csv"', "Cache-Control": "no-store"}
        return StreamingResponse(table(desk.workspace, channel), media_type="text/csv; charset=utf-8", headers=headers)

    return routes
