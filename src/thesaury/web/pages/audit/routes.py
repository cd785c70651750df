"""`/audit`: who did what, when, and what was there before and after; as a page and as a table to take along."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from thesaury.model.access import Permission
from thesaury.model.errors import BadInput
from thesaury.pipeline.auditing import changes, csv_lines, sought
from thesaury.ports.audit import Sought
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.noting import noted

_PER_PAGE = 50
_KINDS = (
    "suggestion", "rights", "vocabulary", "connection", "secret", "flow", "sync", "push", "search", "identity", "notice", "user",
    "token", "session", "model", "accept-rule", "calendar", "audit", "placement", "recommendation",
    "channel", "publish", "webhook",
)  # fmt: skip
"""What deeds are about, for the box that suggests; others can be typed."""


def router(desk: Desk) -> APIRouter:
    """The page, its table, and the check that nothing was changed."""
    routes = APIRouter(dependencies=[may(Permission.ADMINISTER)], include_in_schema=False)

    @routes.get("/audit")
    def page(
        who: str = "",
        action: str = "",
        subject: str = "",
        first: Annotated[str, Query(alias="from")] = "",
        last: Annotated[str, Query(alias="to")] = "",
        before: Annotated[int, Query(ge=0, le=2**53)] = 0,
        check: bool = False,
    ) -> HTMLResponse:
        asked = {"who": who, "action": action, "subject": subject, "from": first, "to": last}
        log, wrong, wanted = desk.workspace.catalogue.audit, "", Sought()
        try:
            wanted = sought(who, action, subject, first, last)
        except BadInput as error:
            wrong = error.message
        found = () if wrong else log.deeds(wanted, _PER_PAGE + 1, before)
        kept = found[:_PER_PAGE]
        filters = {name: value for name, value in asked.items() if value}
        return desk.bare_page(
            "audit.html",
            422 if wrong else 200,
            deeds=[(one, changes(one)) for one in kept],
            asked=asked,
            filtered=bool(filters),
            kinds=_KINDS,
            wrong=wrong,
            older=f"/audit?{urlencode(filters | {'before': kept[-1].number})}" if len(found) > _PER_PAGE else "",
            newest=f"/audit?{urlencode(filters)}" if before else "",
            table=f"/audit.csv?{urlencode(filters)}",
            checking=f"/audit?{urlencode(filters | {'check': 'true'})}",
            checked=check,
            broken=log.broken_at() if check else 0,
        )

    @routes.get("/audit.csv")
    def table(
        who: str = "",
        action: str = "",
        subject: str = "",
        first: Annotated[str, Query(alias="from")] = "",
        last: Annotated[str, Query(alias="to")] = "",
    ) -> Response:
        wanted = sought(who, action, subject, first, last)
        noted(desk, "audit.export", "audit")
        headers = {"Content-Disposition": 'attachment; filename="audit.csv"', "Cache-Control": "no-store"}
        lines = csv_lines(desk.workspace.catalogue.audit.every(wanted))
        return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)

    return routes
