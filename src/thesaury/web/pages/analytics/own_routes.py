"""`/analytics/own`: questions of one's own in SPARQL, asked within the limits of all such questions, saved and shared."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from thesaury.model.access import Permission
from thesaury.model.errors import BadInput, Retry, ThesauryError, Usage
from thesaury.model.saved_question import SavedQuestion
from thesaury.pipeline.own_questions import LONGEST_QUESTION, drop_question, save_question, seen
from thesaury.ports.graph_questions import GraphQuestion
from thesaury.web.door.caller import caller, may
from thesaury.web.door.origin import from_elsewhere
from thesaury.web.failures import NotHere
from thesaury.web.outside.sparql import asked_by
from thesaury.web.pages.analytics.examples import EXAMPLES
from thesaury.web.pages.analytics.plain_chart import plain_chart
from thesaury.web.pages.analytics.room import Room
from thesaury.web.parts.sparql_answers import MIB, SHOWN, Shown, shown
from thesaury.web.texts import phrase

_SAID = ("saved", "removed")
_NOWHERE = "urn:thesaury:graph:none"


def router(room: Room) -> APIRouter:
    """The page, and what is done there."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    desk, catalogue = room.desk, room.desk.workspace.catalogue

    @routes.get("/analytics/own")
    async def page(request: Request, query: str = "", example: str = "", id: str = "", said: str = "") -> HTMLResponse:
        opened = await run_in_threadpool(_opened, room, id)
        sparql = query or EXAMPLES.get(example, "") or (opened.sparql if opened else "")
        told: dict[str, Any] = {"opened": opened, "said": phrase(f"analytics.own.{said}") if said in _SAID else ""}
        if not sparql.strip():
            return await _page(room, sparql, **told)
        if from_elsewhere(request):
            return await _page(room, sparql, 403, failed=phrase("sparql.elsewhere"), **told)
        try:
            answer = await asked_by(desk, request, GraphQuestion(sparql, rows=SHOWN, mib=MIB))
        except ThesauryError as error:
            return await _page(room, sparql, 503 if isinstance(error, Retry) else 400, failed=error.message, **told)
        found = await run_in_threadpool(shown, sparql, answer, lambda: desk.lexicon().thesaurus)
        return await _page(room, sparql, found=found, **told)

    @routes.post("/analytics/own", dependencies=[may(Permission.EDIT)])
    async def save(
        request: Request,
        query: Annotated[str, Form(max_length=LONGEST_QUESTION)] = "",
        name: Annotated[str, Form()] = "",
        shared: Annotated[bool, Form()] = False,
        id: Annotated[str, Form()] = "",
    ) -> Response:
        """Kept where it can be read: whether it has an answer shows when it is asked."""
        owner = caller().name
        try:
            await _read(room, request, query)
            kept = await run_in_threadpool(save_question, catalogue, owner, name, query, shared, id)
        except (BadInput, Usage) as error:
            opened = await run_in_threadpool(_opened, room, id)
            return await _page(room, query, 400, failed=error.message, opened=opened, name=name)
        return RedirectResponse(f"/analytics/own?id={kept.id}&said=saved", 303)

    @routes.post("/analytics/own/remove", dependencies=[may(Permission.EDIT)])
    def remove(id: str) -> RedirectResponse:
        if seen(catalogue, caller().name, id) is None:
            raise NotHere("question")
        drop_question(catalogue, caller().name, id, caller().may(Permission.ADMINISTER))
        return RedirectResponse("/analytics/own?said=removed", 303)

    return routes


async def _read(room: Room, request: Request, sparql: str) -> None:
    """Raises BadInput for what is no question in SPARQL. It is asked of a graph that is not there, which takes no time; who cannot be
    asked now will say it later."""
    if sparql.strip():
        with suppress(Retry):
            answer = await asked_by(
                room.desk, request, GraphQuestion(sparql, rows=1, mib=MIB, default_graphs=(_NOWHERE,))
            )
            answer.content.close()


def _opened(room: Room, id: str) -> SavedQuestion | None:
    if not id:
        return None
    if (kept := seen(room.desk.workspace.catalogue, caller().name, id)) is None:
        raise NotHere("question")
    return kept


async def _page(
    room: Room, sparql: str, status: int = 200, found: Shown | None = None, failed: str = "", **more: Any
) -> HTMLResponse:
    def made() -> HTMLResponse:
        kept = room.desk.workspace.catalogue.saved_questions.seen_by(caller().name)
        told: Mapping[str, Any] = {"opened": None, "said": "", "name": ""} | more
        return room.desk.bare_page(
            "analytics_own.html",
            status,
            question=sparql,
            found=found,
            failed=failed,
            kept=kept,
            examples=tuple(EXAMPLES),
            first=SHOWN,
            chart=plain_chart(found, phrase("sparql.answer")) if found else "",
            **told,
        )

    return await run_in_threadpool(made)
