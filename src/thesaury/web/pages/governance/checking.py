"""`/governance/check`: tags checked while they are typed, and tables of tags that are uploaded, checked and fetched again."""

import shutil
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect

from thesaury.model.access import Permission
from thesaury.model.errors import NoSpace
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.forms import form_of, too_long
from thesaury.web.failures import NotHere
from thesaury.web.parts.checking.desk import CheckingDesk, checking_for
from thesaury.web.parts.checking.shown import chosen
from thesaury.web.parts.checking.uploads import State, Upload
from thesaury.web.parts.moments import at
from thesaury.web.texts import phrase

TABLE_LIMIT = 64
"""MiB of a table."""

_MIB = 1 << 20


def router(desk: Desk) -> APIRouter:
    """The page, its answers, and tables."""
    checking = checking_for(desk)
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)

    def page_of(
        typed: str = "", profile: str = "", status: int = 200, wrong: str = "", chose: bool = False
    ) -> HTMLResponse:
        shown, own = checking.shown(typed, profile), checking.uploads.of(caller().name)
        values = {
            "shown": shown,
            "uploads": own,
            "wrong": wrong,
            "table_limit": TABLE_LIMIT,
            "chose": chose,
            "moment": at,
        }
        return desk.bare_page("governance_check.html", status, **values)

    @routes.get("/governance/check")
    def page(profile: str = "", tags: Annotated[str, Query(max_length=4000)] = "") -> HTMLResponse:
        return page_of(tags, profile)

    @routes.post("/governance/check")
    async def checked(request: Request) -> HTMLResponse:
        sent = await form_of(request)
        choice = sent.get("choose", "")
        typed = chosen(sent.get("tags", ""), choice)
        return await run_in_threadpool(page_of, typed, sent.get("profile", ""), 200, "", bool(choice))

    @routes.post("/governance/check/part")
    async def answers(request: Request) -> Response:
        """The answers alone, while somebody types; a browser that typed on meanwhile hears no more of it."""
        try:
            sent = await form_of(request)
        except ClientDisconnect:
            return Response(status_code=204)
        shown = await run_in_threadpool(checking.shown, sent.get("tags", ""), sent.get("profile", ""))
        return await run_in_threadpool(desk.bare_page, "check_answers.html", shown=shown)

    @routes.post("/governance/check/table")
    async def upload(request: Request) -> Response:
        if too_long(request, TABLE_LIMIT * _MIB):
            return await run_in_threadpool(page_of, "", "", 413, phrase("check.table.too-large", limit=TABLE_LIMIT))
        async with request.form(max_files=1, max_fields=3) as form:
            file, profile = form.get("file"), str(form.get("profile") or "")
            columns = tuple(filter(None, map(str.strip, str(form.get("columns") or "").split(","))))
            if not isinstance(file, UploadFile) or not file.filename:
                return await run_in_threadpool(page_of, "", profile, 422, phrase("check.table.no-file"))
            sent = await run_in_threadpool(_received, checking, file, profile, columns)
        return RedirectResponse(_url(sent), 303)

    @routes.get("/governance/check/table/{id}")
    def table(id: str) -> HTMLResponse:
        return desk.bare_page("governance_check_table.html", **_standing(checking, id))

    @routes.get("/governance/check/table/{id}/part")
    def progress(id: str) -> HTMLResponse:
        """The piece that is asked for again and again while the table is checked."""
        return desk.bare_page("check_table.html", **_standing(checking, id))

    @routes.get("/governance/check/table/{id}/rows")
    def fetch(id: str) -> FileResponse:
        sent = checking.uploads.get(id, caller().name)
        path = checking.uploads.written(sent)
        if sent.state is not State.READY or not path.is_file():
            raise NotHere("upload")
        return FileResponse(path, filename=path.name, headers={"Cache-Control": "private, no-store"})

    @routes.post("/governance/check/table/{id}/again")
    def again(id: str) -> RedirectResponse:
        sent = checking.uploads.get(id, caller().name)
        if sent.state is State.CHECKING:
            checking.working.begin(sent)
        return RedirectResponse(_url(sent), 303)

    @routes.post("/governance/check/table/{id}/remove")
    def remove(id: str) -> RedirectResponse:
        checking.uploads.remove(checking.uploads.get(id, caller().name))
        return RedirectResponse("/governance/check#h-table", 303)

    return routes


def _received(checking: CheckingDesk, file: UploadFile, profile: str, columns: tuple[str, ...]) -> Upload:
    """Write the upload into the workspace and let it be checked."""
    sent = checking.uploads.begin(file.filename or "", caller().name, profile, columns)
    path = checking.uploads.sent(sent)
    try:
        path.parent.mkdir()
        with path.open("wb") as kept:
            shutil.copyfileobj(file.file, kept)
    except OSError as error:
        checking.uploads.remove(sent)
        raise NoSpace(phrase("check.table.no-space")) from error
    checking.working.begin(sent)
    return sent


def _standing(checking: CheckingDesk, id: str) -> dict[str, Any]:
    """The upload as it stands; it may have ended while it was looked at."""
    sent = checking.uploads.get(id, caller().name)
    progress = checking.working.progress(sent)
    return {"upload": sent if progress else checking.uploads.get(id, caller().name), "progress": progress, "moment": at}


def _url(sent: Upload) -> str:
    return f"/governance/check/table/{sent.id}"
