"""`/vocabulary/sparql`: a box for questions to the graph, with examples, the answer as a table, and the answer to take along."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from thesaury.model.errors import Retry, ThesauryError
from thesaury.ports.graph_questions import GraphAnswer, GraphQuestion, SolutionForm, StatementForm
from thesaury.web.desk import concept_url
from thesaury.web.door.origin import from_elsewhere
from thesaury.web.outside.sparql import asked_by
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.texts import phrase

SHOWN = 200
"""Rows, or lines of statements, that the page shows."""
_LONGEST = 2_000
_MIB = 4
"""Of those rows: reading them takes some ten times as much."""
_SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
EXAMPLES = {
    "labels": f"{_SKOS}SELECT ?concept ?label WHERE {{\n  ?concept skos:prefLabel ?label .\n}} ORDER BY ?label LIMIT 100",
    "below": f"{_SKOS}SELECT ?below ?label WHERE {{\n  ?below skos:broaderTransitive <CONCEPT> ;\n         skos:prefLabel ?label .\n}}",
    "graphs": "SELECT ?graph (COUNT(*) AS ?statements) WHERE {\n  GRAPH ?graph { ?s ?p ?o }\n} GROUP BY ?graph",
    "assets": (
        f"PREFIX oa: <http://www.w3.org/ns/oa#>\n{_SKOS}SELECT ?concept (COUNT(DISTINCT ?asset) AS ?assets) WHERE {{\n"
        "  ?annotation oa:hasBody ?concept ; oa:hasTarget ?asset .\n  ?concept a skos:Concept .\n"
        "}} GROUP BY ?concept ORDER BY DESC(?assets) LIMIT 20"
    ).replace("}}", "}"),
}
"""Questions to begin with; CONCEPT stands for a concept that has something below it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row: what it says, its language, and where it leads."""

    text: str
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as the page shows it: `verdict` of a yes or no, rows below their columns, or statements as Turtle."""

    count: int
    downloads: tuple[tuple[str, str], ...]
    verdict: bool | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    statements: str = ""
    more: bool = False


def router(room: Room) -> APIRouter:
    """The page."""
    routes = APIRouter()
    desk = room.desk

    @routes.get("/vocabulary/sparql")
    async def sparql(request: Request, query: str = "", example: str = "") -> HTMLResponse:
        query = query or (await run_in_threadpool(_example, room, example) if example in EXAMPLES else "")
        if not query.strip():
            return await _page(room, query)
        if from_elsewhere(request):
            return await _page(room, query, 403, failed=phrase("sparql.elsewhere"))
        try:
            answer = await asked_by(desk, request, GraphQuestion(query, rows=SHOWN, mib=_MIB))
        except ThesauryError as error:
            status = 503 if isinstance(error, Retry) else 400
            return await _page(room, query, status, failed=error.message)
        return await _page(room, query, shown=await run_in_threadpool(_shown, room, query, answer))

    return routes


async def _page(
    room: Room, query: str, status: int = 200, shown: Shown | None = None, failed: str = ""
) -> HTMLResponse:
    def made() -> HTMLResponse:
        told = {"question": query, "shown": shown, "failed": failed, "examples": tuple(EXAMPLES), "first": SHOWN}
        return room.desk.bare_page("vocabulary_sparql.html", status, **told)

    return await run_in_threadpool(made)


def _example(room: Room, name: str) -> str:
    outline = room.outlines.outline()
    above = next((iri for scheme in outline.thesaurus.schemes() for iri in scheme.top_concepts), "urn:none")
    return EXAMPLES[name].replace("CONCEPT", above)


def _shown(room: Room, query: str, answer: GraphAnswer) -> Shown:
    with answer.content as content:
        if isinstance(answer.form, StatementForm):
            lines = [line.decode("utf-8", "replace") for line in islice(content, SHOWN + 1)]
            return Shown(
                answer.count,
                _downloads(query, [form.value for form in StatementForm]),
                statements="".join(lines[:SHOWN]),
                more=answer.count > SHOWN or len(lines) > SHOWN,
            )
        found = json.load(content)
    downloads = _downloads(query, [form.value for form in SolutionForm])
    if "boolean" in found:
        return Shown(1, downloads, verdict=found["boolean"])
    columns = tuple(found["head"]["vars"])
    known = room.outlines.outline().thesaurus
    rows = tuple(
        tuple(_cell(row.get(name), lambda iri: known.concept(iri) is not None) for name in columns)
        for row in found["results"]["bindings"]
    )
    return Shown(answer.count, downloads, columns=columns, rows=rows, more=answer.count > SHOWN)


def _cell(value: dict[str, str] | None, is_concept: Callable[[str], bool]) -> Cell:
    if value is None:
        return Cell("")
    text = value["value"]
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    leads = value["type"] == "uri" and is_concept(text)
    return Cell(shown, value.get("xml:lang", ""), concept_url(text) if leads else "")


def _downloads(query: str, forms: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((form, f"/sparql?{urlencode({'query': query, 'format': form})}") for form in forms)
