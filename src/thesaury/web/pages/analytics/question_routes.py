"""`/analytics/questions` and below: the named questions, each with its parameters, the definition of its words, chart, table and CSV."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from thesaury.analytics.answers import table_of
from thesaury.analytics.asking import narrowed_to
from thesaury.analytics.definitions import TWELVE, defined
from thesaury.analytics.periods import today, told_for
from thesaury.model.access import Permission
from thesaury.model.errors import AskPerson, BadInput, Retry, ThesauryError, Usage
from thesaury.model.question import Answer, Question
from thesaury.pipeline.csv_line import csv_line
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere
from thesaury.web.pages.analytics import form
from thesaury.web.pages.analytics.periods import spoken
from thesaury.web.pages.analytics.room import Room
from thesaury.web.pages.analytics.shown import QUESTIONS, heading, meaning, sentence, shown, terms, title
from thesaury.web.texts import phrase

_ROWS = 200
"""Rows that a page shows; the table to take along has all."""


def router(room: Room) -> APIRouter:
    """The pages."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    desk = room.desk

    def asked(request: Request, name: str) -> tuple[Question, dict[str, str]]:
        if (question := room.question(name)) is None:
            raise NotHere("question")
        return question, form.chosen(desk, question, request.query_params.multi_items())

    @routes.get(QUESTIONS)
    def listed() -> HTMLResponse:
        known = {one.name: one for one in room.asking.questions()}
        first = [_line(known.pop(name)) for name in TWELVE if name in known]
        return desk.page("analytics_questions.html", first=first, others=[_line(one) for one in known.values()])

    @routes.get(f"{QUESTIONS}/{{name}}.csv")
    def table(request: Request, name: str) -> Response:
        question, given = asked(request, name)
        lines = _csv(room.asking.answer(name, given))
        headers = {"Content-Disposition": f'attachment; filename="{question.name}.csv"', "Cache-Control": "no-store"}
        return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)

    @routes.get(f"{QUESTIONS}/{{name}}")
    def page(request: Request, name: str) -> HTMLResponse:
        question, given = asked(request, name)
        told: dict[str, Any] = {"shown": None, "failed": "", "status": 200}
        if not form.lacking(question, given):
            told |= _answered(room, name, given)
        return desk.bare_page(
            "analytics_question.html",
            title=title(question),
            sentence=sentence(question),
            question=question,
            meanings=[*terms(question), *((heading(one, given), meaning(one)) for one in question.columns)],
            fields=form.fields(room, question, given, today()),
            most=_ROWS,
            **told,
        )

    return routes


def _answered(room: Room, name: str, given: Mapping[str, str]) -> dict[str, Any]:
    if refused := _refused(name, given):
        return {"failed": refused, "status": 400}
    try:
        answer = room.asking.answer(name, given)
    except ThesauryError as error:
        if not isinstance(error, AskPerson | BadInput | Retry | Usage):
            raise
        return {"failed": error.message, "status": 503 if isinstance(error, Retry) else 400}
    return {"shown": shown(answer, room.desk.lexicon(), _ROWS)}


def _refused(name: str, given: Mapping[str, str]) -> str:
    """That a month of one market or channel cannot be asked for here, as whoever asks would be told, in the language of the reader."""
    definition = defined(name)
    values = {one.name: given.get(one.name) or one.default or "" for one in definition.question.parameters}
    if not definition.cube or not (place := narrowed_to(definition, values)):
        return ""
    asked, told = values["period"], told_for(values["period"], values[place])
    return "" if asked == told else phrase("analytics.refused.month", asked=spoken(asked), told=spoken(told))


def _line(question: Question) -> dict[str, str]:
    return {"url": f"{QUESTIONS}/{question.name}", "title": title(question), "sentence": sentence(question)}


def _csv(answer: Answer) -> Iterator[str]:
    return (csv_line(cells) for cells in table_of(answer))
