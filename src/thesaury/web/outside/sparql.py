"""`/sparql`: the SPARQL 1.1 Protocol, reading only, for everybody who may read."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import IO
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from thesaury.model.access import Permission
from thesaury.model.errors import NeedsLogin, Retry, ThesauryError
from thesaury.ports.graph_questions import GraphAnswer, GraphQuestion, SolutionForm, StatementForm
from thesaury.web.api.problems import KINDS, problem
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.door.origin import from_elsewhere
from thesaury.web.outside.negotiating import best
from thesaury.web.outside.service_description import described
from thesaury.web.texts import phrase

SOLUTIONS = {
    "application/sparql-results+json": SolutionForm.JSON,
    "application/sparql-results+xml": SolutionForm.XML,
    "text/csv": SolutionForm.CSV,
    "text/tab-separated-values": SolutionForm.TSV,
    "application/json": SolutionForm.JSON,
    "application/xml": SolutionForm.XML,
    "text/xml": SolutionForm.XML,
}
"""What solutions are asked for as; the types that are no names of their own come last."""
STATEMENTS = {
    "text/turtle": StatementForm.TURTLE,
    "application/n-triples": StatementForm.N_TRIPLES,
    "application/rdf+xml": StatementForm.RDF_XML,
    "application/ld+json": StatementForm.JSON_LD,
    "text/plain": StatementForm.N_TRIPLES,
}
_NAMES = {form: media_type for media_type, form in reversed([*SOLUTIONS.items(), *STATEMENTS.items()])}
_SHORT = {form.value: form for form in (*SolutionForm, *StatementForm)}
_CHUNK = 1 << 16
_LOOK = 0.2
"""Seconds between looks at whether the caller is still there."""
_THREADS = ThreadPoolExecutor(100, "question")
"""Where questions are waited for: more than may be answered and wait at once. The threads of the pages are few, and theirs alone."""
_HEADERS = {"Vary": "Accept, Authorization, Cookie", "Cache-Control": "private, no-cache"}


def router(desk: Desk) -> APIRouter:
    """The endpoint."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.api_route("/sparql", methods=["GET", "HEAD"])
    async def read(request: Request) -> Response:
        """Answer the question in `query`; without one, say what this is.

        A page of another site asks with a token or not at all: an image that it shows would else keep the server at work.
        """
        asked = request.query_params.multi_items()
        if not any(name in ("query", "update") for name, _ in asked):
            return _itself(request)
        if from_elsewhere(request) and "authorization" not in request.headers:
            return problem(KINDS["forbidden"], phrase("sparql.elsewhere"))
        return await _answered(desk, request, asked)

    @routes.post("/sparql")
    async def ask(request: Request) -> Response:
        """Answer the question in the form or the body that was sent."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = (await request.body()).decode("utf-8", "replace")
        asked = request.query_params.multi_items()
        if kind == "application/x-www-form-urlencoded":
            return await _answered(desk, request, parse_qsl(body, keep_blank_values=True))
        if kind == "application/sparql-query":
            return await _answered(desk, request, [*asked, ("query", body)])
        if kind == "application/sparql-update":
            return await _answered(desk, request, [("update", body)])
        said = "Send a question as application/sparql-query, or as a form with a field `query`."
        return problem(KINDS["unsupported-media-type"], said)

    return routes


def media_type(form: SolutionForm | StatementForm) -> str:
    """The type an answer of this form has."""
    named = _NAMES[form]
    return f"{named}; charset=utf-8" if named.startswith("text/") else named


def content(answer: GraphAnswer) -> Iterator[bytes]:
    """The answer in pieces; it is closed at the end, or when nobody takes more."""
    return _pieces(answer.content)


async def asked_by(desk: Desk, request: Request, question: GraphQuestion) -> GraphAnswer:
    """The answer to a question of a caller, who ends it by leaving. Raises what the workspace raises."""
    left = Event()
    asked = replace(question, asker=caller().name)
    running = _THREADS.submit(desk.workspace.graph_questions.ask, asked, left.is_set)
    asking = asyncio.wrap_future(running)
    try:
        while not asking.done():
            await asyncio.wait([asking], timeout=_LOOK)
            if not asking.done() and await request.is_disconnected():
                left.set()
        return await asking
    except asyncio.CancelledError:
        running.add_done_callback(_put_away)
        raise
    finally:
        left.set()


def _put_away(running: "Future[GraphAnswer]") -> None:
    """Close an answer that nobody waits for any more."""
    if not running.cancelled() and running.exception() is None:
        running.result().content.close()


async def _answered(desk: Desk, request: Request, asked: Sequence[tuple[str, str]]) -> Response:
    told = {name: [value for key, value in asked if key == name] for name, _ in asked}
    if "update" in told:
        said = (
            "Nothing is changed here: this endpoint answers questions. Vocabularies and assets are changed by /api/v1."
        )
        return problem(KINDS["bad-request"], said)
    if len(told.get("query", ())) != 1:
        return problem(KINDS["bad-request"], "Ask one question, as the parameter `query`.")
    solutions, statements = _forms(request.headers.get("accept", ""), told)
    question = GraphQuestion(
        told["query"][0],
        solutions,
        statements,
        tuple(told.get("default-graph-uri", ())),
        tuple(told.get("named-graph-uri", ())),
    )
    try:
        answer = await asked_by(desk, request, question)
    except (Retry, NeedsLogin) as error:  # a login that the graph server refuses is none of whoever asks
        return problem(KINDS["unavailable"], error.message, {"Retry-After": "5"})
    except ThesauryError as error:
        return problem(KINDS["bad-request"], error.message)
    if answer.form is None:
        answer.content.close()
        offered = ", ".join(STATEMENTS if solutions else SOLUTIONS)
        return problem(KINDS["not-acceptable"], f"Answers to this question come as {offered}.")
    return StreamingResponse(content(answer), media_type=media_type(answer.form), headers=_HEADERS)


def _forms(accept: str, told: Mapping[str, Sequence[str]]) -> tuple[SolutionForm | None, StatementForm | None]:
    """In which form either kind is taken: as `format` says, which is no part of the protocol but of many tools, else by Accept."""
    named = _SHORT.get(next(iter(told.get("format", ())), "").lower())
    if isinstance(named, SolutionForm):
        return named, StatementForm.TURTLE
    if isinstance(named, StatementForm):
        return SolutionForm.JSON, named
    solutions, statements = best(accept, list(SOLUTIONS)), best(accept, list(STATEMENTS))
    return SOLUTIONS[solutions] if solutions else None, STATEMENTS[statements] if statements else None


def _itself(request: Request) -> Response:
    """The page with a box for people, the description of the service for programs."""
    accept = request.headers.get("accept", "")
    wanted = best(accept, [*STATEMENTS, "text/html"])
    if wanted == "text/html":
        return RedirectResponse("/vocabulary/sparql", 303, headers=_HEADERS)
    form = STATEMENTS[wanted] if wanted else StatementForm.TURTLE
    endpoint = str(request.url).partition("?")[0]
    return Response(described(endpoint, form), media_type=media_type(form), headers=_HEADERS)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_CHUNK):
            yield piece
