"""`/boards/new`: a board of a pasted brief, of a file, or of a campaign."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile

from thesaury.model.access import Permission
from thesaury.model.brief import Brief
from thesaury.model.campaign import Campaign
from thesaury.model.errors import AskPerson, BadInput, Retry
from thesaury.pipeline.boards import create
from thesaury.pipeline.briefs import brief_of_campaign, brief_of_file, campaigns, read_brief
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import too_long
from thesaury.web.parts.brief_turns import turn
from thesaury.web.texts import phrase

FILE_LIMIT = 20
"""MB of a file with a brief."""
_MB = 1_000_000
_TEXT = 2 * _MB
_TITLE = 80


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form sent; `way` is the one of the three that was meant."""

    way: str = "text"
    title: str = ""
    text: str = ""
    campaign: str = ""
    name: str = ""
    content: bytes = b""


def router(desk: Desk) -> APIRouter:
    """The form, and the board it makes."""
    routes = APIRouter(dependencies=[may(Permission.EDIT)], include_in_schema=False)

    def page(sent: Sent = Sent(), faults: Mapping[str, str] | None = None, status: int = 200) -> HTMLResponse:
        """The form; what was typed stays, and what is amiss stands beside its field."""
        known, unread = _campaigns(desk)
        told = {"campaign": unread} if unread else {}
        return desk.bare_page(
            "board_new.html",
            status,
            sent=sent,
            faults=told | dict(faults or {}),
            campaigns=known,
            limit=FILE_LIMIT,
            endings=",".join(desk.workspace.documents.endings),
        )

    @routes.get("/boards/new")
    def new(campaign: str = "") -> HTMLResponse:
        return page(Sent(campaign=campaign))

    @routes.post("/boards/new")
    async def make(request: Request) -> Response:
        if too_long(request, FILE_LIMIT * _MB + _TEXT):
            fault = {"file": phrase("boards.start.file.large", limit=FILE_LIMIT)}
            return await run_in_threadpool(page, Sent(), fault, 413)
        async with request.form(max_files=1, max_fields=8, max_part_size=_TEXT) as form, AsyncExitStack() as held:
            try:
                if _file(form):
                    await held.enter_async_context(turn())
            except Retry as error:
                sent = await _sent(form, whole=False)
                answer = await run_in_threadpool(page, sent, {sent.way: error.message}, 503)
                answer.headers["Retry-After"] = "5"
                return answer
            return await run_in_threadpool(_made, await _sent(form))

    def _made(sent: Sent) -> Response:
        try:
            brief = _brief(desk, sent)
        except AskPerson as error:
            return page(sent, {sent.way: error.message}, 422)
        try:
            made = create(desk.workspace, sent.title.strip() or named(brief), brief)
        except AskPerson as error:
            return page(sent, {"title": error.message}, 422)
        return RedirectResponse(f"/boards/{made.id}", 303)

    return routes


def named(brief: Brief) -> str:
    """What a board of this brief is called where nobody says: as the brief, else by its first line."""
    first = next((line for line in brief.text.splitlines() if line.strip(" #*")), "")
    told = " ".join((brief.title or first.strip(" #*")).split())
    short = told if len(told) <= _TITLE else told[:_TITLE].rsplit(" ", 1)[0] + " …"
    return short or phrase("boards.untitled")


def _file(form: FormData) -> UploadFile | None:
    """The file of the form, where one was chosen; its bytes are on disk until they are read."""
    file = form.get("file")
    return file if isinstance(file, UploadFile) and file.filename else None


async def _sent(form: FormData, whole: bool = True) -> Sent:
    def text(name: str) -> str:
        value = form.get(name)
        return value if isinstance(value, str) else ""

    file, way = _file(form), text("way")
    name = file.filename or "" if file else ""
    content = await file.read() if file and whole else b""
    known = way if way in ("text", "file", "campaign") else "file" if name else "text"
    return Sent(known, text("title"), text("text"), text("campaign"), name, content)


def _brief(desk: Desk, sent: Sent) -> Brief:
    """The brief of the way that was meant. Raises BadInput where there is nothing in it, or it cannot be read."""
    workspace, lexicon = desk.workspace, desk.lexicon()
    if sent.way == "file":
        if not sent.name:
            raise BadInput(phrase("boards.start.file.none"))
        if len(sent.content) > FILE_LIMIT * _MB:
            raise BadInput(phrase("boards.start.file.large", limit=FILE_LIMIT))
        return brief_of_file(workspace, lexicon.understanding, lexicon.thesaurus, sent.name, sent.content)
    if sent.way == "campaign":
        if not sent.campaign:
            raise BadInput(phrase("boards.start.campaign.none"))
        return brief_of_campaign(workspace, lexicon.understanding, lexicon.thesaurus, sent.campaign)
    if not sent.text.strip():
        raise BadInput(phrase("boards.start.empty"))
    text = sent.text.replace("\r\n", "\n")
    return read_brief(workspace, lexicon.understanding, lexicon.thesaurus, text, title=sent.title.strip())


def _campaigns(desk: Desk) -> tuple[tuple[Campaign, ...], str]:
    """The campaigns to choose from, and why there are none where their table cannot be read."""
    try:
        return campaigns(desk.workspace), ""
    except AskPerson as error:
        return (), error.message
